// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/theme.h"

#include <QImage>
#include <QSize>

#include <span>

class QPainter;

namespace tunescope::ui {

/// Pixels 0..1 (row-major, `size` = width and height in pixels) as a picture in the theme's ink: 0 is the
/// ground, 1 the text colour. Null if the count does not fit.
[[nodiscard]] QImage tileImage(std::span<const float> pixels, const QSize& size, const Theme& theme);

/// Draws the picture with hard pixel edges and rounded corners.
void paintTile(QPainter& painter, const QRectF& rect, const QImage& image, const Theme& theme);

} // namespace tunescope::ui
