// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/run/why_panel.h"

#include "ui/charts/curve_chart_view.h"
#include "ui/pages/data/page_parts.h"
#include "ui/viewmodels/qt_convert.h"
#include "ui/viewmodels/value_text.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/card.h"
#include "ui/widgets/chip.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QTableWidget>

#include <algorithm>
#include <cmath>

namespace tunescope::ui {
namespace {

constexpr int kMostRivalRows = 200;

bool isLost(const TrialSnapshot& trial)
{
    return trial.state == TrialState::Diverged || trial.state == TrialState::Failed;
}

} // namespace

WhyPanel::WhyPanel(StudyViewModel& study, ExperimentPorts ports, QWidget* parent)
    : QWidget(parent)
    , m_study(study)
    , m_ports(std::move(ports))
    , m_title(textLabel({}, TextStyle::Title))
    , m_state(new Chip({}))
    , m_back(makeIconButton(QStringLiteral("left"), tr("Back to the run")))
    , m_chartCard(new Card({}, CardHead::Ruled))
    , m_chart(new CurveChartView(kWhyLines))
    , m_sentence(wrappedLabel({}, TextStyle::Body))
    , m_rivalsHead(textLabel({}, TextStyle::Card))
    , m_rivals(new QTableWidget(0, 3))
    , m_origin(wrappedLabel({}, TextStyle::Table, ColorRole::Text2))
    , m_ghostWords(wrappedLabel({}, TextStyle::Table, ColorRole::Text2))
    , m_rule(makeButton(tr("Open rule…"), ButtonKind::Secondary))
    , m_finish(makeButton({}, ButtonKind::Secondary, QStringLiteral("play"), ButtonSize::Small))
    , m_proposal(makeButton(tr("What the search was thinking"), ButtonKind::Link))
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(buildHead());
    layout->addWidget(buildCards(), 1);
    connect(m_back, &QToolButton::clicked, this, &WhyPanel::closed);
    connect(m_rule, &QPushButton::clicked, this, &WhyPanel::ruleWanted);
    connect(m_finish, &QPushButton::clicked, this, [this] {
        const TrialSnapshot* trial = shown();
        if (trial && m_ports.queue)
            m_ports.queue({.kind = OriginKind::Continued, .of = m_trial, .epochs = trial->plannedEpochs - trial->finishedEpochs()});
    });
    connect(m_proposal, &QPushButton::clicked, this, [this] {
        if (m_ports.proposal)
            m_ports.proposal(m_trial);
    });
    connect(m_rivals, &QTableWidget::cellActivated, this, [this](int row, int) { chooseRow(row); });
    connect(m_rivals, &QTableWidget::cellClicked, this, [this](int row, int) { chooseRow(row); });
    connect(&study, &StudyViewModel::studyReplaced, this, [this] { m_trial = -1; });
    // The trial is finished while one looks at it.
    connect(&study, &StudyViewModel::snapshotChanged, this, [this](const std::vector<int>& changed) {
        const bool isMine = isVisible() && shown() && std::any_of(changed.begin(), changed.end(), [this](int number) {
                                const TrialSnapshot* made = m_study.trial(number);
                                return made && made->start.origin.kind == OriginKind::Continued && made->start.origin.of == m_trial;
                            });
        if (isMine) {
            refreshGhost();
            draw();
        }
    });
}

QWidget* WhyPanel::buildHead()
{
    auto* head = new QWidget;
    head->setFixedHeight(themeOf(this).metrics.pageHead);
    auto* layout = new QHBoxLayout(head);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(10);
    auto* previous = makeIconButton(QStringLiteral("up"), tr("The stopped trial before"));
    auto* next = makeIconButton(QStringLiteral("down"), tr("The next stopped trial"));
    connect(previous, &QToolButton::clicked, this, [this] { step(-1); });
    connect(next, &QToolButton::clicked, this, [this] { step(1); });
    layout->addWidget(m_back);
    layout->addWidget(m_title);
    layout->addWidget(m_state);
    layout->addStretch(1);
    layout->addWidget(previous);
    layout->addWidget(next);
    layout->addWidget(m_rule);
    return head;
}

