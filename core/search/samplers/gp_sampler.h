// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/search/sampler.h"

#include <memory>
#include <mutex>
#include <string_view>
#include <vector>

namespace tunescope {

class GpModels;

struct GpSamplerOptions {
    int startup = 0; ///< Sobol trials before the model proposes; 0 = one a parameter, 5 to 10.
};

/// Bayesian optimisation with a Gaussian process over mixed and conditional spaces.
///
/// Kernel, priors and fit: gp/gp_fit.h; losses: gp/training_set.h; expected improvement over the best
/// posterior mean of what was tried, in logarithms, searched as in gp/acquisition_search.h. Pending trials
/// are taken for what the model expects of them, but never better than the best (Ginsbourger et al., "Kriging
/// is well-suited to parallelize optimization", 2010). Above 300 told trials the model sees the best 100 and
/// the 200 nearest to the best. Thread-safe.
class GpSampler final : public Sampler
{
public:
    static constexpr std::string_view kSummary =
        "Learns a smooth model of all results and tries what promises most; the best choice up to a few "
        "hundred trials, slower beyond.";

    [[nodiscard]] static std::vector<OptionSpec> params();
    [[nodiscard]] static Result<std::unique_ptr<Sampler>> make(const ParamSet& options);

    explicit GpSampler(GpSamplerOptions options = {});
    ~GpSampler() override;

    [[nodiscard]] Result<ParamSet> propose(const ProposalContext& context) override;
    [[nodiscard]] std::string_view source(const ProposalContext& context) const override;
    [[nodiscard]] bool isHistoryFree() const override { return false; }

private:
    GpSamplerOptions m_options;
    std::mutex m_mutex;
    std::unique_ptr<GpModels> m_models; ///< Remembers fits and encoded trials.
};

} // namespace tunescope
