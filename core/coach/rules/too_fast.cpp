// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/coach/rules/rules.h"

#include "core/coach/curve_statistics.h"
#include "core/coach/suggestions.h"
#include "core/coach/trial_signs.h"

#include "core/coach/restraint.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace tunescope {
namespace {

/// Epochs that are looked at for swings (ux.md section 12).
constexpr std::size_t kLastEpochs = 10;
constexpr double kSwing = 0.03; ///< Points from one epoch to the next ...
constexpr double kErrors = 1.5; ///< ... and beyond what few validation rows do by chance.
/// Falling below is what training loss is for: on average it may climb by a twentieth of what guessing costs
/// from epoch to epoch, and end a fifth above its best.
constexpr double kClimb = 0.05;
constexpr double kWorse = 0.2;
constexpr double kStrongDropout = 0.5;
constexpr double kBlowUp = 2.0; ///< First epoch: times the larger of guessing and the loss before it.
/// Adam's first steps have the size of the rate, weight by weight (Kingma & Ba, 2015, section 2.1). More than
/// this share of the weights' size, a hundred times the usual 1e-3, and the first weights are forgotten at
/// once.
constexpr double kFirstStep = 0.1;
constexpr double kLastStep = 0.05; ///< Other optimizers: of the weights, at the end of the first epoch.
constexpr double kSteadyStep =
    0.01; ///< Steps that stay ten times as large as usual while training is behind.
constexpr double kNearGuess = 0.05;
constexpr double kBehind = 0.05;

struct Sign {
    bool fires = false;
    double strength = 0.0;
    std::string text = {};
    Evidence evidence = {};
};

double startOf(const CoachCase& input)
{
    const std::vector<double>& losses = input.trial->curves.validationLoss;
    const double guess = guessLoss(input.study, *input.trial);
    return losses.empty() || !std::isfinite(losses.front()) ? guess : std::max(guess, losses.front());
}

/// Diverged although the start was sane: the steps did it.
Sign ranAway(const CoachCase& input)
{
    const TrialCase& trial = *input.trial;
    if (trial.state != TrialState::Diverged || startOf(input) > 5.0 * guessLoss(input.study, trial))
        return {};
    const int last = trial.curves.lastEpoch();
    return {true,
            3.0,
            "From a sane start the loss ran away in epoch " +
                std::to_string(std::max(trial.reason.epoch, 1)) + ".",
            {.shape = EvidenceShape::Mark,
             .series = "learning_rate",
             .firstEpoch = last,
             .lastEpoch = last,
             .low = settingNumber(trial, "learning_rate").value_or(0.0),
             .high = settingNumber(trial, "learning_rate").value_or(0.0)}};
}

/// The largest step by the weights at the end of the first epoch.
double firstStep(const CoachCase& input)
{
    double largest = 0.0;
    for (std::size_t layer = 0; layer < layerCount(*input.trial); ++layer)
        largest = std::max<double>(largest, input.trial->layers.front().layers[layer].updateRatio);
    return largest;
}

Sign blewUp(const CoachCase& input)
{
    const std::vector<double>& losses = input.trial->curves.trainLoss;
    // Dropout makes the first training losses large; then the validation loss has to say so too.
    const double after = losses.size() < 2 ? 0.0
                         : settingNumber(*input.trial, "dropout").value_or(0.0) > 0.0
                             ? std::min(losses[1], input.trial->curves.validationLoss[1])
                             : losses[1];
    const double start = startOf(input);
    if (!(after > kBlowUp * start) ||
        !(firstStep(input) > kSteadyStep * 3.0 || trainsBelow(input.study, *input.trial, kBehind)))
        return {}; // A few rough steps that are soon forgotten.
    return {true,
            after / start / kBlowUp,
            "In the first epoch the loss rose to " + shortNumber(after) + " from " + shortNumber(start) + ".",
            {.shape = EvidenceShape::Mark,
             .series = "train_loss",
             .firstEpoch = 1,
             .lastEpoch = 1,
             .low = losses[1],
             .high = losses[1]}};
}

/// The training loss climbs again and again, or ends far above its best.
Sign climbs(const CoachCase& input)
{
    const TrialCase& trial = *input.trial;
    const double guess = guessLoss(input.study, trial);
    std::vector<double> losses = trial.curves.trainLoss;
    // Under strong dropout every epoch trains other networks, and their losses differ.
    if (losses.size() < 5 || settingNumber(trial, "dropout").value_or(0.0) >= kStrongDropout)
        return {};
    losses.erase(losses.begin(), losses.begin() + 2); // epoch 0 has none, the first one is the start
    double climbed = 0.0;
    for (std::size_t i = 1; i < losses.size(); ++i)
        climbed += std::max(losses[i] - losses[i - 1], 0.0);
    climbed /= static_cast<double>(losses.size() - 1) * guess;
    const std::vector<double> smooth = runningMedian(losses, 3);
    const auto best = std::min_element(smooth.begin(), smooth.end());
    const double worse = (smooth.back() - *best) / guess;
    if (climbed < kClimb && worse < kWorse)
        return {};
    const int from = static_cast<int>(best - smooth.begin()) + 2;
    const int last = trial.curves.lastEpoch();
    std::string text = worse >= kWorse
                           ? "The training loss was " + shortNumber(*best) + " in epoch " +
                                 std::to_string(from) + " and " + shortNumber(smooth.back()) + " at the end."
                           : "The training loss climbs by " + shortNumber(climbed * guess) +
                                 " an epoch on average before it falls again.";
    const auto [low, high] = std::minmax_element(losses.begin(), losses.end());
    return {true,
            std::max(climbed / kClimb, worse / kWorse),
            std::move(text),
            {.shape = EvidenceShape::Band,
             .series = "train_loss",
             .firstEpoch = worse >= kWorse ? from : 2,
             .lastEpoch = last,
             .low = *low,
             .high = *high}};
}

Sign swings(const CoachCase& input)
{
    const TrialCase& trial = *input.trial;
    const auto& all = trial.curves.validationMetric;
    if (all.size() < 7)
        return {};
    const auto last = lastValues(all, std::min(kLastEpochs, all.size() / 2) + 1);
    const MetricScale scale(input.study);
    // Only what is lost again and again counts: a score that climbs is no swing. Up and down are then both
    // moves.
    double lost = 0.0;
    for (std::size_t i = 1; i < last.size(); ++i)
        lost += std::max(scale.gain(last[i], last[i - 1]), 0.0);
    const double swing = 2.0 * lost / static_cast<double>(last.size() - 1);
    const double level = medianOf({last.begin(), last.end()});
    if (swing < kSwing || swing < kErrors * scale.error(level))
        return {};
    const auto [low, high] = std::minmax_element(last.begin(), last.end());
    const int end = trial.curves.lastEpoch();
    return {true,
            swing / kSwing,
            "It jumps around the answer: from epoch to epoch the validation score changes by " +
                pointsText(swing) + " on average.",
            {.shape = EvidenceShape::Band,
             .series = "validation_metric",
             .firstEpoch = end - static_cast<int>(last.size()) + 1,
             .lastEpoch = end,
             .low = *low,
             .high = *high}};
}

/// Root mean square of a layer's weights, from its histogram.
double weightSize(const LayerReport& layer)
{
    double count = 0.0, squares = 0.0;
    for (std::size_t bin = 0; bin < LayerReport::kBins; ++bin) {
        const double middle =
            ((static_cast<double>(bin) + 0.5) / (LayerReport::kBins / 2.0) - 1.0) * layer.limit;
        squares += layer.histogram[bin] * middle * middle;
        count += layer.histogram[bin];
    }
    return count > 0.0 ? std::sqrt(squares / count) : std::nan("");
}

/// No better than guessing, after first steps that were large against the weights.
Sign forgotItsStart(const CoachCase& input)
{
    const TrialCase& trial = *input.trial;
    const double guess = guessLoss(input.study, trial);
    const auto last = lastValues(trial.curves.trainLoss, 3);
    const double rate = trial.curves.learningRate.size() > 1 ? trial.curves.learningRate[1] : 0.0;
    const std::string optimizer = settingText(trial, "optimizer");
    if (trial.layers.empty() || last.empty() ||
        medianOf({last.begin(), last.end()}) < (1.0 - kNearGuess) * guess ||
        !trainsBelow(input.study, trial, kBehind))
        return {};
    const bool bySize = optimizer != "sgd" && optimizer != "adagrad"; // steps of the size of the rate
    std::vector<double> shares;
    for (const LayerReport& layer : trial.layers.front().layers)
        shares.push_back(bySize ? rate / weightSize(layer) : layer.updateRatio);
    const double share = medianOf(shares);
    if (!(share > (bySize ? kFirstStep : kLastStep)))
        return {};
    return {true,
            share / kFirstStep,
            "The first steps changed every weight by " + percentOf(share, 0) +
                " of its size, and after them the network is no better than guessing.",
            {.shape = EvidenceShape::Level, .series = "train_loss", .low = guess, .high = guess}};
}

/// Steps that stay large, where no penalty pulls the weights to zero beneath them.
Sign staysCoarse(const CoachCase& input)
{
    const TrialCase& trial = *input.trial;
    double most = 0.0;
    std::size_t coarsest = 0;
    for (std::size_t layer = 0; layer < layerCount(trial); ++layer) {
        const double step = medianOf(layerSeries(trial, layer, LayerNumber::UpdateRatio));
        if (step > most) {
            most = step;
            coarsest = layer;
        }
    }
    if (most <= kSteadyStep || !restraintOf(input.study, trial).empty() ||
        !trainsBelow(input.study, trial, kBehind))
        return {};
    return {true,
            most / kSteadyStep,
            "Every step still changes " + layerNameOf(trial, coarsest) + " by " + percentOf(most) +
                " of its size; about 0.1 % is usual.",
            {.shape = EvidenceShape::Layer,
             .series = "update_ratio",
             .subject = layerNameOf(trial, coarsest),
             .firstEpoch = 1,
             .lastEpoch = trial.curves.lastEpoch(),
             .low = kSteadyStep,
             .high = most}};
}

} // namespace

std::optional<Verdict> diagnoseTooFast(const CoachCase& input)
{
    const std::array<Sign, 6> signs{ranAway(input), blewUp(input),         climbs(input),
                                    swings(input),  forgotItsStart(input), staysCoarse(input)};
    Verdict verdict{.severity = Severity::Problem, .strength = 0.0};
    for (const Sign& sign : signs) {
        if (!sign.fires)
            continue;
        verdict.strength = std::max(verdict.strength, sign.strength);
        verdict.text += (verdict.text.empty() ? "" : " ") + sign.text;
        verdict.evidence.push_back(sign.evidence);
    }
    if (verdict.evidence.empty())
        return std::nullopt;
    const std::optional<double> rate = settingNumber(*input.trial, "learning_rate");
    if (rate)
        verdict.text += " The steps are too large at a learning rate of " + shortNumber(*rate) + ".";
    verdict.suggestions = SuggestionList(input)
                              .scaled("learning_rate", signs[0].fires ? 0.2 : 1.0 / 3.0)
                              .scaled("batch_size", 2.0)
                              .twin("gradient_clip", 1.0)
                              .take();
    return verdict;
}

} // namespace tunescope
