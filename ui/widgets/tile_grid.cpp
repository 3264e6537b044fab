// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/tile_grid.h"

#include "ui/widgets/axis_scale.h"
#include "ui/widgets/painting.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace tunescope::ui {
namespace {

constexpr int kTileGap = 8;
constexpr double kMostSide = 44;

} // namespace

QImage tilePicture(const TileImage& tile, const Theme& theme)
{
    if (tile.width <= 0 || tile.height <= 0)
        return {};
    QImage image(tile.width, tile.height, QImage::Format_RGB32);
    const QColor paper = theme.color(theme.scheme == Scheme::Light ? ColorRole::App : ColorRole::Hover);
    const QColor ink = theme.color(ColorRole::Text);
    for (int y = 0; y < tile.height; ++y) {
        auto* line = reinterpret_cast<QRgb*>(image.scanLine(y));
        for (int x = 0; x < tile.width; ++x) {
            const auto index = std::size_t(y) * std::size_t(tile.width) + std::size_t(x);
            const double value = index < tile.ink.size() ? std::clamp(tile.ink[index], 0.0F, 1.0F) : 0.0;
            line[x] = blend(ink, paper, value).rgb();
        }
    }
    return image;
}

void drawTile(QPainter& painter, const TileImage& tile, const QRectF& rect, const Theme& theme)
{
    painter.save();
    painter.setRenderHint(QPainter::SmoothPixmapTransform, false);
    painter.drawImage(rect, tilePicture(tile, theme));
    painter.restore();
}

TileGrid::TileGrid(QWidget* parent) : QWidget(parent)
{
    setAccessibleName(tr("Samples by class"));
}

void TileGrid::setRows(std::vector<TileRow> rows)
{
    m_rows = std::move(rows);
    updateGeometry();
    update();
}

QSize TileGrid::sizeHint() const
{
    return {560, static_cast<int>(m_rows.size()) * 48};
}

QSize TileGrid::minimumSizeHint() const
{
    return {260, static_cast<int>(m_rows.size()) * 20};
}

TileGrid::Measures TileGrid::measure() const
{
    const Theme& theme = themeOf(this);
    const QFontMetricsF metrics(theme.font(TextStyle::Number));
    Measures m;
    for (const TileRow& row : m_rows)
        m.label = std::max(m.label, std::min(metrics.horizontalAdvance(row.label), 110.0));
    m.label += 14;
    m.step = m_rows.empty() ? 0 : std::min(kMostSide + 5, double(height()) / double(m_rows.size()));
    m.side = std::max(8.0, std::floor(m.step - 5));
    const double bars = theme.scaled(130);
    m.columns = std::max(1, static_cast<int>((width() - m.label - bars) / (m.side + kTileGap)));
    std::size_t most = 1;
    for (const TileRow& row : m_rows)
        most = std::max(most, row.tiles.size());
    m.columns = std::min(m.columns, int(most));
    m.barLeft = m.label + m.columns * (m.side + kTileGap) + 8;
    return m;
}

void TileGrid::paintEvent(QPaintEvent*)
{
    const Theme& theme = themeOf(this);
    const Measures m = measure();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(theme.font(TextStyle::Number));
    const QFontMetricsF metrics(painter.font());
    const double numbers = metrics.horizontalAdvance(QStringLiteral("00 000")) + 8;
    const double barRoom = std::clamp(width() - m.barLeft - numbers, 10.0, 110.0);
    int most = 1;
    for (const TileRow& row : m_rows)
        most = std::max(most, row.count);
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        const TileRow& row = m_rows[i];
        const double top = double(i) * m.step, middle = top + m.side / 2;
        painter.setPen(theme.color(ColorRole::Text2));
        painter.drawText(QRectF(0, top, m.label - 10, m.side), Qt::AlignRight | Qt::AlignVCenter,
                         metrics.elidedText(row.label, Qt::ElideMiddle, m.label - 10));
        for (int column = 0; column < m.columns && std::size_t(column) < row.tiles.size(); ++column)
            drawTile(painter, row.tiles[std::size_t(column)],
                     QRectF(m.label + column * (m.side + kTileGap), top, m.side, m.side), theme);
        const double length = barRoom * row.count / most;
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.score[4]);
        painter.drawRoundedRect(QRectF(m.barLeft, middle - 5, length, 10), 2, 2);
        painter.setPen(theme.color(ColorRole::Text2));
        painter.drawText(QRectF(m.barLeft + barRoom + 8, top, numbers, m.side),
                         Qt::AlignLeft | Qt::AlignVCenter, countText(row.count));
    }
}

void TileGrid::mouseReleaseEvent(QMouseEvent* event)
{
    const Measures m = measure();
    if (m.step <= 0)
        return;
    const int row = static_cast<int>(event->position().y() / m.step);
    const int column = static_cast<int>(std::floor((event->position().x() - m.label) / (m.side + kTileGap)));
    if (row < 0 || row >= int(m_rows.size()) || column < 0 || column >= m.columns)
        return;
    const auto& ids = m_rows[std::size_t(row)].ids;
    if (std::size_t(column) < ids.size())
        emit tileClicked(ids[std::size_t(column)]);
}

