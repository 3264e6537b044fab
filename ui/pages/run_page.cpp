// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/run_page.h"

#include "ui/pages/run/anomaly_card.h"
#include "ui/pages/run/boundary_card.h"
#include "ui/pages/run/coach_card.h"
#include "ui/pages/run/confusion_card.h"
#include "ui/pages/run/confusion_drilldown.h"
#include "ui/pages/run/curve_card.h"
#include "ui/pages/run/experiment_dialog.h"
#include "ui/pages/run/layers_card.h"
#include "ui/pages/run/masks_card.h"
#include "ui/pages/run/regression_card.h"
#include "ui/pages/run/run_head.h"
#include "ui/pages/run/scores_card.h"
#include "ui/pages/run/texts_card.h"
#include "ui/pages/run/trial_table_card.h"
#include "ui/pages/run/why_panel.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/theme.h"

#include <QPushButton>
#include <QSettings>
#include <QShowEvent>
#include <QSplitter>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace tunescope::ui {
namespace {

enum RunPart { EmptyRun, LivePage, DrilldownPage };

constexpr int kCompactRunWidth = 1199; ///< Of the window (tokens.json, "breakpoints").
constexpr int kShortHeight = 699;
constexpr int kShortChart = 206; ///< 178 px of chart and its head.
constexpr int kChartHeight = 262;
constexpr int kLayerRow = 36;
constexpr int kAnswersHeight = 340; ///< Of answers that leave room for more layers.

const QList<int> kRightSizes{330, 130, 170, 96}; ///< Answers, layers, coach, scores.

QSplitter* makeSplitter(Qt::Orientation orientation, const QString& name)
{
    auto* splitter = new QSplitter(orientation);
    splitter->setObjectName(name);
    splitter->setHandleWidth(14);
    splitter->setChildrenCollapsible(false);
    QObject::connect(splitter, &QSplitter::splitterMoved, splitter, [splitter] {
        QSettings().setValue(QStringLiteral("run/") + splitter->objectName(), splitter->saveState());
    });
    return splitter;
}

} // namespace

RunPage::RunPage(RunPageServices services, QWidget* parent)
    : QWidget(parent)
    , m_services(std::move(services))
    , m_curves(new LearningCurveModel(m_services.study, m_services.playback, this))
    , m_confusion(new ConfusionModel(m_services.study, m_services.playback, m_services.data, this))
    , m_metricCard(new CurveCard(*m_curves, CurveQuantity::Metric))
    , m_lossCard(new CurveCard(*m_curves, CurveQuantity::Loss))
    , m_tableCard(new TrialTableCard(m_services.study, actionsHere()))
    , m_matrixCard(new ConfusionCard(*m_confusion))
    , m_drilldown(new ConfusionDrilldown(m_services.study, m_services.data))
    , m_why(new WhyPanel(m_services.study, m_services.experiments))
{
    setFocusPolicy(Qt::ClickFocus);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 0, 20, 14);
    m_parts.pages = new QStackedWidget;
    layout->addWidget(m_parts.pages);
    m_parts.empty = new EmptyState(QStringLiteral("live"));
    m_parts.pages->addWidget(m_parts.empty);
    buildLive();
    m_parts.pages->addWidget(m_drilldown);
    m_parts.pages->addWidget(m_why);
    connectHead();
    linkCharts();
    addKeys();
    StudyViewModel& study = m_services.study;
    connect(&study, &StudyViewModel::studyReplaced, this, [this] {
        if (m_parts.pages->currentIndex() > LivePage)
            m_parts.pages->setCurrentIndex(LivePage);
        m_hopeless = Hopeless::No;
        refreshServices();
        refreshColumns();
    });
    connect(&study, &StudyViewModel::snapshotChanged, this, &RunPage::refresh);
    if (m_services.playback)
        connect(m_services.playback, &PlaybackModel::modeChanged, this, &RunPage::refresh);
    connect(m_parts.empty, &EmptyState::actionTriggered, this, [this] {
        if (m_services.start)
            m_services.start();
    });
    connect(m_matrixCard, &ConfusionCard::cellActivated, this, &RunPage::openDrilldown);
    connect(m_drilldown, &ConfusionDrilldown::closed, this, [this] {
        m_parts.pages->setCurrentIndex(LivePage);
        m_matrixCard->setFocus();
    });
    connect(m_why, &WhyPanel::closed, this, [this] {
        m_parts.pages->setCurrentIndex(LivePage);
        m_tableCard->setFocus();
    });
    connect(m_why, &WhyPanel::ruleWanted, this, &RunPage::searchRequested);
    refreshServices();
    refreshColumns();
}

