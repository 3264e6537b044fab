// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/tries_plane_chart.h"

#include "ui/widgets/axis_scale.h"
#include "ui/widgets/painting.h"
#include "ui/widgets/theme.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace tunescope::ui {
namespace {

constexpr double kMarginalHeight = 44.0;

std::pair<double, double> rangeOf(const std::vector<std::vector<double>>& cells)
{
    double low = HUGE_VAL, high = -HUGE_VAL;
    for (const auto& row : cells) {
        for (const double cell : row) {
            if (std::isfinite(cell)) {
                low = std::min(low, cell);
                high = std::max(high, cell);
            }
        }
    }
    return low < high ? std::pair(low, high) : std::pair(low, low + 1.0);
}

} // namespace

TriesPlaneChart::TriesPlaneChart(QWidget* parent) : QWidget(parent)
{
    setProperty("ownFocusRing", true);
    makeReadable(*this);
}

void TriesPlaneChart::setPlane(Plane plane)
{
    m_plane = std::move(plane);
    setAccessibleName(m_plane.title);
    announceReading(*this);
    update();
}

std::size_t TriesPlaneChart::bestTry() const
{
    return static_cast<std::size_t>(std::max_element(m_plane.tries.begin(), m_plane.tries.end(), [](const Try& a, const Try& b) { return a.score < b.score; }) -
                                    m_plane.tries.begin());
}

ChartReading TriesPlaneChart::reading() const
{
    ChartReading reading;
    reading.title = m_plane.title;
    reading.columns = {m_plane.xTitle, m_plane.yTitle, tr("Score")};
    for (const Try& one : m_plane.tries)
        reading.rows.push_back({tr("%1 % of the axis").arg(std::lround(one.x * 100)), tr("%1 % of the axis").arg(std::lround(one.y * 100)),
                                valueText(one.score, 4) + m_plane.unit});
    reading.sentence = m_plane.tries.empty()
                           ? tr("No tries yet.")
                           : tr("%1: %2 tries with %3 different values of %4, best %5.")
                                 .arg(m_plane.title)
                                 .arg(m_plane.tries.size())
                                 .arg(m_plane.distinctX)
                                 .arg(m_plane.xTitle, valueText(m_plane.tries[bestTry()].score, 4) + m_plane.unit);
    return reading;
}

QRectF TriesPlaneChart::cellArea() const
{
    const Theme& theme = themeOf(this);
    const QFontMetricsF words(theme.font(TextStyle::Caption)), card(theme.font(TextStyle::Card));
    return QRectF(rect()).adjusted(words.height() + 8, card.height() + kMarginalHeight + 12, -10, -2 * words.height() - 16);
}

void TriesPlaneChart::paintCells(QPainter& painter) const
{
    const Theme& theme = themeOf(this);
    const QRectF area = cellArea();
    const auto [low, high] = rangeOf(m_plane.cells);
    const auto rows = static_cast<double>(m_plane.cells.size());
    painter.setRenderHint(QPainter::Antialiasing, false);
    for (std::size_t row = 0; row < m_plane.cells.size(); ++row) {
        const auto columns = static_cast<double>(m_plane.cells[row].size());
        for (std::size_t column = 0; column < m_plane.cells[row].size(); ++column) {
            const double left = area.left() + double(column) / columns * area.width(), right = area.left() + double(column + 1) / columns * area.width();
            const double bottom = area.bottom() - double(row) / rows * area.height(), top = area.bottom() - double(row + 1) / rows * area.height();
            // The ends of the ramp are left for the marks on it.
            painter.fillRect(QRectF(QPointF(std::floor(left), std::floor(top)), QPointF(std::ceil(right), std::ceil(bottom))),
                             theme.scoreColor(0.72 * (m_plane.cells[row][column] - low) / (high - low)));
        }
    }
    painter.setRenderHint(QPainter::Antialiasing);
}

