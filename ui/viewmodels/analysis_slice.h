// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/viewmodels/analysis_model.h"

#include <vector>

namespace tunescope::ui {

/// Finished trials from which medians are drawn.
inline constexpr int kFewestForMedians = 12;

enum class SliceOf { All, Brushed };

/// A running median along a setting of numbers: scores of a seventh of the trials around each place.
struct RunningMedian {
    std::vector<double> x; ///< Positions on the setting's axis, rising.
    std::vector<double> median;
    std::vector<double> low;  ///< 25 %; scores as they are.
    std::vector<double> high; ///< 75 %
};

/// Scores of the trials with one choice.
struct ChoiceBox {
    int trials = 0;
    int diverged = 0;
    double low = kNoValue; ///< 5 %
    double lowQuarter = kNoValue;
    double median = kNoValue;
    double highQuarter = kNoValue;
    double high = kNoValue; ///< 95 %
};

/// Diverged trials have no score and count in neither. Fewer than kFewestForMedians scores: empty.
[[nodiscard]] RunningMedian runningMedian(const AnalysisModel& model, std::size_t dimension, SliceOf of);
/// One for each choice of the axis.
[[nodiscard]] std::vector<ChoiceBox> choiceBoxes(const AnalysisModel& model, std::size_t dimension,
                                                 SliceOf of);
/// The largest median of a setting minus its smallest, over all trials; NaN with too few.
[[nodiscard]] double medianSpread(const AnalysisModel& model, std::size_t dimension);

} // namespace tunescope::ui
