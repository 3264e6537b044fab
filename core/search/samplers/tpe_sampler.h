// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/search/sampler.h"

#include <memory>
#include <mutex>
#include <optional>
#include <string_view>
#include <vector>

namespace tunescope {

class TpeTrials;
struct TpeDensities;

struct TpeSamplerOptions {
    int startup = 0;     ///< Sobol trials before the model proposes; 0 = one a parameter, 5 to 10.
    int candidates = 24; ///< Draws from the density of the good trials.
};

/// Tree-structured Parzen estimator over whole configurations: draws from the density of the best tenth of
/// the trials and takes the draw that is rarest among the others. Pending trials count as others, so that
/// workers spread out. Pruned and failed trials have the losses of gp/training_set.h. Thread-safe.
///
/// Densities: tpe/parzen_mixture.h, one mixture for each group of parameters that exist under the same
/// conditions.
class TpeSampler final : public Sampler
{
public:
    static constexpr std::string_view kSummary =
        "Tries what resembles the best tenth of the trials and not the rest; quick for thousands of trials, "
        "but needs more of them than the Gaussian process.";

    [[nodiscard]] static std::vector<OptionSpec> params();
    [[nodiscard]] static Result<std::unique_ptr<Sampler>> make(const ParamSet& options);

    explicit TpeSampler(TpeSamplerOptions options = {});
    ~TpeSampler() override;

    [[nodiscard]] Result<ParamSet> propose(const ProposalContext& context) override;
    [[nodiscard]] std::string_view source(const ProposalContext& context) const override;
    [[nodiscard]] bool isHistoryFree() const override { return false; }

private:
    TpeSamplerOptions m_options;
    std::mutex m_mutex;
    std::unique_ptr<TpeTrials> m_trials; ///< Remembers encoded trials.
};

} // namespace tunescope
