// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/data/tile_painter.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <array>

namespace tunescope::ui {

QImage tileImage(std::span<const float> pixels, const QSize& size, const Theme& theme)
{
    const auto count = static_cast<std::size_t>(size.width()) * static_cast<std::size_t>(size.height());
    if (size.isEmpty() || pixels.size() != count)
        return {};
    std::array<QRgb, 256> ink{};
    for (std::size_t level = 0; level < ink.size(); ++level) {
        ink[level] = blend(theme.color(ColorRole::Text), theme.color(ColorRole::App),
                           static_cast<double>(level) / 255.0)
                         .rgb();
    }
    QImage image(size, QImage::Format_RGB32);
    std::size_t at = 0;
    for (int y = 0; y < size.height(); ++y) {
        auto* line = reinterpret_cast<QRgb*>(image.scanLine(y));
        for (int x = 0; x < size.width(); ++x)
            line[x] = ink[static_cast<std::size_t>(std::clamp(pixels[at++], 0.0F, 1.0F) * 255.0F)];
    }
    return image;
}

void paintTile(QPainter& painter, const QRectF& rect, const QImage& image, const Theme& theme)
{
    painter.save();
    QPainterPath corners;
    corners.addRoundedRect(rect, theme.metrics.radiusCell, theme.metrics.radiusCell);
    painter.setClipPath(corners);
    painter.setRenderHint(QPainter::SmoothPixmapTransform, false);
    painter.drawImage(rect, image);
    painter.restore();
}

} // namespace tunescope::ui
