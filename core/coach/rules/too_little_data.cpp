// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/coach/rules/rules.h"

#include "core/coach/curve_statistics.h"
#include "core/coach/suggestions.h"
#include "core/coach/trial_signs.h"

#include <algorithm>
#include <cmath>

namespace tunescope {
namespace {

/// Fewer training rows than this for each class (or, for numbers, for each input): the old rule of thumb of
/// ten events for each variable (Peduzzi et al., Journal of Clinical Epidemiology 49, 1996), doubled because
/// a network has more freedom than one coefficient a variable.
constexpr double kRowsPerClass = 20.0;
constexpr double kRowsPerInput = 10.0;
/// Points that twice as many rows bring to the neighbours' answer; where more rows change nothing, few are
/// enough.
constexpr double kDoublingGain = 0.04;
constexpr double kGap = 0.05; ///< Points between training and validation.
constexpr double kErrors = 1.5;
constexpr std::int64_t kFewestValidation =
    20; ///< One row is then five points: no two settings can be told apart.

double rowsPerAnswer(const StudyCase& study)
{
    const auto rows = static_cast<double>(study.facts.trainRows);
    if (study.facts.classNames.size() >= 2)
        return rows / static_cast<double>(study.facts.classNames.size()) / (kRowsPerClass);
    if (study.data && study.data->inputs > 0)
        return rows / static_cast<double>(study.data->inputs) / kRowsPerInput;
    return 1.0;
}

} // namespace

std::optional<Verdict> diagnoseTooLittleData(const CoachCase& input)
{
    const StudyCase& study = input.study;
    const double share = rowsPerAnswer(study);
    if (share >= 1.0 || study.facts.trainRows == 0 || study.task == Task::TextGeneration)
        return std::nullopt;
    const MetricScale scale(study);
    const double value = bestScore(study, *input.trial);
    const double gap = scale.gain(value, trainedScore(study, *input.trial));
    const double doubling =
        study.probe ? study.probe->neighbourScore - study.probe->halfDataScore : std::nan("");
    // Either sign will do: a gap beyond luck, or a simple answer that still improves with every row.
    const bool hasGap = gap > std::max(kGap, kErrors * scale.error(value));
    const bool cannotTell = study.facts.validationRows < kFewestValidation;
    if (!hasGap && !cannotTell && !(doubling > kDoublingGain))
        return std::nullopt;
    if (!cannotTell && std::isfinite(doubling) && doubling < kDoublingGain / 2.0 && gap < 3.0 * kGap)
        return std::nullopt;
    Verdict verdict{.severity = Severity::Problem, .strength = 1.0 / std::max(share, 0.05)};
    const std::size_t classes = study.facts.classNames.size();
    verdict.text = "There are only " + std::to_string(study.facts.trainRows) + " training rows";
    if (classes >= 2)
        verdict.text += ", about " +
                        std::to_string(study.facts.trainRows / static_cast<std::int64_t>(classes)) +
                        " a class";
    verdict.text += ": training reaches " + scale.text(trainedScore(study, *input.trial)) + ", validation " +
                    scale.text(value) + ", and with " + std::to_string(study.facts.validationRows) +
                    " validation rows a difference of " + pointsText(2.0 * scale.error(value)) +
                    " can be luck.";
    if (doubling > kDoublingGain)
        verdict.text += " The most similar row names " + percentOf(study.probe->neighbourScore, 0) +
                        " rightly, with half of the rows " + percentOf(study.probe->halfDataScore, 0) +
                        ": more rows would help.";
    const int last = input.trial->curves.lastEpoch();
    verdict.evidence.push_back({.shape = EvidenceShape::Band,
                                .series = "validation_metric",
                                .firstEpoch = 1,
                                .lastEpoch = last,
                                .low = value,
                                .high = value});
    verdict.suggestions = SuggestionList(input)
                              .data("Collect more rows, or judge with k folds so that every row is used")
                              .scaled("units", 0.5)
                              .raised("dropout", 0.2)
                              .take();
    return verdict;
}

} // namespace tunescope
