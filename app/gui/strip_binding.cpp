// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/strip_binding.h"

#include "ui/pages/search/duration_words.h"
#include "ui/shell/run_strip.h"
#include "ui/shell/slow_motion_box.h"
#include "ui/viewmodels/study_view_model.h"

#include <QThread>

namespace tunescope::ui {
namespace {

RunPhase phaseOf(RunnerState state)
{
    switch (state) {
    case RunnerState::Idle: return RunPhase::Idle;
    case RunnerState::Running: return RunPhase::Running;
    case RunnerState::Paused: return RunPhase::Paused;
    case RunnerState::Stopping: return RunPhase::Stopping;
    case RunnerState::Finished: break;
    }
    return RunPhase::Finished;
}

BlockState blockStateOf(const RunBlock& block, int best)
{
    if (block.trial == best)
        return BlockState::Best;
    switch (block.state) {
    case TrialState::Complete: return BlockState::Finished;
    case TrialState::Pruned: return BlockState::Pruned;
    case TrialState::Diverged: return BlockState::Diverged;
    case TrialState::Failed: return BlockState::Failed;
    case TrialState::Cancelled: return BlockState::Stopped;
    case TrialState::Queued:
    case TrialState::Running:
    case TrialState::Paused: break;
    }
    return BlockState::Running;
}

QString counted(int count, const QString& one, const QString& many)
{
    return count == 1 ? one : many.arg(count);
}

QString workersText(int workers)
{
    return counted(workers, StripBinding::tr("1 worker"), StripBinding::tr("%1 workers"));
}

} // namespace

StripBinding::StripBinding(RunStrip& strip, ProjectController& project, PlaybackModel& playback, QObject* parent)
    : QObject(parent)
    , m_strip(strip)
    , m_project(project)
    , m_playback(playback)
    , m_model(project.study())
{
    connectStrip();
    connectPlayback();
    connect(&m_model, &RunStripModel::wordsChanged, this, &StripBinding::showWords);
    connect(&m_model, &RunStripModel::blocksChanged, this, &StripBinding::showBlocks);
    for (const auto signal : {&ProjectController::draftChanged, &ProjectController::estimateChanged, &ProjectController::projectChanged,
                              &ProjectController::workersChanged, &ProjectController::draftFaultChanged, &ProjectController::busyChanged})
        connect(&project, signal, this, &StripBinding::showWords);
    connect(&project.study(), &StudyViewModel::selectionChanged, this, &StripBinding::showBlocks);
    connect(&project.study(), &StudyViewModel::hoverChanged, this, [this](int trial) { m_strip.timeline()->setHighlighted(trial); });
    showWords();
}

void StripBinding::connectStrip()
{
    connect(&m_strip, &RunStrip::startRequested, &m_project, &ProjectController::start);
    connect(&m_strip, &RunStrip::pauseRequested, &m_project, &ProjectController::pause);
    connect(&m_strip, &RunStrip::resumeRequested, &m_project, &ProjectController::resume);
    connect(&m_strip, &RunStrip::stopRequested, &m_project, &ProjectController::stop);
    connect(&m_strip, &RunStrip::moreRequested, this, [this] { m_project.runMore(m_model.words().more); });
    const auto select = [this](qint64 trial) { m_project.study().select(static_cast<int>(trial)); };
    connect(&m_strip, &RunStrip::bestClicked, this, select);
    connect(m_strip.timeline(), &Timeline::blockClicked, this, select);
    connect(m_strip.timeline(), &Timeline::blockHovered, this, [this](qint64 trial) { m_project.study().hover(static_cast<int>(trial)); });
    connect(m_strip.timeline(), &Timeline::blockDoubleClicked, this, [this](qint64 trial) { emit trialWanted(static_cast<int>(trial)); });
}

void StripBinding::connectPlayback()
{
    SlowMotionBox* box = m_strip.slowMotion();
    connect(box, &SlowMotionBox::toggled, this, [this](bool on) { m_playback.setMode(on ? PlaybackMode::WatchOne : PlaybackMode::Off); });
    connect(box, &SlowMotionBox::speedChosen, &m_playback, &PlaybackModel::setSpeed);
    const auto show = [this, box] {
        box->setOn(m_playback.mode() == PlaybackMode::Off ? Qt::Unchecked : Qt::Checked);
        box->setSpeed(m_playback.speed());
    };
    connect(&m_playback, &PlaybackModel::modeChanged, this, show);
    connect(&m_playback, &PlaybackModel::speedChanged, this, show);
    show();
}

void StripBinding::toggleSlowMotion()
{
    m_playback.setMode(m_playback.mode() == PlaybackMode::Off ? PlaybackMode::WatchOne : PlaybackMode::Off);
}

QString StripBinding::readyText() const
{
    if (!m_project.facts())
        return tr("Choose data first");
    const auto& budget = m_project.draft().stage.budget;
    QString text = budget.trials ? counted(*budget.trials, tr("1 trial"), tr("%1 trials")) : tr("no limit by trials");
    if (const auto& estimate = m_project.estimate(); estimate && budget.trials && estimate->trialSeconds > 0.0)
        text += tr(" · %1 on %2")
                    .arg(aboutDuration(estimate->trialSeconds * *budget.trials / m_project.workers()),
                         workersText(m_project.workers()));
    return text + tr(" · Ctrl+Enter to start");
}

QString StripBinding::engineText() const
{
    const EngineFacts engine = m_project.service().engine();
    return tr("oneDNN %1 · %2 of %3")
        .arg(QString::fromStdString(engine.onednn), workersText(m_project.workers()),
             counted(QThread::idealThreadCount(), tr("1 core"), tr("%1 cores")));
}

void StripBinding::showWords()
{
    const RunStripWords& words = m_model.words();
    const bool hasTrials = m_project.hasTrials();
    RunStripState state;
    state.phase = hasTrials || words.state != RunnerState::Idle ? phaseOf(words.state) : RunPhase::Idle;
    state.headline = words.headline;
    state.counts = hasTrials ? words.counts : readyText();
    state.timeLeft = words.timeLeft;
    state.timeDetail = words.timeDetail;
    state.bestScore = words.bestScore;
    state.bestDetail = words.bestDetail;
    state.bestTrial = words.best;
    state.engine = engineText();
    if (words.more > 0)
        state.moreText = tr("Run %1 more").arg(words.more);
    state.canStart = m_project.facts().has_value() && !m_project.isBusy();
    state.showTimeline = hasTrials;
    m_strip.setState(state);
}

void StripBinding::showBlocks()
{
    TimelineData data;
    data.lanes = m_model.lanes();
    data.now = m_model.now();
    data.horizon = m_model.horizon();
    data.selected = m_project.study().selected();
    const int best = m_model.words().best;
    data.blocks.reserve(m_model.blocks().size());
    for (const RunBlock& block : m_model.blocks()) {
        const BlockState state = blockStateOf(block, best);
        data.blocks.push_back({block.trial, block.lane, block.start, state == BlockState::Running ? data.now : block.end, state});
    }
    m_strip.timeline()->setData(std::move(data));
}

} // namespace tunescope::ui
