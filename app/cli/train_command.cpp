// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "app/cli/console.h"
#include "app/cli/train_output.h"
#include "app/wiring.h"
#include "core/export/best_json.h"
#include "core/export/export_file.h"
#include "core/storage/study_spec_json.h"
#include "core/export/predictions_csv.h"
#include "core/study/text_writing.h"
#include "core/study/training_objective.h"
#include "core/study/trial_replay.h"
#include "core/training/lr_range_test.h"
#include "core/training/model_choice.h"

#include <chrono>
#include <memory>
#include <optional>

namespace tunescope::cli {
namespace {

struct Options {
    std::string data;
    std::optional<std::string> target;
    std::string config;
    std::optional<std::uint64_t> seed;
    std::optional<int> epochs;
    int threads = 1;
    std::string onnx;
    std::string predictions;
    bool jsonl = false;
    bool quiet = false;
    bool rangeTest = false;
    std::int64_t sample = 0; ///< Symbols to write; 0: none.
    double temperature = TextContinuation{}.temperature;
    std::string prompt;
    std::uint64_t sampleSeed = TextContinuation{}.seed;
};

/// One trial to train: a study with nothing to search.
struct Job {
    StudyConfig config;
    std::uint64_t trialSeed = 0;
};

Result<Job> jobFromText(const std::string& text)
{
    Job job;
    if (looksLikeBest(text)) {
        Result<BestConfiguration> best = readBest(text);
        if (!best)
            return fail(best.error());
        job.config = std::move(best->study);
        job.config.protocol.splitSeed = splitSeedOf(job.config);
        job.config.stage = {};
        job.config.stage.fixed = std::move(best->params);
        job.trialSeed = best->seed;
        return job;
    }
    Result<ParamSet> settings = parseParamSet(text);
    if (!settings)
        return fail(settings.error());
    job.config.stage.fixed = std::move(*settings);
    job.trialSeed = trialSeedOf(job.config.seed, 0);
    return job;
}

Result<Job> readJob(const Options& options)
{
    std::string text = "{}";
    if (!options.config.empty()) {
        Result<std::string> file = readFile(options.config);
        if (!file)
            return fail(file.error());
        text = std::move(*file);
    }
    Result<Job> job = jobFromText(text);
    if (!job)
        return job;
    if (!options.data.empty())
        job->config.data = {.source = options.data};
    if (options.target)
        job->config.data.import.target = options.target;
    if (options.seed) {
        job->config.seed = *options.seed;
        job->trialSeed = trialSeedOf(*options.seed, 0);
    }
    if (options.epochs)
        job->config.stage.fixed.set("epochs", std::int64_t{*options.epochs});
    job->config.stage.budget.trials = 1;
    return job;
}

Result<void> writePredictions(TrainingObjective& objective, const TrialStart& trial, const ParamSet& fixed,
                              int epoch, const std::string& path)
{
    const auto set = replayPredictions(objective, trial, fixed, epoch, {});
    if (!set)
        return fail(set.error());
    return writeFile(path, printPredictionsCsv(*set, objective.facts().classNames));
}

int exitCodeOf(const TrialOutcome& outcome)
{
    if (outcome.state == TrialState::Complete)
        return kExitDone;
    if (!isTold(outcome.state))
        return kExitInterrupted;
    printMessage("tunescope-cli: " + outcome.reason.text);
    return kExitFailures;
}

/// A JSON object a step and a last one with what they suggest.
int runRangeTest(TrainingObjective& objective, const TrainingConfig& config, std::uint64_t seed)
{
    const auto data = objective.prepared(config.preprocessing, 0, 0);
    if (!data)
        return badInput(data.error());
    const StopOnInterrupt interrupt;
    const auto result = testLearningRates(
        *data, config, seed, {}, [](const RangeTestPoint& point) { print(printRangeTestPoint(point)); },
        interrupt.token());
    if (!result)
        return badInput(result.error());
    print(printRangeTestResult(*result));
    return isInterrupted() ? kExitInterrupted : kExitDone;
}

/// Whether this network can write what is asked for, before it is trained.
Result<void> checkSample(const Options& options, const TrainingConfig& config, const StudyFacts& facts)
{
    if (config.model != ModelKind::CharLstm)
        return fail(ErrorCode::WritesNoText, {{"model", std::string(kindName(config.model, modelNames()))}});
    const auto prompt = promptTokens(facts.classNames, options.prompt);
    return prompt ? Result<void>{} : fail(prompt.error());
}

TrialOutcome timedEvaluation(TrainingObjective& objective, const TrialStart& start, const ParamSet& settings,
                             TrialContext& context)
{
    const auto begin = std::chrono::steady_clock::now();
    TrialOutcome outcome = objective.evaluate(start, settings, std::nullopt, context);
    outcome.trialSeconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    return outcome;
}

int trainJob(const Options& options, const Job& job)
{
    const auto complete = StudyService::completedConfig(job.config);
    if (!complete)
        return badInput(complete.error());
    if (const auto valid = StudyService::checkConfig(*complete, 1); !valid)
        return badInput(valid.error());
    auto objective = TrainingObjective::create(*complete);
    if (!objective)
        return badInput(objective.error());
    const auto config =
        trainingConfigFor(complete->stage.fixed, (*objective)->dataset(), complete->protocol.metric);
    if (!config)
        return badInput(config.error());
    const TrialStart start{.seed = job.trialSeed, .origin = {.kind = OriginKind::ByHand}};
    const OutputStyle style = options.jsonl   ? OutputStyle::JsonLines
                              : options.quiet ? OutputStyle::ResultOnly
                                              : OutputStyle::Table;
    if (options.rangeTest)
        return runRangeTest(**objective, *config, start.seed);
    TrainOutput output(style, (*objective)->facts(), complete->protocol.metric);
    if (options.sample > 0) {
        if (const auto possible = checkSample(options, *config, (*objective)->facts()); !possible)
            return badInput(possible.error());
        output.askForText({.length = options.sample,
                           .temperature = options.temperature,
                           .prompt = options.prompt,
                           .seed = options.sampleSeed});
    }
    output.begin(resolvedParams(*config), start.seed);
    const TrialOutcome outcome = timedEvaluation(**objective, start, complete->stage.fixed, output);
    output.end(outcome, resolvedParams(*config), makeServices().studies->engine());
    if (!options.predictions.empty() && outcome.state == TrialState::Complete) {
        const auto written = writePredictions(**objective, start, complete->stage.fixed, outcome.bestEpoch,
                                              options.predictions);
        if (!written)
            return badInput(written.error());
    }
    return exitCodeOf(outcome);
}

int train(const Options& options)
{
    if (!options.onnx.empty())
        return badInput({ErrorCode::OptionLater, {{"option", "--onnx"}}});
    const Result<Job> job = readJob(options);
    if (!job)
        return badInput(job.error(), options.config);
    if (job->config.data.source.empty())
        return badInput({ErrorCode::CommandUsage,
                         {{"detail", "--data is missing: name a built-in data set or a file."}}});
    if (options.threads != 1)
        printMessage("A network is trained on one thread here; --threads changes nothing.");
    return trainJob(options, *job);
}

} // namespace

void addTrainCommand(CLI::App& app, Action& action)
{
    auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand("train", "Trains one network and prints every epoch and a result");
    command->add_option("--data", options->data,
                        "A built-in name or a file; default: what the best.json names");
    command->add_option("--target", options->target, "The column to predict");
    command->add_option("--config", options->config, "A flat JSON object of settings, or a best.json");
    command->add_option("--seed", options->seed, "Seed of the split and of the trial (64 bits)")
        ->check(isSeed);
    command->add_option("--epochs", options->epochs, "Instead of the config's")
        ->check(CLI::Range(1, 1'000'000));
    command->add_option("--threads", options->threads, "Threads of this training")->check(CLI::Range(1, 256));
    command->add_option("--onnx", options->onnx, "Not in this version");
    command->add_option("--predictions", options->predictions,
                        "Writes the answers for the validation rows as CSV");
    command->add_option("--sample", options->sample, "Text: symbols to write when the training has ended")
        ->check(CLI::Range(1, 1'000'000));
    command->add_option("--temperature", options->temperature, "How bold: 0 always the likeliest symbol")
        ->check(CLI::Range(0.0, 100.0));
    command->add_option("--prompt", options->prompt, "What the written text goes on from");
    command->add_option("--sample-seed", options->sampleSeed, "Another text")->check(isSeed);
    command->add_flag("--lr-range-test", options->rangeTest,
                      "Raises the learning rate step by step and prints the loss of each as JSON lines");
    command->add_flag("--jsonl", options->jsonl, "An event a line on stdout");
    command->add_flag("--quiet", options->quiet, "Only the result");
    command->callback([options, &action] { action = [options] { return train(*options); }; });
}

} // namespace tunescope::cli
