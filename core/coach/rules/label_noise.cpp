// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/coach/rules/rules.h"

#include "core/coach/curve_statistics.h"
#include "core/coach/suggestions.h"
#include "core/coach/trial_signs.h"

#include <algorithm>
#include <cmath>

namespace tunescope {
namespace {

/// Share of rows that carry another label than the rows most like them although these agree among themselves.
/// Clean sets stay below 3 % of the confident half however much their classes overlap (measured on the built-in
/// ones: digits 0.3, landsat 1.5, spam 2.6 %); a share p of wrong labels gives about p.
constexpr double kConflicts = 0.06;

} // namespace

std::optional<Verdict> diagnoseLabelNoise(const CoachCase& input)
{
    if (!input.study.probe || input.study.task != Task::Classification)
        return std::nullopt;
    const DataProbe& probe = *input.study.probe;
    if (!(probe.confidentConflicts >= kConflicts) || probe.confidentConflictsLow < kConflicts / 2.0)
        return std::nullopt;
    // Nobody beats wrong labels: a network that is right more often on unseen rows shows that they are right.
    const double score = bestScore(input.study, *input.trial);
    if (input.study.metric == "accuracy" && 1.0 - score < probe.confidentConflicts / 2.0)
        return std::nullopt;
    Verdict verdict{.severity = Severity::Problem, .strength = probe.confidentConflicts / kConflicts};
    verdict.text = "About " + percentOf(probe.confidentConflicts, 0) + " of the labels look wrong: of the " + std::to_string(probe.confidentRows) +
                   " rows whose most similar rows agree best, so many carry another label than those. No network can score much above " +
                   percentOf(1.0 - probe.confidentConflicts, 0) + " here, and one that fits the training part better learns the mistakes.";
    verdict.evidence.push_back({.shape = EvidenceShape::Level, .series = "validation_metric", .low = 1.0 - probe.confidentConflicts, .high = 1.0 - probe.confidentConflictsLow});
    verdict.suggestions = SuggestionList(input)
                              .data("Look at the rows that disagree with their neighbours and correct their labels")
                              .twin("label_smoothing", 0.1)
                              .raised("dropout", 0.2)
                              .take();
    return verdict;
}

} // namespace tunescope
