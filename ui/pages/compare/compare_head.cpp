// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/compare/compare_head.h"

#include "ui/viewmodels/study_view_model.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/theme.h"

#include <QHBoxLayout>
#include <QLabel>

namespace tunescope::ui {

CompareHead::CompareHead(QWidget* parent)
    : QWidget(parent)
    , m_count(new QLabel)
    , m_layouts(new SegmentedControl({tr("Side by side"), tr("Overlay")}))
    , m_shows(new SegmentedControl({tr("Loss"), tr("Score"), tr("Both")}))
    , m_linked(makeButton(tr("Axes linked"), ButtonKind::Secondary, QStringLiteral("link")))
    , m_add(makeButton(tr("Add trial…"), ButtonKind::Secondary, QStringLiteral("pin")))
{
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    auto* title = new QLabel(tr("Compare"));
    setTextStyle(title, TextStyle::Title);
    setTone(m_count, ColorRole::Text2);
    m_linked->setCheckable(true);
    m_linked->setChecked(true);
    m_linked->setToolTip(tr("All columns use the same axes"));
    m_shows->setCurrent(static_cast<int>(CompareShow::Both));
    layout->addWidget(title);
    layout->addWidget(m_count);
    layout->addStretch(1);
    for (QWidget* widget : std::initializer_list<QWidget*>{m_layouts, m_linked, m_shows, m_add})
        layout->addWidget(widget);
    connect(m_layouts, &SegmentedControl::chosen, this, [this](int index) {
        setCompareLayout(static_cast<CompareLayout>(index));
        emit layoutChosen(static_cast<CompareLayout>(index));
    });
    connect(m_shows, &SegmentedControl::chosen, this,
            [this](int index) { emit showChosen(static_cast<CompareShow>(index)); });
    connect(m_linked, &QPushButton::toggled, this, [this](bool linked) {
        m_linked->setText(linked ? tr("Axes linked") : tr("Axes free"));
        emit linkedChosen(linked ? Qt::Checked : Qt::Unchecked);
    });
}

void CompareHead::setPinCount(int count)
{
    m_count->setText(tr("%1 of %2 pins used").arg(count).arg(kMostPins));
}

void CompareHead::setCompareLayout(CompareLayout layout)
{
    m_layouts->setCurrent(static_cast<int>(layout));
    m_linked->setVisible(layout == CompareLayout::SideBySide);
}

void CompareHead::setCompact(Qt::CheckState compact)
{
    m_count->setVisible(compact != Qt::Checked);
}

} // namespace tunescope::ui
