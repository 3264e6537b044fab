// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/heatmap_view.h"

#include "ui/widgets/chart_picture.h"
#include "ui/widgets/painting.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace tunescope::ui {
namespace {

constexpr int kMostNumbered = 20; ///< Classes; beyond that the cells carry colour only.
constexpr double kStrongDifference =
    4; ///< Samples: a difference of one stays pale even where it is the largest.
constexpr double kGoodRecall = 0.95; ///< Below, the bar is drawn in the colour of mistakes.

QString percentText(double share)
{
    return std::isnan(share) ? QStringLiteral("\u2013") : QString::number(100 * share, 'f', 0);
}

} // namespace

QColor HeatmapView::cellColor(const Theme& theme, int row, int column) const
{
    const double value = m_data.cell(row, column);
    if (value == 0)
        return theme.color(ColorRole::Sunken);
    if (m_mode == HeatmapMode::Difference) {
        // On the diagonal more is better for the first trial, elsewhere fewer.
        const double better = (row == column ? value : -value) / std::max(m_largest, kStrongDifference);
        return Theme::rampColor(theme.difference,
                                0.5 + 0.5 * std::copysign(0.3 + 0.7 * std::abs(better), better));
    }
    const double total = std::max(1.0, m_summary.rowTotals[std::size_t(row)]);
    if (row == column) // The middle of the ramp: dark numbers stay readable on all of it.
        return theme.scoreColor((2 + 1.7 * value / total) / 7);
    const double share = m_largestMistake > 1 ? (value - 1) / (m_largestMistake - 1) : 0;
    return Theme::rampColor(theme.error,
                            (theme.scheme == Scheme::Light ? 2 + 2 * share : 3 + 2.5 * share) / 6);
}

QString HeatmapView::cellText(int row, int column) const
{
    const double value = m_data.cell(row, column);
    if (value == 0)
        return {};
    if (m_mode == HeatmapMode::Percent) {
        const double share = 100 * value / std::max(1.0, m_summary.rowTotals[std::size_t(row)]);
        return share < 1 ? QStringLiteral("<1") : QString::number(share, 'f', 0);
    }
    const QString text = QString::number(value, 'f', 0);
    return m_mode == HeatmapMode::Difference && value > 0 ? QStringLiteral("+") + text : text;
}

void HeatmapView::paintCells(QPainter& painter, const Theme& theme, const Geometry& geometry) const
{
    QFont font = theme.font(TextStyle::Cell);
    const bool numbered = m_data.size() <= kMostNumbered && geometry.cell >= QFontMetricsF(font).height() + 2;
    painter.setFont(font);
    const double radius = geometry.cell >= 14 ? theme.metrics.radiusCell : 0;
    for (int row = 0; row < m_data.size(); ++row) {
        for (int column = 0; column < m_data.size(); ++column) {
            const QRectF rect = cellRect(row, column);
            const QColor color = cellColor(theme, row, column);
            painter.setPen(Qt::NoPen);
            painter.setBrush(color);
            painter.drawRoundedRect(rect, radius, radius);
            const QString text = numbered ? cellText(row, column) : QString();
            if (text.isEmpty())
                continue;
            painter.setPen(textColorOn(color));
            painter.drawText(rect, Qt::AlignCenter, text);
        }
    }
    const std::optional<Cell> marked = m_hovered    ? m_hovered
                                       : hasFocus() ? std::optional(m_current)
                                                    : std::nullopt;
    if (marked && m_data.size() > 0)
        drawFocusRing(painter, cellRect(marked->row, marked->column).adjusted(1, 1, -1, -1), radius, theme);
}

