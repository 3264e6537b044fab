// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/search/samplers/gp_sampler.h"
#include "core/search/samplers/motpe_sampler.h"
#include "core/search/samplers/tpe_sampler.h"

namespace tunescope {

/// The sampler that "auto" stands for when so many trials were told: "gp" up to 300, then "tpe"; "motpe" for
/// several objectives. A count decides, never a clock.
[[nodiscard]] std::string_view autoMethod(const History& history);

/// The program's own choice: see autoMethod(). Thread-safe.
class AutoSampler final : public Sampler
{
public:
    static constexpr std::string_view kSummary =
        "Leaves the choice to the program: a Gaussian process for the first 300 trials, then TPE; the best "
        "start for almost every search.";

    [[nodiscard]] static std::vector<OptionSpec> params() { return GpSampler::params(); }
    [[nodiscard]] static Result<std::unique_ptr<Sampler>> make(const ParamSet& options);

    explicit AutoSampler(int startup = 0);

    [[nodiscard]] Result<ParamSet> propose(const ProposalContext& context) override;
    [[nodiscard]] std::string_view source(const ProposalContext& context) const override;
    [[nodiscard]] bool isHistoryFree() const override { return false; }

private:
    GpSampler m_gp;
    TpeSampler m_tpe;
    MotpeSampler m_motpe;
};

} // namespace tunescope
