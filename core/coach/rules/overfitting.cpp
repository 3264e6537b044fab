// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/coach/rules/rules.h"

#include "core/coach/curve_statistics.h"
#include "core/coach/suggestions.h"
#include "core/coach/trial_signs.h"

#include <algorithm>
#include <cmath>

namespace tunescope {
namespace {

/// ux.md section 12: the validation loss is a fifth above its minimum for five epochs while the training loss
/// falls.
constexpr double kRise = 0.2;
constexpr std::size_t kEpochs = 5;
/// A rise of less than this share of what guessing costs changes nothing that matters: 0.001 to 0.0015 is no
/// harm.
constexpr double kShareOfGuess = 0.03;
/// Nor does one that a few rows can make: the loss of a row varies by about what guessing costs. Half of the
/// standard error, since both losses are of the same rows; all of it where one row alone can make it.
constexpr double kRowNoise = 0.5;
constexpr std::int64_t kFewRows = 100;

/// Without a rise, points between training and validation, beyond luck.
constexpr double kGap = 0.12;
constexpr double kErrors = 3.0;

double leastRise(const StudyCase& study, double guess)
{
    const std::int64_t rows = std::max<std::int64_t>(study.facts.validationRows, 1);
    return guess * std::max(kShareOfGuess,
                            (rows < kFewRows ? 1.0 : kRowNoise) / std::sqrt(static_cast<double>(rows)));
}

} // namespace

std::optional<Verdict> diagnoseOverfitting(const CoachCase& input)
{
    const TrialCase& trial = *input.trial;
    const std::vector<double>& training = trial.curves.trainLoss;
    const int last = trial.curves.lastEpoch();
    if (last < static_cast<int>(kEpochs) + 1 || trial.state == TrialState::Diverged)
        return std::nullopt;
    const std::vector<double> smooth = runningMedian(std::span(trial.curves.validationLoss).subspan(1), 3);
    const auto lowest = std::min_element(smooth.begin(), smooth.end());
    const auto from = static_cast<std::size_t>(lowest - smooth.begin()) + 1;
    const auto recent = lastValues(smooth, kEpochs);
    const double end = medianOf({recent.begin(), recent.end()});
    const double least = *std::min_element(recent.begin(), recent.end());
    const double rise = end - *lowest;
    const double guess = guessLoss(input.study, trial);
    const bool rises = least > (1.0 + kRise) * *lowest && rise > leastRise(input.study, guess) &&
                       training.back() < training[from];
    const MetricScale scale(input.study);
    const auto metrics = lastValues(trial.curves.validationMetric, kEpochs);
    const double value = medianOf({metrics.begin(), metrics.end()});
    const auto trainedMetrics = lastValues(trial.curves.trainMetric, kEpochs);
    const double trained = medianOf({trainedMetrics.begin(), trainedMetrics.end()});
    const double gap = scale.gain(value, trained);
    const bool gapes = scale.isShare() && gap > std::max(kGap, kErrors * scale.error(value));
    if (!rises && !gapes)
        return std::nullopt;
    Verdict verdict{.severity = Severity::Warning,
                    .strength = std::max(rises ? rise / std::max(*lowest, 1e-12) / kRise : 0.0,
                                         gapes ? gap / kGap : 0.0)};
    if (gapes || rise > 0.1 * guess)
        verdict.severity = Severity::Problem;
    if (rises) {
        verdict.text = "Training loss fell to " + shortNumber(training.back()) +
                       " while validation loss rose from " + shortNumber(*lowest) + " (epoch " +
                       std::to_string(from) + ") to " + shortNumber(end) + ".";
        verdict.evidence.push_back({.shape = EvidenceShape::Band,
                                    .series = "validation_loss",
                                    .firstEpoch = static_cast<int>(from),
                                    .lastEpoch = last,
                                    .low = *lowest,
                                    .high = std::max(end, *lowest)});
    }
    if (gapes) {
        verdict.text += (verdict.text.empty() ? "" : " ") + std::string("It reaches ") + scale.text(trained) +
                        " on the training part and " + scale.text(value) + " on rows it has not seen.";
        verdict.evidence.push_back({.shape = EvidenceShape::Band,
                                    .series = "validation_metric",
                                    .firstEpoch = static_cast<int>(from),
                                    .lastEpoch = last,
                                    .low = std::min(value, trained),
                                    .high = std::max(value, trained)});
    }
    verdict.text += " It is memorising the training rows.";
    SuggestionList list(input);
    if (settingNumber(trial, "dropout").value_or(0.0) < 0.6)
        list.raised("dropout", 0.2);
    verdict.suggestions =
        list.scaled("weight_decay", 10.0, 1e-3).scaled("units", 0.5).scaled("filters", 0.5).take();
    return verdict;
}

} // namespace tunescope
