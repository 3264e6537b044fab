// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/coach/rules/rules.h"

#include "core/coach/curve_statistics.h"
#include "core/coach/suggestions.h"
#include "core/coach/trial_signs.h"

#include "core/coach/restraint.h"

#include <algorithm>
#include <cmath>

namespace tunescope {
namespace {

/// Points by which the network stays behind, on the very rows it was trained on, a score that is possible on
/// rows never seen (ux.md section 12). Then it cannot be a lack of data, and more of the same will not do.
constexpr double kBehind = 0.02;
/// Going on as at the end for as long again would not close the gap.
constexpr double kLonger = 1.0;

double expectedGain(const StudyCase& study, const TrialCase& trial)
{
    const auto epochs = static_cast<double>(trial.curves.lastEpoch());
    const auto last =
        lastValues(trial.curves.trainMetric, std::max<std::size_t>(4, static_cast<std::size_t>(epochs) / 4));
    const CurveSlope slope = slopeOf(last);
    const MetricScale scale(study);
    const double gain = scale.gain(0.0, slope.perEpoch) * epochs * kLonger;
    return std::isfinite(gain) ? std::max(gain, 0.0) : 0.0;
}

} // namespace

std::optional<Verdict> diagnoseUnderfitting(const CoachCase& input)
{
    const TrialCase& trial = *input.trial;
    if (trial.state == TrialState::Diverged || trial.curves.lastEpoch() < 3 ||
        !trainsBelow(input.study, trial, kBehind))
        return std::nullopt;
    const MetricScale scale(input.study);
    const Reference reference = *referenceOf(input.study);
    const double trained = trainedScore(input.study, trial);
    const double missing = scale.gain(trained, reference.value);
    const std::string restraint = restraintOf(input.study, trial);
    if (restraint.empty() && trial.state == TrialState::Pruned)
        return std::nullopt; // It was stopped before it could show what it learns.
    if (restraint.empty() && expectedGain(input.study, trial) > missing)
        return std::nullopt;
    Verdict verdict{.severity = Severity::Problem, .strength = missing / kBehind};
    verdict.text = "Even on the training rows it reaches only " + scale.text(trained) + "; " +
                   reference.name + " gets " + scale.text(reference.value) + " on rows it has not seen. ";
    verdict.text += restraint.empty() ? "It is too small, too restrained, or not trained well."
                                      : "It is held back by " + restraint + ".";
    const int last = trial.curves.lastEpoch();
    const auto metrics = std::span(trial.curves.trainMetric).subspan(1);
    const auto [low, high] = std::minmax_element(metrics.begin(), metrics.end());
    verdict.evidence.push_back({.shape = EvidenceShape::Band,
                                .series = "train_metric",
                                .firstEpoch = 1,
                                .lastEpoch = last,
                                .low = *low,
                                .high = *high});
    verdict.evidence.push_back({.shape = EvidenceShape::Level,
                                .series = "train_metric",
                                .low = reference.value,
                                .high = reference.value});
    SuggestionList list(input);
    const auto settingIs = [&](const char* name) { return restraint.starts_with(std::string(name) + " ="); };
    for (const char* penalty : {"dropout", "weight_decay", "l2", "l1", "noise_std", "label_smoothing"}) {
        if (settingIs(penalty))
            list.scaled(penalty, penalty == std::string("dropout") ? 0.5 : 0.01);
    }
    const double units = settingNumber(trial, "units").value_or(64.0);
    list.scaled("units", units <= 8.0 ? 8.0 : 2.0).scaled("filters", 2.0);
    if (settingNumber(trial, "hidden_layers").value_or(1.0) == 0.0)
        list.twin("hidden_layers", std::int64_t{2});
    verdict.suggestions =
        list.scaled("dropout", 0.5).scaled("weight_decay", 0.5).longer(std::max(last, 20)).take();
    return verdict;
}

} // namespace tunescope
