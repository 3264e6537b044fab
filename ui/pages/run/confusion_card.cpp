// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/run/confusion_card.h"

#include "ui/pages/run/heatmap_text.h"
#include "ui/pages/run/mistake_list.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/glossary_topic.h"
#include "ui/widgets/heatmap_view.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/theme.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QSignalBlocker>
#include <QSlider>
#include <QSortFilterProxyModel>
#include <QStackedWidget>
#include <QTableView>

#include <algorithm>

namespace tunescope::ui {
namespace {

enum Part { CountPart, PercentPart, ClassPart };

constexpr int kRoomForMistakes = 700; ///< Width of the card.

} // namespace

ConfusionCard::ConfusionCard(ConfusionModel& model, QWidget* parent)
    : Card(tr("Confusion matrix"), CardHead::Ruled, parent)
    , m_model(model)
    , m_classes(new ConfusionClassModel(this))
    , m_stack(new QStackedWidget)
    , m_heatmap(new HeatmapView)
    , m_common(new QWidget)
    , m_mistakes(new MistakeList)
    , m_empty(new QLabel(tr("The matrix appears with the first epoch.")))
    , m_chip(new Chip({}))
    , m_parts(new SegmentedControl({tr("Count"), tr("%"), tr("Class")}))
    , m_slider(new QSlider(Qt::Horizontal))
    , m_epochText(new QLabel)
{
    addTitleWidget(m_chip);
    setGlossaryTopic(*this, QStringLiteral("chart:ConfusionMatrix"));
    setGlossaryTopic(*m_heatmap, QStringLiteral("chart:ConfusionMatrix"));
    m_parts->setName(tr("Show the matrix as"));
    addHeadWidget(m_parts);
    m_empty->setAlignment(Qt::AlignCenter);
    setTone(m_empty, ColorRole::Text3);
    m_stack->addWidget(makeMatrix());
    m_stack->addWidget(makeClassTable());
    m_stack->addWidget(m_empty);
    body()->setContentsMargins(8, 4, 8, 6);
    body()->addWidget(m_stack, 1);
    body()->addWidget(makeEpochRow());
    connect(m_parts, &SegmentedControl::chosen, this, &ConfusionCard::showPart);
    connect(m_heatmap, &HeatmapView::cellActivated, this, &ConfusionCard::cellActivated);
    connect(m_mistakes, &MistakeList::chosen, this, &ConfusionCard::cellActivated);
    connect(&model, &ConfusionModel::changed, this, &ConfusionCard::refresh);
    refresh();
}

QWidget* ConfusionCard::makeMatrix()
{
    auto* box = new QWidget;
    auto* row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(16);
    row->addWidget(m_heatmap, 3);
    auto* common = new QVBoxLayout(m_common);
    common->setContentsMargins(0, 28, 12, 0);
    auto* title = new QLabel(tr("Most common mistakes"));
    setTextStyle(title, TextStyle::Card);
    common->addWidget(title);
    common->addWidget(m_mistakes);
    common->addStretch(1);
    m_common->hide(); // Until the card is known to be wide; otherwise it would claim the width.
    row->addWidget(m_common, 2);
    return box;
}

/// A wide card would leave half of itself empty beside a square.
void ConfusionCard::resizeEvent(QResizeEvent* event)
{
    Card::resizeEvent(event);
    m_common->setVisible(width() >= themeOf(this).scaled(kRoomForMistakes));
    if (m_common->isVisibleTo(this))
        showMistakes();
}

void ConfusionCard::showMistakes()
{
    if (m_model.matrix() && !m_model.matrix()->empty())
        m_mistakes->setMistakes(commonMistakes(*m_model.matrix(), MistakeList::kMost), m_model.classNames());
}

QWidget* ConfusionCard::makeClassTable()
{
    auto* table = new QTableView;
    auto* proxy = new QSortFilterProxyModel(table);
    proxy->setSourceModel(m_classes);
    proxy->setSortRole(Qt::UserRole);
    table->setModel(proxy);
    table->setSortingEnabled(true);
    table->sortByColumn(ConfusionClassModel::ClassColumn, Qt::AscendingOrder);
    table->setFrameShape(QFrame::NoFrame);
    table->setShowGrid(false);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->verticalHeader()->hide();
    table->verticalHeader()->setDefaultSectionSize(26);
    table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    table->setAccessibleName(tr("Precision, recall and F1 of every class"));
    return table;
}

QWidget* ConfusionCard::makeEpochRow()
{
    auto* row = new QWidget;
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(6, 0, 6, 0);
    auto* name = new QLabel(tr("Epoch"));
    for (QLabel* label : {name, m_epochText}) {
        setTextStyle(label, TextStyle::Caption);
        setTone(label, ColorRole::Text3);
    }
    m_epochText->setMinimumWidth(48);
    m_epochText->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_slider->setAccessibleName(tr("Epoch of the matrix"));
    m_slider->setToolTip(tr("The matrix of any epoch of this trial; at the right end the newest"));
    layout->addWidget(name);
    layout->addWidget(m_slider, 1);
    layout->addWidget(m_epochText);
    connect(m_slider, &QSlider::valueChanged, this, [this](int epoch) { m_model.setEpoch(epoch); });
    return row;
}

void ConfusionCard::showPart(int part)
{
    if (part != ClassPart)
        m_heatmap->setMode(part == PercentPart ? HeatmapMode::Percent : HeatmapMode::Count);
    refresh();
}

void ConfusionCard::refresh()
{
    const bool hasMatrix = m_model.matrix() && !m_model.matrix()->empty();
    const bool wantsClasses = m_parts->current() == ClassPart;
    m_stack->setCurrentIndex(!hasMatrix ? 2 : wantsClasses ? 1 : 0);
    m_chip->setVisible(m_model.trial() >= 0);
    m_chip->setIconName(m_model.isLive() ? QStringLiteral("running") : QString());
    m_chip->setText(tr("trial %1, epoch %2").arg(m_model.trial()).arg(m_model.epoch()));
    m_heatmap->setAccessibleName(
        hasMatrix ? tr("Confusion matrix of trial %1, epoch %2").arg(m_model.trial()).arg(m_model.epoch())
                  : tr("Confusion matrix"));
    m_slider->setEnabled(hasMatrix && m_model.lastEpoch() > 0);
    const QSignalBlocker blocker(m_slider);
    m_slider->setRange(0, std::max(1, m_model.lastEpoch()));
    m_slider->setValue(m_model.epoch());
    m_epochText->setText(QStringLiteral("%1 / %2").arg(m_model.epoch()).arg(m_model.lastEpoch()));
    if (!hasMatrix)
        return;
    if (wantsClasses)
        m_classes->setMatrix(*m_model.matrix(), m_model.classNames());
    else
        m_heatmap->setData(heatmapData(*m_model.matrix(), m_model.classNames(), m_model.noun()));
    setHeatmapTitles(*m_heatmap, m_model.snapshot());
    if (m_common->isVisible())
        showMistakes();
}

} // namespace tunescope::ui
