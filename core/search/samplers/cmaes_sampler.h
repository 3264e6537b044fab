// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/search/sampler.h"
#include "core/search/samplers/cmaes_state.h"

#include <memory>
#include <optional>
#include <string_view>
#include <vector>

namespace tunescope {

struct CmaesSamplerOptions {
    std::optional<int> population = std::nullopt; ///< lambda; default: 4 + 3 ln d for d parameters.
    double sigma = 0.2;                           ///< First deviation, as a share of every range.
};

/// CMA-ES with margin for whole numbers and steps, CatCMA for choices, and BIPOP restarts.
///
/// The distribution is replayed from the told trials in the order of their numbers: a scrambled Sobol design
/// and trials that no sampler proposed come first and give the first mean, their best; then every lambda
/// trials are a generation. Trials proposed while a generation is incomplete come from the same distribution.
/// Inactive parameters are drawn as well and left out of the configuration. Source: CmaesState; Hansen,
/// "Benchmarking a BI-Population CMA-ES", GECCO 2009 (restarts).
class CmaesSampler final : public Sampler
{
public:
    static constexpr std::string_view kSummary =
        "Learns a cloud of good settings and how they depend on each other; excellent on many numbers with "
        "hundreds of trials, too slow to learn for fewer than fifty.";

    [[nodiscard]] static std::vector<OptionSpec> params();
    [[nodiscard]] static Result<std::unique_ptr<Sampler>> make(const ParamSet& options);

    explicit CmaesSampler(CmaesSamplerOptions options = {}) : m_options(options) {}

    [[nodiscard]] Result<ParamSet> propose(const ProposalContext& context) override;
    [[nodiscard]] Ancestry ancestry(const ProposalContext& context) const override;
    [[nodiscard]] std::string_view source(const ProposalContext& context) const override;
    [[nodiscard]] bool isHistoryFree() const override { return false; }

private:
    struct Replayed;

    /// No value while the starting design is not done.
    [[nodiscard]] std::optional<Replayed> replay(const ProposalContext& context) const;

    CmaesSamplerOptions m_options;
    IndividualReader m_reader;
};

} // namespace tunescope
