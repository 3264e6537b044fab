// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/analyse/slices_panel.h"

#include "ui/charts/slice_chart.h"
#include "ui/pages/data/page_parts.h"
#include "ui/viewmodels/value_text.h"
#include "ui/widgets/card.h"

#include <QGridLayout>
#include <QLabel>

#include <algorithm>
#include <cmath>

namespace tunescope::ui {
namespace {

constexpr int kLeastCard = 350; ///< Width; three columns where there is room.
constexpr int kCardHeight = 200;

} // namespace

SlicesPanel::SlicesPanel(AnalysisModel& model, QWidget* parent)
    : QWidget(parent)
    , m_model(model)
    , m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setSpacing(14);
    connect(&model, &AnalysisModel::tableChanged, this, [this] {
        if (isVisible())
            refresh();
    });
}

/// Cards follow the settings of the study by name.
void SlicesPanel::rebuild()
{
    for (const Slice& slice : m_slices) {
        slice.card->hide();
        slice.card->deleteLater();
    }
    m_slices.clear();
    for (const AnalysisDimension& dimension : m_model.table().dimensions()) {
        if (dimension.isScore())
            continue;
        Slice slice;
        slice.card = new Card(dimension.title);
        slice.card->setNote(dimension.note.isEmpty() ? m_model.table().dimensions().back().title.toLower()
                                                     : dimension.note);
        slice.chart = new SliceChart(m_model, dimension.name);
        slice.spread = textLabel({}, TextStyle::Caption, ColorRole::Text2);
        slice.card->addHeadWidget(slice.spread);
        slice.card->body()->addWidget(slice.chart, 1);
        slice.card->setMinimumHeight(kCardHeight);
        m_slices.push_back(slice);
    }
    m_columns = 0;
    place();
}

void SlicesPanel::place()
{
    const int columns = std::clamp(width() / kLeastCard, 1, 3);
    if (columns == m_columns)
        return;
    m_columns = columns;
    for (int i = 0; i < std::ssize(m_slices); ++i) {
        m_grid->removeWidget(m_slices[static_cast<std::size_t>(i)].card);
        m_grid->addWidget(m_slices[static_cast<std::size_t>(i)].card, i / columns, i % columns);
    }
    for (int column = 0; column < 3; ++column)
        m_grid->setColumnStretch(column, column < columns ? 1 : 0);
}

void SlicesPanel::refresh()
{
    const auto& dimensions = m_model.table().dimensions();
    bool isSame = m_slices.size() + 1 == std::max<std::size_t>(1, dimensions.size());
    for (std::size_t i = 0; isSame && i < m_slices.size(); ++i)
        isSame = m_slices[i].chart->setting() == dimensions[i].name;
    if (!isSame)
        rebuild();
    const MetricStyle& metric = m_model.table().metric();
    for (std::size_t i = 0; i < m_slices.size(); ++i) {
        const double spread = medianSpread(m_model, i);
        const QString text = metric.isShare ? QString::number(std::lround(100.0 * spread)) : lossText(spread);
        m_slices[i].spread->setText(std::isfinite(spread) ? tr("medians differ by %1").arg(text) : QString());
    }
}

SliceChart* SlicesPanel::chartOf(const std::string& setting) const
{
    const auto at = std::find_if(m_slices.begin(), m_slices.end(),
                                 [&](const Slice& slice) { return slice.chart->setting() == setting; });
    return at == m_slices.end() ? nullptr : at->chart;
}

void SlicesPanel::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    refresh();
}

void SlicesPanel::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    place();
}

} // namespace tunescope::ui
