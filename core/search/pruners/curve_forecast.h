// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/search/trial_record.h"

#include <span>
#include <vector>

namespace tunescope {

/// Where a learning curve will be at its last step: a mixture of normal distributions, one for each exponent.
struct CurveForecast {
    struct Part {
        double weight = 0.0; ///< They add up to 1.
        double mean = 0.0;
        double deviation = 0.0;
    };
    std::vector<Part> parts;

    [[nodiscard]] double mean() const;
    /// The probability that the curve ends below `level`.
    [[nodiscard]] double chanceBelow(double level) const;
};

/// Extrapolates at least 4 finite values of increasing steps to the last step `horizon` in closed form.
///
/// Model: y_t = c + a ((t+1)^-e - (T+1)^-e) + noise for e in {-1, .1, .25, .5, .8, 1.2, 1.8, 2.5}, so that c
/// is the value at the horizon T (e = -1: a straight line). (c, a) has a normal prior as wide as the spread
/// of what was seen; late steps weigh more (e^{2t/n}, n = the last one); the noise is estimated from first
/// differences by their median absolute deviation; the exponents are mixed by their evidence, tempered by 6/n
/// because the points of a curve are not independent. The deviation has a floor of 5 % of the spread: no
/// curve follows a power law exactly.
///
/// Source: power-law family of Domhan, Springenberg & Hutter, "Speeding up automatic hyperparameter
/// optimization of deep neural networks by extrapolation of learning curves", IJCAI 2015; Gaussian conjugate
/// form instead of their sampling. Cost: 8 systems of 2 equations.
[[nodiscard]] CurveForecast forecastCurve(std::span<const IntermediateValue> curve, int horizon);

} // namespace tunescope
