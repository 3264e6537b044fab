// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/coach/rules/rules.h"

#include "core/coach/curve_statistics.h"
#include "core/coach/suggestions.h"
#include "core/coach/trial_signs.h"

#include <algorithm>

namespace tunescope {
namespace {

/// Share of a layer's outputs within 1 % of the limits of sigmoid or tanh, where the slope is below 0.02 and
/// gradients stop. Healthy networks end below 0.1 (measured); half is too much if the score is behind.
constexpr double kSaturated = 0.5;
constexpr double kBehind = 0.05;
constexpr std::size_t kLastEpochs = 3;

} // namespace

std::optional<Verdict> diagnoseSaturated(const CoachCase& input)
{
    const TrialCase& trial = *input.trial;
    std::size_t worst = 0;
    double most = 0.0;
    for (std::size_t layer = 0; layer < layerCount(trial); ++layer) {
        const std::vector<double> shares = layerSeries(trial, layer, LayerNumber::SaturatedShare);
        const auto last = lastValues(shares, kLastEpochs);
        const double share = medianOf({last.begin(), last.end()});
        if (share > most) {
            most = share;
            worst = layer;
        }
    }
    if (most <= kSaturated ||
        !(trainsBelow(input.study, trial, kBehind) || scoresBelow(input.study, trial, kBehind)))
        return std::nullopt;
    Verdict verdict{.severity = Severity::Problem, .strength = most / kSaturated};
    verdict.text = percentOf(most, 0) + " of the outputs behind " + layerNameOf(trial, worst) +
                   " sit at the ends of " + settingText(trial, "activation") +
                   ", where its slope is almost 0: what comes before it cannot learn.";
    const int last = trial.curves.lastEpoch();
    verdict.evidence.push_back({.shape = EvidenceShape::Layer,
                                .series = "saturated_share",
                                .subject = layerNameOf(trial, worst),
                                .firstEpoch = std::min(1, last),
                                .lastEpoch = last,
                                .low = kSaturated,
                                .high = most});
    SuggestionList list(input);
    if (settingText(trial, "init") != "auto")
        list.twin("init", std::string("auto"));
    verdict.suggestions = list.scaled("learning_rate", 1.0 / 3.0)
                              .twin("activation", std::string("relu"))
                              .twin("normalization", std::string("batch"))
                              .take();
    return verdict;
}

} // namespace tunescope
