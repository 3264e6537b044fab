// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/run/mistake_tiles.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace tunescope::ui {
namespace {

constexpr int kTileGap = 12;
constexpr double kPad = 10.0;
constexpr double kBarRow = 17.0;
constexpr double kTextRow = 18.0;

/// The pictures are square or nearly so; rows are not stored with them.
QSize shapeOf(std::size_t pixels)
{
    int width = static_cast<int>(std::lround(std::sqrt(double(pixels))));
    while (width > 1 && pixels % static_cast<std::size_t>(width) != 0)
        --width;
    return width > 0 ? QSize(width, static_cast<int>(pixels) / width) : QSize();
}

template <class ColorOf>
QImage pictureOf(std::size_t count, ColorOf colorOf)
{
    const QSize shape = shapeOf(count);
    QImage picture(shape, QImage::Format_RGB32);
    for (std::size_t i = 0; i < count; ++i)
        picture.setPixelColor(static_cast<int>(i) % shape.width(), static_cast<int>(i) / shape.width(),
                              colorOf(i));
    return picture;
}

} // namespace

QImage inkPicture(const std::vector<float>& pixels, const Theme& theme)
{
    return pictureOf(pixels.size(), [&](std::size_t i) {
        return blend(theme.color(ColorRole::Text), theme.color(ColorRole::Hover),
                     std::clamp(double(pixels[i]), 0.0, 1.0));
    });
}

QImage differencePicture(const std::vector<float>& pixels, const std::vector<float>& reference,
                         const Theme& theme)
{
    const std::size_t count = std::min(pixels.size(), reference.size());
    return pictureOf(count, [&](std::size_t i) {
        return Theme::rampColor(theme.difference, 0.5 - 0.8 * double(pixels[i] - reference[i]));
    });
}

SampleTiles::SampleTiles(QSize tile, QWidget* parent) : QWidget(parent), m_tile(tile)
{
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void SampleTiles::setTiles(std::vector<SampleTile> tiles)
{
    m_tiles = std::move(tiles);
    setMinimumHeight(heightForWidth(width()));
    update();
}

int SampleTiles::columnsIn(int width) const
{
    return std::max(1, (width + kTileGap) / (m_tile.width() + kTileGap));
}

int SampleTiles::heightForWidth(int width) const
{
    const int columns = columnsIn(width);
    const int rows = (static_cast<int>(m_tiles.size()) + columns - 1) / columns;
    return rows * (m_tile.height() + kTileGap) - (rows > 0 ? kTileGap : 0);
}

QSize SampleTiles::sizeHint() const
{
    return {4 * (m_tile.width() + kTileGap), heightForWidth(4 * (m_tile.width() + kTileGap))};
}

void SampleTiles::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    setMinimumHeight(heightForWidth(width()));
}

QRectF SampleTiles::tileRect(int index) const
{
    const int columns = columnsIn(width());
    // Tiles share the width, up to a half more than they asked for.
    const double room = (width() - (columns - 1) * kTileGap) / double(columns);
    const double tileWidth = std::min(room, m_tile.width() * 1.5);
    return {index % columns * (tileWidth + kTileGap) + 0.5,
            index / columns * double(m_tile.height() + kTileGap) + 0.5, tileWidth - 1, m_tile.height() - 1.0};
}

void SampleTiles::paintEvent(QPaintEvent* event)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    for (std::size_t i = 0; i < m_tiles.size(); ++i) {
        const QRectF rect = tileRect(static_cast<int>(i));
        if (rect.intersects(event->rect()))
            paintTile(painter, m_tiles[i], rect);
    }
}

/// What a row of a table says, one value a line; what does not fit is left out.
void SampleTiles::paintLines(QPainter& painter, const QStringList& lines, const QRectF& room) const
{
    const Theme& theme = themeOf(this);
    painter.setFont(theme.font(TextStyle::Axis));
    painter.setPen(theme.color(ColorRole::Text2));
    const QFontMetricsF metrics(painter.font());
    const int most = std::max(1, static_cast<int>(room.height() / metrics.lineSpacing()));
    for (int i = 0; i < std::min<int>(most, static_cast<int>(lines.size())); ++i) {
        const bool isCut = i + 1 == most && most < lines.size();
        const QString text = isCut ? tr("and %1 more").arg(lines.size() - i) : lines[i];
        painter.drawText(
            QRectF(room.left(), room.top() + i * metrics.lineSpacing(), room.width(), metrics.lineSpacing()),
            Qt::AlignLeft | Qt::AlignVCenter, metrics.elidedText(text, Qt::ElideMiddle, room.width()));
    }
}

void SampleTiles::paintTile(QPainter& painter, const SampleTile& tile, const QRectF& rect) const
{
    const Theme& theme = themeOf(this);
    painter.setPen(theme.color(ColorRole::Border));
    painter.setBrush(theme.color(ColorRole::Surface));
    painter.drawRoundedRect(rect, theme.metrics.radiusCard, theme.metrics.radiusCard);
    const double bars = kBarRow * double(tile.bars.size());
    const double side = std::min(rect.width() - 2 * kPad, rect.height() - 2 * kPad - kTextRow - bars - 4);
    const QRectF picture(rect.center().x() - side / 2, rect.top() + kPad, side, side);
    painter.setRenderHint(QPainter::SmoothPixmapTransform, false);
    if (tile.lines.isEmpty())
        painter.drawImage(picture, tile.picture);
    else
        paintLines(painter, tile.lines, {rect.left() + kPad, picture.top(), rect.width() - 2 * kPad, side});
    const QRectF text(rect.left() + kPad, picture.bottom() + 4, rect.width() - 2 * kPad, kTextRow);
    painter.setFont(theme.font(TextStyle::Caption));
    painter.setPen(theme.color(ColorRole::Text2));
    painter.drawText(text, Qt::AlignLeft | Qt::AlignVCenter, tile.leftText);
    painter.drawText(text, Qt::AlignRight | Qt::AlignVCenter, tile.rightText);
    painter.setFont(theme.font(TextStyle::Axis));
    double y = text.bottom();
    for (const SampleTile::Bar& bar : tile.bars) {
        const QRectF row(text.left(), y, text.width(), kBarRow);
        const double label = painter.fontMetrics().horizontalAdvance(bar.label) + 6.0;
        const double number = painter.fontMetrics().horizontalAdvance(QStringLiteral("100%")) + 4.0;
        const QRectF track(row.left() + label, row.center().y() - 2.5,
                           std::max(8.0, row.width() - label - number), 5);
        painter.setPen(theme.color(ColorRole::Text));
        painter.drawText(row, Qt::AlignLeft | Qt::AlignVCenter, bar.label);
        painter.drawText(row, Qt::AlignRight | Qt::AlignVCenter,
                         QStringLiteral("%1%").arg(std::lround(100 * bar.share)));
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.color(ColorRole::Border));
        painter.drawRoundedRect(track, 2, 2);
        painter.setBrush(bar.tone == ColorRole::Warn     ? theme.error[4]
                         : bar.tone == ColorRole::Accent ? theme.score[5]
                                                         : theme.color(bar.tone));
        painter.drawRoundedRect(QRectF(track.topLeft(), QSizeF(std::max(2.0, track.width() * bar.share), 5)),
                                2, 2);
        y += kBarRow;
    }
}

} // namespace tunescope::ui
