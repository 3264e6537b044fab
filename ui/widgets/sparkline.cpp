// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/sparkline.h"

#include <QPainter>
#include <QPainterPath>

#include <cmath>
#include <limits>

namespace tunescope::ui {

Sparkline::Sparkline(QWidget* parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void Sparkline::setValues(std::vector<double> values)
{
    m_values = std::move(values);
    update();
}

void Sparkline::setRole(ColorRole role)
{
    m_role = role;
    update();
}

void Sparkline::setMarks(SparklineMarks marks)
{
    m_marks = marks;
    update();
}

void Sparkline::setHighlighted(int index)
{
    m_highlighted = index;
    update();
}

QPointF Sparkline::pointOf(std::size_t index, double low, double high) const
{
    const double across = m_values.size() > 1 ? double(index) / double(m_values.size() - 1) : 0.5;
    const double up = high > low ? (m_values[index] - low) / (high - low) : 0.5;
    constexpr double kInset = 4;
    return {kInset + across * (width() - 2 * kInset), height() - kInset - up * (height() - 2 * kInset)};
}

void Sparkline::paintEvent(QPaintEvent*)
{
    const Theme& theme = themeOf(this);
    double low = std::numeric_limits<double>::infinity(), high = -low;
    for (const double value : m_values) {
        if (std::isfinite(value)) {
            low = std::min(low, value);
            high = std::max(high, value);
        }
    }
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath path;
    bool open = false;
    for (std::size_t i = 0; i < m_values.size(); ++i) {
        const bool finite = std::isfinite(m_values[i]);
        if (finite)
            open ? path.lineTo(pointOf(i, low, high)) : path.moveTo(pointOf(i, low, high));
        open = finite;
    }
    painter.setPen(QPen(theme.color(m_role), 1.3));
    painter.drawPath(path);
    for (std::size_t i = 0; i < m_values.size(); ++i) {
        const bool marked = int(i) == m_highlighted;
        const bool last = m_marks == SparklineMarks::Last && i + 1 == m_values.size();
        if (!std::isfinite(m_values[i]) || !(marked || last || m_marks == SparklineMarks::All))
            continue;
        painter.setPen(QPen(theme.color(marked ? ColorRole::Accent : m_role), 1.3));
        painter.setBrush(theme.color(marked ? ColorRole::Accent : ColorRole::Surface));
        painter.drawEllipse(pointOf(i, low, high), 2.5, 2.5);
    }
}

} // namespace tunescope::ui
