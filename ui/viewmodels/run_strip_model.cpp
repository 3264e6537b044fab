// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewmodels/run_strip_model.h"

#include "ui/viewmodels/run_strip_text.h"
#include "ui/viewmodels/value_text.h"

#include <algorithm>
#include <chrono>

namespace tunescope::ui {
namespace {

using namespace std::chrono_literals;

constexpr double kFastPerMinute = 120.0; ///< Above it the rate says more than a range of the time left.

double secondsNow()
{
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

} // namespace

RunStripModel::RunStripModel(StudyViewModel& study, Clock clock, QObject* parent)
    : QObject(parent)
    , m_study(study)
    , m_clock(clock ? std::move(clock) : Clock(secondsNow))
{
    m_wordsTimer.setSingleShot(true);
    m_wordsTimer.setInterval(100ms);
    m_blocksTimer.setSingleShot(true);
    m_blocksTimer.setInterval(250ms);
    connect(&m_wordsTimer, &QTimer::timeout, this, &RunStripModel::updateWords);
    connect(&m_blocksTimer, &QTimer::timeout, this, &RunStripModel::blocksChanged);
    connect(&study, &StudyViewModel::studyReplaced, this, &RunStripModel::takeStudy);
    connect(&study, &StudyViewModel::snapshotChanged, this, &RunStripModel::takeChanges);
    takeStudy();
}

void RunStripModel::takeStudy()
{
    m_trialClock.clear();
    m_steady.clear();
    m_blocks.clear();
    m_blockOf.clear();
    m_secondsLeft = 0.0;
    std::vector<int> all;
    if (const StudySnapshotPtr& snapshot = m_study.snapshot()) {
        for (std::size_t i = 0; i < snapshot->size(); ++i) {
            all.push_back(static_cast<int>(i));
            takeTrial(snapshot->trial(i));
        }
        m_trialClock.update(*snapshot, all);
    }
    updateWords();
    emit blocksChanged();
}

void RunStripModel::takeChanges(const std::vector<int>& changed)
{
    for (const int number : changed)
        takeTrial(*m_study.trial(number));
    m_trialClock.update(*m_study.snapshot(), changed);
    if (m_study.snapshot()->state != m_words.state)
        updateWords(); // A press of Pause must answer at once.
    else if (!m_wordsTimer.isActive())
        m_wordsTimer.start();
    if (!m_blocksTimer.isActive())
        m_blocksTimer.start();
}

void RunStripModel::takeTrial(const TrialSnapshot& trial)
{
    if (trial.state == TrialState::Queued || trial.worker < 0)
        return;
    const auto index = static_cast<std::size_t>(trial.number());
    if (m_blockOf.size() <= index)
        m_blockOf.resize(index + 1, -1);
    if (m_blockOf[index] < 0) {
        m_blockOf[index] = static_cast<int>(m_blocks.size());
        m_blocks.push_back({});
    }
    m_blocks[static_cast<std::size_t>(m_blockOf[index])] = {trial.number(), trial.worker, trial.startSeconds,
                                                            trial.endSeconds, trial.state};
}

int RunStripModel::lanes() const
{
    int lanes = m_study.snapshot() ? m_study.snapshot()->workers : 1;
    for (const RunBlock& block : m_blocks)
        lanes = std::max(lanes, block.lane + 1);
    return std::max(1, lanes);
}

double RunStripModel::now() const
{
    return m_study.snapshot() ? m_study.snapshot()->runSeconds : 0.0;
}

double RunStripModel::horizon() const
{
    return now() + m_secondsLeft;
}

void RunStripModel::describeTime(const StudySnapshot& snapshot)
{
    m_secondsLeft = 0.0;
    if (snapshot.state == RunnerState::Finished) {
        m_words.timeLeft = durationText(snapshot.runSeconds);
        return;
    }
    if (snapshot.state == RunnerState::Idle && isComplete(snapshot))
        return; // Opened again after its end: nothing is left to do.
    const std::optional<RemainingTime> remaining = m_trialClock.remaining(snapshot);
    if (!remaining)
        return;
    m_secondsLeft = snapshot.state == RunnerState::Running ? m_steady.update(remaining->expected, m_clock())
                                                           : remaining->expected;
    m_words.timeLeft = remainingText(m_secondsLeft, QDateTime::currentDateTime());
    const double perMinute = m_trialClock.perMinute(snapshot);
    m_words.timeDetail =
        perMinute > kFastPerMinute
            ? perMinuteText(perMinute).replace(QLatin1String(" a "), QLatin1String(" trials a "))
            : remainingRangeText(*remaining);
}

void RunStripModel::updateWords()
{
    m_wordsTimer.stop();
    m_words = {};
    const StudySnapshotPtr& snapshot = m_study.snapshot();
    if (!snapshot) {
        m_words.headline = tr("Ready");
        emit wordsChanged();
        return;
    }
    m_words.state = snapshot->state;
    m_words.headline = runHeadline(*snapshot);
    m_words.counts =
        snapshot->state == RunnerState::Paused ? waitingText(*snapshot) : runCounts(shownCounts(*snapshot));
    describeTime(*snapshot);
    if (const TrialSnapshot* best = m_study.trial(snapshot->best)) {
        m_words.best = snapshot->best;
        m_words.bestScore = scoreTextWithUnit(shownScore(*best), metricStyleOf(snapshot.get()));
        m_words.bestDetail = snapshot->state == RunnerState::Running
                                 ? tr("best so far · trial %1").arg(snapshot->best)
                                 : tr("best · trial %1").arg(snapshot->best);
    }
    if (snapshot->state == RunnerState::Finished)
        m_words.more = moreTrials(snapshot->plannedTrials);
    emit wordsChanged();
}

} // namespace tunescope::ui
