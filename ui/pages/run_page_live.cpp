// SPDX-License-Identifier: GPL-3.0-or-later
// What the Run page says and does while it is open.
#include "ui/pages/run_page.h"

#include "ui/pages/run/coach_card.h"
#include "ui/pages/run/confusion_drilldown.h"
#include "ui/pages/run/curve_card.h"
#include "ui/pages/run/run_head.h"
#include "ui/pages/run/trial_table_card.h"
#include "ui/pages/run/why_panel.h"
#include "ui/viewmodels/coach_text.h"
#include "ui/viewmodels/confusion_model.h"
#include "ui/viewmodels/dataset_model_text.h"
#include "ui/viewmodels/error_text.h"
#include "ui/viewmodels/run_strip_text.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/heatmap_view.h"

#include <QAction>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPushButton>
#include <QStackedWidget>

#include <algorithm>
#include <cmath>

namespace tunescope::ui {
namespace {

constexpr int kHopeless =
    6; ///< Trials that must all have failed before the page says so (ux.md section 15.7).

} // namespace

void RunPage::connectHead()
{
    connect(m_parts.head, &RunHead::showChosen, this, [this](CurveShow show) {
        m_showBeforeFocus.reset();
        m_curves->setShow(show);
    });
    connect(m_parts.head, &RunHead::smoothingChosen, m_curves, &LearningCurveModel::setSmoothing);
    connect(m_parts.head, &RunHead::lossScaleChosen, this,
            [this](CurveScale scale) { m_lossCard->chart().setScale(scale); });
    connect(m_parts.head, &RunHead::tabChosen, this, &RunPage::refreshColumns);
    connect(m_parts.coach, &CoachCard::heightChanged, this, &RunPage::makeRoomForCoach, Qt::QueuedConnection);
    connect(m_parts.coach, &CoachCard::evidenceChanged, this, &RunPage::drawEvidence);
    connect(m_parts.coach, &CoachCard::trialWanted, this, [this](int trial) {
        m_parts.head->setTab(RunHead::CurvesTab); // In a narrow window the chart is another tab.
        refreshColumns();
        focusOn(trial);
    });
    connect(&m_services.study, &StudyViewModel::selectionChanged, this, &RunPage::drawEvidence);
}

/// Both charts share the epoch axis and one crosshair.
void RunPage::linkCharts()
{
    LearningCurveChart* charts[2] = {&m_metricCard->chart(), &m_lossCard->chart()};
    for (const auto& [from, to] : {std::pair(charts[0], charts[1]), std::pair(charts[1], charts[0])}) {
        connect(from, &CurveChartView::epochsZoomed, to, &CurveChartView::showEpochs);
        connect(from, &CurveChartView::crosshairMoved, to, &CurveChartView::setCrosshair);
        connect(from, &LearningCurveChart::focusRequested, this, &RunPage::focusOn);
        connect(from, &LearningCurveChart::filterRequested, this,
                [this](const QString& filter) { m_tableCard->filterField().setText(filter); });
    }
}

/// Single letters act while nothing is typed into; as actions, so that the sheet of shortcuts can list them.
void RunPage::addKeys()
{
    const auto key = [this](const QKeySequence& keys, const QString& words, auto action) {
        auto* added = new QAction(words, this);
        added->setShortcut(keys);
        added->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        connect(added, &QAction::triggered, this, action);
        addAction(added);
    };
    key(Qt::Key_P, tr("Pin or unpin the trial"),
        [this] { m_services.study.togglePin(m_services.study.followed()); });
    key(Qt::Key_F, tr("Fit the charts to the curves"), [this] {
        m_metricCard->chart().fit();
        m_lossCard->chart().fit();
    });
    key(Qt::Key_L, tr("Logarithmic or linear loss"), [this] {
        const bool isLog = m_lossCard->chart().scale() == CurveScale::Log;
        m_lossCard->chart().setScale(isLog ? CurveScale::Linear : CurveScale::Log);
        m_parts.head->setLogLoss(isLog ? Qt::Unchecked : Qt::Checked);
    });
    key(Qt::Key_S, tr("Stretched or even score axis"), [this] {
        const CurveScale uneven = m_curves->metric().isError() ? CurveScale::Log : CurveScale::Stretched;
        const bool isEven = m_metricCard->chart().scale() == CurveScale::Linear;
        m_metricCard->chart().setScale(isEven ? uneven : CurveScale::Linear);
    });
    key(Qt::Key_B, tr("Show or hide the baselines"), [this] {
        m_showsBaselines = m_showsBaselines == Qt::Checked ? Qt::Unchecked : Qt::Checked;
        refreshBaselines();
    });
    key(Qt::Key_Slash, tr("Filter the trials"),
        [this] { m_tableCard->filterField().setFocus(Qt::ShortcutFocusReason); });
    key(Qt::Key_BracketLeft, tr("Previous trial by score"), [this] { selectNeighbour(-1); });
    key(Qt::Key_BracketRight, tr("Next trial by score"), [this] { selectNeighbour(1); });
}

QString RunPage::stateLine() const
{
    const StudySnapshotPtr& snapshot = m_services.study.snapshot();
    if (!snapshot)
        return {};
    QString line = runStateLine(*snapshot);
    const PlaybackModel* playback = m_services.playback;
    if (playback && playback->mode() != PlaybackMode::Off)
        line += tr(" · slow motion, %1 epochs a second").arg(playback->speed());
    return line;
}

void RunPage::refresh()
{
    const StudySnapshotPtr& snapshot = m_services.study.snapshot();
    const bool isEmpty = !snapshot || (snapshot->counts.told() == 0 && snapshot->counts.running == 0 &&
                                       snapshot->counts.paused == 0 && snapshot->state == RunnerState::Idle);
    if (!isDrilledDown() && m_parts.pages->currentWidget() != m_why)
        m_parts.pages->setCurrentIndex(isEmpty ? 0 : 1);
    m_parts.head->setNote(stateLine());
    refreshBanner();
    refreshBar();
}

/// Said once the search has come to rest: while it runs, the best trial may be the next one.
void RunPage::refreshBar()
{
    const StudySnapshotPtr& snapshot = m_services.study.snapshot();
    const bool atRest = snapshot && snapshot->best >= 0 && m_parts.banner->isHidden() &&
                        (snapshot->state == RunnerState::Finished || snapshot->state == RunnerState::Idle);
    const std::optional<Baselines> baselines =
        atRest && m_services.baselines ? m_services.baselines() : std::nullopt;
    BaselineVerdict verdict;
    if (baselines && QString::fromStdString(baselines->metric) == m_curves->metric().name)
        verdict = baselineVerdict(task(), baselines->constant, baselines->linear,
                                  shownScore(*m_services.study.trial(snapshot->best)), m_curves->metric());
    const bool isSaid = verdict.outcome == BaselineVerdict::Outcome::NotBeaten;
    if (isSaid)
        m_parts.bar->setMessage(verdict.sentence, tr("Wider ranges, more trials or more epochs may help."));
    m_parts.bar->setVisible(isSaid);
}

void RunPage::refreshBanner()
{
    const StudySnapshotPtr& snapshot = m_services.study.snapshot();
    const TrialCounts counts = snapshot ? shownCounts(*snapshot) : TrialCounts{};
    const int lost = counts.diverged + counts.failed;
    const bool isFaulty = snapshot && snapshot->fault;
    const bool isHopeless =
        m_hopeless != Hopeless::Accepted && lost >= kHopeless && lost == counts.told() && !isFaulty;
    const bool isSaid = isHopeless && m_hopeless == Hopeless::Said;
    if (!isHopeless && m_hopeless == Hopeless::Said)
        m_hopeless = Hopeless::No;
    if (isSaid || m_parts.banner->isHidden() == !(isHopeless || isFaulty))
        return;
    m_parts.banner->setVisible(isHopeless || isFaulty);
    m_parts.banner->clearActions();
    if (isFaulty) {
        const ErrorWords words = errorWords(*snapshot->fault);
        m_parts.banner->setMessage(words.headline, words.detail);
    } else if (isHopeless) {
        sayHopeless(lost);
    }
}

/// Nothing has worked so far: the run waits until the student has decided (ux.md section 15.7).
void RunPage::sayHopeless(int lost)
{
    m_hopeless = Hopeless::Said;
    const StudySnapshotPtr& snapshot = m_services.study.snapshot();
    const bool pauses = m_services.pause && snapshot->state == RunnerState::Running;
    const QString headline = pauses ? tr("The first %1 trials all diverged, the search is paused.")
                                    : tr("The first %1 trials all diverged.");
    m_parts.banner->setMessage(headline.arg(lost), tr("Every learning rate in the range may be too high."));
    if (pauses) {
        m_services.pause();
        connect(m_parts.banner->addAction(tr("Keep going")), &QPushButton::clicked, this, [this] {
            m_hopeless = Hopeless::Accepted;
            m_parts.banner->hide();
            if (m_services.resume)
                m_services.resume();
        });
    }
    connect(m_parts.banner->addAction(tr("Change the ranges"), ButtonKind::Primary), &QPushButton::clicked,
            this, &RunPage::searchRequested);
}

void RunPage::refreshServices()
{
    const QString ready = m_services.readyText ? m_services.readyText() : QString();
    m_parts.empty->setMessage(tr("No trials yet"), ready);
    m_parts.empty->setAction(m_services.start ? tr("Start") : QString(), QStringLiteral("play"));
    refreshBaselines();
    refreshColumns(); // The data's task may be known only now.
    refresh();
}

void RunPage::refreshBaselines()
{
    std::vector<CurveBaseline> lines;
    const std::optional<Baselines> baselines = m_services.baselines ? m_services.baselines() : std::nullopt;
    const MetricStyle& metric = m_curves->metric();
    if (baselines && QString::fromStdString(baselines->metric) == metric.name &&
        m_showsBaselines == Qt::Checked) {
        const BaselineWords words = baselineWords(task());
        const auto line = [&](double value, const QString& name) {
            if (std::isfinite(value))
                lines.push_back({value, tr("%1 %2").arg(name, scoreText(value, metric))});
        };
        line(baselines->linear, words.directShort);
        line(baselines->constant, words.constantShort);
    }
    m_metricCard->chart().setBaselines(std::move(lines));
}

void RunPage::openDrilldown(int trueClass, int predictedClass)
{
    const int trial = m_confusion->trial();
    if (trial < 0 || !m_services.data.predictions)
        return;
    m_drilldown->open(trial, m_confusion->epoch(), trueClass, predictedClass);
    m_parts.pages->setCurrentWidget(m_drilldown);
    m_drilldown->heatmap().setFocus();
}

/// What the card in front rests on, where it is about a curve of the trial that is shown, or about all trials.
void RunPage::drawEvidence()
{
    std::optional<CurveEvidence> ofMetric;
    std::optional<CurveEvidence> ofLoss;
    const Verdict* verdict = m_parts.coach->verdict();
    const bool isShown = verdict && (verdict->trial < 0 || verdict->trial == m_services.study.followed());
    for (const Evidence& evidence : isShown ? verdict->evidence : std::vector<Evidence>()) {
        const bool isLoss = evidence.series == "train_loss" || evidence.series == "validation_loss";
        const bool isMetric = evidence.series == "train_metric" || evidence.series == "validation_metric";
        auto& drawn = isLoss ? ofLoss : ofMetric;
        if ((!isLoss && !isMetric) || drawn)
            continue;
        drawn = CurveEvidence{.text = insideSentence(verdictTitle(*verdict))};
        if (evidence.shape == EvidenceShape::Level)
            drawn->level = evidence.low;
        else
            drawn->epochs = AxisRange{static_cast<double>(evidence.firstEpoch), static_cast<double>(evidence.lastEpoch)};
        if (evidence.shape == EvidenceShape::Mark && evidence.firstEpoch == 0 && evidence.lastEpoch == 0)
            drawn->level = evidence.low;
    }
    m_metricCard->chart().setEvidence(ofMetric);
    m_lossCard->chart().setEvidence(ofLoss);
}

void RunPage::focusOn(int trial)
{
    m_services.study.select(trial);
    if (!m_showBeforeFocus)
        m_showBeforeFocus = m_curves->show();
    m_curves->setShow(CurveShow::Selection);
    m_parts.head->setShow(CurveShow::Selection);
}

bool RunPage::leaveFocus()
{
    if (!m_showBeforeFocus)
        return false;
    const CurveShow show = *std::exchange(m_showBeforeFocus, std::nullopt);
    m_curves->setShow(show);
    m_parts.head->setShow(show);
    return true;
}

/// The next better or worse trial by score.
void RunPage::selectNeighbour(int step)
{
    if (!m_services.study.snapshot())
        return;
    const std::vector<int> ranked = rankedTrials(*m_services.study.snapshot());
    if (ranked.empty())
        return;
    const auto at = std::find(ranked.begin(), ranked.end(), m_services.study.selected());
    const auto index = at == ranked.end() ? 0
                                          : std::clamp<std::ptrdiff_t>(at - ranked.begin() + step, 0,
                                                                       std::ssize(ranked) - 1);
    m_services.study.select(ranked[static_cast<std::size_t>(index)]);
}

/// Escape leaves one thing at a time: focus on one curve, then the selection.
void RunPage::keyPressEvent(QKeyEvent* event)
{
    if (event->key() != Qt::Key_Escape) {
        QWidget::keyPressEvent(event);
        return;
    }
    if (!leaveFocus())
        m_services.study.select(-1);
}

} // namespace tunescope::ui
