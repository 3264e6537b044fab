// SPDX-License-Identifier: GPL-3.0-or-later
// Trials that are compared with the one they come from: twin, fork, continue.
#include "app/cli/command.h"
#include "app/cli/console.h"
#include "app/cli/extra_progress.h"
#include "app/cli/interrupt.h"
#include "app/cli/run_session.h"
#include "app/wiring.h"
#include "core/storage/json_reader.h"
#include "core/storage/json_writer.h"
#include "core/study/controlled_trials.h"

#include <cmath>
#include <memory>
#include <optional>

namespace tunescope::cli {
namespace {

enum class Kind { Twin, Fork, Continue };

struct Options {
    Kind kind = Kind::Twin;
    std::string path;
    int trial = 0;
    int epoch = 0;
    int epochs = 0;
    int starts = 1;
    std::vector<std::string> changes;
    bool json = false;
};

/// "learning_rate=0.01" and the like; a value that is no JSON is a text.
Result<ParamSet> readChanges(const std::vector<std::string>& texts)
{
    ParamSet changes;
    for (const std::string& text : texts) {
        const std::size_t equals = text.find('=');
        if (equals == std::string::npos || equals == 0 || equals + 1 == text.size())
            return fail(ErrorCode::SettingText, {{"text", text}});
        const std::string value = text.substr(equals + 1);
        const Result<Json> json = parseJson(value);
        const std::optional<ParamValue> known = json ? toParamValue(*json) : std::nullopt;
        changes.set(text.substr(0, equals), known.value_or(ParamValue(value)));
    }
    return changes;
}

Result<void> enqueue(StudyService& studies, const Options& options)
{
    const auto changes = readChanges(options.changes);
    if (!changes)
        return fail(changes.error());
    switch (options.kind) {
    case Kind::Fork:
        return studies.addFork(options.trial, options.epoch, *changes);
    case Kind::Continue:
        return studies.addContinuation(options.trial, options.epochs);
    case Kind::Twin:
        break;
    }
    return studies.addTwin(options.trial, *changes);
}

/// The newest trial that comes from the named one.
std::optional<int> newestOf(const StudySnapshot& study, int origin)
{
    for (std::size_t i = study.size(); i > 0; --i) {
        if (study.trial(i - 1).start.origin.of == origin)
            return static_cast<int>(i) - 1;
    }
    return std::nullopt;
}

std::string reportJson(const StoredStudy& study, int trial, const std::optional<TwinVerdict>& verdict)
{
    const StoredTrial& twin = study.trials[static_cast<std::size_t>(trial)];
    JsonWriter json(JsonLayout::Indented);
    json.beginObject();
    json.integerField("trial", trial);
    json.textField("origin", originText(twin.start.origin));
    json.textField("state", trialStateName(twin.state));
    json.numberField("value", twin.outcome.value);
    json.paramsField("params", twin.start.params);
    if (verdict) {
        json.key("differences");
        json.beginInlineArray();
        for (const double difference : verdict->differences)
            json.number(difference);
        json.endArray();
        json.numberField("mean_difference", verdict->comparison.difference.mean);
        json.numberField("low", verdict->comparison.difference.low);
        json.numberField("high", verdict->comparison.difference.high);
        json.numberField("p", verdict->comparison.p);
        json.textField("verdict", verdict->words);
    }
    json.endObject();
    return json.take() + "\n";
}

std::string reportText(const StoredStudy& study, int trial, const std::optional<TwinVerdict>& verdict)
{
    const StoredTrial& twin = study.trials[static_cast<std::size_t>(trial)];
    const std::string& metric = study.config.protocol.metric;
    std::string text = "trial " + std::to_string(trial) + ", " + originText(twin.start.origin) + ": " + std::string(trialStateName(twin.state)) +
                       ", " + metric + " " + valueText(twin.outcome.value.value_or(std::nan("")), metric) + "\n";
    if (!verdict)
        return text;
    const MeanInterval& difference = verdict->comparison.difference;
    text += std::string("over its last five epochs ") + (difference.mean < 0.0 ? "worse" : "better") + " by " +
            valueText(std::abs(difference.mean), metric) + " over " + std::to_string(difference.count) +
            (difference.count == 1 ? " start" : " starts");
    if (difference.count > 1)
        text += " (95 % range of the gain " + valueText(difference.low, metric) + " to " + valueText(difference.high, metric) + ")";
    return text + ": " + verdict->words + "\n";
}

int runControlled(const Options& options)
{
    const Services services = makeServices();
    StudyService& studies = *services.studies;
    if (const auto opened = studies.open(options.path); !opened)
        return badInput(opened.error());
    if (const auto queued = enqueue(studies, options); !queued)
        return badInput(queued.error());
    const int code = runSession(studies, {.workers = 1, .seconds = {}, .what = SessionOptions::What::Queue});
    if (isInterrupted())
        return kExitInterrupted;
    const std::optional<int> trial = newestOf(*studies.snapshot(), options.trial);
    if (!trial)
        return code;
    if (options.starts > 1) {
        const StopOnInterrupt stop;
        ExtraProgressBar bar(options.json, "runs");
        const auto confirmed = studies.confirm({.trials = {options.trial, *trial}, .seeds = options.starts - 1, .workers = defaultWorkers()}, bar.callback(), stop.token());
        bar.finish();
        if (isInterrupted())
            return kExitInterrupted;
        if (!confirmed)
            return badInput(confirmed.error());
    }
    const auto study = studies.stored();
    if (!study)
        return badInput(study.error());
    const auto verdict = twinVerdict(*study, *trial);
    print(options.json ? reportJson(*study, *trial, verdict) : reportText(*study, *trial, verdict));
    const TrialState state = study->trials[static_cast<std::size_t>(*trial)].state;
    return state == TrialState::Failed ? kExitFailures : kExitDone;
}

CLI::App* addControlled(CLI::App& app, Action& action, const std::shared_ptr<Options>& options, const char* name, const char* help)
{
    CLI::App* command = app.add_subcommand(name, help);
    command->add_option("STUDY", options->path, "A .tune file")->required();
    command->add_option("--trial", options->trial, "The trial it comes from")->required();
    command->add_flag("--json", options->json, "One JSON document");
    command->callback([options, &action] { action = [options] { return runControlled(*options); }; });
    return command;
}

} // namespace

void addTwinCommands(CLI::App& app, Action& action)
{
    const char* set = "A changed setting, NAME=VALUE; may be given more than once";
    auto twin = std::make_shared<Options>();
    CLI::App* command = addControlled(app, action, twin, "twin", "Trains a trial again with some settings changed, everything else equal");
    command->add_option("--set", twin->changes, set);
    command->add_option("--starts", twin->starts, "Pairs of trainings to compare: the trial's own seed and new ones")->check(CLI::Range(1, 1000));
    auto fork = std::make_shared<Options>();
    fork->kind = Kind::Fork;
    command = addControlled(app, action, fork, "fork", "Lets a trial go on from one of its epochs with some settings changed");
    command->add_option("--epoch", fork->epoch, "The epoch at whose end it forks")->required();
    command->add_option("--set", fork->changes, set);
    auto longer = std::make_shared<Options>();
    longer->kind = Kind::Continue;
    command = addControlled(app, action, longer, "continue", "Trains a finished trial longer");
    command->add_option("--epochs", longer->epochs, "How many epochs more")->required()->check(CLI::Range(1, 1'000'000));
}

} // namespace tunescope::cli
