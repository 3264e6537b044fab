// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/run_session.h"

#include "app/cli/command.h"
#include "app/cli/console.h"
#include "app/cli/interrupt.h"

#include <algorithm>
#include <chrono>
#include <thread>

namespace tunescope::cli {
namespace {

bool isWorking(RunnerState state)
{
    return state == RunnerState::Running || state == RunnerState::Stopping;
}

int exitCodeOf(const StudySnapshot& study)
{
    if (study.counts.failed == 0 && study.counts.complete > 0)
        return kExitDone;
    for (std::size_t i = 0; i < study.size(); ++i) {
        if (study.trial(i).state == TrialState::Failed) {
            printMessage("trial " + std::to_string(i) + " failed: " + study.trial(i).outcome.reason.text);
            return kExitFailures;
        }
    }
    printMessage("no trial is complete: " + summaryText(study));
    return kExitFailures;
}

} // namespace

int defaultWorkers()
{
    return std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
}

int runSession(StudyService& studies, const SessionOptions& options)
{
    StudyRunner& runner = studies.runner();
    StudyProgress progress(options.progress);
    if (options.what == SessionOptions::What::Queue)
        runner.startQueued(options.workers);
    else
        runner.start(options.workers);
    StudySnapshotPtr study = studies.snapshot();
    while (isWorking(study->state)) {
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
        study = studies.snapshot();
        progress.show(*study);
        if (isInterrupted() || (options.seconds && study->runSeconds >= *options.seconds))
            runner.requestStop();
    }
    const std::optional<Error> fault = study->fault; // A full disk pauses the run.
    runner.requestStop();
    runner.waitUntilIdle();
    study = studies.snapshot();
    progress.finish(*study);
    if (fault) {
        printError(*fault);
        return kExitFailures;
    }
    return isInterrupted() ? kExitInterrupted : exitCodeOf(*study);
}

} // namespace tunescope::cli
