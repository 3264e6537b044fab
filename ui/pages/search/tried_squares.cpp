// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/search/tried_squares.h"

#include "ui/widgets/theme.h"

#include <QPainter>

#include <algorithm>

namespace tunescope::ui {
namespace {

constexpr double kInset = 8.0;
constexpr double kMarksHeight = 12.0;
constexpr double kSame = 1e-6;

} // namespace

TriedSquare::TriedSquare(QWidget* parent) : QWidget(parent)
{
    makeReadable(*this);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void TriedSquare::setPoints(std::vector<QPointF> points)
{
    m_points = std::move(points);
    setAccessibleDescription(
        tr("%1 points, %2 different values across").arg(m_points.size()).arg(distinctAcross()));
    update();
}

int TriedSquare::distinctAcross() const
{
    std::vector<double> values;
    for (const QPointF& point : m_points)
        values.push_back(point.x());
    std::sort(values.begin(), values.end());
    const auto end =
        std::unique(values.begin(), values.end(), [](double a, double b) { return b - a < kSame; });
    return static_cast<int>(end - values.begin());
}

QSize TriedSquare::sizeHint() const
{
    const Theme& theme = themeOf(this);
    return {theme.scaled(118), theme.scaled(102)};
}

void TriedSquare::paintEvent(QPaintEvent* /*event*/)
{
    const Theme& theme = themeOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF square(0.5, 0.5, width() - 1.0, height() - kMarksHeight - 3.0);
    painter.setPen(theme.color(ColorRole::Border));
    painter.setBrush(theme.color(ColorRole::Sunken));
    painter.drawRoundedRect(square, theme.metrics.radiusSmall, theme.metrics.radiusSmall);
    const QRectF inside = square.adjusted(kInset, kInset, -kInset, -kInset);
    const double radius = m_points.size() > 80 ? 1.6 : 2.4;
    const QColor accent = theme.color(ColorRole::Accent);
    painter.setPen(Qt::NoPen);
    painter.setBrush(accent);
    for (const QPointF& point : m_points)
        painter.drawEllipse(QPointF(inside.left() + point.x() * inside.width(),
                                    inside.bottom() - point.y() * inside.height()),
                            radius, radius);
    painter.setPen(QPen(accent, 1.2));
    const double top = height() - kMarksHeight + 2.0;
    for (const QPointF& point : m_points) {
        const double x = inside.left() + point.x() * inside.width();
        painter.drawLine(QPointF(x, top), QPointF(x, height() - 2.0));
    }
}

} // namespace tunescope::ui
