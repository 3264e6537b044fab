// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/rate_test_chart.h"

#include "ui/viewmodels/analysis_axis.h"
#include "ui/viewmodels/value_text.h"
#include "ui/widgets/painting.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QDrag>
#include <QFontMetricsF>
#include <QKeyEvent>
#include <QMimeData>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace tunescope::ui {
namespace {

constexpr double kValleyReach = 7.0;
constexpr double kKeyStep = 0.05; ///< Of a decade.
constexpr double kFallBegun = 0.1;

QString rateText(double rate)
{
    return settingText(ParamValue(rate));
}

} // namespace

RateTestChart::RateTestChart(QWidget* parent) : QWidget(parent)
{
    setAccessibleName(tr("Learning-rate range test"));
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setMinimumSize(360, 220);
    makeReadable(*this);
}

AxisRange RateTestChart::valleyOf(const RateTest& test)
{
    const double suggested = std::isfinite(test.suggested) ? test.suggested : 0.01;
    const AxisRange around{suggested / 10.0, suggested * 10.0};
    if (test.points.empty() || !std::isfinite(test.suggested))
        return around;
    const auto lowest =
        std::min_element(test.points.begin(), test.points.end(),
                         [](const auto& a, const auto& b) { return a.smoothed < b.smoothed; });
    const double first = test.points.front().smoothed;
    const double begun = first - kFallBegun * (first - lowest->smoothed);
    const auto falls = std::find_if(test.points.begin(), lowest,
                                    [&](const RateTestPoint& p) { return p.smoothed <= begun; });
    const double high = lowest->learningRate / 3.0;
    const double low = falls->learningRate;
    return low < high ? AxisRange{low, high} : AxisRange{high / 10.0, high};
}

void RateTestChart::setTest(RateTest test)
{
    m_test = std::move(test);
    m_message.clear();
    m_valley = valleyOf(m_test);
    AxisRange seen{HUGE_VAL, -HUGE_VAL};
    const double start = m_test.points.empty() ? 1.0 : m_test.points.front().smoothed;
    for (const RateTestPoint& point : m_test.points) {
        if (std::isfinite(point.smoothed))
            seen = {std::min(seen.low, point.smoothed),
                    std::max(seen.high, std::min(point.smoothed, 2.0 * start))};
    }
    const double room = std::max(1e-6, 0.08 * (seen.high - seen.low));
    m_losses = {seen.low - room, seen.high + room};
    announceReading(*this);
    emit valleyChanged();
    update();
}

void RateTestChart::setMessage(const QString& message)
{
    m_message = message;
    announceReading(*this);
    update();
}

void RateTestChart::setValley(AxisRange valley)
{
    if (m_test.points.empty())
        return;
    const double low = m_test.points.front().learningRate, high = m_test.points.back().learningRate;
    valley.low = std::clamp(valley.low, low, high);
    valley.high = std::clamp(valley.high, low, high);
    if (valley.low >= valley.high || valley == m_valley)
        return;
    m_valley = valley;
    announceReading(*this);
    emit valleyChanged();
    update();
}

QRectF RateTestChart::plotArea() const
{
    const QFontMetricsF metrics(themeOf(this).font(TextStyle::Axis));
    return QRectF(rect()).adjusted(metrics.horizontalAdvance(QStringLiteral("0.000")) + 10, 26, -14,
                                   -2.7 * metrics.height());
}

double RateTestChart::xOf(double rate) const
{
    const QRectF area = plotArea();
    const double low = std::log(m_test.points.front().learningRate),
                 high = std::log(m_test.points.back().learningRate);
    return area.left() + (std::log(rate) - low) / std::max(1e-9, high - low) * area.width();
}

double RateTestChart::rateAt(double x) const
{
    const QRectF area = plotArea();
    const double low = std::log(m_test.points.front().learningRate),
                 high = std::log(m_test.points.back().learningRate);
    return std::exp(low + (x - area.left()) / area.width() * (high - low));
}

double RateTestChart::yOf(double loss) const
{
    const QRectF area = plotArea();
    const double share = (loss - m_losses.low) / (m_losses.high - m_losses.low);
    return area.bottom() - std::clamp(share, 0.0, 1.0) * area.height();
}

QRectF RateTestChart::gripRect() const
{
    const double middle = (xOf(m_valley.low) + xOf(m_valley.high)) / 2;
    return {middle - 16, plotArea().top() - 22, 32, 18};
}

