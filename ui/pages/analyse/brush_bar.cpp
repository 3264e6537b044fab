// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/analyse/brush_bar.h"

#include "ui/pages/data/page_parts.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/chip.h"

#include <QHBoxLayout>

namespace tunescope::ui {
namespace {

constexpr int kMostPinned = 4;
constexpr int kRoomForTwo = 1200; ///< Width of the window from which two brushes have their own chips.

} // namespace

BrushChips::BrushChips(AnalysisModel& model, QWidget* parent)
    : QWidget(parent)
    , m_model(model)
    , m_layout(new QHBoxLayout(this))
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(8);
    connect(&model, &AnalysisModel::brushesChanged, this, &BrushChips::refresh);
    rebuild(0);
}

/// A drag changes only what the chips say.
void BrushChips::refresh()
{
    const std::vector<std::size_t> dimensions = m_model.brushedDimensions();
    const bool oneForAll = dimensions.size() > (window()->width() < kRoomForTwo ? 1U : 2U);
    const std::size_t chips = oneForAll ? 1 : dimensions.size();
    if (dimensions != m_dimensions || chips != m_chips.size()) {
        m_dimensions = dimensions;
        rebuild(chips);
    }
    const QString count = QStringLiteral(": ") + m_model.countText();
    for (std::size_t i = 0; i < m_chips.size(); ++i) {
        const QString what = oneForAll ? tr("%n ranges", nullptr, static_cast<int>(dimensions.size()))
                                       : m_model.brushText(dimensions[i]);
        m_chips[i]->setText(i + 1 == m_chips.size() ? what + count : what);
    }
}

void BrushChips::rebuild(std::size_t chips)
{
    // The chip whose cross was clicked is still at work.
    while (QLayoutItem* item = m_layout->takeAt(0)) {
        if (QWidget* chip = item->widget()) {
            chip->hide();
            chip->deleteLater();
        }
        delete item;
    }
    m_chips.clear();
    if (chips == 0)
        m_layout->addWidget(
            textLabel(tr("drag on an axis to pick trials"), TextStyle::Caption, ColorRole::Text3));
    for (std::size_t i = 0; i < chips; ++i) {
        auto* chip = new FilterChip({}, ChipKind::Closable);
        connect(chip, &FilterChip::closeRequested, this, [this, i] {
            if (m_chips.size() == m_dimensions.size())
                m_model.clearBrush(m_dimensions[i]);
            else
                m_model.clearBrushes();
        });
        m_layout->addWidget(chip);
        m_chips.push_back(chip);
    }
}

BrushActions::BrushActions(AnalysisModel& model, QWidget* parent)
    : QWidget(parent)
    , m_model(model)
    , m_pin(makeButton(tr("Pin the best 4"), ButtonKind::Secondary, QStringLiteral("pin"), ButtonSize::Small))
    , m_narrow(makeButton(tr("Narrow search to these"), ButtonKind::Accent, QStringLiteral("narrow"),
                          ButtonSize::Small))
{
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_pin);
    layout->addWidget(m_narrow);
    connect(m_pin, &QPushButton::clicked, this, [this] { m_model.pinBestBrushed(kMostPinned); });
    connect(m_narrow, &QPushButton::clicked, this, &BrushActions::narrowWanted);
    connect(&model, &AnalysisModel::brushesChanged, this, &BrushActions::refresh);
    refresh();
}

void BrushActions::refresh()
{
    m_pin->setEnabled(!m_model.bestBrushed(1).empty());
    const bool canNarrow = m_model.hasBrushes() && m_model.brushedCount() >= 2;
    m_narrow->setEnabled(canNarrow);
    m_narrow->setToolTip(
        canNarrow
            ? tr("Sets the ranges of the search to where these trials lie, as one step that can be undone.")
            : tr("Brush at least two trials first."));
}

} // namespace tunescope::ui
