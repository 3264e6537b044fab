// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "app/cli/console.h"
#include "app/cli/extra_progress.h"
#include "app/cli/interrupt.h"
#include "app/cli/run_session.h"
#include "app/wiring.h"
#include "core/export/trust_json.h"

#include <limits>
#include <memory>

namespace tunescope::cli {
namespace {

struct Options {
    std::string path;
    AuditRequest request;
    bool json = false;
    bool quiet = false;
};

std::string reportText(const AuditReport& report, const std::string& metric)
{
    constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
    TextTable table("rrrrrl");
    table.addRow({"trial", "stopped", "best then", "finished", "rank", ""});
    for (const GhostVerdict& ghost : report.ghosts)
        table.addRow({std::to_string(ghost.trial), std::to_string(ghost.stoppedAt), valueText(ghost.valueThen.value_or(kNone), metric),
                      valueText(ghost.ghostValue.value_or(kNone), metric), ghost.rank > 0 ? std::to_string(ghost.rank) : std::string("-"),
                      ghost.wronglyPruned ? "pruned wrongly" : ""});
    return table.text() + "\n" + std::to_string(report.wronglyPruned) + " of " + std::to_string(report.audited) + " finished trials (of " +
           std::to_string(report.pruned) + " pruned ones) would have come into the best " + std::to_string(report.top) + ": " +
           fixedText(100.0 * report.rate, 1) + " % (95 % interval " + fixedText(100.0 * report.low, 1) + " to " + fixedText(100.0 * report.high, 1) +
           " %), for " + fixedText(report.ghostSeconds, 1) + " s\n";
}

int auditStudy(const Options& options)
{
    const Services services = makeServices();
    StudyService& studies = *services.studies;
    if (const auto opened = studies.open(options.path); !opened)
        return badInput(opened.error());
    const StopOnInterrupt stop;
    ExtraProgressBar bar(options.quiet || options.json, "trials");
    const auto report = studies.auditPruning(options.request, bar.callback(), stop.token());
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
    writeAudit(json, *report);
    print(options.json ? json.take() + "\n" : reportText(*report, metric));
    return kExitDone;
}

} // namespace

void addAuditCommand(CLI::App& app, Action& action)
{
    auto options = std::make_shared<Options>();
    options->request.workers = defaultWorkers();
    CLI::App* command = app.add_subcommand("audit", "Finishes a sample of the pruned trials: how many were pruned wrongly?");
    command->add_option("STUDY", options->path, "A .tune file")->required();
    auto* share = command->add_option("--share", options->request.share, "Share of the pruned trials")->check(CLI::Range(0.0, 1.0));
    command->add_option("--count", options->request.count, "So many of them instead")->check(CLI::Range(1, 1'000'000))->excludes(share);
    command->add_option("--top", options->request.top, "Pruning was wrong if the trial would have come so far up")->check(CLI::Range(1, 1'000'000));
    command->add_option("--workers", options->request.workers, "Trials at a time; default: the number of cores")->check(CLI::Range(1, 256));
    command->add_flag("--json", options->json, "One JSON document");
    command->add_flag("--quiet", options->quiet, "No progress");
    command->callback([options, &action] { action = [options] { return auditStudy(*options); }; });
}

} // namespace tunescope::cli
