// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/score_matrix_chart.h"

#include "ui/widgets/axis_scale.h"
#include "ui/widgets/painting.h"
#include "ui/widgets/theme.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace tunescope::ui {

ScoreMatrixChart::ScoreMatrixChart(QWidget* parent) : QWidget(parent)
{
    setProperty("ownFocusRing", true);
    setAccessibleName(tr("Scores by task"));
    makeReadable(*this);
}

void ScoreMatrixChart::setMatrix(Matrix matrix)
{
    m_matrix = std::move(matrix);
    announceReading(*this);
    update();
}

ChartReading ScoreMatrixChart::reading() const
{
    ChartReading reading;
    reading.title = accessibleName();
    reading.columns << m_matrix.rowTitle;
    reading.columns += m_matrix.columns;
    for (int row = 0; row < m_matrix.rows.size() && static_cast<std::size_t>(row) < m_matrix.cells.size(); ++row) {
        QStringList cells{m_matrix.rows[row]};
        for (const double cell : m_matrix.cells[static_cast<std::size_t>(row)])
            cells << valueText(cell, 4) + m_matrix.unit;
        reading.rows.push_back(cells);
    }
    reading.sentence = reading.rows.empty() ? tr("Nothing has run yet.")
                                            : tr("%1 in rows, %2 in columns; %3 numbers.")
                                                  .arg(m_matrix.rowTitle, m_matrix.columnTitle)
                                                  .arg(m_matrix.rows.size() * m_matrix.columns.size());
    return reading;
}

void ScoreMatrixChart::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme& theme = themeOf(this);
    const QFontMetricsF words(theme.font(TextStyle::Caption));
    double left = words.horizontalAdvance(m_matrix.rowTitle);
    for (const QString& row : m_matrix.rows)
        left = std::max(left, words.horizontalAdvance(row));
    const QRectF area = QRectF(rect()).adjusted(std::min(left + 16, width() * 0.4), 2 * words.height() + 12, -4, -4);
    const double wide = area.width() / std::max<double>(1, double(m_matrix.columns.size())), high = area.height() / std::max<double>(1, double(m_matrix.rows.size()));
    double low = HUGE_VAL, top = -HUGE_VAL;
    for (const auto& cells : m_matrix.cells) {
        for (const double cell : cells) {
            low = std::min(low, cell);
            top = std::max(top, cell);
        }
    }
    top = std::max(top, low + 1e-12);
    painter.setFont(theme.font(TextStyle::Caption));
    painter.setPen(theme.color(ColorRole::Text3));
    painter.drawText(QRectF(area.left(), 0, area.width(), words.height()), Qt::AlignLeft, m_matrix.columnTitle);
    painter.drawText(QRectF(0, words.height() + 4, area.left() - 8, words.height()), Qt::AlignLeft, m_matrix.rowTitle);
    painter.setPen(theme.color(ColorRole::Text2));
    for (int column = 0; column < m_matrix.columns.size(); ++column)
        painter.drawText(QRectF(area.left() + column * wide + 2, words.height() + 4, wide - 4, words.height()), Qt::AlignHCenter,
                         words.elidedText(m_matrix.columns[column], Qt::ElideRight, wide - 4));
    for (int row = 0; row < m_matrix.rows.size() && static_cast<std::size_t>(row) < m_matrix.cells.size(); ++row) {
        painter.setFont(theme.font(TextStyle::Caption));
        painter.setPen(theme.color(ColorRole::Text2));
        painter.drawText(QRectF(0, area.top() + row * high, area.left() - 8, high), Qt::AlignVCenter | Qt::AlignLeft,
                         words.elidedText(m_matrix.rows[row], Qt::ElideRight, area.left() - 8));
        painter.setFont(theme.font(TextStyle::Cell));
        const auto& cells = m_matrix.cells[static_cast<std::size_t>(row)];
        for (std::size_t column = 0; column < cells.size(); ++column) {
            const QRectF cell(area.left() + double(column) * wide + 1, area.top() + row * high + 1, wide - 2, high - 2);
            const QColor ground = theme.scoreColor(0.9 * (cells[column] - low) / (top - low));
            painter.setPen(Qt::NoPen);
            painter.setBrush(ground);
            painter.drawRoundedRect(cell, theme.metrics.radiusCell, theme.metrics.radiusCell);
            painter.setPen(textColorOn(ground));
            painter.drawText(cell, Qt::AlignCenter, valueText(cells[column], 3) + m_matrix.unit);
        }
    }
    if (hasFocus())
        drawFocusRing(painter, QRectF(rect()).adjusted(3, 3, -3, -3), theme.metrics.radiusSmall, theme);
}

} // namespace tunescope::ui
