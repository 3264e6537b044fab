// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/data/class_tiles.h"

#include "ui/pages/data/tile_painter.h"
#include "ui/viewmodels/value_text.h"
#include "ui/widgets/painting.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>

namespace tunescope::ui {
namespace {

constexpr int kGap = 6;
constexpr int kMostSide = 44;
constexpr int kLeastSide = 26;
constexpr int kBarWidth = 84;

} // namespace

ClassTiles::ClassTiles(QWidget* parent) : QWidget(parent)
{
    m_current = {0, 0};
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setProperty("ownFocusRing", true);
    setAccessibleName(tr("Samples by class"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void ClassTiles::setLines(std::vector<Line> lines, const Look& look)
{
    m_lines = std::move(lines);
    m_look = look;
    m_hover = {};
    setMinimumHeight(static_cast<int>(m_lines.size()) * (kLeastSide + kGap));
    updateGeometry();
    update();
}

int ClassTiles::nameWidth() const
{
    const QFontMetrics metrics(themeOf(this).font(TextStyle::Number));
    int width = 14;
    for (const Line& line : m_lines)
        width = std::max(width, metrics.horizontalAdvance(line.name));
    return std::min(width + 20, 110);
}

int ClassTiles::side() const
{
    const auto lines = static_cast<int>(std::max<std::size_t>(m_lines.size(), 1));
    return std::clamp(height() / lines - kGap, kLeastSide, kMostSide);
}

int ClassTiles::tileWidth() const
{
    return m_look.seriesLines > 0 ? 2 * side() : side();
}

int ClassTiles::numberWidth() const
{
    const QFontMetrics metrics(themeOf(this).font(TextStyle::Number));
    int width = 0;
    for (const Line& line : m_lines)
        width = std::max(width, metrics.horizontalAdvance(wholeText(line.samples)));
    return width;
}

int ClassTiles::barWidth() const
{
    return kBarWidth + 8 + numberWidth();
}

int ClassTiles::columns() const
{
    std::size_t most = 0;
    for (const Line& line : m_lines)
        most = std::max(most, line.tiles.size());
    const int room = (width() - nameWidth() - barWidth() - 14) / (tileWidth() + kGap);
    return std::clamp(room, 1, static_cast<int>(std::max<std::size_t>(most, 1)));
}

QRect ClassTiles::tileRect(int line, int tile) const
{
    if (line < 0 || tile < 0 || tile >= columns())
        return {};
    return {nameWidth() + tile * (tileWidth() + kGap), line * (side() + kGap), tileWidth(), side()};
}

QSize ClassTiles::sizeHint() const
{
    const auto lines = static_cast<int>(m_lines.size());
    return {nameWidth() + 9 * (kMostSide + kGap) + barWidth(), lines * (kMostSide + kGap)};
}

const ClassTiles::Tile* ClassTiles::tileAt(const Place& place) const
{
    if (place.line < 0 || place.line >= static_cast<int>(m_lines.size()) || place.tile >= columns())
        return nullptr;
    const std::vector<Tile>& tiles = m_lines[static_cast<std::size_t>(place.line)].tiles;
    return place.tile >= 0 && place.tile < static_cast<int>(tiles.size())
               ? &tiles[static_cast<std::size_t>(place.tile)]
               : nullptr;
}

ClassTiles::Place ClassTiles::placeAt(const QPoint& point) const
{
    const Place place{point.y() / (side() + kGap), (point.x() - nameWidth()) / (tileWidth() + kGap)};
    return point.x() >= nameWidth() && tileAt(place) != nullptr &&
                   tileRect(place.line, place.tile).contains(point)
               ? place
               : Place();
}

void ClassTiles::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    for (int line = 0; line < static_cast<int>(m_lines.size()); ++line) {
        paintLine(painter, line);
        paintBar(painter, line);
    }
    if (hasFocus() && tileAt(m_current) != nullptr)
        drawFocusRing(painter, tileRect(m_current.line, m_current.tile), themeOf(this).metrics.radiusCell,
                      themeOf(this));
}

void ClassTiles::paintLine(QPainter& painter, int line) const
{
    const Theme& theme = themeOf(this);
    const Line& content = m_lines[static_cast<std::size_t>(line)];
    const QRect first = tileRect(line, 0);
    painter.setFont(theme.font(TextStyle::Number));
    painter.setPen(theme.color(ColorRole::Text));
    const QRect name(0, first.y(), nameWidth() - 12, first.height());
    painter.drawText(name, Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(content.name, Qt::ElideRight, name.width()));
    for (int tile = 0; tile < std::min(columns(), static_cast<int>(content.tiles.size())); ++tile) {
        const Tile& sample = content.tiles[static_cast<std::size_t>(tile)];
        const QRectF rect = tileRect(line, tile);
        painter.setOpacity(sample.excluded ? 0.3 : 1.0);
        paintSample(painter, rect, sample);
        painter.setOpacity(1.0);
        if (sample.excluded) {
            painter.setPen(QPen(theme.color(ColorRole::Warn), 2));
            painter.drawLine(rect.topLeft() + QPointF(6, 6), rect.bottomRight() - QPointF(6, 6));
            painter.drawLine(rect.topRight() + QPointF(-6, 6), rect.bottomLeft() + QPointF(6, -6));
        }
        if (m_hover == Place{line, tile}) {
            painter.setPen(QPen(theme.color(ColorRole::Accent), 1.5));
            painter.setBrush(Qt::NoBrush);
            painter.drawRoundedRect(rect.adjusted(-1, -1, 1, 1), theme.metrics.radiusCell,
                                    theme.metrics.radiusCell);
        }
    }
}

void ClassTiles::paintSample(QPainter& painter, const QRectF& rect, const Tile& sample) const
{
    const Theme& theme = themeOf(this);
    const bool isSeries = m_look.seriesLines > 0;
    QImage image = isSeries ? QImage() : tileImage(sample.pixels, m_look.pixels, theme);
    if (!image.isNull()) {
        layMask(image, sample.mask, theme);
        paintTile(painter, rect, image, theme);
        return;
    }
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.color(ColorRole::App));
    painter.drawRoundedRect(rect, theme.metrics.radiusCell, theme.metrics.radiusCell);
    if (isSeries)
        paintSeries(painter, rect.adjusted(5, 6, -5, -6), sample.pixels, m_look.seriesLines, theme);
}

void ClassTiles::paintBar(QPainter& painter, int line) const
{
    const Theme& theme = themeOf(this);
    std::int64_t most = 1;
    for (const Line& other : m_lines)
        most = std::max(most, other.samples);
    const std::int64_t samples = m_lines[static_cast<std::size_t>(line)].samples;
    const int left = nameWidth() + columns() * (tileWidth() + kGap) + 12;
    const int room = std::max(std::min(barWidth(), width() - left) - 8 - numberWidth(), 8);
    const double middle = tileRect(line, 0).center().y() + 1;
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.scoreColor(0.58));
    painter.drawRoundedRect(
        QRectF(left, middle - 4,
               std::max(2.0, room * static_cast<double>(samples) / static_cast<double>(most)), 8),
        2, 2);
    painter.setFont(theme.font(TextStyle::Number));
    painter.setPen(theme.color(ColorRole::Text2));
    painter.drawText(QRectF(left + room + 8, middle - 9, numberWidth() + 2, 18),
                     Qt::AlignLeft | Qt::AlignVCenter, wholeText(samples));
}

void ClassTiles::mousePressEvent(QMouseEvent* event)
{
    const Place place = placeAt(event->pos());
    const Tile* tile = tileAt(place);
    if (event->button() != Qt::LeftButton || tile == nullptr)
        return;
    m_current = place;
    update();
    emit tileChosen(tile->row);
}

void ClassTiles::mouseMoveEvent(QMouseEvent* event)
{
    const Place place = placeAt(event->pos());
    if (place == m_hover)
        return;
    m_hover = place;
    setCursor(tileAt(place) != nullptr ? Qt::PointingHandCursor : Qt::ArrowCursor);
    update();
}

void ClassTiles::leaveEvent(QEvent* event)
{
    QWidget::leaveEvent(event);
    m_hover = {};
    update();
}

void ClassTiles::keyPressEvent(QKeyEvent* event)
{
    Place next = m_current;
    switch (event->key()) {
    case Qt::Key_Left:
        --next.tile;
        break;
    case Qt::Key_Right:
        ++next.tile;
        break;
    case Qt::Key_Up:
        --next.line;
        break;
    case Qt::Key_Down:
        ++next.line;
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        if (const Tile* tile = tileAt(m_current))
            emit tileChosen(tile->row);
        return;
    default:
        QWidget::keyPressEvent(event);
        return;
    }
    if (tileAt(next) != nullptr)
        m_current = next;
    update();
}

void ClassTiles::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    m_hover = {};
}

} // namespace tunescope::ui