TileFlow::TileFlow(QWidget* parent) : QWidget(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setProperty("ownFocusRing", true);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void TileFlow::setTiles(std::vector<Tile> tiles)
{
    m_tiles = std::move(tiles);
    m_current = std::min(m_current, std::max(0, int(m_tiles.size()) - 1));
    setMinimumHeight(heightForWidth(std::max(1, width())));
    updateGeometry();
    update();
}

void TileFlow::setTileSide(int pixels)
{
    m_side = std::max(16, pixels);
    updateGeometry();
    update();
}

QSize TileFlow::cellSize() const
{
    const Theme& theme = themeOf(this);
    const int line = QFontMetrics(theme.font(TextStyle::Caption)).height();
    const bool details =
        std::any_of(m_tiles.begin(), m_tiles.end(), [](const Tile& t) { return !t.detail.isEmpty(); });
    return {std::max(m_side, theme.scaled(64)) + kTileGap, m_side + 4 + line * (details ? 2 : 1) + kTileGap};
}

int TileFlow::columnsFor(int width) const
{
    return std::max(1, (width + kTileGap - 8) / cellSize().width());
}

int TileFlow::heightForWidth(int width) const
{
    const int columns = columnsFor(width);
    return 8 + (int(m_tiles.size()) + columns - 1) / columns * cellSize().height();
}

QSize TileFlow::sizeHint() const
{
    return {cellSize().width() * 4, heightForWidth(cellSize().width() * 4)};
}

QRect TileFlow::tileRect(int index) const
{
    const int columns = columnsFor(width());
    const QSize cell = cellSize();
    return {4 + index % columns * cell.width(), 4 + index / columns * cell.height(), cell.width() - kTileGap,
            cell.height() - kTileGap};
}

int TileFlow::indexAt(const QPoint& point) const
{
    for (int i = 0; i < int(m_tiles.size()); ++i) {
        if (tileRect(i).contains(point))
            return i;
    }
    return -1;
}

void TileFlow::setCurrent(int index)
{
    m_current = std::clamp(index, 0, std::max(0, int(m_tiles.size()) - 1));
    if (!m_tiles.empty())
        setAccessibleDescription(m_tiles[std::size_t(m_current)].tip);
    update();
}

void TileFlow::paintEvent(QPaintEvent* event)
{
    const Theme& theme = themeOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QFont caption = theme.font(TextStyle::Axis), detail = theme.font(TextStyle::Caption);
    for (int i = 0; i < int(m_tiles.size()); ++i) {
        const QRect area = tileRect(i);
        if (!area.intersects(event->rect()))
            continue;
        const Tile& tile = m_tiles[std::size_t(i)];
        const QRectF picture(area.x() + (area.width() - m_side) / 2.0, area.y(), m_side, m_side);
        drawTile(painter, tile.image, picture, theme);
        painter.setFont(caption);
        painter.setPen(theme.color(ColorRole::Text));
        const QFontMetrics metrics(caption);
        const QRect line(area.x(), area.y() + m_side + 3, area.width(), metrics.height());
        painter.drawText(line, Qt::AlignCenter,
                         metrics.elidedText(tile.caption, Qt::ElideRight, line.width()));
        painter.setFont(detail);
        painter.setPen(theme.color(ColorRole::Text3));
        painter.drawText(line.translated(0, metrics.height()), Qt::AlignCenter,
                         QFontMetrics(detail).elidedText(tile.detail, Qt::ElideRight, line.width()));
        if (i == m_current && hasFocus())
            drawFocusRing(painter, picture, 3, theme);
    }
}

void TileFlow::mouseReleaseEvent(QMouseEvent* event)
{
    const int index = indexAt(event->position().toPoint());
    if (event->button() != Qt::LeftButton || index < 0)
        return;
    setCurrent(index);
    emit tileActivated(m_tiles[std::size_t(index)].id);
}

void TileFlow::keyPressEvent(QKeyEvent* event)
{
    const int columns = columnsFor(width());
    switch (event->key()) {
    case Qt::Key_Left:
        setCurrent(m_current - 1);
        break;
    case Qt::Key_Right:
        setCurrent(m_current + 1);
        break;
    case Qt::Key_Up:
        setCurrent(m_current - columns);
        break;
    case Qt::Key_Down:
        setCurrent(m_current + columns);
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        if (!m_tiles.empty())
            emit tileActivated(m_tiles[std::size_t(m_current)].id);
        break;
    default:
        QWidget::keyPressEvent(event);
    }
}

void TileFlow::focusInEvent(QFocusEvent* event)
{
    QWidget::focusInEvent(event);
    update();
}

void TileFlow::focusOutEvent(QFocusEvent* event)
{
    QWidget::focusOutEvent(event);
    update();
}

bool TileFlow::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const int index = indexAt(help->pos());
        if (index >= 0)
            QToolTip::showText(help->globalPos(), m_tiles[std::size_t(index)].tip, this);
        return true;
    }
    if (event->type() == QEvent::Resize)
        setMinimumHeight(heightForWidth(width()));
    return QWidget::event(event);
}

} // namespace tunescope::ui
