// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/boundary_chart.h"

#include "ui/viewmodels/value_text.h"
#include "ui/widgets/painting.h"
#include "ui/widgets/theme.h"

#include <QEvent>
#include <QFontMetricsF>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace tunescope::ui {
namespace {

constexpr double kClassStrength = 0.42; ///< Of a class that is sure; 0 where both are as likely.
constexpr double kQuestionStep = 0.02;

std::size_t nearestPlace(const std::vector<double>& places, double value)
{
    const double step = (places.back() - places.front()) / double(places.size() - 1);
    const double index = std::round((value - places.front()) / step);
    return static_cast<std::size_t>(std::clamp(index, 0.0, double(places.size() - 1)));
}

} // namespace

BoundaryChart::BoundaryChart(QWidget* parent)
    : QWidget(parent)
    , m_message(tr("The boundary appears when the first trial has ended."))
{
    setAccessibleName(tr("Decision boundary"));
    setFocusPolicy(Qt::StrongFocus);
    makeReadable(*this);
}

void BoundaryChart::setPlane(DecisionPlane plane, const QStringList& classNames)
{
    m_plane = std::move(plane);
    m_names = classNames;
    m_message.clear();
    m_picture = {};
    announceReading(*this);
    emit answerChanged();
    update();
}

void BoundaryChart::setMessage(const QString& message)
{
    m_message = message;
    announceReading(*this);
    emit answerChanged();
    update();
}

QRectF BoundaryChart::plotArea() const
{
    const QFontMetricsF metrics(themeOf(this).font(TextStyle::Axis));
    return QRectF(rect()).adjusted(metrics.horizontalAdvance(QStringLiteral("-0.000")) +
                                       1.4 * metrics.height(),
                                   6, -8, -2.6 * metrics.height());
}

QPointF BoundaryChart::pixelOf(double x, double y) const
{
    const QRectF area = plotArea();
    const auto share = [](const std::vector<double>& places, double value) {
        return (value - places.front()) / (places.back() - places.front());
    };
    return {area.left() + share(m_plane.columns, x) * area.width(),
            area.bottom() - share(m_plane.rows, y) * area.height()};
}

BoundaryChart::Cell BoundaryChart::cellAt(double x, double y) const
{
    return {nearestPlace(m_plane.columns, x), nearestPlace(m_plane.rows, y)};
}

int BoundaryChart::likeliest(Cell cell) const
{
    int best = 0;
    for (int of = 1; of < m_plane.classes; ++of)
        best =
            m_plane.probability(cell.column, cell.row, of) > m_plane.probability(cell.column, cell.row, best)
                ? of
                : best;
    return best;
}

int BoundaryChart::classAt(QPointF pixel) const
{
    const QRectF area = plotArea();
    const double across = (pixel.x() - area.left()) / area.width(),
                 up = (area.bottom() - pixel.y()) / area.height();
    const auto valueAt = [](const std::vector<double>& places, double share) {
        return places.front() + share * (places.back() - places.front());
    };
    return likeliest(cellAt(valueAt(m_plane.columns, across), valueAt(m_plane.rows, up)));
}

/// One pixel a place that was asked; scaled up without smoothing its colours into ones that mean nothing.
QImage BoundaryChart::picture() const
{
    const Theme& theme = themeOf(this);
    QImage image(static_cast<int>(m_plane.columns.size()), static_cast<int>(m_plane.rows.size()),
                 QImage::Format_RGB32);
    const double even = 1.0 / std::max(2, m_plane.classes);
    for (int row = 0; row < image.height(); ++row) {
        for (int column = 0; column < image.width(); ++column) {
            const Cell cell{static_cast<std::size_t>(column),
                            m_plane.rows.size() - 1 - static_cast<std::size_t>(row)};
            const int of = likeliest(cell);
            const double sure =
                (double(m_plane.probability(cell.column, cell.row, of)) - even) / (1.0 - even);
            image.setPixelColor(column, row,
                                blend(theme.pin(of).color, theme.color(ColorRole::Surface),
                                      kClassStrength * std::clamp(sure, 0.0, 1.0)));
        }
    }
    return image;
}

