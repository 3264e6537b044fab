// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/coach/rules/rules.h"

#include "core/coach/curve_statistics.h"
#include "core/coach/suggestions.h"
#include "core/coach/trial_signs.h"

#include <algorithm>
#include <cmath>

namespace tunescope {
namespace {

/// Share of the most confident rows that carry another label than their neighbours, and the lower end of its
/// interval. Clean sets stay below 0.07, a tenth of wrong labels gives 0.08 and more (data_probe.h).
constexpr double kConflicts = 0.08;
constexpr double kLeastConflicts = 0.045;
/// Neighbours that would still be wrong this often if all conflicts were wrong labels are no witnesses.
constexpr double kWitness = 0.85;
/// Who is right more often than wrong labels allow shows that they are right.
constexpr double kRoom = 0.7;

} // namespace

std::optional<Verdict> diagnoseLabelNoise(const CoachCase& input)
{
    if (!input.study.probe || input.study.task != Task::Classification)
        return std::nullopt;
    const DataProbe& probe = *input.study.probe;
    if (!(probe.confidentConflicts >= kConflicts) || probe.confidentConflictsLow < kLeastConflicts)
        return std::nullopt;
    const double score = bestScore(input.study, *input.trial);
    const double allowed = 1.0 - kRoom * probe.confidentConflicts;
    if (probe.neighbourScore > allowed || (input.study.metric == "accuracy" && score > allowed))
        return std::nullopt;
    if (probe.neighbourScore < kWitness * (1.0 - probe.confidentConflicts))
        return std::nullopt;
    Verdict verdict{.severity = Severity::Problem, .strength = probe.confidentConflicts / kConflicts};
    verdict.text = "About " + percentOf(probe.confidentConflicts, 0) + " of the labels look wrong: of the " +
                   std::to_string(probe.confidentRows) +
                   " rows whose most similar rows agree best, so many carry another label than those. No "
                   "network can score much above " +
                   percentOf(1.0 - probe.confidentConflicts, 0) +
                   " here, and one that fits the training part better learns the mistakes.";
    verdict.evidence.push_back({.shape = EvidenceShape::Level,
                                .series = "validation_metric",
                                .low = 1.0 - probe.confidentConflicts,
                                .high = 1.0 - probe.confidentConflictsLow});
    verdict.suggestions =
        SuggestionList(input)
            .data("Look at the rows that disagree with their neighbours and correct their labels")
            .twin("label_smoothing", 0.1)
            .raised("dropout", 0.2)
            .take();
    return verdict;
}

} // namespace tunescope
