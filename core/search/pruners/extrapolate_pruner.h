// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/search/pruner.h"
#include "core/search/pruners/extrapolation_rule.h"
#include "core/space/search_space.h"

#include <memory>
#include <optional>
#include <string_view>
#include <vector>

namespace tunescope {

/// ExtrapolationRule as a pruner of its own; AshaPruner can use the rule as its second stage.
class ExtrapolatePruner final : public Pruner
{
public:
    static constexpr std::string_view kSummary =
        "Extends each learning curve to its last epoch and stops it if it will hardly become the best; "
        "forgives slow starters, but needs a few finished trials first.";

    [[nodiscard]] static std::vector<OptionSpec> params();
    [[nodiscard]] static Result<std::unique_ptr<Pruner>> make(const ParamSet& options);

    explicit ExtrapolatePruner(ExtrapolationRule rule) : m_rule(rule) {}

    [[nodiscard]] std::optional<PruneReason> judge(const TrialRecord& trial,
                                                   const History& history) const override;

private:
    ExtrapolationRule m_rule;
};

} // namespace tunescope
