// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/rate_curve_plot.h"

#include "ui/viewmodels/dataset_model_text.h"
#include "ui/viewmodels/value_text.h"
#include "ui/widgets/painting.h"
#include "ui/widgets/theme.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <limits>

namespace tunescope::ui {

RateCurvePlot::RateCurvePlot(QWidget* parent) : QWidget(parent)
{
    makeReadable(*this);
    setFocusPolicy(Qt::StrongFocus);
    setProperty("ownFocusRing", true);
    setAccessibleName(tr("All thresholds"));
}

void RateCurvePlot::setScores(const ThresholdScores& scores)
{
    m_scores = scores;
    setThreshold(m_threshold);
}

void RateCurvePlot::setCurve(RateCurve curve)
{
    m_curve = curve;
    setThreshold(m_threshold);
}

void RateCurvePlot::setThreshold(double threshold)
{
    m_threshold = threshold;
    setAccessibleDescription(sentence());
    update();
}

QString RateCurvePlot::sentence() const
{
    if (m_scores.empty())
        return {};
    const ThresholdCounts counts = m_scores.at(m_threshold);
    return m_curve == RateCurve::Roc
               ? tr("%1 % caught at %2 % false alarms")
                     .arg(percentText(counts.recall(), 0), percentText(counts.falseAlarmRate()))
               : tr("%1 % of alarms are right, %2 % caught")
                     .arg(percentText(counts.precision(), 0), percentText(counts.recall(), 0));
}

QRectF RateCurvePlot::plotArea() const
{
    return QRectF(rect()).adjusted(36, 24, -14, -34);
}

QPointF RateCurvePlot::pixelOf(const QPointF& rates) const
{
    const QRectF area = plotArea();
    return {area.left() + rates.x() * area.width(), area.bottom() - rates.y() * area.height()};
}

QPointF RateCurvePlot::ratesAt(double threshold) const
{
    const ThresholdCounts counts = m_scores.at(threshold);
    if (m_curve == RateCurve::Roc)
        return {counts.falseAlarmRate(), counts.recall()};
    const double precision = counts.precision();
    return {counts.recall(), std::isfinite(precision) ? precision : 1.0};
}

QPointF RateCurvePlot::handle() const
{
    return pixelOf(ratesAt(m_threshold));
}

void RateCurvePlot::paintFrame(QPainter& painter, const QRectF& area) const
{
    const Theme& theme = themeOf(this);
    painter.setFont(theme.font(TextStyle::Axis));
    for (int percent = 0; percent <= 100; percent += 25) {
        const QPointF at = pixelOf({percent / 100.0, percent / 100.0});
        painter.setPen(theme.color(ColorRole::Grid));
        painter.drawLine(QPointF(area.left(), at.y()), QPointF(area.right(), at.y()));
        painter.setPen(theme.color(ColorRole::Text3));
        painter.drawText(QRectF(0, at.y() - 8, area.left() - 6, 16), Qt::AlignRight | Qt::AlignVCenter,
                         QString::number(percent));
        painter.drawText(QRectF(at.x() - 20, area.bottom() + 3, 40, 14), Qt::AlignHCenter,
                         QString::number(percent));
    }
    painter.setPen(theme.color(ColorRole::Axis));
    painter.drawLine(area.bottomLeft(), area.bottomRight());
    painter.setPen(theme.color(ColorRole::Text3));
    painter.drawText(QRectF(area.left(), area.bottom() + 17, area.width(), 15), Qt::AlignRight,
                     m_curve == RateCurve::Roc ? tr("false alarms, %") : tr("caught, %"));
    painter.drawText(QRectF(0, 4, area.width(), 16), Qt::AlignLeft,
                     m_curve == RateCurve::Roc ? tr("caught, %") : tr("alarms that are right, %"));
    const double positives = static_cast<double>(m_scores.positives().size());
    const double share =
        positives / std::max(positives + static_cast<double>(m_scores.negatives().size()), 1.0);
    QPen dotted(theme.color(ColorRole::Text3), 1);
    dotted.setDashPattern({1, 3});
    painter.setPen(dotted);
    painter.drawLine(pixelOf({0.0, m_curve == RateCurve::Roc ? 0.0 : share}),
                     pixelOf({1.0, m_curve == RateCurve::Roc ? 1.0 : share}));
}

void RateCurvePlot::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    const Theme& theme = themeOf(this);
    const auto& points = m_curve == RateCurve::Roc ? m_scores.roc() : m_scores.precisionRecall();
    if (points.empty()) {
        painter.setPen(theme.color(ColorRole::Text3));
        painter.setFont(theme.font(TextStyle::Caption));
        painter.drawText(rect(), Qt::AlignCenter, tr("Rows of both kinds are needed."));
        return;
    }
    const QRectF area = plotArea();
    paintFrame(painter, area);
    painter.setRenderHint(QPainter::Antialiasing);
    QPolygonF line;
    for (const QPointF& point : points)
        line << pixelOf(point);
    painter.setPen(QPen(theme.color(ColorRole::BestMark), theme.lines.best));
    painter.drawPolyline(line);
    const double value = m_curve == RateCurve::Roc ? m_scores.rocArea() : m_scores.precisionArea();
    painter.setFont(theme.font(TextStyle::Number));
    painter.setPen(theme.color(ColorRole::Text));
    painter.drawText(QRectF(area.left(), 2, area.width(), 18), Qt::AlignRight,
                     tr("area %1").arg(value, 0, 'f', 3));
    const QPointF at = handle();
    painter.setPen(QPen(theme.color(ColorRole::Surface), 2));
    painter.setBrush(theme.color(ColorRole::Accent));
    painter.drawEllipse(at, 6, 6);
    painter.setFont(theme.font(TextStyle::Caption));
    painter.setPen(theme.color(ColorRole::Accent));
    const int wide = painter.fontMetrics().horizontalAdvance(sentence());
    const double left = std::clamp(at.x() + 12, area.left() + 4, area.right() - wide - 2);
    const double top = at.y() + 34 < area.bottom() ? at.y() + 12 : at.y() - 30;
    painter.drawText(QRectF(left, top, wide + 2, 16), Qt::AlignLeft | Qt::AlignVCenter, sentence());
    if (hasFocus())
        drawFocusRing(painter, QRectF(rect()).adjusted(4, 4, -4, -4), theme.metrics.radiusSmall, theme);
}

