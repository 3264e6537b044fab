// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/search/sampler.h"

#include <memory>
#include <string_view>
#include <vector>

namespace tunescope {

/// Points of a scrambled Sobol sequence: every stretch of 2^k trials covers each axis evenly.
///
/// Trial number `indexInStage` of the sequence, scrambled by the study's seed. Every parameter consumes its
/// dimension, also where it is inactive, so the sequence stays even. Parameters beyond the 64th, and points
/// that must be replaced because they were tried before, are random.
class SobolSampler final : public Sampler
{
public:
    static constexpr std::string_view kSummary = "Spreads trials evenly over the whole space; sees more of "
                                                 "it than chance does, but learns nothing from results.";

    [[nodiscard]] static std::vector<OptionSpec> params() { return {}; }
    [[nodiscard]] static Result<std::unique_ptr<Sampler>> make(const ParamSet& options);

    [[nodiscard]] Result<ParamSet> propose(const ProposalContext& context) override;
    [[nodiscard]] bool isHistoryFree() const override { return true; }
};

} // namespace tunescope
