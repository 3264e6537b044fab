// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "app/cli/console.h"
#include "app/cli/run_session.h"
#include "app/wiring.h"
#include "core/export/best_json.h"
#include "core/export/confusion_text.h"
#include "core/export/export_file.h"

#include <chrono>
#include <filesystem>
#include <memory>

namespace tunescope::cli {
namespace {

struct Options {
    std::string out = ".";
    int workers = defaultWorkers();
    double seconds = 17.0;
    bool quiet = false;
};

double secondsNow()
{
    return std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch()).count();
}

Result<void> writeResults(StudyService& studies, const std::string& folder)
{
    const StudySnapshotPtr study = studies.snapshot();
    const Result<StoredStudy> stored = studies.stored();
    if (!stored)
        return fail(stored.error());
    const Result<std::string> best = printBest(*stored, study->best, secondsNow());
    if (!best)
        return fail(best.error());
    const auto& winner = study->trial(static_cast<std::size_t>(study->best));
    const Result<ConfusionMatrix> matrix = studies.confusion(study->best, winner.outcome.bestEpoch);
    if (!matrix)
        return fail(matrix.error());
    const std::string bestFile = uniquePath(folder + "/best.json");
    const std::string matrixFile = uniquePath(folder + "/confusion.csv");
    if (const auto written = writeFile(bestFile, *best); !written)
        return written;
    const auto& names = study->facts->classNames;
    if (const auto written = writeFile(matrixFile, printConfusionCsv(*matrix, names)); !written)
        return written;
    print("Validation rows by true class and answer, trial " + std::to_string(study->best) + ", epoch " +
          std::to_string(winner.outcome.bestEpoch) + ":\n\n" + printConfusionText(*matrix, names) + "\n");
    print("Written: " + bestFile + ", " + matrixFile + ", " + studies.path() + "\n");
    return {};
}

int runDemo(const Options& options)
{
    std::error_code error;
    std::filesystem::create_directories(options.out, error);
    const auto config = StudyService::demoConfig(options.workers, options.seconds);
    if (!config)
        return badInput(config.error());
    const Services services = makeServices();
    StudyService& studies = *services.studies;
    if (const auto created = studies.create(*config, uniquePath(options.out + "/digits-demo.tune")); !created)
        return badInput(created.error());
    const ProgressStyle style = options.quiet        ? ProgressStyle::Silent
                                : isErrorATerminal() ? ProgressStyle::Bar
                                                     : ProgressStyle::Lines;
    const int code = runSession(studies, {.workers = options.workers, .progress = style});
    if (code != kExitDone)
        return code;
    print("Digits: " + summaryText(*studies.snapshot()) + "\n");
    const Result<void> written = writeResults(studies, options.out);
    studies.close();
    return written ? kExitDone : badInput(written.error());
}

} // namespace

void addDemoCommand(CLI::App& app, Action& action)
{
    auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand(
        "demo", "Searches the handwritten digits for some seconds and writes the best configuration");
    command->add_option("--out", options->out,
                        "The folder for digits-demo.tune, best.json and confusion.csv");
    command->add_option("--workers", options->workers, "Trials at a time; default: the number of cores")
        ->check(CLI::Range(1, 256));
    command->add_option("--seconds", options->seconds, "About how long")->check(CLI::Range(1.0, 3600.0));
    command->add_flag("--quiet", options->quiet, "No progress");
    command->callback([options, &action] { action = [options] { return runDemo(*options); }; });
}

} // namespace tunescope::cli