/// The threshold whose point is nearest; many scores share few pixels, so the curve's own points are enough.
void RateCurvePlot::moveTo(const QPointF& pixel)
{
    double nearest = std::numeric_limits<double>::infinity();
    double found = m_threshold;
    double threshold = m_scores.highest();
    for (std::size_t i = 0; i <= m_scores.roc().size(); ++i) {
        const QPointF away = pixelOf(ratesAt(threshold)) - pixel;
        const double distance = QPointF::dotProduct(away, away);
        if (distance < nearest) {
            nearest = distance;
            found = threshold;
        }
        threshold = m_scores.neighbour(threshold, -1);
    }
    setThreshold(found);
    emit thresholdMoved(found);
}

void RateCurvePlot::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton && !m_scores.empty())
        moveTo(event->position());
}

void RateCurvePlot::mouseMoveEvent(QMouseEvent* event)
{
    if ((event->buttons() & Qt::LeftButton) && !m_scores.empty())
        moveTo(event->position());
}

void RateCurvePlot::keyPressEvent(QKeyEvent* event)
{
    const int step = event->key() == Qt::Key_Left ? 1 : event->key() == Qt::Key_Right ? -1 : 0;
    if (step == 0 || m_scores.empty()) {
        QWidget::keyPressEvent(event);
        return;
    }
    setThreshold(m_scores.neighbour(m_threshold, step));
    emit thresholdMoved(m_threshold);
}

} // namespace tunescope::ui