void HeatmapView::paintLabels(QPainter& painter, const Theme& theme, const Geometry& geometry) const
{
    painter.setFont(theme.font(TextStyle::Axis));
    painter.setPen(theme.color(ColorRole::Text2));
    const QFontMetricsF metrics(painter.font());
    const double line = metrics.height();
    double widest = 0;
    for (const QString& label : m_data.labels)
        widest = std::max(widest, metrics.horizontalAdvance(label));
    const int everyRow = std::max(1, static_cast<int>(std::ceil(line / geometry.cell)));
    for (int i = 0; i < m_data.size(); ++i) {
        const QRectF cell = cellRect(i, i);
        if (i % everyRow == 0) {
            const QRectF area(geometry.origin.x() - geometry.rowLabels, cell.center().y() - line / 2,
                              geometry.rowLabels - 6, line);
            painter.drawText(area, Qt::AlignRight | Qt::AlignVCenter,
                             metrics.elidedText(m_data.labels[i], Qt::ElideMiddle, area.width()));
        }
        // Long names are shortened to their column; where not even three letters fit, every nth is left.
        const int everyColumn =
            std::max(1, static_cast<int>(std::ceil((std::min(widest, 24.0) + 3) / geometry.cell)));
        if (i % everyColumn == 0) {
            const double room = geometry.cell * everyColumn - 2;
            const QRectF area(cell.center().x() - room / 2, geometry.origin.y() - line - 4, room, line);
            painter.drawText(area, Qt::AlignCenter,
                             metrics.elidedText(m_data.labels[i], Qt::ElideRight, room));
        }
    }
}

void HeatmapView::paintTitles(QPainter& painter, const Theme& theme, const Geometry& geometry) const
{
    const double side = geometry.cell * m_data.size();
    painter.setFont(theme.font(TextStyle::Caption));
    painter.setPen(theme.color(ColorRole::Text2));
    const double line = QFontMetricsF(painter.font()).height();
    painter.drawText(QRectF(geometry.origin.x(), 0, width() - geometry.origin.x(), line),
                     Qt::AlignLeft | Qt::AlignVCenter, m_columnTitle);
    painter.save();
    painter.translate(0, geometry.origin.y() + side);
    painter.rotate(-90);
    painter.drawText(QRectF(0, 0, side, line), Qt::AlignCenter, m_rowTitle);
    painter.restore();
    if (geometry.recall > 0)
        painter.drawText(
            QRectF(geometry.origin.x() + side, geometry.origin.y() - line - 4, geometry.recall, line),
            Qt::AlignRight | Qt::AlignVCenter, tr("recall"));
}

void HeatmapView::paintRecall(QPainter& painter, const Theme& theme, const Geometry& geometry) const
{
    painter.setFont(theme.font(TextStyle::Axis));
    const double line = QFontMetricsF(painter.font()).height();
    const int every = std::max(1, static_cast<int>(std::ceil((line + 2) / geometry.cell)));
    const double right = geometry.origin.x() + geometry.cell * m_data.size() + geometry.recall;
    const double bar = theme.scaled(34);
    for (int i = 0; i < m_data.size(); i += every) {
        const QRectF cell = cellRect(i, i);
        const double share = m_summary.recall[std::size_t(i)];
        const bool hasBar = geometry.cell >= line + 6 && !std::isnan(share);
        painter.setPen(theme.color(ColorRole::Text2));
        const double middle = cell.top() + (geometry.cell - (hasBar ? 5 : 0)) / 2;
        painter.drawText(QRectF(right - geometry.recall, middle - line / 2, geometry.recall, line),
                         Qt::AlignRight | Qt::AlignVCenter,
                         std::isnan(share) ? percentText(share) : percentText(share) + QLatin1Char('%'));
        if (!hasBar)
            continue;
        const double y = cell.center().y() + line / 2 - 1;
        painter.fillRect(QRectF(right - bar, y, bar, 3), theme.color(ColorRole::Hover));
        painter.fillRect(QRectF(right - bar, y, bar * share, 3),
                         share < kGoodRecall ? theme.error[4] : theme.score[5]);
    }
}

