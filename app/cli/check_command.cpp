// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "app/cli/console.h"
#include "app/cli/study_file.h"
#include "app/wiring.h"
#include "core/storage/json_writer.h"
#include "core/storage/sqlite_store_factory.h"
#include "core/study/prune_audit.h"
#include "core/study/study_notebook.h"

#include <algorithm>
#include <cmath>
#include <memory>

namespace tunescope::cli {
namespace {

struct Options {
    std::string path;
    bool json = false;
};

std::string trialName(const StoredTrial& trial)
{
    return "trial " + std::to_string(trial.start.number) + ": ";
}

/// The value of a complete trial is the mean over its runs.
void checkValue(const StoredTrial& trial, std::vector<std::string>& problems)
{
    if (!trial.outcome.value) {
        problems.push_back(trialName(trial) + "it is complete but has no value");
        return;
    }
    double sum = 0.0;
    for (const RunResult& run : trial.outcome.runs)
        sum += run.value.value_or(0.0);
    const double mean = sum / static_cast<double>(trial.outcome.runs.size());
    constexpr double kRounding = 1e-12;
    if (trial.outcome.runs.empty() ||
        std::abs(mean - *trial.outcome.value) > kRounding * std::max(1.0, std::abs(mean)))
        problems.push_back(trialName(trial) + "its value is not the mean of its runs");
}

void checkEpochs(const StoredTrial& trial, std::vector<std::string>& problems)
{
    const EpochRecord* before = nullptr;
    for (const EpochRecord& record : trial.epochs) {
        const bool sameRun =
            before != nullptr && before->repeat == record.repeat && before->fold == record.fold;
        const int expected = sameRun ? before->epoch + 1 : 0;
        // What was imported may have reported in some epochs only.
        const bool isElsewhere = trial.start.origin.kind == OriginKind::Imported;
        if (isElsewhere ? record.epoch < expected : record.epoch != expected) {
            problems.push_back(trialName(trial) + "its epochs have a gap before epoch " +
                               std::to_string(record.epoch));
            return;
        }
        before = &record;
    }
}

void checkTrial(const StoredStudy& study, const StoredTrial& trial, std::vector<std::string>& problems)
{
    const SearchSpace& space = study.stages.at(static_cast<std::size_t>(trial.start.stage)).config.space;
    const bool isOwn = trial.start.origin.kind == OriginKind::Sampler;
    if (const auto valid = space.validate(trial.start.params); isOwn && !valid)
        problems.push_back(trialName(trial) + errorText(valid.error()));
    if (trial.state == TrialState::Complete)
        checkValue(trial, problems);
    else if (trial.outcome.value)
        problems.push_back(trialName(trial) + "it is " + std::string(trialStateName(trial.state)) +
                           " but has a value");
    checkEpochs(trial, problems);
}

/// Looks at the test part are numbered without gaps, each is in the notebook, and no trial was told after more looks
/// than there were.
void checkLooks(const StoredStudy& study, std::vector<std::string>& problems)
{
    const auto looks = static_cast<int>(study.testLooks.size());
    for (int i = 0; i < looks; ++i) {
        if (study.testLooks[static_cast<std::size_t>(i)].number != i + 1) {
            problems.push_back("test part: look " + std::to_string(i + 1) + " is missing");
            return;
        }
    }
    const auto written = std::count_if(study.events.begin(), study.events.end(), [](const StudyEvent& entry) { return entry.kind == "test_opened"; });
    if (written != looks)
        problems.push_back("test part: it was opened " + std::to_string(looks) + " times, but the notebook says " + std::to_string(written));
    for (const StoredTrial& trial : study.trials) {
        if (trial.looks > looks)
            problems.push_back(trialName(trial) + "it was told after " + std::to_string(trial.looks) + " looks at the test part, but there are " + std::to_string(looks));
    }
}

Result<std::vector<std::string>> problemsOf(const std::string& path)
{
    std::vector<std::string> problems;
    const Result<std::string> file = checkStudyFile(path);
    if (!file)
        return fail(file.error());
    if (*file != "ok")
        problems.push_back("the file: " + *file);
    const Result<StoredStudy> study = loadStudyFile(path);
    if (!study)
        return fail(study.error());
    for (const Error& warning : study->warnings)
        problems.push_back(errorText(warning));
    for (const StoredTrial& trial : study->trials)
        checkTrial(*study, trial, problems);
    for (const std::string& fault : notebookFaults(*study))
        problems.push_back(fault);
    checkLooks(*study, problems);
    for (const std::string& fault : pruneFaults(*study))
        problems.push_back(fault);
    return problems;
}

/// What is sound but makes the scores look better than they are. The data may be gone: that is a warning, too.
std::vector<std::string> warningsOf(const std::string& path)
{
    const Services services = makeLookingServices();
    if (const auto opened = services.studies->open(path); !opened)
        return {errorText(opened.error())};
    const auto leaks = services.studies->findLeaks();
    if (!leaks)
        return {errorText(leaks.error())};
    std::vector<std::string> warnings;
    for (const DatasetCheck& leak : *leaks)
        warnings.push_back(leak.headline + ". " + leak.detail);
    return warnings;
}

int checkStudy(const Options& options)
{
    const auto problems = problemsOf(options.path);
    if (!problems)
        return badInput(problems.error());
    const std::vector<std::string> warnings = warningsOf(options.path);
    JsonWriter json(JsonLayout::Indented);
    json.beginObject();
    json.booleanField("ok", problems->empty());
    json.key("problems");
    json.param(*problems);
    json.key("warnings");
    json.param(warnings);
    json.endObject();
    std::string text;
    for (const std::string& problem : *problems)
        text += problem + "\n";
    for (const std::string& warning : options.json ? std::vector<std::string>() : warnings)
        printMessage("warning: " + warning);
    print(options.json        ? json.take() + "\n"
          : problems->empty() ? options.path + ": everything is in order\n"
                              : text);
    return problems->empty() ? kExitDone : kExitFailures;
}

} // namespace

void addCheckCommand(CLI::App& app, Action& action)
{
    auto options = std::make_shared<Options>();
    CLI::App* command =
        app.add_subcommand("check", "Checks that a study file is intact and its numbers agree");
    command->add_option("STUDY", options->path, "A .tune file")->required();
    command->add_flag("--json", options->json, "One JSON document");
    command->callback([options, &action] { action = [options] { return checkStudy(*options); }; });
}

} // namespace tunescope::cli
