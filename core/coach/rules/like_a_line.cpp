// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/coach/rules/rules.h"

#include "core/coach/curve_statistics.h"
#include "core/coach/suggestions.h"
#include "core/coach/trial_signs.h"

#include <algorithm>
#include <cmath>

namespace tunescope {
namespace {

constexpr int kTrials = 12;
/// Standard errors of the difference within which two scores on the same rows are called equal (ux-more.md
/// 18). That of a paired difference is at most that of two independent ones, so this calls ties rather too
/// seldom.
constexpr double kErrors = 1.5;

} // namespace

std::optional<Verdict> diagnoseLikeALine(const CoachCase& input)
{
    const StudyCase& study = input.study;
    if (study.task != Task::Regression || !study.baselines || !std::isfinite(study.baselines->linear) ||
        study.baselines->metric != study.metric)
        return std::nullopt;
    const PeerTrial* best = nullptr;
    int scored = 0;
    for (const PeerTrial& peer : study.trials) {
        scored += peer.value ? 1 : 0;
        if (peer.value && (best == nullptr || isBetter(*peer.value, *best->value, study.direction)))
            best = &peer;
    }
    if (scored < kTrials || best == nullptr ||
        isBetter(study.baselines->linear, *best->value, study.direction))
        return std::nullopt;
    const MetricScale scale(study);
    const double gain = scale.gain(study.baselines->linear, *best->value);
    if (gain > kErrors * scale.error(study.baselines->linear))
        return std::nullopt;
    Verdict verdict{.severity = Severity::Hint};
    verdict.text = "Tied with a straight line: linear regression gets " +
                   scale.text(study.baselines->linear) + ", the best of " + std::to_string(scored) +
                   " trials " + scale.text(*best->value) + ", and a difference this small can be luck on " +
                   std::to_string(study.facts.validationRows) + " rows.";
    verdict.evidence.push_back({.shape = EvidenceShape::Level,
                                .series = "value",
                                .low = study.baselines->linear,
                                .high = study.baselines->linear,
                                .trials = {best->number}});
    verdict.suggestions = SuggestionList(input)
                              .confirm({best->number}, 5)
                              .data("Add columns: these may hold no more than a line")
                              .take();
    return verdict;
}

} // namespace tunescope
