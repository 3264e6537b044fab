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

void layMask(QImage& image, std::span<const std::uint8_t> mask, const Theme& theme)
{
    constexpr double kOpacity = 0.6;
    if (image.isNull() ||
        mask.size() != static_cast<std::size_t>(image.width()) * static_cast<std::size_t>(image.height()))
        return;
    std::size_t at = 0;
    for (int y = 0; y < image.height(); ++y) {
        auto* line = reinterpret_cast<QRgb*>(image.scanLine(y));
        for (int x = 0; x < image.width(); ++x, ++at) {
            if (mask[at] > 0)
                line[x] = blend(theme.pin(mask[at] - 1).color, QColor(line[x]), kOpacity).rgb();
        }
    }
}

void paintSeries(QPainter& painter, const QRectF& rect, std::span<const float> values, int features,
                 const Theme& theme)
{
    const auto width = static_cast<std::size_t>(std::max(features, 1));
    const std::size_t steps = values.size() / width;
    if (steps < 2)
        return;
    const auto [low, high] = std::minmax_element(values.begin(), values.end());
    const double span = std::max(static_cast<double>(*high) - static_cast<double>(*low), 1e-12);
    painter.setBrush(Qt::NoBrush);
    for (std::size_t feature = 0; feature < width; ++feature) {
        QPolygonF line;
        for (std::size_t step = 0; step < steps; ++step) {
            const double share = (static_cast<double>(values[step * width + feature]) - *low) / span;
            line << QPointF(rect.left() +
                                rect.width() * static_cast<double>(step) / static_cast<double>(steps - 1),
                            rect.bottom() - rect.height() * share);
        }
        painter.setPen(QPen(
            width == 1 ? theme.color(ColorRole::Text) : theme.pin(static_cast<int>(feature)).color, 1.3));
        painter.drawPolyline(line);
    }
}

std::vector<float> seriesPixels(std::span<const float> values, int features)
{
    const auto height = static_cast<std::size_t>(std::max(features, 1));
    const std::size_t width = values.size() / height;
    if (width == 0)
        return {};
    const auto [low, high] = std::minmax_element(values.begin(), values.end());
    const float span = std::max(*high - *low, 1e-12F);
    std::vector<float> pixels(width * height);
    for (std::size_t step = 0; step < width; ++step) {
        for (std::size_t feature = 0; feature < height; ++feature)
            pixels[(height - 1 - feature) * width + step] = (values[step * height + feature] - *low) / span;
    }
    return pixels;
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
