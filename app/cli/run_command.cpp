// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "app/cli/console.h"
#include "app/cli/event_printer.h"
#include "app/cli/extra_progress.h"
#include "app/cli/interrupt.h"
#include "app/cli/run_session.h"
#include "app/wiring.h"
#include "core/export/export_file.h"
#include "core/storage/json_writer.h"
#include "core/storage/study_spec_json.h"
#include "core/study/nested_evaluation.h"

#include <unistd.h>

#include <filesystem>
#include <memory>
#include <optional>

namespace tunescope::cli {
namespace {

struct Options {
    std::string spec;
    std::string out;
    int workers = defaultWorkers();
    std::optional<int> trials;
    std::optional<double> seconds;
    std::optional<std::uint64_t> memory; ///< MB
    bool jsonl = false;
    bool quiet = false;
    std::optional<int> nested; ///< Outer folds.
    bool json = false;
};

void applyBudget(const Options& options, Budget& budget)
{
    if (options.trials)
        budget.trials = options.trials;
    if (options.seconds)
        budget.seconds = options.seconds;
}

Result<StudyConfig> readSpec(const Options& options)
{
    const Result<std::string> text = readFile(options.spec);
    if (!text)
        return fail(text.error());
    Result<StudyConfig> config = parseStudySpec(*text);
    if (!config)
        return config;
    applyBudget(options, config->stage.budget);
    if (!config->stage.budget.trials && !config->stage.budget.seconds && config->stage.sampler.name != "grid")
        return fail(ErrorCode::NoTrialsToRun);
    return config;
}

Result<StudyConfig> checkedConfig(const StudyConfig& config, int workers)
{
    if (const auto valid = StudyService::checkConfig(config, workers); !valid)
        return fail(valid.error());
    return StudyService::completedConfig(config);
}

bool isThere(const std::string& path)
{
    std::error_code error;
    return std::filesystem::exists(path, error);
}

/// Opens the study that is there, if it was made from the same spec, and brings its budget up to date.
Result<void> continueStudy(StudyService& studies, const Options& options, const StudyConfig& config,
                           StudyListener* listener)
{
    if (access(options.out.c_str(), W_OK) != 0)
        return fail(ErrorCode::StudyReadOnly, {{"path", options.out}});
    if (const auto opened = studies.open(options.out, listener); !opened)
        return opened;
    const Result<StoredStudy> stored = studies.stored();
    if (!stored)
        return fail(stored.error());
    const auto difference = specDifference(stored->config, config);
    if (difference) {
        studies.close();
        return fail(ErrorCode::StudyDiffers, {{"path", options.out}, {"difference", *difference}});
    }
    const Budget& before = stored->stages.back().config.budget;
    // Twins and the like were added to the budget when they were queued.
    const auto added = static_cast<int>(stored->stages.front().config.queue.size() - stored->config.stage.queue.size());
    if (config.stage.budget.trials && *config.stage.budget.trials + added != before.trials)
        studies.runner().setTrialBudget(*config.stage.budget.trials + added);
    if (!(config.stage.budget.rules == before.rules))
        studies.runner().setStoppingRules(config.stage.budget.rules);
    return {};
}

/// Before the run: what makes its scores look better than they are.
void warnOfLeaks(const StudyService& studies)
{
    const auto leaks = studies.findLeaks();
    for (const DatasetCheck& leak : leaks ? *leaks : std::vector<DatasetCheck>())
        printMessage("warning: " + leak.headline + ". " + leak.detail);
}

ProgressStyle progressOf(const Options& options)
{
    return options.quiet || options.jsonl || !isErrorATerminal() ? ProgressStyle::Silent : ProgressStyle::Bar;
}

std::string nestedJson(const NestedReport& report)
{
    JsonWriter json(JsonLayout::Indented);
    json.beginObject();
    json.textField("metric", report.metric);
    json.key("folds");
    json.beginArray();
    for (const NestedFold& fold : report.folds) {
        json.beginInlineObject();
        json.integerField("fold", fold.fold);
        json.integerField("trials", fold.trials);
        json.integerField("rows", fold.rows);
        json.numberField("inner", fold.inner);
        json.numberField("outer", fold.outer);
        json.paramsField("params", fold.params);
        json.endObject();
    }
    json.endArray();
    json.numberField("inner_mean", report.inner.mean);
    json.numberField("outer_mean", report.outer.mean);
    json.numberField("outer_deviation", report.outer.deviation);
    json.key("outer_interval");
    json.beginInlineArray();
    json.number(report.outer.low);
    json.number(report.outer.high);
    json.endArray();
    json.numberField("optimism", report.optimism);
    json.endObject();
    return json.take() + "\n";
}

std::string nestedText(const NestedReport& report)
{
    TextTable table("rrrr");
    table.addRow({"fold", "rows", "found", "on new rows"});
    for (const NestedFold& fold : report.folds)
        table.addRow({std::to_string(fold.fold), std::to_string(fold.rows), valueText(fold.inner, report.metric), valueText(fold.outer, report.metric)});
    return table.text() + "\nTuning itself scores " + valueText(report.outer.mean, report.metric) + " on rows it has not seen (95 % interval " +
           valueText(report.outer.low, report.metric) + " to " + valueText(report.outer.high, report.metric) + "); the searches said " +
           valueText(report.inner.mean, report.metric) + ", too good by " + valueText(report.optimism, report.metric) + "\n";
}

/// How good is tuning itself? Nothing is written.
int runNested(const Options& options, const StudyConfig& config)
{
    const StopOnInterrupt stop;
    ExtraProgressBar bar(options.quiet || options.json, "searches");
    const auto report = nestedEvaluation(config, *options.nested, options.workers, bar.callback(), stop.token());
    bar.finish();
    if (isInterrupted())
        return kExitInterrupted;
    if (!report)
        return badInput(report.error());
    print(options.json ? nestedJson(*report) : nestedText(*report));
    return report->folds.size() == static_cast<std::size_t>(*options.nested) ? kExitDone : kExitFailures;
}

int runStudy(const Options& options)
{
    const Result<StudyConfig> spec = readSpec(options);
    if (!spec)
        return badInput(spec.error(), options.spec);
    const Result<StudyConfig> config = checkedConfig(*spec, options.workers);
    if (!config) // A fault of the data names the data's file, any other one is the spec's.
        return badInput(config.error(), config.error().arg("path").empty() ? options.spec : std::string());
    if (options.nested)
        return runNested(options, *config);
    EventPrinter events; // Outlives the study that tells it what happens.
    const Services services = makeServices();
    StudyService& studies = *services.studies;
    StudyListener* listener = options.jsonl ? &events : nullptr;
    const bool exists = isThere(options.out);
    const Result<void> opened = exists ? continueStudy(studies, options, *config, listener)
                                       : studies.create(*config, options.out, listener);
    if (!opened)
        return badInput(opened.error());
    if (!options.quiet)
        warnOfLeaks(studies);
    if (options.memory)
        studies.runner().setMemoryLimit(*options.memory * 1'000'000);
    events.setMetricNames(studies.snapshot()->facts->metricNames);
    // A new study keeps its seconds as its budget; an old one has another, so the time is watched here.
    const auto seconds = exists ? options.seconds : std::nullopt;
    const int code = runSession(
        studies, {.workers = options.workers, .progress = progressOf(options), .seconds = seconds});
    const StudySnapshotPtr end = studies.snapshot();
    if (options.jsonl && code != kExitInterrupted)
        EventPrinter::printStudyFinished(*end);
    else if (!options.jsonl && !options.quiet)
        print(options.out + ": " + summaryText(*end) + "\n" +
              (end->stopped ? stopText(*end->stopped) + "\n" : std::string()));
    studies.close();
    return code;
}

} // namespace

void addRunCommand(CLI::App& app, Action& action)
{
    auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand("run", "Runs a study; one that exists is continued");
    command->add_option("SPEC", options->spec, "The study spec (tunescope.study/1)")->required();
    command->add_option("--out", options->out, "The .tune file");
    command->add_option("--nested", options->nested, "How good is tuning itself: the whole search inside each of so many outer folds; writes no file")
        ->check(CLI::Range(2, 100));
    command->add_flag("--json", options->json, "With --nested: one JSON document");
    command->add_option("--workers", options->workers, "Trials at a time; default: the number of cores")
        ->check(CLI::Range(1, 256));
    command->add_option("--trials", options->trials, "Budget instead of the spec's")
        ->check(CLI::Range(1, 1'000'000));
    command->add_option("--seconds", options->seconds, "Budget of running time")->check(CLI::PositiveNumber);
    command
        ->add_option("--memory", options->memory,
                     "MB that all trials at work may take; default: 80 % of what is free")
        ->check(CLI::Range(1, 100'000'000));
    command->add_flag("--jsonl", options->jsonl, "An event a line on stdout");
    command->add_flag("--quiet", options->quiet, "No progress and no summary");
    command->callback([options, &action] {
        if (options->out.empty() && !options->nested)
            throw CLI::RequiredError("--out");
        action = [options] { return runStudy(*options); };
    });
}

} // namespace tunescope::cli
