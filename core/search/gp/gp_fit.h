// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/search/gp/encoded_space.h"
#include "core/search/gp/training_set.h"

#include <vector>

namespace tunescope {

/// Hyperparameters of the Gaussian process, as natural logarithms: one length for each parameter of the
/// space, the variance of the function and that of the noise.
struct GpScales {
    std::vector<double> logLengths;
    double logVariance = 0.0;
    double logNoise = -6.0;
};

/// Squared distance of two encoded points along one axis, before its length divides it: (a - b)^2 for
/// numbers, 1 for different choices. Where only one of them is active: (u - 1/2)^2 + 0.1 for numbers, 1/2 for
/// choices, as if inactive were a place beside the axis, so that the kernel stays positive definite.
[[nodiscard]] double axisDistance(const EncodedAxis& axis, double a, double b);

/// axisDistance of two random places: 1/6 for numbers, 1 - 1/k for k choices.
[[nodiscard]] double typicalDistance(const EncodedAxis& axis);

/// Where the fit begins: the mode of the prior.
[[nodiscard]] GpScales defaultScales(const EncodedSpace& space);

/// Negative logarithm of likelihood times prior, up to a constant, and its gradient with respect to
/// logLengths, logVariance, logNoise in this order (not computed if `gradient` is null). The constant mean is
/// the generalised least squares one. Infinite if the matrix cannot be factored.
///
/// Kernel: variance * Matern 5/2 of r^2 = sum of axisDistance / length^2.
/// Priors: log length ~ N(log 0.7 + log(d)/4 + log(6 typicalDistance)/2, 1), so that a random change of a
/// choice is expected to matter as much as one of a number; log variance ~ N(0, 0.8^2), log noise ~ N(-6,
/// 2^2). Source: Rasmussen & Williams, "Gaussian Processes for Machine Learning", 2006, equations 5.8
/// and 5.9.
[[nodiscard]] double negativeLogPosterior(const EncodedSpace& space, const TrainingSet& data,
                                          const GpScales& scales, std::vector<double>* gradient);

/// The scales of the highest posterior density that is found from `starts`.
[[nodiscard]] GpScales fitScales(const EncodedSpace& space, const TrainingSet& data,
                                 const std::vector<GpScales>& starts, int iterations);

} // namespace tunescope
