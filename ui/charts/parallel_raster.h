// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QSizeF>

#include <vector>

class QPainter;

namespace tunescope::ui {

/// Lines across parallel axes, as numbers only, so that they can be painted on any thread.
struct ParallelLines {
    QSizeF size;             ///< In device-independent pixels.
    double ratio = 1.0;      ///< Device pixels each.
    std::vector<double> x;   ///< Of every axis, rising.
    std::vector<float> y;    ///< [line * axes + axis], in pixels.
    std::vector<QRgb> color; ///< Of every line, not premultiplied; later lines lie on top.
    double width = 1.2;
};

/// A picture of the lines, smooth between the axes, on transparent ground. Costs about 10 us a line and axis.
[[nodiscard]] QImage paintedLines(const ParallelLines& lines);

/// The same as lines on a painter, for pictures that can be enlarged.
void drawLines(QPainter& painter, const ParallelLines& lines);

/// Height between two axes: `t` from 0 to 1 along, eased at both.
[[nodiscard]] double easedBetween(double from, double to, double t);

} // namespace tunescope::ui
