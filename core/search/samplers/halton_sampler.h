// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/search/sampler.h"

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace tunescope {

/// Dimensions that have a prime base of their own.
constexpr int kHaltonDimensions = 64;

/// Coordinate `dimension` (0-based, below kHaltonDimensions) of the Halton sequence: the digits of `index` in
/// the dimension's prime base, mirrored at the point. halton(1, 0) = 1/2, halton(1, 1) = 1/3.
[[nodiscard]] double halton(std::uint64_t index, int dimension);

/// The same with each digit c at place k replaced by (a_k c + b_k) mod base, the a_k and b_k drawn by the
/// seed.
///
/// Source: J. Matousek, "On the L2-discrepancy for anchored boxes", J. Complexity 14 (1998), random linear
/// digit scrambling. In [0, 1).
[[nodiscard]] double scrambledHalton(std::uint64_t index, int dimension, std::uint64_t seed);

/// Points of a Halton sequence with random digits: even like Sobol for any number of trials, not only powers
/// of two. Parameters beyond the 64th, and points tried before, are random.
class HaltonSampler final : public Sampler
{
public:
    static constexpr std::string_view kSummary = "Spreads trials evenly like Sobol, for any number of "
                                                 "trials; less even in many dimensions, learns nothing.";

    [[nodiscard]] static std::vector<OptionSpec> params() { return {}; }
    [[nodiscard]] static Result<std::unique_ptr<Sampler>> make(const ParamSet& options);

    [[nodiscard]] Result<ParamSet> propose(const ProposalContext& context) override;
    [[nodiscard]] bool isHistoryFree() const override { return true; }
};

} // namespace tunescope
