// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/coach/rules/rules.h"

#include "core/coach/curve_statistics.h"
#include "core/coach/suggestions.h"
#include "core/coach/trial_signs.h"

#include <algorithm>
#include <cmath>

namespace tunescope {
namespace {

/// A loss this far above what guessing costs, and no longer falling, does not come back (ux.md section 12).
constexpr double kTimesStart = 3.0;
constexpr std::size_t kRisingEpochs = 3;
/// A fifth of a rate that blew up is usually below the edge: the largest stable one is about half of where
/// the loss explodes (LeCun, Bottou, Orr & Müller, "Efficient BackProp", 1998), and a margin stays.
constexpr double kSlower = 0.2;

bool isRunningAway(const TrialCase& trial, double guess)
{
    const std::span<const double> last = lastValues(trial.curves.trainLoss, kRisingEpochs + 1);
    if (last.size() <= kRisingEpochs || !(last.back() > kTimesStart * guess))
        return false;
    return std::is_sorted(last.begin(), last.end());
}

} // namespace

std::optional<Verdict> diagnoseDiverged(const CoachCase& input)
{
    const TrialCase& trial = *input.trial;
    const double guess = guessLoss(input.study, trial);
    const bool stopped = trial.state == TrialState::Diverged;
    if (!stopped && !isRunningAway(trial, guess))
        return std::nullopt;
    const int last = trial.curves.lastEpoch();
    Verdict verdict{.severity = Severity::Problem, .strength = 2.0};
    verdict.text = "The loss grew until the weights were no longer usable. ";
    verdict.text += stopped ? trial.reason.text
                            : "In epoch " + std::to_string(last) + " the training loss was " +
                                  shortNumber(trial.curves.trainLoss.back()) + ", and rising.";
    const std::vector<double>& losses = trial.curves.validationLoss;
    const double end = losses.empty() || !std::isfinite(losses.back()) ? guess : losses.back();
    verdict.evidence.push_back({.shape = EvidenceShape::Mark,
                                .series = "validation_loss",
                                .firstEpoch = last,
                                .lastEpoch = last,
                                .low = end,
                                .high = end});
    verdict.suggestions = SuggestionList(input)
                              .scaled("learning_rate", kSlower)
                              .twin("gradient_clip", 1.0)
                              .scaled("momentum", 0.5)
                              .take();
    return verdict;
}

} // namespace tunescope