void HeatmapView::paintPrecision(QPainter& painter, const Theme& theme, const Geometry& geometry) const
{
    painter.setFont(theme.font(TextStyle::Axis));
    constexpr double kGap = 4.0;      // Between two numbers.
    constexpr double kSmallest = 0.8; // Of the font; narrower cells leave numbers out.
    const double wanted = QFontMetricsF(painter.font()).horizontalAdvance("100") + kGap;
    const double share = std::clamp(geometry.cell / wanted, kSmallest, 1.0);
    QFont fitted = painter.font();
    fitted.setPixelSize(static_cast<int>(std::floor(fitted.pixelSize() * share)));
    painter.setFont(fitted);
    const QFontMetricsF metrics(fitted);
    const double y = geometry.origin.y() + geometry.cell * m_data.size() + 3;
    painter.setPen(theme.color(ColorRole::Text3));
    painter.drawText(QRectF(0, y, geometry.origin.x() - 5, metrics.height()),
                     Qt::AlignRight | Qt::AlignVCenter, tr("prec"));
    painter.setPen(theme.color(ColorRole::Text2));
    const int every =
        std::max(1, static_cast<int>(std::ceil((metrics.horizontalAdvance("100") + 1) / geometry.cell)));
    for (int i = 0; i < m_data.size(); i += every) {
        const double room = geometry.cell * every;
        painter.drawText(QRectF(cellRect(i, i).center().x() - room / 2, y, room, metrics.height()),
                         Qt::AlignCenter, percentText(m_summary.precision[std::size_t(i)]));
    }
}

void HeatmapView::paintFoot(QPainter& painter, const Theme& theme) const
{
    QRectF foot(0, height() - kFoot + 4, width(), kFoot - 6);
    painter.setFont(theme.font(TextStyle::Caption));
    const QFontMetricsF metrics(painter.font());
    const QString words = isPaintingPicture() ? QString() : sentence();
    painter.setPen(theme.color(ColorRole::Text));
    if (!words.isEmpty()) {
        painter.drawText(foot, Qt::AlignLeft | Qt::AlignVCenter,
                         metrics.elidedText(words, Qt::ElideMiddle, foot.width()));
        return;
    }
    const bool difference = m_mode == HeatmapMode::Difference;
    const auto entry = [&](const QColor& color, const QString& text) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(color);
        painter.drawRoundedRect(QRectF(foot.left(), foot.center().y() - 5, 10, 10), 2, 2);
        painter.setPen(theme.color(ColorRole::Text2));
        painter.drawText(foot.adjusted(15, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, text);
        foot.setLeft(foot.left() + 15 + metrics.horizontalAdvance(text) + 12);
    };
    entry(difference ? theme.difference.back() : theme.score[4],
          difference ? tr("first is better") : tr("correct"));
    entry(difference ? theme.difference.front() : theme.error[4],
          difference            ? tr("second is better")
          : isPaintingPicture() ? tr("mistake")
                                : tr("mistake, click to see it"));
    if (difference || std::isnan(m_summary.macroF1))
        return;
    const QString score = QString::number(100 * m_summary.macroF1, 'f', 1);
    painter.setFont(theme.font(TextStyle::Number));
    painter.setPen(theme.color(ColorRole::Text));
    painter.drawText(foot, Qt::AlignRight | Qt::AlignVCenter, score);
    const double taken = QFontMetricsF(painter.font()).horizontalAdvance(score) + 5;
    painter.setFont(theme.font(TextStyle::Caption));
    painter.setPen(theme.color(ColorRole::Text2));
    if (metrics.horizontalAdvance(tr("macro F1")) + taken < foot.width())
        painter.drawText(foot.adjusted(0, 0, -taken, 0), Qt::AlignRight | Qt::AlignVCenter, tr("macro F1"));
}

void HeatmapView::paintEvent(QPaintEvent*)
{
    if (m_data.labels.isEmpty())
        return;
    const Theme& theme = themeOf(this);
    const Geometry& geometry = geometryOf();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paintLabels(painter, theme, geometry);
    if (m_frame == HeatmapFrame::Full) {
        paintTitles(painter, theme, geometry);
        if (geometry.recall > 0) {
            paintRecall(painter, theme, geometry);
            paintPrecision(painter, theme, geometry);
        }
        paintFoot(painter, theme);
    }
    paintCells(painter, theme, geometry);
}

} // namespace tunescope::ui
