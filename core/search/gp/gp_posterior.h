// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/search/gp/gp_fit.h"

#include <memory>
#include <vector>

namespace tunescope {

struct GpPrediction {
    double mean = 0.0;
    double deviation = 0.0; ///< Of the function, without noise.
};

/// A Gaussian process that has seen its data. Immutable.
class GpPosterior
{
public:
    /// `data` must not be empty. Adds jitter until the matrix can be factored.
    GpPosterior(const EncodedSpace& space, TrainingSet data, GpScales scales);
    GpPosterior(GpPosterior&&) noexcept;
    GpPosterior& operator=(GpPosterior&&) noexcept;
    ~GpPosterior();

    [[nodiscard]] const TrainingSet& data() const;
    [[nodiscard]] const GpScales& scales() const;

    [[nodiscard]] std::vector<GpPrediction> predict(const std::vector<EncodedPoint>& points) const;

    /// The means alone, which cost less.
    [[nodiscard]] std::vector<double> means(const std::vector<EncodedPoint>& points) const;

    /// log of the expected improvement over `incumbent`, for each point.
    [[nodiscard]] std::vector<double> logImprovements(const std::vector<EncodedPoint>& points,
                                                      double incumbent) const;
    /// An upper bound of it that costs less: as if only the nearest data point were known to the deviation.
    [[nodiscard]] std::vector<double> improvementBounds(const std::vector<EncodedPoint>& points,
                                                        double incumbent) const;

    /// At one point, with the gradient with respect to its coordinates (0 for choices and inactive ones).
    [[nodiscard]] double logImprovement(const EncodedPoint& point, double incumbent,
                                        std::vector<double>& gradient) const;

private:
    struct Parts;
    std::unique_ptr<Parts> m_parts;
};

} // namespace tunescope
