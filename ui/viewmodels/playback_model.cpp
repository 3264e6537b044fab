// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewmodels/playback_model.h"

#include <algorithm>
#include <chrono>

namespace tunescope::ui {
namespace {

using namespace std::chrono_literals;

double steadySeconds()
{
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

} // namespace

PlaybackModel::PlaybackModel(StudyViewModel& study, Clock clock, QObject* parent)
    : QObject(parent)
    , m_study(study)
    , m_clock(clock ? std::move(clock) : Clock(steadySeconds))
{
    m_timer.setInterval(33ms);
    connect(&m_timer, &QTimer::timeout, this, &PlaybackModel::advance);
    connect(&study, &StudyViewModel::studyReplaced, this, [this] { setMode(PlaybackMode::Off); });
    connect(&study, &StudyViewModel::snapshotChanged, this, [this] {
        if (m_mode != PlaybackMode::Off && !m_timer.isActive())
            restart(); // WatchOne had nothing more to show; the best may be another one now.
    });
    connect(&study, &StudyViewModel::selectionChanged, this, [this] {
        if (m_mode == PlaybackMode::WatchOne)
            restart();
    });
}

void PlaybackModel::setMode(PlaybackMode mode)
{
    if (mode == m_mode)
        return;
    m_mode = mode;
    if (mode == PlaybackMode::Off) {
        m_timer.stop();
        m_watched.clear();
    } else {
        restart();
    }
    emit modeChanged(mode);
    emit advanced();
}

void PlaybackModel::setSpeed(int epochsPerSecond)
{
    const int speed = std::clamp(epochsPerSecond, kSlowest, kFastest);
    if (speed == m_speed)
        return;
    m_speed = speed;
    emit speedChanged(speed);
}

void PlaybackModel::chooseWatched()
{
    if (m_mode == PlaybackMode::FirstThree)
        m_watched = {0, 1, 2};
    else if (m_mode == PlaybackMode::WatchOne && m_study.followed() >= 0)
        m_watched = {m_study.followed()};
    else
        m_watched.clear();
}

void PlaybackModel::restart()
{
    const std::vector<int> before = m_watched;
    chooseWatched();
    if (m_mode == PlaybackMode::WatchOne && !before.empty() && before == m_watched && sender() == &m_study &&
        m_position >= longestRecorded())
        return; // Still the same trial, already shown to its end.
    m_position = 0.0;
    m_lastSeconds = m_clock();
    m_timer.start();
    emit advanced();
}

std::optional<int> PlaybackModel::epochOf(int trial) const
{
    if (std::find(m_watched.begin(), m_watched.end(), trial) == m_watched.end())
        return std::nullopt;
    return static_cast<int>(m_position);
}

int PlaybackModel::focus() const
{
    if (m_mode == PlaybackMode::Off || m_watched.empty())
        return -1;
    return m_study.trial(m_watched.front()) ? m_watched.front() : -1;
}

int PlaybackModel::longestRecorded() const
{
    int epochs = 0;
    for (const int number : m_watched) {
        if (const TrialSnapshot* trial = m_study.trial(number))
            epochs = std::max(epochs, trial->finishedEpochs());
    }
    return epochs;
}

bool PlaybackModel::allAreOver() const
{
    const bool runs = m_study.snapshot() && m_study.snapshot()->state == RunnerState::Running;
    return std::all_of(m_watched.begin(), m_watched.end(), [&](int number) {
        const TrialSnapshot* trial = m_study.trial(number);
        return trial ? isTold(trial->state) : !runs;
    });
}

void PlaybackModel::advance()
{
    const double now = m_clock();
    const double passed = std::max(0.0, now - m_lastSeconds);
    m_lastSeconds = now;
    const int before = static_cast<int>(m_position);
    // Never ahead of what is recorded: a running trial is shown up to its newest epoch.
    m_position = std::min(m_position + passed * m_speed, double(longestRecorded()));
    if (static_cast<int>(m_position) != before)
        emit advanced();
    if (m_position < longestRecorded() || !allAreOver())
        return;
    if (m_mode == PlaybackMode::FirstThree)
        setMode(PlaybackMode::Off);
    else
        m_timer.stop();
}

} // namespace tunescope::ui