/// What a row's menu can do, with what this page shows itself.
TrialActions RunPage::actionsHere()
{
    TrialActions actions = m_services.actions;
    actions.why = [this](int trial) { showWhy(trial); };
    if (m_services.experiments.queue) {
        actions.twin = [this](int trial) { openExperiment(trial, OriginKind::Twin); };
        actions.fork = [this](int trial) { openExperiment(trial, OriginKind::Fork); };
        actions.longer = [this](int trial) { openExperiment(trial, OriginKind::Continued); };
    }
    return actions;
}

void RunPage::showWhy(int trial)
{
    const TrialSnapshot* snapshot = m_services.study.trial(trial);
    if (!snapshot || !isTold(snapshot->state))
        return;
    m_services.study.select(trial);
    m_why->open(trial);
    m_parts.pages->setCurrentWidget(m_why);
    m_why->backButton().setFocus();
}

void RunPage::openExperiment(int trial, OriginKind kind)
{
    if (m_services.study.trial(trial))
        (new ExperimentDialog(m_services.study, m_services.experiments, trial, kind, window()))->show();
}

void RunPage::buildLive()
{
    auto* live = new QWidget;
    auto* layout = new QVBoxLayout(live);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_parts.head = new RunHead;
    m_parts.head->setFixedHeight(54);
    m_parts.banner = new Banner(BannerTone::Danger);
    m_parts.banner->hide();
    m_parts.bar = new Banner(BannerTone::Warning);
    m_parts.bar->setObjectName(QStringLiteral("bar"));
    m_parts.bar->hide();
    connect(m_parts.bar->addAction(tr("Change the ranges")), &QPushButton::clicked, this,
            &RunPage::searchRequested);
    layout->addWidget(m_parts.head);
    layout->addWidget(m_parts.banner);
    layout->addWidget(m_parts.bar);
    buildColumns();
    layout->addWidget(m_parts.columns, 1);
    m_parts.pages->addWidget(live);
}

void RunPage::buildColumns()
{
    m_parts.columns = makeSplitter(Qt::Horizontal, QStringLiteral("columns"));
    m_parts.left = makeSplitter(Qt::Vertical, QStringLiteral("left"));
    m_parts.right = makeSplitter(Qt::Vertical, QStringLiteral("answersAndCoach"));
    m_parts.charts = makeSplitter(Qt::Horizontal, QStringLiteral("charts"));
    m_parts.layers = new LayersCard(m_services.study, *m_confusion, m_services.data);
    m_parts.coach = new CoachCard(m_services.study, m_services.coach);
    m_parts.scores = new ScoresCard(m_services.study);
    m_parts.charts->addWidget(m_metricCard);
    m_parts.charts->addWidget(m_lossCard);
    m_parts.left->addWidget(m_parts.charts);
    m_parts.left->addWidget(m_tableCard);
    m_parts.left->setStretchFactor(1, 1);
    m_parts.right->addWidget(buildAnswers());
    m_parts.right->addWidget(m_parts.layers);
    m_parts.right->addWidget(m_parts.coach);
    m_parts.right->addWidget(m_parts.scores);
    m_parts.columns->addWidget(m_parts.left);
    m_parts.columns->addWidget(m_parts.right);
    m_parts.columns->setStretchFactor(0, 1);
    m_parts.columns->setSizes({904, 394});
    m_parts.left->setSizes({kChartHeight, 440});
    m_parts.right->setSizes(kRightSizes);
    m_parts.right->setStretchFactor(0, 1);
    restoreSplitters();
}

