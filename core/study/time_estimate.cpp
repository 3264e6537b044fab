// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/time_estimate.h"

#include "core/base/rng.h"
#include "core/study/null_store.h"
#include "core/study/study_runner.h"
#include "core/study/study_service.h"
#include "core/study/training_objective.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <numeric>

namespace tunescope {
namespace {

using Seconds = std::chrono::duration<double>;
constexpr Seconds kLongestProbe{5.0};
constexpr int kProbeTrials = 100'000;
constexpr int kResamples = 200;
constexpr std::uint64_t kResampleSeed = 1;

/// Wakes the probe when the first epoch of any trial has been trained.
class FirstEpoch final : public StudyListener
{
public:
    void onTrialStarted(const TrialStart& /*trial*/) override {}
    void onEpoch(const EpochRecord& record) override
    {
        if (record.epoch > 0)
            happened();
    }
    void onTrialTold(int /*trial*/, const TrialOutcome& /*outcome*/) override { happened(); }

    void waitFor(Seconds longest)
    {
        std::unique_lock lock(m_mutex);
        m_wake.wait_for(lock, longest, [&] { return m_happened; });
    }

private:
    void happened()
    {
        const std::lock_guard lock(m_mutex);
        m_happened = true;
        m_wake.notify_all();
    }

    std::mutex m_mutex;
    std::condition_variable m_wake;
    bool m_happened = false;
};

double busySeconds(const TrialSnapshot& trial)
{
    const double seconds = isTold(trial.state) ? trial.outcome.trialSeconds : trial.endSeconds - trial.startSeconds;
    const int done = trial.finishedEpochs();
    return isTold(trial.state) || done == 0 ? seconds : seconds * trial.plannedEpochs / done;
}

/// 10th and 90th percentile of the mean of `planned` trials, by resampling.
std::pair<double, double> spreadOfMean(const std::vector<double>& seconds, int planned)
{
    Rng rng(Purpose::Trial, kResampleSeed);
    std::vector<double> means;
    const int draws = std::clamp(planned, 1, 1000);
    for (int i = 0; i < kResamples; ++i) {
        double sum = 0.0;
        for (int k = 0; k < draws; ++k)
            sum += seconds[rng.below(seconds.size())];
        means.push_back(sum / draws);
    }
    std::sort(means.begin(), means.end());
    return {means[kResamples / 10], means[kResamples * 9 / 10]};
}

} // namespace

Result<Probe> probeTrials(const StudyConfig& config, int workers, double seconds)
{
    auto objective = TrainingObjective::create(config);
    if (!objective)
        return fail(objective.error());
    StoredStudy stored;
    stored.config = config;
    stored.lag = effectiveLag(config);
    StageConfig stage = config.stage;
    stage.budget = Budget{kProbeTrials, std::nullopt};
    stored.stages.push_back({stage, 0, 0.0});
    FirstEpoch listener;
    auto runner = StudyRunner::create(std::move(stored), std::move(*objective), std::make_shared<NullStore>(), &listener);
    if (!runner)
        return fail(runner.error());
    (*runner)->start(workers);
    std::this_thread::sleep_for(Seconds(seconds));
    listener.waitFor(kLongestProbe - Seconds(seconds));
    (*runner)->requestStop();
    (*runner)->waitUntilIdle();

    Probe probe;
    const StudySnapshotPtr snapshot = (*runner)->snapshot();
    double busySum = 0.0;
    int epochs = 0;
    for (std::size_t i = 0; i < snapshot->size(); ++i) {
        const TrialSnapshot& trial = snapshot->trial(i);
        if (const double busy = busySeconds(trial); busy > 0.0)
            probe.trialSeconds.push_back(busy);
        busySum += isTold(trial.state) ? trial.outcome.trialSeconds : trial.endSeconds - trial.startSeconds;
        epochs += trial.finishedEpochs();
    }
    probe.secondsPerEpoch = busySum / std::max(epochs, 1);
    return probe;
}

Result<TimeEstimate> StudyService::estimate(const StudyConfig& config, double probeSeconds)
{
    const auto complete = completedConfig(config);
    if (!complete)
        return fail(complete.error());
    const auto probe = probeTrials(*complete, 1, probeSeconds);
    if (!probe)
        return fail(probe.error());
    TimeEstimate estimate;
    if (probe->trialSeconds.empty())
        return estimate;
    const auto count = static_cast<double>(probe->trialSeconds.size());
    estimate.trialSeconds = std::accumulate(probe->trialSeconds.begin(), probe->trialSeconds.end(), 0.0) / count;
    std::tie(estimate.trialSecondsLow, estimate.trialSecondsHigh) =
        spreadOfMean(probe->trialSeconds, config.stage.budget.trials.value_or(static_cast<int>(count)));
    return estimate;
}

} // namespace tunescope
