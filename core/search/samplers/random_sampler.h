// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/search/sampler.h"

#include <memory>
#include <string_view>
#include <vector>

namespace tunescope {

/// Draws every parameter independently and evenly on its scale; children only where their parents want them.
///
/// A trial's numbers depend on the study's seed and the trial's number alone.
/// Source: Bergstra & Bengio, "Random Search for Hyper-Parameter Optimization", JMLR 13 (2012).
class RandomSampler final : public Sampler
{
public:
    static constexpr std::string_view kSummary = "Draws every setting by chance; a fair baseline that never "
                                                 "gets stuck, but it learns nothing from results.";

    [[nodiscard]] static std::vector<OptionSpec> params() { return {}; }
    [[nodiscard]] static Result<std::unique_ptr<Sampler>> make(const ParamSet& options);

    [[nodiscard]] Result<ParamSet> propose(const ProposalContext& context) override;
    [[nodiscard]] bool isHistoryFree() const override { return true; }
};

/// A random point of the unit cube [0, 1)^dimensions for this trial and attempt.
[[nodiscard]] std::vector<double> randomPoint(const ProposalContext& context, std::size_t dimensions);

} // namespace tunescope
