// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/run/epoch_row.h"

#include "ui/pages/data/page_parts.h"

#include <QHBoxLayout>
#include <QSignalBlocker>
#include <QSlider>

#include <algorithm>

namespace tunescope::ui {

EpochRow::EpochRow(ConfusionModel& model, QWidget* parent)
    : QWidget(parent)
    , m_model(model)
    , m_slider(new QSlider(Qt::Horizontal))
    , m_text(textLabel({}, TextStyle::Caption, ColorRole::Text3))
{
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(6, 0, 6, 0);
    layout->addWidget(textLabel(tr("Epoch"), TextStyle::Caption, ColorRole::Text3));
    layout->addWidget(m_slider, 1);
    layout->addWidget(m_text);
    m_text->setMinimumWidth(48);
    m_text->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_slider->setObjectName(QStringLiteral("epochSlider"));
    m_slider->setAccessibleName(tr("Epoch shown"));
    m_slider->setToolTip(tr("Any epoch of this trial; at the right end the newest"));
    connect(m_slider, &QSlider::valueChanged, &model, [&model](int epoch) { model.setEpoch(epoch); });
    connect(&model, &ConfusionModel::changed, this, &EpochRow::refresh);
    refresh();
}

void EpochRow::refresh()
{
    const QSignalBlocker blocker(m_slider);
    m_slider->setEnabled(m_model.lastEpoch() > 0);
    m_slider->setRange(0, std::max(1, m_model.lastEpoch()));
    m_slider->setValue(m_model.epoch());
    m_text->setText(QStringLiteral("%1 / %2").arg(m_model.epoch()).arg(m_model.lastEpoch()));
}

} // namespace tunescope::ui
