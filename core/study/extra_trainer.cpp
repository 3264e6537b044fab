// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/extra_trainer.h"

#include "core/study/extra_context.h"
#include "core/study/trial_reason.h"
#include "core/study/worker_thread.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <list>
#include <mutex>
#include <new>

namespace tunescope {
namespace {

ExtraRun trainExtra(Objective& objective, const ExtraJob& job, const std::stop_token& stop)
{
    ExtraContext context(stop, objective.facts().studyMetric);
    TrialOutcome outcome;
    const auto began = std::chrono::steady_clock::now();
    try {
        outcome = objective.evaluate(job.start, job.fixed, std::nullopt, context);
    } catch (const std::bad_alloc&) {
        outcome.state = TrialState::Failed;
        outcome.reason = failedReason({ErrorCode::OutOfMemory, {{"what", "trial " + std::to_string(job.start.number)}}});
    } catch (const std::exception& exception) {
        outcome.state = TrialState::Failed;
        outcome.reason = failedReason({ErrorCode::Internal, {{"where", "an extra run"}, {"detail", exception.what()}}});
    }
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - began;
    const std::chrono::duration<double> now = std::chrono::system_clock::now().time_since_epoch();
    return {.kind = job.kind,
            .trial = job.start.number,
            .draw = job.draw,
            .newSplit = job.newSplit,
            .seed = job.start.seed,
            .state = outcome.state,
            .reason = outcome.reason.text,
            .value = outcome.value,
            .lastValue = outcome.lastValue,
            .bestEpoch = outcome.bestEpoch,
            .runs = outcome.runs,
            .curve = std::move(context.curve),
            .weights = outcome.weights,
            .extraSeconds = seconds.count(),
            .finishedAt = now.count()};
}

} // namespace

Result<int> trainExtras(Objective& objective, StudyStore& store, const std::vector<ExtraJob>& jobs, int workers,
                        const std::stop_token& stop, const ExtraProgress& progress)
{
    std::atomic<std::size_t> next{0};
    std::mutex mutex; // Of what is told.
    int done = 0;
    const int all = static_cast<int>(jobs.size());
    const auto work = [&] {
        for (std::size_t i = next++; i < jobs.size() && !stop.stop_requested(); i = next++) {
            const ExtraRun run = trainExtra(objective, jobs[i], stop);
            if (!isTold(run.state))
                return; // Interrupted: it is trained again when it is asked for again.
            store.extraRunDone(run);
            const std::lock_guard lock(mutex);
            ++done;
            if (progress)
                progress(done, all);
        }
    };
    {
        std::list<WorkerThread> threads; // Joined at the end of the block.
        for (int lane = 0; lane < std::clamp(workers, 1, std::max(all, 1)); ++lane)
            threads.emplace_back(work);
    }
    if (const auto written = store.flush(); !written)
        return fail(written.error());
    return done;
}

} // namespace tunescope
