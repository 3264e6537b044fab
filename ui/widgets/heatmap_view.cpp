// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/heatmap_view.h"

#include "ui/widgets/theme.h"

#include <QAccessible>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace tunescope::ui {
namespace {

constexpr double kGap = 2;

} // namespace

HeatmapView::HeatmapView(HeatmapFrame frame, QWidget* parent)
    : QWidget(parent)
    , m_frame(frame)
    , m_rowTitle(tr("true"))
    , m_columnTitle(tr("predicted"))
{
    makeReadable(*this);
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setProperty("ownFocusRing", true);
    setAccessibleName(tr("Confusion matrix"));
}

void HeatmapView::setData(const HeatmapData& data)
{
    const bool sameShape = data.labels == m_data.labels;
    m_data = data;
    m_summary = summarise(data);
    m_largestMistake = m_largest = 0;
    for (int row = 0; row < data.size(); ++row) {
        for (int column = 0; column < data.size(); ++column) {
            const double size = std::abs(data.cell(row, column));
            m_largest = std::max(m_largest, size);
            if (row != column)
                m_largestMistake = std::max(m_largestMistake, size);
        }
    }
    if (!sameShape) {
        m_current = {};
        m_hovered.reset();
        updateGeometry();
    }
    invalidate();
}

void HeatmapView::setMode(HeatmapMode mode)
{
    m_mode = mode;
    invalidate();
}

void HeatmapView::setAxisTitles(const QString& rows, const QString& columns)
{
    m_rowTitle = rows;
    m_columnTitle = columns;
    update();
}

QSize HeatmapView::sizeHint() const
{
    return m_frame == HeatmapFrame::Full ? QSize(400, 400) : QSize(280, 280);
}

QSize HeatmapView::minimumSizeHint() const
{
    return m_frame == HeatmapFrame::Full ? QSize(260, 240) : QSize(160, 160);
}

const HeatmapView::Geometry& HeatmapView::geometryOf() const
{
    if (!m_geometry)
        m_geometry = measure();
    return *m_geometry;
}

void HeatmapView::invalidate()
{
    m_geometry.reset();
    update();
}

void HeatmapView::resizeEvent(QResizeEvent*)
{
    invalidate();
}

void HeatmapView::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange || event->type() == QEvent::PaletteChange)
        invalidate();
}

HeatmapView::Geometry HeatmapView::measure() const
{
    const Theme& theme = themeOf(this);
    const QFontMetricsF metrics(theme.font(TextStyle::Axis));
    const bool full = m_frame == HeatmapFrame::Full;
    const int n = std::max(1, m_data.size());
    double widest = metrics.horizontalAdvance(QStringLiteral("00"));
    for (const QString& label : m_data.labels)
        widest = std::max(widest, metrics.horizontalAdvance(label));
    Geometry geometry;
    if (full) // "prec" stands below the row labels and beside the axis title.
        widest = std::max(widest, metrics.horizontalAdvance(tr("prec")) - metrics.height());
    geometry.rowLabels = std::min(widest, theme.scaled(84) * 1.0) + 8;
    geometry.recall = full && m_mode != HeatmapMode::Difference ? theme.scaled(46) : 0;
    const double line = metrics.height();
    const double left = geometry.rowLabels + (full ? line + 4 : 0);
    const double top = line + 6 + (full ? line + 4 : 0);
    const double bottom = full ? line + 8 + kFoot : 2;
    geometry.cell = std::max(
        2.0, std::floor(std::min((width() - left - geometry.recall) / n, (height() - top - bottom) / n)));
    geometry.origin = {left, top};
    return geometry;
}

QRectF HeatmapView::cellRect(int row, int column) const
{
    const Geometry& g = geometryOf();
    const double gap = g.cell >= 10 ? kGap : 0;
    return {g.origin.x() + column * g.cell, g.origin.y() + row * g.cell, g.cell - gap, g.cell - gap};
}

std::optional<HeatmapView::Cell> HeatmapView::cellAt(const QPointF& point) const
{
    const Geometry& g = geometryOf();
    const QPointF at = (point - g.origin) / g.cell;
    const Cell cell{static_cast<int>(std::floor(at.y())), static_cast<int>(std::floor(at.x()))};
    if (cell.row < 0 || cell.column < 0 || cell.row >= m_data.size() || cell.column >= m_data.size())
        return std::nullopt;
    return cell;
}

QString HeatmapView::sentence() const
{
    if (m_data.labels.isEmpty() || (!m_hovered && !hasFocus()))
        return {};
    const Cell cell = m_hovered.value_or(m_current);
    return m_mode == HeatmapMode::Difference ? differenceSentence(m_data, cell.row, cell.column)
                                             : cellSentence(m_data, cell.row, cell.column);
}

void HeatmapView::setHovered(std::optional<Cell> cell)
{
    if (cell == m_hovered)
        return;
    m_hovered = cell;
    setCursor(cell ? Qt::PointingHandCursor : Qt::ArrowCursor);
    emit cellHovered(cell ? cell->row : -1, cell ? cell->column : -1);
    update();
}

void HeatmapView::mouseMoveEvent(QMouseEvent* event)
{
    setHovered(cellAt(event->position()));
    if (m_hovered)
        QToolTip::showText(event->globalPosition().toPoint(), sentence(), this,
                           cellRect(m_hovered->row, m_hovered->column).toAlignedRect());
}

void HeatmapView::mouseReleaseEvent(QMouseEvent* event)
{
    const auto cell = cellAt(event->position());
    if (event->button() != Qt::LeftButton || !cell)
        return;
    m_current = *cell;
    update();
    emit cellActivated(cell->row, cell->column);
}

void HeatmapView::leaveEvent(QEvent*)
{
    setHovered(std::nullopt);
}

void HeatmapView::setCurrent(int row, int column)
{
    const int last = std::max(0, m_data.size() - 1);
    m_current = {std::clamp(row, 0, last), std::clamp(column, 0, last)};
    update();
}

void HeatmapView::moveCurrent(int rows, int columns)
{
    setCurrent(m_current.row + rows, m_current.column + columns);
    m_hovered.reset();
    setAccessibleDescription(sentence());
    QAccessibleEvent event(this, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&event);
}

void HeatmapView::keyPressEvent(QKeyEvent* event)
{
    if (m_data.labels.isEmpty()) {
        QWidget::keyPressEvent(event);
        return;
    }
    switch (event->key()) {
    case Qt::Key_Left:
        moveCurrent(0, -1);
        break;
    case Qt::Key_Right:
        moveCurrent(0, 1);
        break;
    case Qt::Key_Up:
        moveCurrent(-1, 0);
        break;
    case Qt::Key_Down:
        moveCurrent(1, 0);
        break;
    case Qt::Key_Home:
        moveCurrent(0, -m_data.size());
        break;
    case Qt::Key_End:
        moveCurrent(0, m_data.size());
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        emit cellActivated(m_current.row, m_current.column);
        break;
    default:
        QWidget::keyPressEvent(event);
    }
}

void HeatmapView::focusInEvent(QFocusEvent* event)
{
    QWidget::focusInEvent(event);
    update();
}

void HeatmapView::focusOutEvent(QFocusEvent* event)
{
    QWidget::focusOutEvent(event);
    update();
}

} // namespace tunescope::ui
