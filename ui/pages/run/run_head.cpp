// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/run/run_head.h"

#include "ui/widgets/elided_label.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/theme.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QSlider>

namespace tunescope::ui {

RunHead::RunHead(QWidget* parent)
    : QWidget(parent)
    , m_tabs(new SegmentedControl({tr("Curves"), tr("Confusion"), tr("Layers"), tr("Scores"), tr("Coach")}))
    , m_note(new ElidedLabel)
    , m_show(new QComboBox)
    , m_smoothName(new QLabel(tr("Smooth")))
    , m_smooth(new QSlider(Qt::Horizontal))
    , m_scaleName(new QLabel(tr("Loss axis")))
    , m_scale(new SegmentedControl({tr("Log"), tr("Linear")}))
{
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    auto* title = new QLabel(tr("Run"));
    setTextStyle(title, TextStyle::Title);
    setTone(m_note, ColorRole::Text2);
    m_note->setElideMode(Qt::ElideRight);
    auto* showName = new QLabel(tr("Show"));
    for (QLabel* name : {showName, m_smoothName, m_scaleName})
        setTone(name, ColorRole::Text2);
    m_show->addItems({tr("Best, last 8, selected"), tr("Top 5 and running"), tr("All"), tr("Running"),
                      tr("Pinned"), tr("Selection")});
    m_show->setAccessibleName(tr("Curves to show"));
    m_smooth->setRange(0, 90);
    m_smooth->setFixedWidth(72);
    m_smooth->setAccessibleName(tr("Smooth the curves"));
    m_smooth->setToolTip(tr("Running average over epochs; the cloud behind stays as measured"));
    m_scale->setName(tr("Loss axis"));
    layout->addWidget(title);
    layout->addWidget(m_tabs);
    layout->addWidget(m_note, 1);
    for (QWidget* widget :
         std::initializer_list<QWidget*>{showName, m_show, m_smoothName, m_smooth, m_scaleName, m_scale})
        layout->addWidget(widget);
    m_tabs->hide();
    connect(m_show, &QComboBox::activated, this,
            [this](int index) { emit showChosen(static_cast<CurveShow>(index)); });
    connect(m_smooth, &QSlider::valueChanged, this,
            [this](int value) { emit smoothingChosen(value / 100.0); });
    connect(m_scale, &SegmentedControl::chosen, this,
            [this](int index) { emit lossScaleChosen(index == 0 ? CurveScale::Log : CurveScale::Linear); });
    connect(m_tabs, &SegmentedControl::chosen, this, &RunHead::tabChosen);
}

void RunHead::setNote(const QString& text)
{
    m_note->setText(text);
}

void RunHead::setCompact(Qt::CheckState compact, const QString& matrixTitle)
{
    const bool isCompact = compact == Qt::Checked;
    m_tabs->setText(MatrixTab, matrixTitle);
    m_tabs->setVisible(isCompact);
    for (QWidget* widget : std::initializer_list<QWidget*>{m_smoothName, m_smooth, m_scaleName})
        widget->setVisible(!isCompact);
}

void RunHead::setShow(CurveShow show)
{
    m_show->setCurrentIndex(static_cast<int>(show));
}

void RunHead::setLogLoss(Qt::CheckState log)
{
    m_scale->setCurrent(log == Qt::Checked ? 0 : 1);
}

void RunHead::setTab(Tab tab)
{
    m_tabs->setCurrent(tab);
}

RunHead::Tab RunHead::tab() const
{
    return m_tabs->isVisibleTo(this) ? static_cast<Tab>(m_tabs->current()) : CurvesTab;
}

} // namespace tunescope::ui
