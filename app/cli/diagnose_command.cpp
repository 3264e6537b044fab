// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "app/cli/console.h"
#include "app/wiring.h"
#include "core/coach/coach_service.h"
#include "core/export/diagnosis_json.h"
#include "core/export/ranking.h"

#include <algorithm>
#include <map>
#include <memory>

namespace tunescope::cli {
namespace {

struct Options {
    std::string path;
    std::optional<int> trial;
    std::optional<int> against;
    bool json = false;
};

/// The trial that another one was made to be compared with, or -1.
int originOf(const StoredTrial& trial)
{
    const OriginKind kind = trial.start.origin.kind;
    return kind == OriginKind::Twin || kind == OriginKind::Continued ? trial.start.origin.of : -1;
}

/// One trial, or the study and all of its told trials.
std::vector<int> wantedTrials(const Options& options, const StoredStudy& study)
{
    if (options.trial)
        return {*options.trial};
    std::vector<int> numbers;
    for (const StoredTrial& trial : study.trials) {
        if (isTold(trial.state) && !trial.deleted)
            numbers.push_back(trial.start.number);
    }
    return numbers;
}

Result<Diagnosis> diagnosisOf(const CoachService& coach, const Options& options)
{
    Diagnosis diagnosis{.study = coach.stored().config.name, .trial = options.trial};
    if (coach.dataFault())
        diagnosis.dataFault = errorText(*coach.dataFault());
    if (!options.trial)
        diagnosis.verdicts = coach.studyVerdicts();
    for (const int number : wantedTrials(options, coach.stored())) {
        auto verdicts = coach.trialVerdicts(number);
        if (!verdicts)
            return fail(verdicts.error());
        diagnosis.verdicts.insert(diagnosis.verdicts.end(), verdicts->begin(), verdicts->end());
        const int origin =
            options.against.value_or(originOf(coach.stored().trials[static_cast<std::size_t>(number)]));
        if (origin < 0 && !options.against)
            continue;
        auto judgement = coach.judge(number, origin);
        if (!judgement)
            return fail(judgement.error());
        diagnosis.judgements.push_back(std::move(*judgement));
    }
    // Causes stay before what follows from them, because the order within a trial is kept.
    std::stable_sort(diagnosis.verdicts.begin(), diagnosis.verdicts.end(),
                     [](const Verdict& a, const Verdict& b) { return a.severity < b.severity; });
    return diagnosis;
}

std::string verdictText(const Verdict& verdict)
{
    std::string text = verdict.title;
    text.append(" (").append(severityName(verdict.severity));
    if (verdict.trial >= 0)
        text.append(", trial ").append(std::to_string(verdict.trial));
    if (!verdict.explainedBy.empty())
        text.append(", follows from ").append(verdict.explainedBy);
    text += ")\n  " + verdict.text + "\n";
    for (std::size_t i = 0; i < verdict.suggestions.size(); ++i)
        text.append(i == 0 ? "  Try: " : "  Or:  ").append(verdict.suggestions[i].text).append("\n");
    return text + "\n";
}

/// How often each rule fired, for a study of many trials.
std::string countsText(const std::vector<Verdict>& verdicts, std::size_t trials)
{
    std::map<std::string, int> counts;
    for (const Verdict& verdict : verdicts) {
        if (verdict.trial >= 0)
            ++counts[verdict.title];
    }
    if (counts.empty())
        return {};
    TextTable table("lr");
    table.addRow({"of " + std::to_string(trials) + " trials", "count"});
    for (const auto& [title, count] : counts)
        table.addRow({title, std::to_string(count)});
    return table.text();
}

/// All verdicts about one trial; about a study those that concern it as a whole or its best trial, and
/// counts.
std::string diagnosisText(const Diagnosis& diagnosis, const StoredStudy& study)
{
    const std::optional<int> best = bestTrial(study);
    const std::size_t told = wantedTrials({}, study).size();
    std::string text;
    for (const Verdict& verdict : diagnosis.verdicts) {
        const bool shown = diagnosis.trial || verdict.trial < 0 || verdict.trial == best || told == 1;
        text += shown ? verdictText(verdict) : std::string();
    }
    if (text.empty())
        text = diagnosis.trial ? "Nothing to say about trial " + std::to_string(*diagnosis.trial) + ".\n\n"
                               : std::string("Nothing to say about the study and its best trial.\n\n");
    for (const Judgement& judgement : diagnosis.judgements)
        text += judgement.text + "\n\n";
    if (!diagnosis.trial && told > 1)
        text += countsText(diagnosis.verdicts, told);
    return text;
}

int diagnose(const Options& options)
{
    const Services services = makeLookingServices();
    auto store = services.stores->open(options.path);
    if (!store)
        return badInput(store.error());
    const auto coach = CoachService::create(readerOf(std::shared_ptr<StudyStore>(std::move(*store))));
    if (!coach)
        return badInput(coach.error());
    for (const Error& warning : (*coach)->stored().warnings)
        printError(warning, options.path);
    const auto diagnosis = diagnosisOf(**coach, options);
    if (!diagnosis)
        return badInput(diagnosis.error());
    if (!diagnosis->dataFault.empty())
        printMessage("The data cannot be looked at, so rules about them are silent: " + diagnosis->dataFault);
    print(options.json ? printDiagnosis(*diagnosis) : diagnosisText(*diagnosis, (*coach)->stored()));
    return kExitDone;
}

} // namespace

void addDiagnoseCommand(CLI::App& app, Action& action)
{
    auto options = std::make_shared<Options>();
    CLI::App* command =
        app.add_subcommand("diagnose", "What the coach says of a study or a trial, and what to try next");
    command->add_option("STUDY", options->path, "A .tune file")->required();
    CLI::Option* trial = command->add_option("--trial", options->trial, "Only this trial");
    command
        ->add_option("--against", options->against,
                     "Whether --trial did better than this one, noise considered")
        ->needs(trial);
    command->add_flag("--json", options->json, "One JSON document (tunescope.diagnosis/1)");
    command->callback([options, &action] { action = [options] { return diagnose(*options); }; });
}

} // namespace tunescope::cli
