// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/coach/rules/rules.h"

#include "core/coach/curve_statistics.h"
#include "core/coach/suggestions.h"
#include "core/coach/trial_signs.h"

#include <algorithm>
#include <cmath>

namespace tunescope {
namespace {

/// Size of a step by the size of the weights, in the layer that moves most. About 1e-3 is healthy (Karpathy,
/// CS231n, "Ratio of weights:updates"); the least that sensible runs showed in their first half was 1e-3 in
/// their fastest layer (measured), so 6e-4 leaves room for large batches.
constexpr double kSlow = 6e-4;
constexpr double kBehind = 0.02;
constexpr double kFaster = 10.0;

} // namespace

std::optional<Verdict> diagnoseTooSlow(const CoachCase& input)
{
    const TrialCase& trial = *input.trial;
    if (trial.layers.empty() || trial.state == TrialState::Diverged)
        return std::nullopt;
    double most = 0.0;
    std::size_t fastest = 0;
    for (std::size_t layer = 0; layer < layerCount(trial); ++layer) {
        std::vector<double> ratios = layerSeries(trial, layer, LayerNumber::UpdateRatio);
        const double first = ratios.empty() ? 0.0 : ratios.front();
        ratios.resize(std::max<std::size_t>(ratios.size() / 2, 1));
        // A rate that a schedule lowers is another matter, so the first epoch counts as well.
        const double ratio = std::max(medianOf(ratios), std::isfinite(first) ? first : 0.0);
        if (ratio > most) {
            most = ratio;
            fastest = layer;
        }
    }
    const std::vector<double>& norms = trial.curves.gradientNorm;
    const bool hasGradient = norms.size() > 1 && norms[1] > 0.0;
    if (!(most < kSlow) || !hasGradient || !trainsBelow(input.study, trial, kBehind))
        return std::nullopt;
    Verdict verdict{.severity = Severity::Problem, .strength = kSlow / std::max(most, 1e-9)};
    verdict.text = "A step changes the weights by at most " + percentOf(most, 4) +
                   " of their size; about 0.1 % is usual. After " + std::to_string(trial.curves.lastEpoch()) +
                   " epochs the training loss has moved from " + shortNumber(trial.curves.trainLoss[1]) +
                   " to " + shortNumber(trial.curves.trainLoss.back()) + ".";
    const int last = trial.curves.lastEpoch();
    verdict.evidence.push_back({.shape = EvidenceShape::Layer,
                                .series = "update_ratio",
                                .subject = layerNameOf(trial, fastest),
                                .firstEpoch = 1,
                                .lastEpoch = last,
                                .low = most,
                                .high = kSlow});
    const auto [low, high] =
        std::minmax_element(trial.curves.trainLoss.begin() + 1, trial.curves.trainLoss.end());
    verdict.evidence.push_back({.shape = EvidenceShape::Band,
                                .series = "train_loss",
                                .firstEpoch = 1,
                                .lastEpoch = last,
                                .low = *low,
                                .high = *high});
    // From what is missing to a healthy step, at most a hundredfold.
    const double factor =
        std::clamp(std::pow(10.0, std::round(std::log10(1e-3 / std::max(most, 1e-9)))), kFaster, 100.0);
    SuggestionList list(input);
    list.scaled("learning_rate", factor);
    if (settingText(trial, "optimizer") == "sgd")
        list.twin("optimizer", std::string("adam"));
    verdict.suggestions = list.longer(std::max(last, 20)).take();
    return verdict;
}

} // namespace tunescope
