// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/search/samplers/tpe_sampler.h"

namespace tunescope {

/// TPE for several objectives: good are the trials of the first fronts, the last of them cut where it adds
/// most hypervolume, and each counts by its share of the hypervolume. With one objective it is TPE.
/// Thread-safe.
///
/// Source: Ozaki et al., "Multiobjective Tree-Structured Parzen Estimator", JAIR 2022.
class MotpeSampler final : public Sampler
{
public:
    static constexpr std::string_view kSummary = "Looks for the best trade-offs between several scores with "
                                                 "Parzen estimators; with one score it is the "
                                                 "same as TPE.";

    [[nodiscard]] static std::vector<OptionSpec> params() { return TpeSampler::params(); }
    [[nodiscard]] static Result<std::unique_ptr<Sampler>> make(const ParamSet& options);

    explicit MotpeSampler(TpeSamplerOptions options = {});
    ~MotpeSampler() override;

    [[nodiscard]] Result<ParamSet> propose(const ProposalContext& context) override;
    [[nodiscard]] std::string_view source(const ProposalContext& context) const override;
    [[nodiscard]] bool isHistoryFree() const override { return false; }

private:
    TpeSamplerOptions m_options;
    TpeSampler m_single; ///< For one objective.
    std::mutex m_mutex;
    std::unique_ptr<TpeTrials> m_trials;
};

} // namespace tunescope