void BoundaryChart::paintAxes(QPainter& painter) const
{
    const Theme& theme = themeOf(this);
    const QRectF area = plotArea();
    painter.setPen(theme.color(ColorRole::Axis));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(area);
    painter.setFont(theme.font(TextStyle::Axis));
    const QFontMetricsF metrics(painter.font());
    painter.setPen(theme.color(ColorRole::Text3));
    for (const AxisTick& tick :
         CurveAxis(CurveScale::Linear, {m_plane.columns.front(), m_plane.columns.back()})
             .ticks(5, CurveAxis::Unit::Plain)) {
        const double x = pixelOf(tick.value, m_plane.rows.front()).x();
        painter.drawText(QRectF(x - 40, area.bottom() + 3, 80, metrics.height()), Qt::AlignHCenter,
                         tick.text);
    }
    for (const AxisTick& tick : CurveAxis(CurveScale::Linear, {m_plane.rows.front(), m_plane.rows.back()})
                                    .ticks(5, CurveAxis::Unit::Plain)) {
        const double y = pixelOf(m_plane.columns.front(), tick.value).y();
        painter.drawText(QRectF(0, y - metrics.height() / 2, area.left() - 5, metrics.height()),
                         Qt::AlignRight | Qt::AlignVCenter, tick.text);
    }
    painter.setFont(theme.font(TextStyle::Caption));
    painter.drawText(
        QRectF(area.left(), area.bottom() + 3 + metrics.height(), area.width(), 1.4 * metrics.height()),
        Qt::AlignRight, QString::fromStdString(m_plane.xName));
    painter.save();
    painter.translate(0, area.bottom());
    painter.rotate(-90);
    painter.drawText(QRectF(0, 0, area.height(), 1.4 * metrics.height()), Qt::AlignLeft,
                     QString::fromStdString(m_plane.yName));
    painter.restore();
}

void BoundaryChart::paintPoints(QPainter& painter) const
{
    const Theme& theme = themeOf(this);
    const double radius = m_plane.points.size() > 600 ? 2.0 : 3.2;
    for (const PlanePoint& point : m_plane.points) {
        const QPointF at = pixelOf(point.x, point.y);
        const PinStyle& style = theme.pin(point.trueClass);
        painter.setOpacity(point.isValidation ? 1.0 : 0.45);
        painter.setPen(QPen(theme.color(ColorRole::Surface), 0.8));
        drawMarker(painter, style.marker, at, radius, style.color);
        if (point.predictedClass == point.trueClass)
            continue;
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(theme.color(ColorRole::Text), 1.3));
        painter.drawEllipse(at, radius + 2.6, radius + 2.6);
    }
    painter.setOpacity(1.0);
}

void BoundaryChart::paintQuestion(QPainter& painter) const
{
    if (!m_question)
        return;
    const Theme& theme = themeOf(this);
    const QPointF at = pixelOf(m_question->x(), m_question->y());
    painter.setPen(QPen(theme.color(ColorRole::Surface), 4));
    painter.setBrush(Qt::NoBrush);
    painter.drawEllipse(at, 7, 7);
    painter.setPen(QPen(theme.color(ColorRole::Text), 2));
    painter.drawEllipse(at, 7, 7);
}

void BoundaryChart::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme& theme = themeOf(this);
    if (m_plane.empty() || !m_message.isEmpty()) {
        painter.setFont(theme.font(TextStyle::Body));
        painter.setPen(theme.color(ColorRole::Text3));
        painter.drawText(rect().adjusted(12, 0, -12, 0), Qt::AlignCenter | Qt::TextWordWrap, m_message);
    } else {
        if (m_picture.isNull())
            m_picture = picture();
        painter.drawImage(plotArea(), m_picture);
        paintAxes(painter);
        painter.setClipRect(plotArea());
        paintPoints(painter);
        paintQuestion(painter);
        painter.setClipping(false);
    }
    if (hasFocus())
        drawFocusRing(painter, QRectF(rect()).adjusted(3, 3, -3, -3), theme.metrics.radiusSmall, theme);
}

