// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewmodels/project_draft.h"

#include <algorithm>
#include <random>

namespace tunescope::ui {
namespace {

constexpr int kCheckDelayMs = 80;
constexpr int kProbeDelayMs = 300;
constexpr double kProbeSeconds = 0.3;
constexpr std::size_t kMostTimed = 400; ///< The latest trials say most about the next ones.
constexpr std::size_t kLeastTimed = 4;
constexpr int kResamples = 200;

/// The metric may be left open in a draft; the study that was made from it names it.
ProtocolConfig resolvedLike(ProtocolConfig protocol, const ProtocolConfig& other, std::uint64_t splitSeed)
{
    if (protocol.metric.empty())
        protocol.metric = other.metric;
    if (protocol.metric == other.metric)
        protocol.direction = other.direction;
    protocol.splitSeed = splitSeed;
    return protocol;
}

std::vector<double> latestTimes(const StudySnapshot& snapshot)
{
    std::vector<double> times;
    for (std::size_t i = snapshot.size(); i > 0 && times.size() < kMostTimed; --i) {
        const TrialSnapshot& trial = snapshot.trial(i - 1);
        if (isTold(trial.state) && trial.state != TrialState::Cancelled && trial.outcome.trialSeconds > 0.0)
            times.push_back(trial.outcome.trialSeconds);
    }
    return times;
}

double mean(const std::vector<double>& values)
{
    double sum = 0.0;
    for (const double value : values)
        sum += value;
    return sum / static_cast<double>(values.size());
}

} // namespace

bool sameData(const StudyConfig& a, const StudyConfig& b)
{
    return a.data == b.data && resolvedLike(a.protocol, b.protocol, splitSeedOf(a)) ==
                                   resolvedLike(b.protocol, a.protocol, splitSeedOf(b));
}

ProjectController::DraftChange compareDraft(const StudyConfig& draft, const StudyConfig& open)
{
    using Change = ProjectController::DraftChange;
    if (!sameData(draft, open) || draft.seed != open.seed)
        return Change::Study;
    StageConfig stage = draft.stage;
    stage.queue = open.stage.queue; // Trials queued by hand reach a begun stage through the runner.
    stage.budget = open.stage.budget;
    if (stage != open.stage)
        return Change::Stage;
    return draft.stage.budget == open.stage.budget ? Change::None : Change::Budget;
}

std::optional<TimeEstimate> measuredEstimate(const StudySnapshot& snapshot, int planned)
{
    const std::vector<double> times = latestTimes(snapshot);
    if (times.size() < kLeastTimed)
        return std::nullopt;
    const auto sampleSize = static_cast<std::size_t>(std::clamp<int>(planned, 1, kMostTimed));
    std::minstd_rand random(1);
    std::vector<double> means(kResamples);
    for (double& resampled : means) {
        double sum = 0.0;
        for (std::size_t i = 0; i < sampleSize; ++i)
            sum += times[random() % times.size()];
        resampled = sum / static_cast<double>(sampleSize);
    }
    std::sort(means.begin(), means.end());
    TimeEstimate estimate;
    estimate.trialSeconds = mean(times);
    estimate.trialSecondsLow = means[kResamples / 10];
    estimate.trialSecondsHigh = means[kResamples * 9 / 10];
    estimate.timedTrials = static_cast<int>(times.size());
    return estimate;
}

DraftWatch::DraftWatch(BackgroundJobs& jobs, QObject* parent) : QObject(parent), m_jobs(jobs)
{
    m_checkTimer.setSingleShot(true);
    m_checkTimer.setInterval(kCheckDelayMs);
    m_probeTimer.setSingleShot(true);
    m_probeTimer.setInterval(kProbeDelayMs);
    connect(&m_checkTimer, &QTimer::timeout, this, &DraftWatch::check);
    connect(&m_probeTimer, &QTimer::timeout, this, &DraftWatch::probe);
}

void DraftWatch::watch(const StudyConfig& draft, int workers, Probe probe)
{
    m_draft = draft;
    m_workers = workers;
    m_probe = probe;
    m_jobs.forget(QStringLiteral("check"));
    m_jobs.forget(QStringLiteral("probe"));
    m_probeTimer.stop();
    const Result<void> cheap = validateStudyConfig(draft);
    setFault(cheap ? std::nullopt : std::optional(cheap.error()));
    if (cheap)
        m_checkTimer.start();
    else
        m_checkTimer.stop();
}

void DraftWatch::clear()
{
    m_checkTimer.stop();
    m_probeTimer.stop();
    m_jobs.forget(QStringLiteral("check"));
    m_jobs.forget(QStringLiteral("probe"));
    setFault(std::nullopt);
    m_estimate.reset();
    emit estimateChanged();
}

void DraftWatch::setMeasured(const TimeEstimate& estimate)
{
    m_probeTimer.stop();
    m_jobs.forget(QStringLiteral("probe"));
    m_estimate = estimate;
    emit estimateChanged();
}

void DraftWatch::check()
{
    m_jobs.run(QStringLiteral("check"),
               [this, draft = m_draft, workers = m_workers]() -> BackgroundJobs::Deliver {
                   const Result<void> result = StudyService::checkConfig(draft, workers);
                   return [this, fault = result ? std::nullopt : std::optional(result.error())] {
                       setFault(fault);
                       if (!fault && m_probe == Probe::Allowed)
                           m_probeTimer.start();
                   };
               });
}

void DraftWatch::probe()
{
    m_jobs.run(QStringLiteral("probe"), [this, draft = m_draft]() -> BackgroundJobs::Deliver {
        const Result<TimeEstimate> result = StudyService::estimate(draft, kProbeSeconds);
        return [this, estimate = result ? std::optional(*result) : std::nullopt] {
            m_estimate = estimate;
            emit estimateChanged();
        };
    });
}

void DraftWatch::setFault(const std::optional<Error>& fault)
{
    if (fault == m_fault)
        return;
    m_fault = fault;
    emit faultChanged();
}

} // namespace tunescope::ui
