// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/coach/rules/rules.h"

#include "core/coach/curve_statistics.h"
#include "core/coach/suggestions.h"
#include "core/coach/trial_signs.h"

#include <algorithm>
#include <cmath>

namespace tunescope {
namespace {

/// ux.md section 12: over the last fifth, more than a tenth of a point an epoch ...
constexpr double kSlope = 0.001;
constexpr double kShare = 0.2;
constexpr std::size_t kFewestEpochs = 5;
/// ... beyond what the curve jumps anyway, with the validation loss falling too, and with something left to
/// gain: what a fifth more epochs would bring is more than one row in a hundred and than half a standard
/// error.
constexpr double kErrors = 2.0;
constexpr double kGain = 0.01;
constexpr int kMoreEpochs = 20;

} // namespace

std::optional<Verdict> diagnoseStillLearning(const CoachCase& input)
{
    const TrialCase& trial = *input.trial;
    const auto epochs = static_cast<std::size_t>(trial.curves.lastEpoch());
    if (trial.state != TrialState::Complete || trial.reason.kind == "early_stopping" ||
        epochs < kFewestEpochs + 2)
        return std::nullopt;
    const std::size_t count =
        std::max(kFewestEpochs, static_cast<std::size_t>(std::ceil(kShare * static_cast<double>(epochs))));
    const auto scores = lastValues(trial.curves.validationMetric, count);
    const MetricScale scale(input.study);
    const CurveSlope slope = slopeOf(scores);
    const double perEpoch = scale.gain(0.0, slope.perEpoch);
    const double error = std::abs(scale.gain(0.0, slope.error));
    const CurveSlope lossSlope = slopeOf(lastValues(trial.curves.validationLoss, count));
    const double expected = perEpoch * static_cast<double>(count);
    const bool climbs = perEpoch - kErrors * error > 0.0 && perEpoch > kSlope &&
                        lossSlope.perEpoch + kErrors * lossSlope.error < 0.0;
    const auto [low, high] = std::minmax_element(scores.begin(), scores.end());
    if (!climbs || expected < std::max(kGain, 1.5 * scale.error(*high)))
        return std::nullopt;
    Verdict verdict{.severity = Severity::Hint, .strength = perEpoch / kSlope};
    verdict.text = "It was still improving when it stopped: by " + pointsText(perEpoch) +
                   " an epoch over the last " + std::to_string(count) + " epochs, up to " +
                   scale.text(scores.back()) + ".";
    const int last = trial.curves.lastEpoch();
    verdict.evidence.push_back({.shape = EvidenceShape::Band,
                                .series = "validation_metric",
                                .firstEpoch = last - static_cast<int>(count) + 1,
                                .lastEpoch = last,
                                .low = *low,
                                .high = *high});
    verdict.suggestions = SuggestionList(input).longer(kMoreEpochs).scaled("learning_rate", 2.0).take();
    return verdict;
}

} // namespace tunescope