void BoundaryChart::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    update();
}

void BoundaryChart::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange) {
        m_picture = {};
        update();
    }
}

void BoundaryChart::ask(QPointF pixel)
{
    if (m_plane.empty() || !m_message.isEmpty())
        return;
    const QRectF area = plotArea();
    const double across = std::clamp((pixel.x() - area.left()) / area.width(), 0.0, 1.0);
    const double up = std::clamp((area.bottom() - pixel.y()) / area.height(), 0.0, 1.0);
    m_question =
        QPointF(m_plane.columns.front() + across * (m_plane.columns.back() - m_plane.columns.front()),
                m_plane.rows.front() + up * (m_plane.rows.back() - m_plane.rows.front()));
    announceReading(*this);
    emit answerChanged();
    update();
}

QString BoundaryChart::answer() const
{
    if (!m_question || m_plane.empty())
        return {};
    const Cell cell = cellAt(m_question->x(), m_question->y());
    const int of = likeliest(cell);
    return tr("%1 %2, %3 %4: %5, %6 %")
        .arg(QString::fromStdString(m_plane.xName), settingText(ParamValue(m_question->x())),
             QString::fromStdString(m_plane.yName), settingText(ParamValue(m_question->y())),
             m_names.value(of, QString::number(of)),
             QString::number(std::lround(100.0 * double(m_plane.probability(cell.column, cell.row, of)))));
}

void BoundaryChart::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton)
        ask(event->position());
}

void BoundaryChart::mouseMoveEvent(QMouseEvent* event)
{
    if (event->buttons() & Qt::LeftButton)
        ask(event->position());
}

void BoundaryChart::keyPressEvent(QKeyEvent* event)
{
    const double dx = event->key() == Qt::Key_Left ? -1 : event->key() == Qt::Key_Right ? 1 : 0;
    const double dy = event->key() == Qt::Key_Down ? 1 : event->key() == Qt::Key_Up ? -1 : 0;
    if ((dx == 0 && dy == 0) || !event->modifiers().testFlag(Qt::ShiftModifier) || m_plane.empty()) {
        QWidget::keyPressEvent(event);
        return;
    }
    const QRectF area = plotArea();
    const QPointF from = m_question ? pixelOf(m_question->x(), m_question->y()) : area.center();
    ask(from + QPointF(dx * kQuestionStep * area.width(), dy * kQuestionStep * area.height()));
}

ChartReading BoundaryChart::reading() const
{
    ChartReading reading;
    reading.title = accessibleName();
    if (m_plane.empty() || !m_message.isEmpty()) {
        reading.sentence = m_message.isEmpty() ? tr("There is no boundary to draw.") : m_message;
        return reading;
    }
    const auto wrong =
        std::count_if(m_plane.points.begin(), m_plane.points.end(), [](const PlanePoint& point) {
            return point.isValidation && point.predictedClass != point.trueClass;
        });
    const auto judged = std::count_if(m_plane.points.begin(), m_plane.points.end(),
                                      [](const PlanePoint& point) { return point.isValidation; });
    reading.sentence = tr("Trial %1, epoch %2: %3 of %4 validation rows lie on the wrong side.")
                           .arg(QString::number(m_plane.trial), QString::number(m_plane.epoch),
                                QString::number(wrong), QString::number(judged));
    if (const QString words = answer(); !words.isEmpty())
        reading.sentence += u' ' + words + u'.';
    reading.columns = {tr("Row"),
                       QString::fromStdString(m_plane.xName),
                       QString::fromStdString(m_plane.yName),
                       tr("True"),
                       tr("Predicted"),
                       tr("Part")};
    for (const PlanePoint& point : m_plane.points)
        reading.rows.push_back({QString::number(point.row + 1), settingText(ParamValue(point.x)),
                                settingText(ParamValue(point.y)), m_names.value(point.trueClass),
                                m_names.value(point.predictedClass),
                                point.isValidation ? tr("validation") : tr("training")});
    return reading;
}

} // namespace tunescope::ui
