// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/score_threshold_plot.h"

#include "ui/viewmodels/value_text.h"
#include "ui/widgets/painting.h"
#include "ui/widgets/theme.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace tunescope::ui {
namespace {

constexpr int kBins = 48;
constexpr double kSmallestShare =
    1e-6; ///< Of the highest score: where a logarithmic axis begins at the latest.

} // namespace

ScoreThresholdPlot::ScoreThresholdPlot(QWidget* parent) : QWidget(parent)
{
    makeReadable(*this);
    setFocusPolicy(Qt::StrongFocus);
    setProperty("ownFocusRing", true);
    setAccessibleName(tr("Scores with the threshold"));
    setCursor(Qt::SizeHorCursor);
}

void ScoreThresholdPlot::setScores(const ThresholdScores& scores, CurveScale scale)
{
    m_scores = scores;
    double low = scores.lowest();
    double high = std::max(scores.highest(), low + 1e-9);
    if (scale == CurveScale::Log) {
        low = std::max(low, high * kSmallestShare);
        m_axis = CurveAxis(CurveScale::Log, {low / 1.1, high * 1.1});
    } else {
        const double room = 0.02 * (high - low);
        m_axis = CurveAxis(CurveScale::Linear, {low - room, high + room});
    }
    m_up = counted(scores.negatives());
    m_down = counted(scores.positives());
    update();
}

void ScoreThresholdPlot::setNames(const QString& negative, const QString& positive)
{
    m_negative = negative;
    m_positive = positive;
    update();
}

void ScoreThresholdPlot::setThreshold(double threshold)
{
    m_threshold = threshold;
    const ThresholdCounts counts = m_scores.at(threshold);
    setAccessibleDescription(tr("Threshold %1: %2 caught, %3 missed, %4 false alarms, %5 passed")
                                 .arg(lossText(threshold), wholeText(counts.caught), wholeText(counts.missed),
                                      wholeText(counts.falseAlarms), wholeText(counts.passed)));
    update();
}

std::vector<int> ScoreThresholdPlot::counted(const std::vector<double>& scores) const
{
    std::vector<int> bins(kBins, 0);
    for (const double score : scores)
        ++bins[static_cast<std::size_t>(std::clamp(m_axis.position(score), 0.0, 0.999999) * kBins)];
    return bins;
}

QRectF ScoreThresholdPlot::plotArea() const
{
    return QRectF(rect()).adjusted(10, 22, -10, -22);
}

double ScoreThresholdPlot::xOf(double score) const
{
    const QRectF area = plotArea();
    return area.left() + std::clamp(m_axis.position(score), 0.0, 1.0) * area.width();
}

void ScoreThresholdPlot::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    const Theme& theme = themeOf(this);
    const QRectF area = plotArea();
    if (m_scores.empty())
        return;
    QColor alarm = theme.color(ColorRole::WarnSoft);
    alarm.setAlphaF(0.45F);
    painter.fillRect(QRectF(QPointF(xOf(m_threshold), area.top()), area.bottomRight()), alarm);
    paintBars(painter, area);
    painter.setFont(theme.font(TextStyle::Axis));
    painter.setPen(theme.color(ColorRole::Text3));
    for (const AxisTick& tick : m_axis.ticks(6, CurveAxis::Unit::Plain)) {
        const double x = area.left() + m_axis.position(tick.value) * area.width();
        const double left = std::clamp(x - 25, 0.0, width() - 50.0);
        painter.drawText(QRectF(left, area.bottom() + 4, 50, 15), Qt::AlignHCenter, tick.text);
    }
    painter.setFont(theme.font(TextStyle::Caption));
    painter.setPen(theme.color(ColorRole::Text2));
    painter.drawText(QRectF(area.left(), area.top(), area.width(), 16), Qt::AlignLeft,
                     tr("%1, %2").arg(m_negative, wholeText(std::ssize(m_scores.negatives()))));
    painter.drawText(QRectF(area.left(), area.bottom() - 18, area.width(), 16), Qt::AlignLeft,
                     tr("%1, %2").arg(m_positive, wholeText(std::ssize(m_scores.positives()))));
    paintLine(painter, area);
    if (hasFocus())
        drawFocusRing(painter, QRectF(rect()).adjusted(4, 4, -4, -4), theme.metrics.radiusSmall, theme);
}