QWidget* RunPage::buildAnswers()
{
    m_parts.answers = new QWidget;
    auto* layout = new QVBoxLayout(m_parts.answers);
    layout->setContentsMargins(0, 0, 0, 0);
    m_parts.regression = new RegressionCard(m_services.study, *m_confusion, m_services.data);
    m_parts.masks = new MasksCard(m_services.study, *m_confusion, m_services.data);
    m_parts.texts = new TextsCard(m_services.study, *m_confusion, m_services.data);
    m_parts.anomaly = new AnomalyCard(m_services.study, *m_confusion, m_services.data);
    m_parts.boundary = new BoundaryCard(m_services.study, *m_confusion, m_services.boundary);
    for (QWidget* card : std::initializer_list<QWidget*>{m_matrixCard, m_parts.regression, m_parts.masks,
                                                         m_parts.texts, m_parts.anomaly, m_parts.boundary})
        layout->addWidget(card);
    QPushButton* boundary = makeButton(tr("Boundary"), ButtonKind::Link);
    boundary->setObjectName(QStringLiteral("toBoundary"));
    boundary->setToolTip(tr("Where the network draws its line between the classes, epoch by epoch"));
    m_matrixCard->addHeadWidget(boundary);
    m_parts.toBoundary = boundary;
    connect(boundary, &QPushButton::clicked, this, [this] { showBoundary(Qt::Checked); });
    connect(&m_parts.boundary->backButton(), &QAbstractButton::clicked, this, [this] { showBoundary(Qt::Unchecked); });
    QPushButton* threshold = makeButton(tr("Threshold"), ButtonKind::Link);
    threshold->setObjectName(QStringLiteral("toThreshold"));
    threshold->setToolTip(tr("ROC curve, precision and recall, and what a threshold makes of the rows"));
    m_matrixCard->addHeadWidget(threshold);
    m_parts.toThreshold = threshold;
    connect(threshold, &QPushButton::clicked, this, [this] { showThreshold(Qt::Checked); });
    connect(&m_parts.anomaly->backButton(), &QAbstractButton::clicked, this,
            [this] { showThreshold(Qt::Unchecked); });
    return m_parts.answers;
}

void RunPage::showThreshold(Qt::CheckState shown)
{
    m_showsThreshold = shown;
    refreshColumns();
}

void RunPage::showBoundary(Qt::CheckState shown)
{
    m_showsBoundary = shown;
    refreshColumns();
    (shown == Qt::Checked ? &m_parts.boundary->backButton() : m_parts.toBoundary)->setFocus();
}

bool RunPage::hasTwoFeatures() const
{
    const DatasetFacts* facts = m_services.facts ? m_services.facts() : nullptr;
    return m_services.boundary && facts && task() == Task::Classification && !facts->image && facts->features.size() == 2;
}

bool RunPage::hasTwoClasses() const
{
    const StudySnapshotPtr& snapshot = m_services.study.snapshot();
    return task() == Task::Classification && snapshot && snapshot->facts &&
           snapshot->facts->classNames.size() == 2;
}

QWidget* RunPage::answerCard() const
{
    switch (task()) {
    case Task::Classification:
        break;
    case Task::Regression:
        return m_parts.regression;
    case Task::Segmentation:
        return m_parts.masks;
    case Task::TextGeneration:
        return m_parts.texts;
    case Task::AnomalyDetection:
        return m_parts.anomaly;
    }
    if (hasTwoFeatures() && m_showsBoundary == Qt::Checked)
        return m_parts.boundary;
    if (hasTwoClasses() && m_showsThreshold == Qt::Checked)
        return m_parts.anomaly;
    return m_matrixCard;
}

QString RunPage::answerTitle() const
{
    switch (task()) {
    case Task::Classification:
        break;
    case Task::Regression:
        return tr("Predictions");
    case Task::Segmentation:
        return tr("Masks");
    case Task::TextGeneration:
        return tr("Texts");
    case Task::AnomalyDetection:
        return tr("Threshold");
    }
    return tr("Confusion");
}

void RunPage::restoreSplitters()
{
    for (QSplitter* splitter : {m_parts.columns, m_parts.left, m_parts.right, m_parts.charts})
        splitter->restoreState(
            QSettings().value(QStringLiteral("run/") + splitter->objectName()).toByteArray());
}

bool RunPage::isDrilledDown() const
{
    return m_parts.pages->currentIndex() == DrilldownPage;
}

Task RunPage::task() const
{
    if (const DatasetFacts* facts = m_services.facts ? m_services.facts() : nullptr)
        return facts->task;
    const StudySnapshotPtr& snapshot = m_services.study.snapshot();
    const bool numbers = snapshot && snapshot->facts && snapshot->facts->classNames.empty();
    return numbers ? Task::Regression : Task::Classification;
}

