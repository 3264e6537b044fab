// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/data/projection_view.h"

#include "ui/viewmodels/dataset_model_text.h"
#include "ui/viewmodels/param_words.h"
#include "ui/viewmodels/qt_convert.h"
#include "ui/viewmodels/value_text.h"
#include "ui/widgets/painting.h"

#include <QEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace tunescope::ui {
namespace {

constexpr double kRadius = 3.4;
constexpr double kReach = 12.0; ///< px (ux.md 7.2)
constexpr int kLegendRow = 20;
constexpr int kMostLegend = 10;

} // namespace

ProjectionView::ProjectionView(QWidget* parent) : QWidget(parent)
{
    makeReadable(*this);
    setMouseTracking(true);
    setAccessibleName(tr("Rows on two principal components"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void ProjectionView::setFacts(const DatasetFacts& facts)
{
    m_projection = facts.projection;
    m_classes.clear();
    for (const ClassFacts& entry : facts.classes)
        m_classes << toQt(entry.name);
    m_target = toQt(facts.target.name);
    m_low = facts.target.low;
    m_high = facts.target.high;
    m_hover = -1;
    double left = INFINITY, right = -INFINITY, bottom = INFINITY, top = -INFINITY;
    for (const ProjectedRow& row : m_projection.rows) {
        left = std::min(left, row.x);
        right = std::max(right, row.x);
        bottom = std::min(bottom, row.y);
        top = std::max(top, row.y);
    }
    if (m_projection.rows.empty())
        left = bottom = 0.0, right = top = 1.0;
    m_range = QRectF(left, bottom, std::max(right - left, 1e-9), std::max(top - bottom, 1e-9));
    setAccessibleName(tr("Projection of %n row(s) on two axes that hold %1 % of the variance", nullptr,
                         static_cast<int>(m_projection.rows.size()))
                          .arg(percentText(m_projection.explainedX + m_projection.explainedY, 0)));
    renderDots();
    update();
}

QRectF ProjectionView::plot() const
{
    const int legend = m_classes.size() > 1 ? kLegendRow + 8 : 0;
    return QRectF(rect()).adjusted(30, 12 + legend, -14, -34);
}

QPointF ProjectionView::pointOf(std::size_t index) const
{
    const QRectF area = plot().adjusted(kRadius, kRadius, -kRadius, -kRadius);
    const ProjectedRow& row = m_projection.rows[index];
    return {area.left() + (row.x - m_range.left()) / m_range.width() * area.width(),
            area.bottom() - (row.y - m_range.top()) / m_range.height() * area.height()};
}

QColor ProjectionView::colorOf(const ProjectedRow& row) const
{
    const Theme& theme = themeOf(this);
    if (row.classIndex >= 0)
        return theme.pin(row.classIndex).color;
    return theme.scoreColor(0.25 + 0.75 * (row.value - m_low) / std::max(m_high - m_low, 1e-12));
}

void ProjectionView::renderDots()
{
    if (size().isEmpty())
        return;
    const qreal ratio = devicePixelRatioF();
    m_dots = QPixmap(size() * ratio);
    m_dots.setDevicePixelRatio(ratio);
    m_dots.fill(Qt::transparent);
    QPainter painter(&m_dots);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setOpacity(0.85);
    for (std::size_t i = 0; i < m_projection.rows.size(); ++i) {
        const ProjectedRow& row = m_projection.rows[i];
        const Marker marker = row.classIndex >= 0 ? themeOf(this).pin(row.classIndex).marker : Marker::Circle;
        drawMarker(painter, marker, pointOf(i), kRadius, colorOf(row));
    }
}

void ProjectionView::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paintAxes(painter);
    painter.drawPixmap(0, 0, m_dots);
    paintLegend(painter);
    if (m_hover < 0)
        return;
    const Theme& theme = themeOf(this);
    painter.setPen(QPen(theme.color(ColorRole::Text), 1.5));
    painter.setBrush(Qt::NoBrush);
    painter.drawEllipse(pointOf(static_cast<std::size_t>(m_hover)), kRadius + 4, kRadius + 4);
}

void ProjectionView::paintAxes(QPainter& painter) const
{
    const Theme& theme = themeOf(this);
    const QRectF area = plot();
    painter.setPen(theme.color(ColorRole::Border));
    painter.setBrush(theme.color(ColorRole::Sunken));
    painter.drawRect(area);
    painter.setFont(theme.font(TextStyle::Caption));
    painter.setPen(theme.color(ColorRole::Text3));
    painter.drawText(QRectF(area.left(), area.bottom() + 8, area.width(), 18),
                     Qt::AlignRight | Qt::AlignVCenter,
                     tr("first axis, %1 % of the variance").arg(percentText(m_projection.explainedX, 0)));
    painter.save();
    painter.translate(18, area.top());
    painter.rotate(-90);
    painter.drawText(QRectF(-area.height(), -10, area.height(), 18), Qt::AlignRight | Qt::AlignVCenter,
                     tr("second axis, %1 %").arg(percentText(m_projection.explainedY, 0)));
    painter.restore();
    QString words = tr("Every dot is a row; test rows are not shown.");
    if (m_hover >= 0) {
        const ProjectedRow& row = m_projection.rows[static_cast<std::size_t>(m_hover)];
        const QString what = row.classIndex >= 0 ? m_classes.value(row.classIndex)
                                                 : m_target + QStringLiteral(" ") + shortNumber(row.value);
        words = tr("Row %1, %2, %3")
                    .arg(wholeText(row.row + 1), what, row.validation ? tr("validation") : tr("training"));
        painter.setPen(theme.color(ColorRole::Text));
    }
    painter.drawText(QRectF(area.left(), area.bottom() + 8, area.width() * 0.6, 18),
                     Qt::AlignLeft | Qt::AlignVCenter, words);
}

void ProjectionView::paintLegend(QPainter& painter) const
{
    if (m_classes.size() < 2)
        return;
    const Theme& theme = themeOf(this);
    painter.setFont(theme.font(TextStyle::Table));
    double x = plot().left();
    for (int i = 0; i < std::min<int>(static_cast<int>(m_classes.size()), kMostLegend); ++i) {
        const QString name = painter.fontMetrics().elidedText(m_classes[i], Qt::ElideRight, 110);
        const int width = painter.fontMetrics().horizontalAdvance(name);
        if (x + width + 26 > plot().right())
            break;
        drawMarker(painter, theme.pin(i).marker, QPointF(x + 6, 8 + kLegendRow / 2.0), 4.5,
                   theme.pin(i).color);
        painter.setPen(theme.color(ColorRole::Text2));
        painter.drawText(QRectF(x + 16, 8, width + 4, kLegendRow), Qt::AlignLeft | Qt::AlignVCenter, name);
        x += width + 34;
    }
}

int ProjectionView::nearest(const QPointF& point) const
{
    int best = -1;
    double bestDistance = kReach * kReach;
    for (std::size_t i = 0; i < m_projection.rows.size(); ++i) {
        const QPointF d = pointOf(i) - point;
        const double distance = d.x() * d.x() + d.y() * d.y();
        if (distance < bestDistance) {
            bestDistance = distance;
            best = static_cast<int>(i);
        }
    }
    return best;
}

void ProjectionView::mouseMoveEvent(QMouseEvent* event)
{
    const int hover = nearest(event->position());
    if (hover == m_hover)
        return;
    m_hover = hover;
    setCursor(hover >= 0 ? Qt::PointingHandCursor : Qt::ArrowCursor);
    update();
}

void ProjectionView::mousePressEvent(QMouseEvent* event)
{
    const int row = nearest(event->position());
    if (event->button() == Qt::LeftButton && row >= 0)
        emit rowChosen(m_projection.rows[static_cast<std::size_t>(row)].row);
}

void ProjectionView::leaveEvent(QEvent* event)
{
    QWidget::leaveEvent(event);
    m_hover = -1;
    update();
}

void ProjectionView::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    renderDots();
}

void ProjectionView::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange)
        renderDots();
}

} // namespace tunescope::ui
