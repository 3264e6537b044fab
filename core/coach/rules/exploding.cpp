// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/coach/rules/rules.h"

#include "core/coach/curve_statistics.h"
#include "core/coach/suggestions.h"
#include "core/coach/trial_signs.h"

#include <algorithm>
#include <cmath>

namespace tunescope {
namespace {

/// A network that knows nothing yet loses about what guessing loses; sensible first weights lose at most 2.5
/// times as much (measured on all built-in sets). Five times, with a gradient to match, means that signals
/// grow from layer to layer.
constexpr double kStartTimesGuess = 5.0;
constexpr double kStartGradient = 30.0;
/// Gradient norms of running networks lie between 0.1 and 30 (measured, dropout 0.9 included); a loss in
/// natural units gives its output layer a gradient of at most about the size of the layer's inputs.
constexpr double kHugeGradient = 100.0;
/// Steps that are small against the weights: then large gradients come from the network, not from the rate.
constexpr double kSmallStep = 0.03;

/// The first layer's gradient by the last one's: it grows on its way back. Healthy networks stay below 5
/// (measured).
constexpr double kGrowth = 20.0;

double growthOf(const TrialCase& trial)
{
    if (layerCount(trial) < 3)
        return 0.0;
    const double first = medianOf(layerSeries(trial, 0, LayerNumber::GradientNorm));
    const double last = medianOf(layerSeries(trial, layerCount(trial) - 1, LayerNumber::GradientNorm));
    return last > 0.0 && std::isfinite(first) ? first / last : 0.0;
}

double startLoss(const TrialCase& trial)
{
    return trial.curves.validationLoss.empty() ? std::nan("") : trial.curves.validationLoss.front();
}

double largestStep(const TrialCase& trial)
{
    double largest = 0.0;
    for (std::size_t layer = 0; layer < layerCount(trial); ++layer)
        largest = std::max(largest, medianOf(layerSeries(trial, layer, LayerNumber::UpdateRatio)));
    return largest;
}

} // namespace

std::optional<Verdict> diagnoseExploding(const CoachCase& input)
{
    const TrialCase& trial = *input.trial;
    // Before the first step all classes are alike, however rare some are.
    const double guess = std::max(
        guessLoss(input.study, trial),
        std::log(static_cast<double>(std::max<std::size_t>(input.study.facts.classNames.size(), 2))));
    const double start = startLoss(trial);
    double largest = 0.0;
    int at = 0;
    for (std::size_t epoch = 1; epoch < trial.curves.gradientNorm.size(); ++epoch) {
        if (trial.curves.gradientNorm[epoch] > largest) {
            largest = trial.curves.gradientNorm[epoch];
            at = static_cast<int>(epoch);
        }
    }
    const bool startsHuge = input.study.task == Task::Classification && start > kStartTimesGuess * guess &&
                            (largest > kStartGradient || trial.curves.lastEpoch() == 0);
    // Dropout scales what is left of two layers up, and their gradients with it.
    const double kept = 1.0 - settingNumber(trial, "dropout").value_or(0.0);
    const bool huge = largest > kHugeGradient / (kept * kept);
    const bool ranAway =
        trial.state == TrialState::Diverged && !trial.reason.layer.empty() && trial.reason.layer != "loss";
    const double growth = growthOf(trial);
    const bool grows = growth > kGrowth && largest > kStartGradient;
    if (!startsHuge && !grows && !(huge && (ranAway || largestStep(trial) < kSmallStep)))
        return std::nullopt;
    // After a sane start the steps were at fault, and the rule about them says so first.
    Verdict verdict{
        .severity = startsHuge || grows || trial.state != TrialState::Diverged ? Severity::Problem
                                                                               : Severity::Warning,
        .strength = std::max(largest / kHugeGradient, startsHuge ? start / guess / kStartTimesGuess : 0.0)};
    if (startsHuge)
        verdict.text = "Before the first step the loss was " + shortNumber(start) + ", " +
                       shortNumber(start / guess) +
                       " times what guessing costs: the signal grows from layer to layer.";
    const bool tellsLength = huge || grows;
    if (tellsLength)
        verdict.text += (verdict.text.empty() ? "" : " ") + std::string("In epoch ") + std::to_string(at) +
                        " the gradient had a length of " + shortNumber(largest) +
                        "; lengths up to about 10 are usual.";
    if (grows)
        verdict.text += " That of " + layerNameOf(trial, 0) + " is " + shortNumber(growth) +
                        " times that of " + layerNameOf(trial, layerCount(trial) - 1) +
                        ": it grows on its way back.";
    if (trial.state == TrialState::Diverged)
        verdict.text += " The trial then diverged.";
    if (startsHuge)
        verdict.evidence.push_back(
            {.shape = EvidenceShape::Mark, .series = "validation_loss", .low = start, .high = start});
    if (tellsLength)
        verdict.evidence.push_back({.shape = EvidenceShape::Mark,
                                    .series = "gradient_norm",
                                    .firstEpoch = at,
                                    .lastEpoch = at,
                                    .low = largest,
                                    .high = largest});
    SuggestionList list(input);
    if (startsHuge || grows)
        list.twin("init", std::string("auto"));
    verdict.suggestions = list.twin("gradient_clip", 1.0)
                              .twin("normalization", std::string("batch"))
                              .scaled("learning_rate", 0.2)
                              .take();
    return verdict;
}

} // namespace tunescope