/// Right-hand column or tabs, and how high the charts are.
void RunPage::refreshColumns()
{
    const bool isCompact = window()->width() <= kCompactRunWidth;
    m_parts.head->setCompact(isCompact ? Qt::Checked : Qt::Unchecked, answerTitle());
    const RunHead::Tab tab = m_parts.head->tab();
    m_parts.left->setVisible(!isCompact || tab == RunHead::CurvesTab);
    m_parts.right->setVisible(!isCompact || tab != RunHead::CurvesTab);
    m_parts.answers->setVisible(!isCompact || tab == RunHead::MatrixTab);
    for (QWidget* card : std::initializer_list<QWidget*>{m_matrixCard, m_parts.regression, m_parts.masks,
                                                         m_parts.texts, m_parts.anomaly, m_parts.boundary})
        card->setVisible(card == answerCard());
    m_parts.toBoundary->setVisible(hasTwoFeatures());
    m_parts.toThreshold->setVisible(hasTwoClasses());
    m_parts.anomaly->setScores(task() == Task::AnomalyDetection ? AnomalyCard::Scores::Errors
                                                                : AnomalyCard::Scores::Probabilities);
    m_parts.anomaly->backButton().setVisible(hasTwoClasses());
    const DatasetFacts* facts = m_services.facts ? m_services.facts() : nullptr;
    if (facts && facts->image)
        m_parts.masks->setPixels(QSize(facts->image->width, facts->image->height));
    m_parts.layers->setVisible(!isCompact || tab == RunHead::LayersTab);
    m_parts.coach->setVisible(m_services.coach.read && (!isCompact || tab == RunHead::CoachTab));
    m_parts.scores->setVisible(!isCompact || tab == RunHead::ScoresTab);
    if (std::exchange(m_wasCompact, isCompact) && !isCompact) // Once the splitters have their new width.
        QMetaObject::invokeMethod(this, &RunPage::spreadColumns, Qt::QueuedConnection);
    m_tableCard->setTableWidth(isCompact ? TableWidth::Compact : TableWidth::Wide);
    const bool isShort = window()->height() <= kShortHeight;
    for (QWidget* card : std::initializer_list<QWidget*>{m_metricCard, m_lossCard})
        card->setMaximumHeight(isShort ? kShortChart : QWIDGETSIZE_MAX);
    if (isShort) // A splitter heeds no greatest height by itself.
        m_parts.left->setSizes(
            {kShortChart, std::max(1, m_parts.left->height() - kShortChart - m_parts.left->handleWidth())});
    layout()->setContentsMargins(isCompact ? 12 : 20, 0, isCompact ? 12 : 20, isCompact ? 10 : 14);
}

/// What was hidden in a narrow window had no width there: it gets its usual one back.
void RunPage::spreadColumns()
{
    constexpr int kLeast = 120;
    restoreSplitters();
    if (m_parts.columns->sizes().value(1) < kLeast)
        m_parts.columns->setSizes({904, 394});
    const QList<int> right = m_parts.right->sizes();
    if (*std::min_element(right.begin(), right.end()) < kLeast / 2)
        m_parts.right->setSizes(kRightSizes);
}

/// The matrix gets what the coach leaves, unless the reader has chosen the heights.
void RunPage::makeRoomForCoach()
{
    const QSplitter& right = *m_parts.right;
    if (m_wasCompact || !right.isVisible() || QSettings().contains(QStringLiteral("run/") + right.objectName()))
        return;
    const auto least = [](const QWidget& widget) { return std::max(widget.minimumSizeHint().height(), widget.minimumHeight()); };
    QList<int> rest{least(*m_parts.layers), least(*m_parts.coach), least(*m_parts.scores)};
    int matrix = right.height() - 3 * right.handleWidth() - rest[0] - rest[1] - rest[2];
    const int row = themeOf(this).scaled(kLayerRow);
    for (; rest[0] + row <= m_parts.layers->sizeHint().height() && matrix - row >= kAnswersHeight; matrix -= row)
        rest[0] += row;
    m_parts.right->setSizes({std::max(matrix, 1), rest[0], rest[1], rest[2]});
}

void RunPage::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    refreshColumns();
}

} // namespace tunescope::ui