QWidget* WhyPanel::buildCards()
{
    auto* cards = new QWidget;
    auto* columns = new QHBoxLayout(cards);
    columns->setContentsMargins(0, 0, 0, 0);
    columns->setSpacing(14);
    m_chartCard->setNote(tr("blue: went on · dotted: if it had gone on"));
    m_chartCard->body()->addWidget(m_chart, 1);
    m_chart->setAxisCaption(tr("epoch"));
    auto* side = new QVBoxLayout;
    side->setSpacing(14);
    auto* reason = new Card({}, CardHead::None);
    m_sentence->setObjectName(QStringLiteral("whySentence"));
    reason->body()->addWidget(m_sentence);
    reason->body()->addWidget(m_rivalsHead);
    m_rivals->setHorizontalHeaderLabels({tr("Place"), tr("Trial"), tr("Best until then")});
    m_rivals->setAccessibleName(tr("Trials it was compared with"));
    m_rivals->verticalHeader()->hide();
    m_rivals->horizontalHeader()->setStretchLastSection(true);
    for (const int column : {0, 1})
        m_rivals->horizontalHeader()->setSectionResizeMode(column, QHeaderView::ResizeToContents);
    m_rivals->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_rivals->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_rivals->setSelectionMode(QAbstractItemView::SingleSelection);
    m_rivals->setShowGrid(false);
    reason->body()->addWidget(m_rivals, 1);
    auto* more = new Card(tr("Where it came from"));
    m_origin->setObjectName(QStringLiteral("whyOrigin"));
    m_ghostWords->setObjectName(QStringLiteral("whyGhost"));
    m_finish->setObjectName(QStringLiteral("whyFinish"));
    more->body()->addWidget(m_origin);
    more->body()->addWidget(m_proposal, 0, Qt::AlignLeft);
    more->body()->addWidget(m_ghostWords);
    more->body()->addWidget(m_finish, 0, Qt::AlignLeft);
    side->addWidget(reason, 1);
    side->addWidget(more);
    columns->addWidget(m_chartCard, 2);
    columns->addLayout(side, 1);
    return cards;
}

void WhyPanel::open(int trial)
{
    m_trial = trial;
    m_story = m_study.snapshot() ? pruneStoryOf(*m_study.snapshot(), trial) : std::nullopt;
    m_ghost.reset();
    refresh();
    if (m_ports.ghost && m_story)
        m_ports.ghost(trial, [this, trial](const std::optional<ExtraRun>& ghost) {
            if (m_trial != trial)
                return;
            m_ghost = ghost;
            refreshGhost();
            draw();
        });
}

QString WhyPanel::sentence() const
{
    const TrialSnapshot* trial = shown();
    if (!trial)
        return {};
    const TrialReason& reason = trial->outcome.reason;
    QString text = toQt(reason.text);
    if (trial->state == TrialState::Diverged) {
        QStringList where;
        if (reason.step > 0)
            where << tr("the first bad step was %1").arg(reason.step);
        if (!reason.layer.empty())
            where << tr("the first layer whose numbers were not finite was %1").arg(toQt(reason.layer));
        if (!where.isEmpty() && !text.contains(toQt(reason.layer.empty() ? "first" : reason.layer)))
            text += QLatin1Char(' ') + tr("In it %1.").arg(where.join(tr(", and ")));
    }
    return text.isEmpty() ? tr("It did what was planned.") : text;
}

void WhyPanel::refresh()
{
    const TrialSnapshot* trial = shown();
    if (!trial)
        return;
    const bool isStopped = trial->state == TrialState::Pruned;
    m_title->setText(isStopped                              ? tr("Why trial %1 was stopped").arg(m_trial)
                     : trial->state == TrialState::Diverged ? tr("Why trial %1 diverged").arg(m_trial)
                     : trial->state == TrialState::Failed   ? tr("Why trial %1 failed").arg(m_trial)
                                                            : tr("Why trial %1 ended").arg(m_trial));
    m_state->setText(tr("%1, epoch %2").arg(stateWord(*trial)).arg(trial->finishedEpochs()));
    m_rule->setVisible(isStopped);
    m_sentence->setText(sentence());
    refreshRivals();
    refreshOrigin();
    refreshGhost();
    draw();
}