RateTestChart::Grip RateTestChart::gripAt(QPointF pixel) const
{
    if (m_test.points.empty() || !m_message.isEmpty())
        return Grip::None;
    if (gripRect().contains(pixel))
        return Grip::Away;
    const QRectF area = plotArea().adjusted(-kValleyReach, 0, kValleyReach, 0);
    if (!area.contains(pixel))
        return Grip::None;
    const double toLow = std::abs(pixel.x() - xOf(m_valley.low)),
                 toHigh = std::abs(pixel.x() - xOf(m_valley.high));
    if (std::min(toLow, toHigh) <= kValleyReach)
        return toLow < toHigh ? Grip::Low : Grip::High;
    return pixel.x() > xOf(m_valley.low) && pixel.x() < xOf(m_valley.high) ? Grip::Both : Grip::None;
}

void RateTestChart::mousePressEvent(QMouseEvent* event)
{
    m_grip = event->button() == Qt::LeftButton ? gripAt(event->position()) : Grip::None;
    m_start = m_valley;
    m_pressed = event->position();
}

void RateTestChart::mouseMoveEvent(QMouseEvent* event)
{
    const QPointF at = event->position();
    if (m_grip == Grip::None) {
        const Grip grip = gripAt(at);
        setCursor(grip == Grip::None                         ? Qt::ArrowCursor
                  : grip == Grip::Away || grip == Grip::Both ? Qt::OpenHandCursor
                                                             : Qt::SizeHorCursor);
        return;
    }
    if (m_grip == Grip::Away) {
        if ((at - m_pressed).manhattanLength() >= QApplication::startDragDistance())
            dragAway();
        return;
    }
    const double factor = rateAt(at.x()) / rateAt(m_pressed.x());
    setValley({m_grip == Grip::High ? m_start.low : m_start.low * factor,
               m_grip == Grip::Low ? m_start.high : m_start.high * factor});
}

void RateTestChart::mouseReleaseEvent(QMouseEvent* /*event*/)
{
    m_grip = Grip::None;
}

void RateTestChart::dragAway()
{
    m_grip = Grip::None;
    auto* drag = new QDrag(this);
    auto* mime = new QMimeData;
    mime->setData(QString::fromLatin1(kRateRangeFormat), QByteArray::number(m_valley.low, 'g', 17) + ' ' +
                                                             QByteArray::number(m_valley.high, 'g', 17));
    mime->setText(tr("%1 to %2").arg(rateText(m_valley.low), rateText(m_valley.high)));
    drag->setMimeData(mime);
    drag->exec(Qt::CopyAction);
}

void RateTestChart::keyPressEvent(QKeyEvent* event)
{
    const bool isLeft = event->key() == Qt::Key_Left, isRight = event->key() == Qt::Key_Right;
    if ((!isLeft && !isRight) || m_test.points.empty()) {
        QWidget::keyPressEvent(event);
        return;
    }
    const double factor = std::pow(10.0, isLeft ? -kKeyStep : kKeyStep);
    const bool isBoth = event->modifiers().testFlag(Qt::ControlModifier);
    const bool isHigh = event->modifiers().testFlag(Qt::ShiftModifier);
    setValley({isHigh && !isBoth ? m_valley.low : m_valley.low * factor,
               isHigh || isBoth ? m_valley.high * factor : m_valley.high});
}

void RateTestChart::paintAxes(QPainter& painter) const
{
    const Theme& theme = themeOf(this);
    const QRectF area = plotArea();
    painter.setFont(theme.font(TextStyle::Axis));
    const QFontMetricsF metrics(painter.font());
    for (const AxisTick& tick : CurveAxis(CurveScale::Linear, m_losses).ticks(5, CurveAxis::Unit::Plain)) {
        const double y = std::floor(yOf(tick.value)) + 0.5;
        painter.setPen(theme.color(ColorRole::Grid));
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y));
        painter.setPen(theme.color(ColorRole::Text3));
        painter.drawText(QRectF(0, y - metrics.height() / 2, area.left() - 7, metrics.height()),
                         Qt::AlignRight | Qt::AlignVCenter, tick.text);
    }
    const AnalysisAxis axis =
        AnalysisAxis::logarithmic({m_test.points.front().learningRate, m_test.points.back().learningRate});
    painter.setPen(theme.color(ColorRole::Axis));
    painter.drawLine(area.bottomLeft(), area.bottomRight());
    for (const PositionTick& tick : axis.ticks(8)) {
        const double x = area.left() + tick.position * area.width();
        painter.setPen(theme.color(ColorRole::Text3));
        painter.drawText(QRectF(x - 40, area.bottom() + 4, 80, metrics.height()), Qt::AlignHCenter,
                         tick.text);
    }
    painter.setFont(theme.font(TextStyle::Caption));
    painter.drawText(
        QRectF(area.left(), area.bottom() + 4 + metrics.height(), area.width(), 1.4 * metrics.height()),
        Qt::AlignRight, tr("learning rate"));
    painter.drawText(QRectF(0, 2, area.left() + 60, 1.4 * metrics.height()), Qt::AlignLeft,
                     tr("training loss"));
}

