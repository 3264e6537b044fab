// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/search/gp/gp_posterior.h"
#include "core/search/sampler.h"

#include <deque>
#include <memory>
#include <optional>
#include <span>
#include <unordered_map>

namespace tunescope {

/// A model of what was told, with pending trials filled in.
struct GpModel {
    const EncodedSpace* space = nullptr;
    GpPosterior posterior;
    double incumbent = 0.0;         ///< Best posterior mean among the told points, pending ones left out.
    std::vector<EncodedPoint> best; ///< Told points, best first; at most 6.
};

/// Builds models and remembers what is costly; everything remembered follows from its key alone.
///
/// Scales are fitted at fixed counts of told trials: all to 40, every fourth to 100, then every 5 %; from at
/// most 160 trials. Each fit starts from the prior's mode or from the fit at the largest of 10, 20, 40, 80,
/// ... below its count, so that the answer does not depend on what was asked before. Not thread-safe.
class GpModels
{
public:
    /// No model if fewer than 3 told trials are valid in the space.
    [[nodiscard]] std::optional<GpModel> modelOf(const ProposalContext& context);

    /// The encoded space of the last context.
    [[nodiscard]] const EncodedSpace& space() const { return *m_space; }
    [[nodiscard]] const EncodedPoint* encoded(const TrialRecordPtr& trial);

private:
    struct Fit {
        std::vector<TrialRecordPtr> trials;
        Direction direction = Direction::Minimize;
        GpScales scales;
    };
    struct Encoded {
        TrialRecordPtr trial;
        std::optional<EncodedPoint> point;
    };

    void use(const SearchSpace& space);
    [[nodiscard]] TrainingSet trainingSet(std::span<const TrialRecordPtr> trials, Direction direction);
    [[nodiscard]] GpScales scalesAt(std::span<const TrialRecordPtr> trials, Direction direction);

    std::unique_ptr<EncodedSpace> m_space;
    std::unordered_map<const TrialRecord*, Encoded> m_encoded;
    std::deque<Fit> m_fits;
};

} // namespace tunescope
