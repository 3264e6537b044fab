// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/search/pruner.h"
#include "core/space/search_space.h"

#include <memory>
#include <optional>
#include <string_view>
#include <vector>

namespace tunescope {

struct PatiencePrunerOptions {
    int patience = 5;      ///< Steps without a new best value that are borne.
    double minDelta = 0.0; ///< A new best must be better by more than this.
    int grace = 0;         ///< Steps of every trial that do not count.
};

/// Stops a trial that has not improved for `patience` steps. It looks at no other trial, so it stops good
/// trials on a plateau as well as bad ones. A value that is no number is no improvement.
class PatiencePruner final : public Pruner
{
public:
    static constexpr std::string_view kSummary = "Stops a trial that has stopped improving, whatever the "
                                                 "others did; saves the flat end of curves, but "
                                                 "never sees that a trial is hopeless.";

    [[nodiscard]] static std::vector<OptionSpec> params();
    [[nodiscard]] static Result<std::unique_ptr<Pruner>> make(const ParamSet& options);

    explicit PatiencePruner(PatiencePrunerOptions options = {}) : m_options(options) {}

    [[nodiscard]] std::optional<PruneReason> judge(const TrialRecord& trial,
                                                   const History& history) const override;

private:
    PatiencePrunerOptions m_options;
};

} // namespace tunescope