void ScoreThresholdPlot::paintBars(QPainter& painter, const QRectF& area) const
{
    const Theme& theme = themeOf(this);
    const int most = std::max(
        {1, *std::max_element(m_up.begin(), m_up.end()), *std::max_element(m_down.begin(), m_down.end())});
    const double middle = area.center().y();
    const double room = area.height() / 2.0 - 18.0;
    const double step = area.width() / kBins;
    const double line = m_axis.position(m_threshold) * kBins;
    const QColor wrong = Theme::rampColor(theme.error, 0.6);
    for (int bin = 0; bin < kBins; ++bin) {
        const bool isAlarm = bin + 0.5 > line;
        const double left = area.left() + bin * step;
        const double up = room * m_up[static_cast<std::size_t>(bin)] / most;
        const double down = room * m_down[static_cast<std::size_t>(bin)] / most;
        if (up > 0.0)
            painter.fillRect(
                QRectF(left, middle - std::max(up, 1.0), std::max(step - 1, 1.0), std::max(up, 1.0)),
                isAlarm ? wrong : theme.scoreColor(0.55));
        if (down > 0.0)
            painter.fillRect(QRectF(left, middle + 1, std::max(step - 1, 1.0), std::max(down, 1.0)),
                             isAlarm ? theme.scoreColor(0.95) : wrong);
    }
    painter.setPen(theme.color(ColorRole::Axis));
    painter.drawLine(QPointF(area.left(), middle), QPointF(area.right(), middle));
    painter.drawLine(area.bottomLeft(), area.bottomRight());
}

void ScoreThresholdPlot::paintLine(QPainter& painter, const QRectF& area) const
{
    const Theme& theme = themeOf(this);
    const double x = xOf(m_threshold);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme.color(ColorRole::Accent), 2));
    painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()));
    const QString text = lossText(m_threshold);
    painter.setFont(theme.font(TextStyle::Number));
    const int wide = painter.fontMetrics().horizontalAdvance(text) + 14;
    const QRectF box(std::clamp(x - wide / 2.0, 0.0, static_cast<double>(width() - wide)), 1, wide, 19);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.color(ColorRole::Tooltip));
    painter.drawRoundedRect(box, theme.metrics.radiusSmall, theme.metrics.radiusSmall);
    painter.setPen(theme.color(ColorRole::TooltipText));
    painter.drawText(box, Qt::AlignCenter, text);
    drawHandle(painter, QRectF(x - 6.5, area.bottom() - 9, 13, 19), theme, theme.color(ColorRole::Accent));
}

void ScoreThresholdPlot::moveTo(double x)
{
    const QRectF area = plotArea();
    if (m_scores.empty())
        return;
    setThreshold(m_axis.valueAt(std::clamp((x - area.left()) / area.width(), 0.0, 1.0)));
    emit thresholdMoved(m_threshold);
}

void ScoreThresholdPlot::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton)
        moveTo(event->position().x());
}

void ScoreThresholdPlot::mouseMoveEvent(QMouseEvent* event)
{
    if (event->buttons() & Qt::LeftButton)
        moveTo(event->position().x());
}

void ScoreThresholdPlot::keyPressEvent(QKeyEvent* event)
{
    const int step = event->key() == Qt::Key_Right ? 1 : event->key() == Qt::Key_Left ? -1 : 0;
    if (step == 0 || m_scores.empty()) {
        QWidget::keyPressEvent(event);
        return;
    }
    moveTo(xOf(m_threshold) + step * plotArea().width() / 100.0);
}

} // namespace tunescope::ui
