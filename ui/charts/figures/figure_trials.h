// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

namespace tunescope::ui {

/// A small study that is really run: gradient descent with momentum in the valley of figure_surface.h.
struct ToyTrial {
    double rate = 0;     ///< Learning rate, 0..1 on its logarithmic axis from 0.001 to 0.3.
    double momentum = 0; ///< 0 to 0.99.
    std::vector<double>
        curve;        ///< Score after each epoch: tenfold drops of the loss, -1 (risen tenfold) to 8.
    double score = 0; ///< Best of the curve.
    bool diverged = false;
};
inline constexpr int kToyEpochs = 27, kToyTrials = 48;
inline constexpr double kToyLow = -1, kToyHigh = 8;

[[nodiscard]] ToyTrial toyTrial(double rate, double momentum);
/// By a random search; always the same.
[[nodiscard]] const std::vector<ToyTrial>& toyTrials();
/// Index of the best one.
[[nodiscard]] int bestToy();

} // namespace tunescope::ui
