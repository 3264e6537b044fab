// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/search/sampler.h"
#include "core/search/tpe/parzen_mixture.h"

#include <functional>
#include <memory>
#include <unordered_map>
#include <vector>

namespace tunescope {

/// Trials divided into good ones, with the weights of their kernels, and all
/// others.
struct TpeSplit {
    std::vector<std::size_t> good;
    std::vector<double> goodWeights;
    std::vector<std::size_t> rest; ///< By number.
};

/// How many of n trials count as good: the best tenth, at most 25.
[[nodiscard]] std::size_t goodCount(std::size_t trials);

/// The best tenth by loss; equal losses by number.
[[nodiscard]] TpeSplit splitByLoss(const std::vector<double>& losses);

/// The same for told trials, with the losses of gp/training_set.h.
[[nodiscard]] TpeSplit tpeSplit(const std::vector<TrialRecordPtr>& trials, const ProposalContext& context);

/// What proposals of one space keep: encoded trials. Not thread-safe.
class TpeTrials
{
public:
    /// The trial's point, or null if it does not fit into the space.
    [[nodiscard]] const EncodedPoint* point(const TrialRecordPtr& trial);
    [[nodiscard]] const EncodedSpace& space() const { return *m_space; }
    void use(const SearchSpace& space);

private:
    struct Encoded {
        TrialRecordPtr trial;
        std::optional<EncodedPoint> point;
    };

    std::unique_ptr<EncodedSpace> m_space;
    std::unordered_map<const TrialRecord*, Encoded> m_points;
};

/// The two densities of parameters that exist under the same conditions: of
/// good trials, and of all others with the pending ones, as far as the
/// parameters are active in them.
struct TpeGroup {
    std::vector<std::size_t> axes;
    ParzenMixture good;
    ParzenMixture rest;
};

/// Every axis lies in one group; groups come after those of their parents.
struct TpeDensities {
    std::vector<TpeGroup> groups;

    [[nodiscard]] const TpeGroup& of(std::size_t axis) const;
};

/// Gives the split of the trials it is handed, all of which fit into the space.
using TpeSplitter = std::function<TpeSplit(const std::vector<TrialRecordPtr>&, const ProposalContext&)>;

/// The densities, or none if fewer than 3 told trials fit into the space.
[[nodiscard]] std::optional<TpeDensities> tpeDensities(TpeTrials& trials, const ProposalContext& context,
                                                       const TpeSplitter& split);

/// Group by group, of `candidates` draws from the good density the one where
/// log good - log rest is largest; drawn again a few times while a told or
/// pending trial has the result.
///
/// Source: the group decomposition of Optuna's TPESampler (Akiba et al.,
/// "Optuna", KDD 2019); here groups follow from the conditions and not from the
/// trials.
[[nodiscard]] ParamSet tpeProposal(TpeTrials& trials, const TpeDensities& densities,
                                   const ProposalContext& context, int candidates);

} // namespace tunescope
