// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "app/cli/console.h"
#include "app/cli/extra_progress.h"
#include "app/cli/interrupt.h"
#include "app/cli/run_session.h"
#include "app/wiring.h"
#include "core/export/trust_json.h"

#include <algorithm>
#include <memory>

namespace tunescope::cli {
namespace {

struct Options {
    std::string path;
    ConfirmRequest request;
    bool newSplits = false;
    bool json = false;
    bool quiet = false;
};

std::string numbersText(const std::vector<double>& values, const std::string& metric)
{
    std::string text;
    for (const double value : values)
        text.append(text.empty() ? "" : " ").append(valueText(value, metric));
    return text;
}

std::string reportText(const ConfirmationReport& report, const std::string& metric)
{
    TextTable table("rrrrrrrlrr");
    table.addRow({"rank", "trial", "mean", "low", "high", "best?", "vs leader", "", "weights", "seconds"});
    for (const ConfirmedTrial& trial : report.trials) {
        const CandidateVerdict& verdict = trial.verdict;
        table.addRow({std::to_string(verdict.rank), std::to_string(trial.trial), valueText(verdict.mean.mean, metric),
                      valueText(verdict.mean.low, metric), valueText(verdict.mean.high, metric),
                      fixedText(100.0 * verdict.chanceOfBest, 0) + " %",
                      verdict.rank == 1 ? std::string("-") : valueText(verdict.againstLeader.difference.mean, metric) + " (p " + fixedText(verdict.againstLeader.p, 3) + ")",
                      verdict.tied ? "tie" : "", std::to_string(trial.weights), fixedText(trial.meanSeconds, 2)});
    }
    std::string text = table.text() + "\n";
    for (const ConfirmedTrial& trial : report.trials)
        text += "trial " + std::to_string(trial.trial) + ": search " + valueText(trial.searchValue.value_or(0.0), metric) + "; seeds " +
                numbersText(trial.values, metric) + "\n";
    text += "\n";
    for (const std::string& sentence : confirmationSentences(report, metric))
        text += sentence + "\n";
    if (report.comparison.fastestTied >= 0 && report.tieGroup().size() > 1)
        text += "The fastest within the tie is trial " +
                std::to_string(report.trials[static_cast<std::size_t>(report.comparison.fastestTied)].trial) + ".\n";
    return text;
}

int confirmTrials(const Options& options)
{
    const Services services = makeServices();
    StudyService& studies = *services.studies;
    if (const auto opened = studies.open(options.path); !opened)
        return badInput(opened.error());
    ConfirmRequest request = options.request;
    request.split = options.newSplits ? ConfirmSplit::New : ConfirmSplit::Same;
    const StopOnInterrupt stop;
    ExtraProgressBar bar(options.quiet || options.json, "runs");
    const auto report = studies.confirm(request, bar.callback(), stop.token());
    bar.finish();
    const std::string metric = studies.snapshot()->config->protocol.metric;
    studies.close();
    if (!report)
        return badInput(report.error());
    if (isInterrupted()) {
        printMessage("stopped; what was finished is saved, the same command goes on");
        return kExitInterrupted;
    }
    JsonWriter json(JsonLayout::Indented);
    writeConfirmation(json, *report, metric);
    print(options.json ? json.take() + "\n" : reportText(*report, metric));
    const bool failed = std::any_of(report->trials.begin(), report->trials.end(), [](const ConfirmedTrial& trial) { return trial.failures > 0; });
    return report->leader() == nullptr || failed ? kExitFailures : kExitDone;
}

} // namespace

void addConfirmCommand(CLI::App& app, Action& action)
{
    auto options = std::make_shared<Options>();
    options->request.workers = defaultWorkers();
    CLI::App* command = app.add_subcommand("confirm", "Trains the best trials again on new seeds: mean, interval, ties, simplest choice");
    command->add_option("STUDY", options->path, "A .tune file")->required();
    command->add_option("--top", options->request.top, "How many of the best trials")->check(CLI::Range(1, 1000));
    command->add_option("--trials,--trial", options->request.trials, "These trials instead")->delimiter(',');
    command->add_option("--seeds", options->request.seeds, "How many new seeds each")->check(CLI::Range(1, 1000));
    command->add_flag("--new-splits", options->newSplits, "New training and validation parts for every seed; the test part stays");
    command->add_option("--workers", options->request.workers, "Runs at a time; default: the number of cores")->check(CLI::Range(1, 256));
    command->add_flag("--json", options->json, "One JSON document");
    command->add_flag("--quiet", options->quiet, "No progress");
    command->callback([options, &action] { action = [options] { return confirmTrials(*options); }; });
}

} // namespace tunescope::cli
