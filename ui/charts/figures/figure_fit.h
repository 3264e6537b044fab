// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointF>

#include <vector>

namespace tunescope::ui {

/// A polynomial trained by gradient descent on ten noisy points of a sine, and measured on forty others.
struct FitCourse {
    std::vector<double> training, validation; ///< Mean squared error after each epoch, epoch 0 first.
    int best = 0;                             ///< Epoch of the lowest validation error.
};

/// `degree` high enough overfits; 1 cannot bend and underfits.
[[nodiscard]] FitCourse fitCourse(int degree, int epochs, int stepsPerEpoch);

} // namespace tunescope::ui
