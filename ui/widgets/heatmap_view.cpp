// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/heatmap_view.h"

#include "ui/widgets/painting.h"

#include <QAccessible>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace tunescope::ui {
namespace {

constexpr int kMostNumbered = 20;        ///< Classes; beyond that the cells carry colour only.
constexpr double kGoodRecall = 0.95;     ///< Below, the bar is drawn in the colour of mistakes.
constexpr double kGap = 2;
constexpr double kFoot = 26;

QString percentText(double share)
{
    return std::isnan(share) ? QStringLiteral("\u2013") : QString::number(100 * share, 'f', 0);
}

} // namespace

HeatmapView::HeatmapView(HeatmapFrame frame, QWidget* parent)
    : QWidget(parent)
    , m_frame(frame)
    , m_rowTitle(tr("true"))
    , m_columnTitle(tr("predicted"))
{
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
    update();
}

void HeatmapView::setMode(HeatmapMode mode)
{
    m_mode = mode;
    update();
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

HeatmapView::Geometry HeatmapView::geometryOf() const
{
    const Theme& theme = themeOf(this);
    const QFontMetricsF metrics(theme.font(TextStyle::Axis));
    const bool full = m_frame == HeatmapFrame::Full;
    const int n = std::max(1, m_data.size());
    double widest = metrics.horizontalAdvance(QStringLiteral("00"));
    for (const QString& label : m_data.labels)
        widest = std::max(widest, metrics.horizontalAdvance(label));
    Geometry geometry;
    geometry.rowLabels = std::min(widest, theme.scaled(84) * 1.0) + 8;
    geometry.recall = full && m_mode != HeatmapMode::Difference ? theme.scaled(46) : 0;
    const double line = metrics.height();
    const double left = geometry.rowLabels + (full ? line + 4 : 0);
    const double top = line + 6 + (full ? line + 4 : 0);
    const double bottom = full ? line + 8 + kFoot : 2;
    geometry.cell = std::max(2.0, std::floor(std::min((width() - left - geometry.recall) / n, (height() - top - bottom) / n)));
    geometry.origin = {left, top};
    return geometry;
}

QRectF HeatmapView::cellRect(int row, int column) const
{
    const Geometry g = geometryOf();
    const double gap = g.cell >= 10 ? kGap : 0;
    return {g.origin.x() + column * g.cell, g.origin.y() + row * g.cell, g.cell - gap, g.cell - gap};
}

std::optional<HeatmapView::Cell> HeatmapView::cellAt(const QPointF& point) const
{
    const Geometry g = geometryOf();
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

void HeatmapView::moveCurrent(int rows, int columns)
{
    const int last = m_data.size() - 1;
    m_current = {std::clamp(m_current.row + rows, 0, last), std::clamp(m_current.column + columns, 0, last)};
    m_hovered.reset();
    setAccessibleDescription(sentence());
    QAccessibleEvent event(this, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&event);
    update();
}

void HeatmapView::keyPressEvent(QKeyEvent* event)
{
    if (m_data.labels.isEmpty()) {
        QWidget::keyPressEvent(event);
        return;
    }
    switch (event->key()) {
    case Qt::Key_Left: moveCurrent(0, -1); break;
    case Qt::Key_Right: moveCurrent(0, 1); break;
    case Qt::Key_Up: moveCurrent(-1, 0); break;
    case Qt::Key_Down: moveCurrent(1, 0); break;
    case Qt::Key_Home: moveCurrent(0, -m_data.size()); break;
    case Qt::Key_End: moveCurrent(0, m_data.size()); break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space: emit cellActivated(m_current.row, m_current.column); break;
    default: QWidget::keyPressEvent(event);
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

QColor HeatmapView::cellColor(const Theme& theme, int row, int column) const
{
    const double value = m_data.cell(row, column);
    if (value == 0)
        return theme.color(ColorRole::Sunken);
    if (m_mode == HeatmapMode::Difference) {
        // On the diagonal more is better for the first trial, elsewhere fewer.
        const double better = (row == column ? value : -value) / m_largest;
        return Theme::rampColor(theme.difference, 0.5 + 0.5 * std::copysign(0.3 + 0.7 * std::abs(better), better));
    }
    const double total = std::max(1.0, m_summary.rowTotals[std::size_t(row)]);
    if (row == column) // Ramp steps 2 to 4 keep the numbers readable; the strongest stay for the score dots.
        return theme.scoreColor((2 + 2 * value / total) / 7);
    const double share = m_largestMistake > 1 ? (value - 1) / (m_largestMistake - 1) : 0;
    return Theme::rampColor(theme.error, (theme.scheme == Scheme::Light ? 2 + 2 * share : 3 + 2.5 * share) / 6);
}

QString HeatmapView::cellText(int row, int column) const
{
    const double value = m_data.cell(row, column);
    if (value == 0)
        return {};
    if (m_mode == HeatmapMode::Percent) {
        const double share = 100 * value / std::max(1.0, m_summary.rowTotals[std::size_t(row)]);
        return share < 1 ? QStringLiteral("<1") : QString::number(share, 'f', 0);
    }
    const QString text = QString::number(value, 'f', 0);
    return m_mode == HeatmapMode::Difference && value > 0 ? QStringLiteral("+") + text : text;
}

void HeatmapView::paintCells(QPainter& painter, const Theme& theme, const Geometry& geometry) const
{
    QFont font = theme.font(TextStyle::Cell);
    const bool numbered = m_data.size() <= kMostNumbered && geometry.cell >= QFontMetricsF(font).height() + 2;
    painter.setFont(font);
    const double radius = geometry.cell >= 14 ? theme.metrics.radiusCell : 0;
    for (int row = 0; row < m_data.size(); ++row) {
        for (int column = 0; column < m_data.size(); ++column) {
            const QRectF rect = cellRect(row, column);
            const QColor color = cellColor(theme, row, column);
            painter.setPen(Qt::NoPen);
            painter.setBrush(color);
            painter.drawRoundedRect(rect, radius, radius);
            const QString text = numbered ? cellText(row, column) : QString();
            if (text.isEmpty())
                continue;
            painter.setPen(textColorOn(color));
            painter.drawText(rect, Qt::AlignCenter, text);
        }
    }
    const std::optional<Cell> marked = m_hovered ? m_hovered : hasFocus() ? std::optional(m_current) : std::nullopt;
    if (marked && m_data.size() > 0)
        drawFocusRing(painter, cellRect(marked->row, marked->column).adjusted(1, 1, -1, -1), radius, theme);
}

void HeatmapView::paintLabels(QPainter& painter, const Theme& theme, const Geometry& geometry) const
{
    painter.setFont(theme.font(TextStyle::Axis));
    painter.setPen(theme.color(ColorRole::Text2));
    const QFontMetricsF metrics(painter.font());
    const double line = metrics.height();
    double widest = 0;
    for (const QString& label : m_data.labels)
        widest = std::max(widest, metrics.horizontalAdvance(label));
    const int everyRow = std::max(1, static_cast<int>(std::ceil(line / geometry.cell)));
    for (int i = 0; i < m_data.size(); ++i) {
        const QRectF cell = cellRect(i, i);
        if (i % everyRow == 0) {
            const QRectF area(geometry.origin.x() - geometry.rowLabels, cell.center().y() - line / 2,
                              geometry.rowLabels - 6, line);
            painter.drawText(area, Qt::AlignRight | Qt::AlignVCenter,
                             metrics.elidedText(m_data.labels[i], Qt::ElideMiddle, area.width()));
        }
        // Long names are shortened to their column; where not even three letters fit, every nth is left.
        const int everyColumn = std::max(1, static_cast<int>(std::ceil(std::min(widest, 24.0) / geometry.cell)));
        if (i % everyColumn == 0) {
            const double room = geometry.cell * everyColumn - 2;
            const QRectF area(cell.center().x() - room / 2, geometry.origin.y() - line - 4, room, line);
            painter.drawText(area, Qt::AlignCenter, metrics.elidedText(m_data.labels[i], Qt::ElideRight, room));
        }
    }
}

void HeatmapView::paintMargins(QPainter& painter, const Theme& theme, const Geometry& geometry) const
{
    const double side = geometry.cell * m_data.size();
    const QFont caption = theme.font(TextStyle::Caption), axis = theme.font(TextStyle::Axis);
    const double line = QFontMetricsF(caption).height();
    painter.setFont(caption);
    painter.setPen(theme.color(ColorRole::Text2));
    const double right = geometry.origin.x() + side;
    painter.drawText(QRectF(geometry.origin.x(), 0, side, line), Qt::AlignLeft | Qt::AlignVCenter, m_columnTitle);
    painter.save();
    painter.translate(0, geometry.origin.y() + side);
    painter.rotate(-90);
    painter.drawText(QRectF(0, 0, side, line), Qt::AlignCenter, m_rowTitle);
    painter.restore();
    if (geometry.recall == 0)
        return;
    const QRectF recallHead(right, 0, geometry.recall, line);
    painter.drawText(recallHead.translated(0, geometry.origin.y() - line - 4), Qt::AlignRight | Qt::AlignVCenter, tr("recall"));
    painter.setFont(axis);
    const double axisLine = QFontMetricsF(axis).height();
    const int every = std::max(1, static_cast<int>(std::ceil((axisLine + 2) / geometry.cell)));
    const double bar = theme.scaled(34);
    for (int i = 0; i < m_data.size(); i += every) {
        const QRectF cell = cellRect(i, i);
        const double share = m_summary.recall[std::size_t(i)];
        const QRectF area(right, cell.top(), geometry.recall, geometry.cell);
        painter.setPen(theme.color(ColorRole::Text2));
        painter.drawText(area.adjusted(0, 0, 0, -5), Qt::AlignRight | Qt::AlignVCenter,
                         std::isnan(share) ? QStringLiteral("\u2013") : percentText(share) + QLatin1Char('%'));
        if (geometry.cell < axisLine + 6 || std::isnan(share))
            continue;
        const double y = cell.center().y() + axisLine / 2 - 1;
        painter.fillRect(QRectF(area.right() - bar, y, bar, 3), theme.color(ColorRole::Hover));
        painter.fillRect(QRectF(area.right() - bar, y, bar * share, 3),
                         share < kGoodRecall ? theme.error[4] : theme.score[5]);
    }
    const double y = geometry.origin.y() + side + 3;
    painter.setPen(theme.color(ColorRole::Text3));
    painter.drawText(QRectF(geometry.origin.x() - geometry.rowLabels - 6, y, geometry.rowLabels + 2, axisLine),
                     Qt::AlignRight | Qt::AlignVCenter, tr("prec"));
    painter.setPen(theme.color(ColorRole::Text2));
    const int everyColumn = std::max(1, static_cast<int>(std::ceil(QFontMetricsF(axis).horizontalAdvance("100") / geometry.cell)));
    for (int i = 0; i < m_data.size(); i += everyColumn) {
        const double room = geometry.cell * everyColumn;
        painter.drawText(QRectF(cellRect(i, i).center().x() - room / 2, y, room, axisLine), Qt::AlignCenter,
                         percentText(m_summary.precision[std::size_t(i)]));
    }
}

void HeatmapView::paintFoot(QPainter& painter, const Theme& theme) const
{
    QRectF foot(0, height() - kFoot + 4, width(), kFoot - 6);
    painter.setFont(theme.font(TextStyle::Caption));
    const QFontMetricsF metrics(painter.font());
    const QString words = sentence();
    painter.setPen(theme.color(ColorRole::Text));
    if (!words.isEmpty()) {
        painter.drawText(foot, Qt::AlignLeft | Qt::AlignVCenter, metrics.elidedText(words, Qt::ElideMiddle, foot.width()));
        return;
    }
    const bool difference = m_mode == HeatmapMode::Difference;
    const auto entry = [&](const QColor& color, const QString& text) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(color);
        painter.drawRoundedRect(QRectF(foot.left(), foot.center().y() - 5, 10, 10), 2, 2);
        painter.setPen(theme.color(ColorRole::Text2));
        painter.drawText(foot.adjusted(15, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, text);
        foot.setLeft(foot.left() + 15 + metrics.horizontalAdvance(text) + 12);
    };
    entry(difference ? theme.difference.back() : theme.score[4], difference ? tr("first is better") : tr("correct"));
    entry(difference ? theme.difference.front() : theme.error[4],
          difference ? tr("second is better") : tr("mistake, click to see it"));
    if (difference || std::isnan(m_summary.macroF1))
        return;
    const QString score = QString::number(100 * m_summary.macroF1, 'f', 1);
    painter.setFont(theme.font(TextStyle::Number));
    painter.setPen(theme.color(ColorRole::Text));
    painter.drawText(foot, Qt::AlignRight | Qt::AlignVCenter, score);
    const double taken = QFontMetricsF(painter.font()).horizontalAdvance(score) + 5;
    painter.setFont(theme.font(TextStyle::Caption));
    painter.setPen(theme.color(ColorRole::Text2));
    if (metrics.horizontalAdvance(tr("macro F1")) + taken < foot.width())
        painter.drawText(foot.adjusted(0, 0, -taken, 0), Qt::AlignRight | Qt::AlignVCenter, tr("macro F1"));
}

void HeatmapView::paintEvent(QPaintEvent*)
{
    if (m_data.labels.isEmpty())
        return;
    const Theme& theme = themeOf(this);
    const Geometry geometry = geometryOf();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paintLabels(painter, theme, geometry);
    if (m_frame == HeatmapFrame::Full) {
        paintMargins(painter, theme, geometry);
        paintFoot(painter, theme);
    }
    paintCells(painter, theme, geometry);
}

} // namespace tunescope::ui
