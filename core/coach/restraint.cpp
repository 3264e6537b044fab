// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/coach/restraint.h"

#include "core/coach/curve_statistics.h"
#include "core/coach/trial_signs.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace tunescope {
namespace {

struct Penalty {
    const char* name;
    double strong; ///< From here on a penalty or noise costs more than it prevents on data of unit variance.
};

constexpr std::array kPenalties{Penalty{"dropout", 0.6},   Penalty{"l2", 0.03},
                                Penalty{"l1", 3e-3},       Penalty{"weight_decay", 0.3},
                                Penalty{"noise_std", 1.0}, Penalty{"label_smoothing", 0.5}};
constexpr double kFewUnits = 4.0;
constexpr double kStill = 0.01; ///< Share of what guessing costs.

double narrowestLayer(const TrialCase& trial)
{
    const ParamValue* units = trial.settings.find("units");
    if (units == nullptr || settingNumber(trial, "hidden_layers").value_or(1.0) < 1.0)
        return std::nan("");
    if (const auto* list = std::get_if<std::vector<std::int64_t>>(units))
        return list->empty() ? std::nan("")
                             : static_cast<double>(*std::min_element(list->begin(), list->end()));
    return paramNumber(*units).value_or(std::nan(""));
}

} // namespace

std::string restraintOf(const StudyCase& study, const TrialCase& trial)
{
    const double narrowest = narrowestLayer(trial);
    const double classes = static_cast<double>(study.facts.classNames.size());
    if (narrowest <= kFewUnits || narrowest < std::min(classes, 16.0) / 2.0)
        return shortNumber(narrowest) + (narrowest == 1.0 ? " unit" : " units") + " in its narrowest layer";
    if (settingNumber(trial, "hidden_layers").value_or(1.0) == 0.0)
        return "no hidden layer";
    if (settingNumber(trial, "filters").value_or(8.0) <= 2.0)
        return "so few filters";
    for (const Penalty& penalty : kPenalties) {
        const double value = settingNumber(trial, penalty.name).value_or(0.0);
        if (value >= penalty.strong)
            return std::string(penalty.name) + " = " + shortNumber(value);
    }
    return {};
}

bool standsStill(const StudyCase& study, const TrialCase& trial, std::size_t epochs)
{
    const auto last = lastValues(trial.curves.trainLoss, epochs);
    if (last.size() < 3)
        return false;
    const CurveSlope slope = slopeOf(last);
    return -slope.perEpoch * static_cast<double>(last.size()) < kStill * guessLoss(study, trial);
}

} // namespace tunescope