void WhyPanel::refreshRivals()
{
    const bool hasRivals = m_story && m_story->rivals.size() > 1;
    m_rivalsHead->setVisible(hasRivals);
    m_rivals->setVisible(hasRivals);
    m_rivals->clearSpans();
    m_rivals->setRowCount(0);
    if (!hasRivals)
        return;
    const bool isExpected = m_story->reason.kind == PruneKind::Extrapolated;
    const auto ahead = std::count_if(m_story->rivals.begin(), m_story->rivals.end(), [](const PruneRival& rival) { return rival.wentOn; });
    const auto others = m_story->rivals.size() - 1;
    m_rivalsHead->setText(isExpected ? tr("It was expected to end behind %1 of %2").arg(ahead).arg(others)
                                     : tr("It lost to %1 of %2, at epoch %3").arg(ahead).arg(others).arg(m_story->reason.step));
    m_rivals->setHorizontalHeaderItem(2, new QTableWidgetItem(isExpected ? tr("Final score") : tr("Best until then")));
    int place = 0;
    bool isCut = false;
    for (const PruneRival& rival : m_story->rivals) {
        ++place;
        if (!rival.wentOn && !isCut && !isExpected)
            addCutRow();
        isCut = isCut || !rival.wentOn;
        if (place <= kMostRivalRows || rival.trial == m_trial)
            addRivalRow(rival, place);
    }
}

void WhyPanel::addRivalRow(const PruneRival& rival, int place)
{
    const MetricStyle metric = metricStyleOf(m_study.snapshot().get());
    const Theme& theme = themeOf(this);
    const bool isIt = rival.trial == m_trial;
    const int row = m_rivals->rowCount();
    m_rivals->insertRow(row);
    const QString words[] = {QString::number(place), isIt ? tr("%1, this one").arg(rival.trial) : QString::number(rival.trial),
                             scoreText(rival.value, metric)};
    for (int column = 0; column < 3; ++column) {
        auto* item = new QTableWidgetItem(words[column]);
        item->setData(Qt::UserRole, rival.trial);
        if (isIt)
            item->setBackground(theme.color(ColorRole::WarnSoft));
        item->setForeground(theme.color(rival.wentOn || isIt ? ColorRole::Text : ColorRole::Text3));
        m_rivals->setItem(row, column, item);
    }
    if (isIt)
        m_rivals->scrollToItem(m_rivals->item(row, 0));
}

/// The line between those that went on and those that did not.
void WhyPanel::addCutRow()
{
    const MetricStyle metric = metricStyleOf(m_study.snapshot().get());
    const int row = m_rivals->rowCount();
    m_rivals->insertRow(row);
    auto* item = new QTableWidgetItem(tr("goes on at %1 or better").arg(scoreTextWithUnit(m_story->reason.threshold, metric)));
    item->setData(Qt::UserRole, -1);
    item->setForeground(themeOf(this).color(ColorRole::Danger));
    item->setTextAlignment(Qt::AlignCenter);
    item->setFlags(Qt::ItemIsEnabled);
    m_rivals->setItem(row, 0, item);
    m_rivals->setSpan(row, 0, 1, 3);
}

void WhyPanel::chooseRow(int row)
{
    const QTableWidgetItem* item = m_rivals->item(row, 0);
    if (item && item->data(Qt::UserRole).toInt() >= 0)
        m_study.select(item->data(Qt::UserRole).toInt());
}

