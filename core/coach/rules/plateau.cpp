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

constexpr std::size_t kStuckEpochs = 10; ///< ux.md section 12; half of a shorter run.
constexpr std::size_t kFewestStuck = 4;
constexpr double kChange = 0.002; ///< Points: 0.2 of them is no change.
constexpr double kDrop = 0.05; ///< Share of what guessing costs that was gained before: there was a descent.
constexpr double kBehind = 0.02;      ///< A curve that is flat where others end too is finished, not stuck.
constexpr double kSpentRate = 0.05;   ///< Of the largest rate: what a schedule left of it.
constexpr double kTrainingRoom = 0.1; ///< Share of what guessing costs that is still to be learned.

/// A schedule that takes the rate below a tenth while the loss still falls by so much an epoch (of what
/// guessing costs), in the first half of the run, stops the training itself.
constexpr double kCutRate = 0.1;
constexpr double kFalling = 0.03;

bool wasCutOff(const CoachCurves& curves, double guess)
{
    const std::vector<double>& rates = curves.learningRate;
    const auto peak = std::max_element(rates.begin() + 1, rates.end());
    const auto cut = std::find_if(peak, rates.end(), [&](double rate) { return rate < kCutRate * *peak; });
    const auto at = static_cast<std::size_t>(cut - rates.begin());
    if (at < 2 || 2 * at > rates.size())
        return false;
    const std::vector<double>& losses = curves.trainLoss;
    const double before = at >= 3 ? losses[at - 2] - losses[at - 1] : 0.0;
    return std::max(before, losses[at - 1] - losses[at]) > kFalling * guess;
}

/// The first epoch of the stretch at the end in which the smoothed validation score stays within `tolerance`.
std::size_t stuckSince(const std::vector<double>& scores, const MetricScale& scale, double tolerance)
{
    std::size_t from = scores.size() - 1;
    while (from > 1 && std::abs(scale.gain(scores[from - 1], scores.back())) <= tolerance)
        --from;
    return from;
}

} // namespace

std::optional<Verdict> diagnosePlateau(const CoachCase& input)
{
    const TrialCase& trial = *input.trial;
    const int last = trial.curves.lastEpoch();
    if (last < 2 * static_cast<int>(kFewestStuck) || trial.state == TrialState::Diverged)
        return std::nullopt;
    const MetricScale scale(input.study);
    const std::vector<double> scores = runningMedian(trial.curves.validationMetric, 3);
    const double noise =
        std::abs(scale.gain(0.0, 1.0)) * curveNoise(lastValues(trial.curves.validationMetric, kStuckEpochs));
    const std::size_t since = stuckSince(scores, scale, std::max(kChange, 2.0 * noise));
    const std::size_t stuck = static_cast<std::size_t>(last) - since + 1;
    const std::size_t needed =
        std::clamp<std::size_t>(static_cast<std::size_t>(last) / 2, kFewestStuck, kStuckEpochs);
    if (stuck < needed || !standsStill(input.study, trial, needed))
        return std::nullopt;
    const double guess = guessLoss(input.study, trial);
    const double firstLoss = trial.curves.trainLoss[1];
    const double lastLoss = trial.curves.trainLoss.back();
    if (std::max(firstLoss, trial.curves.validationLoss.front()) - lastLoss < kDrop * guess ||
        lastLoss < kTrainingRoom * guess)
        return std::nullopt;
    const std::vector<double>& rates = trial.curves.learningRate;
    const double highest = *std::max_element(rates.begin() + 1, rates.end());
    const double atStuck = rates[std::clamp<std::size_t>(since + 1, 1, rates.size() - 1)];
    const bool spent = rates.back() < kSpentRate * highest && atStuck < 0.5 * highest;
    // Where the rate is still there, something else may hold the network back; that has its own rule.
    if (!(trainsBelow(input.study, trial, kBehind) || (spent && wasCutOff(trial.curves, guess)) ||
          (spent && scoresBelow(input.study, trial, kBehind))) ||
        (!spent && !restraintOf(input.study, trial).empty()))
        return std::nullopt;
    Verdict verdict{.severity = Severity::Problem,
                    .strength = static_cast<double>(stuck) / static_cast<double>(needed)};
    verdict.text = "Stuck since epoch " + std::to_string(since) + ": the validation score stays at " +
                   scale.text(scores.back()) + " and the training loss at " + shortNumber(lastLoss) + ".";
    if (spent)
        verdict.text += " The schedule has lowered the learning rate from " + shortNumber(highest) + " to " +
                        shortNumber(rates.back()) + ", so nothing moves any more.";
    else
        verdict.text += " The learning rate of " + shortNumber(rates.back()) + " does not get it out.";
    const auto first = scores.begin() + static_cast<std::ptrdiff_t>(since);
    const auto [low, high] = std::minmax_element(first, scores.end());
    verdict.evidence.push_back({.shape = EvidenceShape::Band,
                                .series = "validation_metric",
                                .firstEpoch = static_cast<int>(since),
                                .lastEpoch = last,
                                .low = *low,
                                .high = *high});
    if (spent)
        verdict.evidence.push_back(
            {.shape = EvidenceShape::Band,
             .series = "learning_rate",
             .firstEpoch = static_cast<int>(since),
             .lastEpoch = last,
             .low = rates.back(),
             .high = *std::max_element(rates.begin() + static_cast<std::ptrdiff_t>(since), rates.end())});
    SuggestionList list(input);
    if (spent)
        list.twin("schedule", std::string("constant"))
            .twin("schedule", std::string("cosine"))
            .scaled("schedule_step", 5.0);
    else
        list.twin("schedule", std::string("one_cycle"))
            .scaled("learning_rate", 3.0)
            .twin("optimizer", std::string("adam"));
    verdict.suggestions = list.take();
    if (verdict.suggestions.empty())
        verdict.suggestions =
            SuggestionList(input).scaled("learning_rate", 3.0).scaled("learning_rate", 1.0 / 3.0).take();
    return verdict;
}

} // namespace tunescope
