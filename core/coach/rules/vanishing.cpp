// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/coach/rules/rules.h"

#include "core/coach/curve_statistics.h"
#include "core/coach/suggestions.h"
#include "core/coach/trial_signs.h"

#include <algorithm>
#include <cmath>

namespace tunescope {
namespace {

/// The first layer's gradient by the last one's. Healthy networks of up to four layers keep more than 0.05,
/// with an untrained head of two inputs included (measured); a factor of 0.25 a layer, the steepest slope of
/// the sigmoid, falls below 0.01 after four (Hochreiter, "Untersuchungen zu dynamischen neuronalen Netzen",
/// 1991; Glorot & Bengio, AISTATS 2010).
constexpr double kVanished = 0.01;
constexpr double kBehind = 0.05; ///< Points below what is possible; a network that learns anyway is well.

/// Median of the first epochs, while there is something to learn; 0 where the gradient is exactly 0, which is
/// the sign of dead units and no vanishing one.
double earlyGradient(const TrialCase& trial, std::size_t layer)
{
    std::vector<double> values = layerSeries(trial, layer, LayerNumber::GradientNorm);
    values.resize(std::min(values.size(), std::max<std::size_t>(3, values.size() / 4)));
    std::erase_if(values, [](double value) { return !(value > 0.0); });
    return values.empty() ? 0.0 : medianOf(values);
}

} // namespace

std::optional<Verdict> diagnoseVanishing(const CoachCase& input)
{
    const TrialCase& trial = *input.trial;
    const std::size_t layers = layerCount(trial);
    if (layers < 3)
        return std::nullopt;
    std::size_t weakest = 0;
    for (std::size_t layer = 1; layer + 1 < layers; ++layer) {
        const double gradient = earlyGradient(trial, layer);
        if (gradient > 0.0 && gradient < earlyGradient(trial, weakest))
            weakest = layer;
    }
    const double first = earlyGradient(trial, weakest);
    const double last = earlyGradient(trial, layers - 1);
    if (!(first > 0.0) || !(last > 0.0) || first / last > kVanished)
        return std::nullopt;
    if (!trainsBelow(input.study, trial, kBehind) && !scoresBelow(input.study, trial, kBehind))
        return std::nullopt;
    const std::vector<double> ratios = layerSeries(trial, weakest, LayerNumber::UpdateRatio);
    Verdict verdict{.severity = Severity::Problem, .strength = kVanished * last / first};
    verdict.text = "The first layers hardly learn: the gradient of " + layerNameOf(trial, weakest) + " is " +
                   shortNumber(first) + ", that of " + layerNameOf(trial, layers - 1) + " " +
                   shortNumber(last) + ", " + shortNumber(std::round(last / first)) +
                   " times as large. After " + std::to_string(trial.curves.lastEpoch()) +
                   " epochs training reaches only " +
                   MetricScale(input.study).text(trainedScore(input.study, trial)) + ".";
    verdict.evidence.push_back({.shape = EvidenceShape::Layer,
                                .series = "layer_gradient_norm",
                                .subject = layerNameOf(trial, weakest),
                                .firstEpoch = 1,
                                .lastEpoch = trial.curves.lastEpoch(),
                                .low = first,
                                .high = first});
    verdict.evidence.push_back({.shape = EvidenceShape::Layer,
                                .series = "update_ratio",
                                .subject = layerNameOf(trial, weakest),
                                .firstEpoch = 1,
                                .lastEpoch = trial.curves.lastEpoch(),
                                .low = 0.0,
                                .high = medianOf(ratios)});
    SuggestionList list(input);
    const std::string activation = settingText(trial, "activation");
    if (activation == "sigmoid" || activation == "tanh")
        list.twin("activation", std::string("relu"));
    if (settingText(trial, "init") != "auto")
        list.twin("init", std::string("auto"));
    verdict.suggestions =
        list.scaled("hidden_layers", 0.5).twin("normalization", std::string("batch")).take();
    return verdict;
}

} // namespace tunescope