void WhyPanel::refreshOrigin()
{
    const TrialSnapshot* trial = shown();
    const Origin& origin = trial->start.origin;
    const bool isProposed = origin.kind == OriginKind::Sampler;
    m_proposal->setVisible(isProposed && m_ports.proposal);
    switch (origin.kind) {
    case OriginKind::Sampler:
        m_origin->setText(tr("Its settings were proposed by the search."));
        break;
    case OriginKind::ByHand:
        m_origin->setText(tr("Its settings were made by hand."));
        break;
    case OriginKind::Twin:
        m_origin->setText(tr("It is a twin of trial %1.").arg(origin.of));
        break;
    case OriginKind::Continued:
        m_origin->setText(tr("It is trial %1, trained longer.").arg(origin.of));
        break;
    case OriginKind::Imported:
        m_origin->setText(tr("It was imported."));
        break;
    case OriginKind::Repeat:
        m_origin->setText(tr("It is trial %1 with a new seed.").arg(origin.of));
        break;
    case OriginKind::Fork:
        m_origin->setText(tr("It is a fork of trial %1.").arg(origin.of));
        break;
    }
}

/// The trial that trains this one to its end; the one that came farthest, null if there is none.
const TrialSnapshot* WhyPanel::continuation() const
{
    const StudySnapshotPtr& snapshot = m_study.snapshot();
    const TrialSnapshot* farthest = nullptr;
    for (std::size_t i = 0; snapshot && i < snapshot->size(); ++i) {
        const TrialSnapshot& made = snapshot->trial(i);
        const bool isIt = made.start.origin.kind == OriginKind::Continued && made.start.origin.of == m_trial && !made.deleted;
        if (isIt && (!farthest || made.finishedEpochs() >= farthest->finishedEpochs()))
            farthest = &made;
    }
    return farthest;
}

void WhyPanel::refreshGhost()
{
    const TrialSnapshot* trial = shown();
    const bool isStopped = trial && trial->state == TrialState::Pruned;
    const int left = isStopped ? trial->plannedEpochs - trial->finishedEpochs() : 0;
    const TrialSnapshot* longer = isStopped ? continuation() : nullptr;
    m_finish->setVisible(left > 0 && m_ports.queue && !longer);
    m_finish->setText(tr("Finish trial %1").arg(m_trial));
    m_finish->setToolTip(tr("As a new trial that goes on from epoch %1 for %2 more").arg(trial ? trial->finishedEpochs() : 0).arg(left));
    m_ghostWords->setVisible(isStopped);
    if (!isStopped)
        return;
    const MetricStyle metric = metricStyleOf(m_study.snapshot().get());
    if (longer && !isTold(longer->state))
        m_ghostWords->setText(tr("Trial %1 is finishing it.").arg(longer->number()));
    else if (longer && longer->outcome.value)
        m_ghostWords->setText(tr("Finished afterwards, as trial %1, it came to %2, at epoch %3.")
                                  .arg(longer->number())
                                  .arg(scoreTextWithUnit(*longer->outcome.value, metric))
                                  .arg(longer->outcome.bestEpoch));
    else if (longer)
        m_ghostWords->setText(tr("Finished afterwards, as trial %1, it came to no score: %2.").arg(longer->number()).arg(stateWord(*longer)));
    else if (!m_ghost)
        m_ghostWords->setText(tr("Nobody has looked what it would have come to. The audit under Best, Trust finishes a sample of the stopped trials."));
    else if (m_ghost->value)
        m_ghostWords->setText(tr("Finished afterwards it came to %1, at epoch %2.").arg(scoreTextWithUnit(*m_ghost->value, metric)).arg(m_ghost->bestEpoch));
    else
        m_ghostWords->setText(tr("Finished afterwards it came to no score."));
}

/// The next trial in this direction that did not simply finish.
void WhyPanel::step(int direction)
{
    const StudySnapshotPtr& snapshot = m_study.snapshot();
    for (int i = m_trial + direction; snapshot && i >= 0 && static_cast<std::size_t>(i) < snapshot->size(); i += direction) {
        const TrialSnapshot& trial = snapshot->trial(static_cast<std::size_t>(i));
        if (trial.state == TrialState::Pruned || isLost(trial)) {
            m_study.select(i);
            open(i);
            return;
        }
    }
}

/// Lines and rows hold colours of the theme.
void WhyPanel::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange && shown())
        QMetaObject::invokeMethod(this, [this] { refresh(); }, Qt::QueuedConnection);
}

void WhyPanel::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape)
        emit closed();
    else
        QWidget::keyPressEvent(event);
}

} // namespace tunescope::ui