void TriesPlaneChart::paintMarginal(QPainter& painter) const
{
    const Theme& theme = themeOf(this);
    const QRectF area = cellArea();
    const auto& marginal = m_plane.xMarginal;
    if (marginal.size() < 2)
        return;
    const auto [low, high] = std::minmax_element(marginal.begin(), marginal.end());
    const double span = std::max(*high - *low, 1e-12), base = area.top() - 6;
    const auto yOf = [&, lowest = *low](double value) { return base - (value - lowest) / span * (kMarginalHeight - 8) - 4; };
    QPainterPath line;
    for (std::size_t i = 0; i < marginal.size(); ++i) {
        const QPointF point(area.left() + (double(i) + 0.5) / double(marginal.size()) * area.width(), yOf(marginal[i]));
        i == 0 ? line.moveTo(point) : line.lineTo(point);
    }
    QPainterPath filled = line;
    filled.lineTo(line.currentPosition().x(), base);
    filled.lineTo(line.elementAt(0).x, base);
    filled.closeSubpath();
    painter.fillPath(filled, theme.color(ColorRole::AccentSoft));
    painter.setPen(QPen(theme.color(ColorRole::Accent), 2.0));
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(line);
    QPen dotted(theme.color(ColorRole::Text2), 1.0);
    dotted.setDashPattern({1.5, 2.5});
    for (const Try& one : m_plane.tries) {
        const double x = area.left() + one.x * area.width(), at = std::clamp(one.x * double(marginal.size()) - 0.5, 0.0, double(marginal.size() - 1));
        const auto index = std::min(static_cast<std::size_t>(at), marginal.size() - 2);
        const double value = marginal[index] + (at - double(index)) * (marginal[index + 1] - marginal[index]);
        painter.setPen(dotted);
        painter.drawLine(QPointF(x, yOf(value)), QPointF(x, area.bottom() - one.y * area.height()));
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.color(ColorRole::Accent));
        painter.drawEllipse(QPointF(x, yOf(value)), 3.5, 3.5);
    }
}

void TriesPlaneChart::paintTries(QPainter& painter) const
{
    const Theme& theme = themeOf(this);
    const QRectF area = cellArea();
    const std::size_t best = bestTry();
    for (std::size_t i = 0; i < m_plane.tries.size(); ++i) {
        const QPointF at(area.left() + m_plane.tries[i].x * area.width(), area.bottom() - m_plane.tries[i].y * area.height());
        painter.setPen(QPen(theme.color(ColorRole::Surface), 1.5));
        painter.setBrush(theme.color(i == best ? ColorRole::Surface : ColorRole::Text));
        painter.drawEllipse(at, i == best ? 10 : 5, i == best ? 10 : 5);
        if (i == best) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(theme.color(ColorRole::BestMark));
            painter.drawPath(starPath(at, 7.5));
        }
    }
}

void TriesPlaneChart::paintWords(QPainter& painter) const
{
    const Theme& theme = themeOf(this);
    const QRectF area = cellArea();
    painter.setFont(theme.font(TextStyle::Card));
    painter.setPen(theme.color(ColorRole::Text));
    painter.drawText(QRectF(area.left(), 0, area.width(), QFontMetricsF(painter.font()).height()), Qt::AlignLeft, m_plane.title);
    painter.setFont(theme.font(TextStyle::Caption));
    const QFontMetricsF words(painter.font());
    painter.setPen(theme.color(ColorRole::Text3));
    painter.drawText(QRectF(area.left(), area.bottom() + 4, area.width(), words.height()), Qt::AlignRight, m_plane.xTitle);
    painter.save();
    painter.translate(words.height() / 2 + 2, area.center().y());
    painter.rotate(-90);
    painter.drawText(QRectF(-area.height() / 2, -words.height() / 2, area.height(), words.height()), Qt::AlignCenter, m_plane.yTitle);
    painter.restore();
    if (m_plane.tries.empty())
        return;
    painter.setPen(theme.color(ColorRole::Text2));
    const QString text =
        tr("%1 different values, best %2").arg(m_plane.distinctX).arg(valueText(m_plane.tries[bestTry()].score, 3) + m_plane.unit);
    painter.drawText(QRectF(area.left(), area.bottom() + words.height() + 8, area.width(), words.height()), Qt::AlignLeft,
                     words.elidedText(text, Qt::ElideRight, area.width()));
}

void TriesPlaneChart::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme& theme = themeOf(this);
    if (!m_plane.cells.empty()) {
        paintCells(painter);
        paintMarginal(painter);
        paintTries(painter);
        paintWords(painter);
    }
    if (hasFocus())
        drawFocusRing(painter, QRectF(rect()).adjusted(3, 3, -3, -3), theme.metrics.radiusSmall, theme);
}

} // namespace tunescope::ui
