// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/search/pruner.h"
#include "core/space/search_space.h"

#include <limits>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

namespace tunescope {

struct ThresholdPrunerOptions {
    double lower = -std::numeric_limits<double>::infinity(); ///< Reports below it stop the trial.
    double upper = std::numeric_limits<double>::infinity();  ///< Reports above it stop the trial.
    int warmupSteps = 0;                                     ///< Steps that are never judged.
    int interval = 1; ///< After the warm-up every interval-th step is judged, the first one included.
};

/// Stops a trial that reports a value outside fixed bounds, or one that is no number: a guard against curves
/// that a person knows to be hopeless. It looks at no other trial.
///
/// Same rule as ThresholdPruner of Optuna 3.1, which is its oracle.
class ThresholdPruner final : public Pruner
{
public:
    static constexpr std::string_view kSummary =
        "Stops a trial that reports a value outside bounds that you set; simple and exact, but you must know "
        "the bounds.";

    [[nodiscard]] static std::vector<OptionSpec> params();
    [[nodiscard]] static Result<std::unique_ptr<Pruner>> make(const ParamSet& options);

    explicit ThresholdPruner(ThresholdPrunerOptions options = {}) : m_options(options) {}

    [[nodiscard]] std::optional<PruneReason> judge(const TrialRecord& trial,
                                                   const History& history) const override;

private:
    ThresholdPrunerOptions m_options;
};

} // namespace tunescope
