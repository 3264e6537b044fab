// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/seed_curves.h"

#include "ui/widgets/axis_scale.h"
#include "ui/widgets/painting.h"
#include "ui/widgets/theme.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace tunescope::ui {

SeedCurves::SeedCurves(QWidget* parent) : QWidget(parent)
{
    setProperty("ownFocusRing", true);
    makeReadable(*this);
}

void SeedCurves::setCurves(Curves curves)
{
    m_curves = std::move(curves);
    setAccessibleName(m_curves.title);
    announceReading(*this);
    update();
}

ChartReading SeedCurves::reading() const
{
    ChartReading reading;
    reading.title = m_curves.title;
    reading.columns << tr("Epoch");
    std::size_t longest = 0;
    QStringList ends;
    for (std::size_t seed = 0; seed < m_curves.validation.size(); ++seed) {
        reading.columns << tr("Seed %1").arg(seed + 1);
        const auto& curve = m_curves.validation[seed];
        longest = std::max(longest, curve.size());
        if (!curve.empty())
            ends << valueText(curve.back(), 3) + m_curves.unit;
    }
    for (std::size_t epoch = 0; epoch < longest; ++epoch) {
        QStringList row{QString::number(epoch)};
        for (const auto& curve : m_curves.validation)
            row << (epoch < curve.size() ? valueText(curve[epoch], 4) : QString());
        reading.rows.push_back(row);
    }
    reading.sentence = ends.isEmpty() ? tr("No epoch has run yet.")
                                      : tr("After %n epochs the seeds are at %1.", nullptr, static_cast<int>(longest) - 1)
                                            .arg(ends.join(QStringLiteral(", ")));
    return reading;
}

QRectF SeedCurves::frame() const
{
    const QFontMetricsF metrics(themeOf(this).font(TextStyle::Axis));
    const double left = std::max(metrics.horizontalAdvance(valueText(m_curves.low, 3)),
                                 metrics.horizontalAdvance(valueText(m_curves.high, 3)));
    return QRectF(rect()).adjusted(left + 8, 6, -8, -metrics.height() - 6);
}

void SeedCurves::paintAxes(QPainter& painter) const
{
    const Theme& theme = themeOf(this);
    const QRectF area = frame();
    painter.setFont(theme.font(TextStyle::Axis));
    const QFontMetricsF metrics(painter.font());
    for (const double share : {0.0, 0.5, 1.0}) {
        const double y = std::round(area.bottom() - share * area.height()) + 0.5;
        painter.setPen(theme.color(share == 0.0 ? ColorRole::Axis : ColorRole::Grid));
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y));
        painter.setPen(theme.color(ColorRole::Text3));
        painter.drawText(QRectF(0, y - metrics.height() / 2, area.left() - 5, metrics.height()), Qt::AlignRight | Qt::AlignVCenter,
                         valueText(m_curves.low + share * (m_curves.high - m_curves.low), 3));
    }
    const QString last = QString::number(m_curves.epochs);
    painter.drawText(QRectF(area.left() - 4, area.bottom() + 3, 40, metrics.height()), Qt::AlignLeft, QStringLiteral("0"));
    painter.drawText(QRectF(area.right() - 60, area.bottom() + 3, 64, metrics.height()), Qt::AlignRight, last);
}

void SeedCurves::paintCurve(QPainter& painter, const std::vector<double>& curve) const
{
    const QRectF area = frame();
    const double span = m_curves.high - m_curves.low;
    QPainterPath path;
    bool follows = false;
    for (std::size_t i = 0; i < curve.size(); ++i) {
        if (!std::isfinite(curve[i])) {
            follows = false;
            continue;
        }
        const double x = area.left() + area.width() * double(i) / std::max(1, m_curves.epochs);
        const double share = span != 0.0 ? std::clamp((curve[i] - m_curves.low) / span, 0.0, 1.0) : 0.5;
        const QPointF point(x, area.bottom() - share * area.height());
        follows ? path.lineTo(point) : path.moveTo(point);
        follows = true;
    }
    if (curve.size() == 1) // A line of one point would not be seen.
        painter.drawEllipse(path.currentPosition(), 1.5, 1.5);
    painter.drawPath(path);
}

void SeedCurves::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme& theme = themeOf(this);
    paintAxes(painter);
    painter.setBrush(Qt::NoBrush);
    QColor pale = theme.color(ColorRole::Ghost);
    for (const auto& curve : m_curves.training) {
        QPen pen(pale, 1.2);
        pen.setDashPattern({3, 2});
        painter.setPen(pen);
        paintCurve(painter, curve);
    }
    static const QList<QList<qreal>> dashes{{}, {4, 2}, {1.5, 2}, {6, 2, 1.5, 2}};
    for (std::size_t seed = 0; seed < m_curves.validation.size(); ++seed) {
        QColor ink = theme.color(ColorRole::Accent);
        ink.setAlphaF(seed == 0 ? 1.0F : 0.75F);
        QPen pen(ink, 1.7);
        if (const auto& dash = dashes[static_cast<int>(seed) % dashes.size()]; !dash.isEmpty())
            pen.setDashPattern(dash);
        painter.setPen(pen);
        paintCurve(painter, m_curves.validation[seed]);
    }
    if (hasFocus())
        drawFocusRing(painter, QRectF(rect()).adjusted(3, 3, -3, -3), theme.metrics.radiusSmall, theme);
}

} // namespace tunescope::ui
