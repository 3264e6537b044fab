// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/theme.h"

#include <QImage>
#include <QSize>

#include <cstdint>
#include <span>
#include <vector>

class QPainter;

namespace tunescope::ui {

/// Pixels 0..1 (row-major, `size` = width and height in pixels) as a picture in the theme's ink: 0 is the
/// ground, 1 the text colour. Null if the count does not fit.
[[nodiscard]] QImage tileImage(std::span<const float> pixels, const QSize& size, const Theme& theme);

/// The classes of pixels laid over a picture: class 0, the background, stays as it is.
void layMask(QImage& image, std::span<const std::uint8_t> mask, const Theme& theme);

/// A sequence, [steps, features]: one line a feature, all on one scale from the lowest to the highest value.
void paintSeries(QPainter& painter, const QRectF& rect, std::span<const float> values, int features,
                 const Theme& theme);

/// A sequence of many features as pixels, 0..1: time runs to the right, the first feature is at the bottom.
[[nodiscard]] std::vector<float> seriesPixels(std::span<const float> values, int features);

/// Sequences of so few features are drawn as lines, others as a picture.
inline constexpr int kMostLines = 4;

/// Draws the picture with hard pixel edges and rounded corners.
void paintTile(QPainter& painter, const QRectF& rect, const QImage& image, const Theme& theme);

} // namespace tunescope::ui