void RateTestChart::paintCurve(QPainter& painter) const
{
    const Theme& theme = themeOf(this);
    painter.setClipRect(plotArea());
    QPainterPath raw, smooth;
    for (std::size_t i = 0; i < m_test.points.size(); ++i) {
        const RateTestPoint& point = m_test.points[i];
        const QPointF measured(xOf(point.learningRate), yOf(point.loss)),
            mean(xOf(point.learningRate), yOf(point.smoothed));
        i == 0 ? raw.moveTo(measured) : raw.lineTo(measured);
        i == 0 ? smooth.moveTo(mean) : smooth.lineTo(mean);
    }
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme.color(ColorRole::Ghost), theme.lines.ghost));
    painter.drawPath(raw);
    painter.setPen(QPen(theme.color(ColorRole::Accent), theme.lines.validation));
    painter.drawPath(smooth);
    painter.setClipping(false);
}

void RateTestChart::paintValley(QPainter& painter) const
{
    const Theme& theme = themeOf(this);
    const QRectF area = plotArea();
    const QRectF band(QPointF(xOf(m_valley.low), area.top()), QPointF(xOf(m_valley.high), area.bottom()));
    painter.fillRect(band, theme.color(ColorRole::AccentSoft));
    painter.setPen(QPen(theme.color(ColorRole::Accent), 1.6));
    painter.drawLine(band.topLeft(), band.bottomLeft());
    painter.drawLine(band.topRight(), band.bottomRight());
    drawHandle(painter, gripRect(), theme, theme.color(ColorRole::Accent));
    if (hasFocus())
        drawFocusRing(painter, gripRect(), 4, theme);
    painter.setFont(theme.font(TextStyle::Caption));
    painter.setPen(theme.color(ColorRole::Accent));
    const QFontMetricsF metrics(painter.font());
    const QString text = tr("%1 to %2").arg(rateText(m_valley.low), rateText(m_valley.high));
    const double wide = metrics.horizontalAdvance(text);
    const double left = gripRect().right() + 8;
    painter.drawText(QRectF(left + wide < width() - 6 ? left : gripRect().left() - 8 - wide, gripRect().top(),
                            wide + 2, gripRect().height()),
                     Qt::AlignVCenter | Qt::AlignLeft, text);
}

void RateTestChart::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (m_test.points.empty() || !m_message.isEmpty()) {
        painter.setFont(themeOf(this).font(TextStyle::Body));
        painter.setPen(themeOf(this).color(ColorRole::Text3));
        painter.drawText(rect().adjusted(20, 0, -20, 0), Qt::AlignCenter | Qt::TextWordWrap, m_message);
        return;
    }
    paintValley(painter);
    paintAxes(painter);
    paintCurve(painter);
}

ChartReading RateTestChart::reading() const
{
    ChartReading reading;
    reading.title = tr("Learning-rate range test");
    if (m_test.points.empty() || !m_message.isEmpty()) {
        reading.sentence = m_message.isEmpty() ? tr("Nothing has been tested yet.") : m_message;
        return reading;
    }
    const auto lowest =
        std::min_element(m_test.points.begin(), m_test.points.end(),
                         [](const auto& a, const auto& b) { return a.smoothed < b.smoothed; });
    reading.sentence =
        tr("The loss fell from %1 to %2 at a learning rate of %3. The valley goes from %4 to %5.")
            .arg(lossText(m_test.points.front().smoothed), lossText(lowest->smoothed),
                 rateText(lowest->learningRate), rateText(m_valley.low), rateText(m_valley.high));
    if (std::isfinite(m_test.divergedAt))
        reading.sentence += tr(" From %1 on it explodes.").arg(rateText(m_test.divergedAt));
    reading.columns = {tr("Learning rate"), tr("Loss"), tr("Smoothed loss")};
    for (const RateTestPoint& point : m_test.points)
        reading.rows.push_back(
            {rateText(point.learningRate), lossText(point.loss), lossText(point.smoothed)});
    return reading;
}

} // namespace tunescope::ui
