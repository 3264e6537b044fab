// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/parallel_raster.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace tunescope::ui {
namespace {

constexpr double kSteepest =
    12.0; ///< A line never covers more rows of a column than so many times its width.

/// Source over destination, both premultiplied.
QRgb blendOver(QRgb source, QRgb destination, double coverage)
{
    const auto part = [&](QRgb colour, int shift) { return (colour >> shift) & 0xffU; };
    const auto scale = static_cast<unsigned>(coverage * 256.0);
    const unsigned rest = 255U - ((part(source, 24) * scale) >> 8);
    QRgb mixed = 0;
    for (const int shift : {0, 8, 16, 24}) {
        const unsigned sum =
            ((part(source, shift) * scale) >> 8) + (part(destination, shift) * rest + 127U) / 255U;
        mixed |= std::min(sum, 255U) << shift;
    }
    return mixed;
}

/// One gap between two axes, in device pixels.
struct Gap {
    std::vector<double> eased; ///< Share of the way at the middle of every column.
    std::vector<double> slope; ///< Of `eased` a column.
    int first = 0;
};

Gap gapBetween(double left, double right)
{
    Gap gap;
    gap.first = static_cast<int>(std::floor(left));
    const double length = std::max(1.0, right - left);
    for (int column = gap.first; column < static_cast<int>(std::floor(right)); ++column) {
        const double t = std::clamp((column + 0.5 - left) / length, 0.0, 1.0);
        gap.eased.push_back(easedBetween(0.0, 1.0, t));
        gap.slope.push_back(6.0 * t * (1.0 - t) / length);
    }
    return gap;
}

void strokeGap(QImage& image, const Gap& gap, double from, double to, double width, QRgb colour)
{
    for (std::size_t i = 0; i < gap.eased.size(); ++i) {
        const int column = gap.first + static_cast<int>(i);
        if (column < 0 || column >= image.width())
            continue;
        const double y = from + (to - from) * gap.eased[i];
        const double slope = (to - from) * gap.slope[i];
        // Measured upright, a slanted line is thicker than across.
        const double half = 0.5 * width * std::min(kSteepest, std::sqrt(1.0 + slope * slope));
        const int top = std::max(0, static_cast<int>(std::floor(y - half)));
        const int bottom = std::min(image.height() - 1, static_cast<int>(std::floor(y + half)));
        auto* pixel = reinterpret_cast<QRgb*>(image.scanLine(top)) + column;
        const qsizetype stride = image.bytesPerLine() / qsizetype(sizeof(QRgb));
        for (int row = top; row <= bottom; ++row, pixel += stride) {
            const double covered = std::min(y + half, row + 1.0) - std::max(y - half, double(row));
            *pixel = blendOver(colour, *pixel, std::clamp(covered, 0.0, 1.0));
        }
    }
}

} // namespace

void drawLines(QPainter& painter, const ParallelLines& lines)
{
    painter.save();
    painter.setBrush(Qt::NoBrush);
    const std::size_t axes = lines.x.size();
    for (std::size_t line = 0; axes > 1 && line < lines.color.size(); ++line) {
        const auto point = [&](std::size_t axis) { return QPointF(lines.x[axis], double(lines.y[line * axes + axis])); };
        QPainterPath path(point(0));
        // t^2 (3 - 2t) between two axes is this cubic curve.
        for (std::size_t axis = 0; axis + 1 < axes; ++axis) {
            const QPointF from = point(axis), to = point(axis + 1);
            const double third = (to.x() - from.x()) / 3.0;
            path.cubicTo({from.x() + third, from.y()}, {to.x() - third, to.y()}, to);
        }
        painter.setPen(QPen(QColor::fromRgba(lines.color[line]), lines.width));
        painter.drawPath(path);
    }
    painter.restore();
}

double easedBetween(double from, double to, double t)
{
    return from + (to - from) * t * t * (3.0 - 2.0 * t);
}

QImage paintedLines(const ParallelLines& lines)
{
    const QSize size = (lines.size * lines.ratio).toSize().expandedTo({1, 1});
    QImage image(size, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    const std::size_t axes = lines.x.size();
    std::vector<Gap> gaps;
    for (std::size_t a = 0; a + 1 < axes; ++a)
        gaps.push_back(gapBetween(lines.x[a] * lines.ratio, lines.x[a + 1] * lines.ratio));
    for (std::size_t line = 0; line < lines.color.size(); ++line) {
        const QRgb colour = qPremultiply(lines.color[line]);
        const float* y = &lines.y[line * axes];
        for (std::size_t a = 0; a < gaps.size(); ++a)
            strokeGap(image, gaps[a], double(y[a]) * lines.ratio, double(y[a + 1]) * lines.ratio,
                      lines.width * lines.ratio, colour);
    }
    image.setDevicePixelRatio(lines.ratio);
    return image;
}

} // namespace tunescope::ui
