// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/coach/rules/rules.h"

#include "core/coach/curve_statistics.h"
#include "core/coach/suggestions.h"
#include "core/coach/trial_signs.h"

#include <algorithm>
#include <cmath>

namespace tunescope {
namespace {

constexpr std::size_t kTrials = 3; ///< ux.md section 12: the top three ...
constexpr double kErrors = 1.5;    ///< ... within 1.5 standard errors of the best.
constexpr int kSeeds = 5;

} // namespace

std::optional<Verdict> diagnoseTie(const CoachCase& input)
{
    const StudyCase& study = input.study;
    std::vector<const PeerTrial*> scored;
    for (const PeerTrial& peer : study.trials) {
        if (peer.value)
            scored.push_back(&peer);
    }
    if (scored.size() < kTrials)
        return std::nullopt;
    std::stable_sort(scored.begin(), scored.end(), [&](const PeerTrial* a, const PeerTrial* b) {
        return isBetter(*a->value, *b->value, study.direction);
    });
    const MetricScale scale(study);
    const double best = *scored.front()->value;
    const double third = *scored[kTrials - 1]->value;
    const double error = scale.error(best);
    if (scale.gain(third, best) > kErrors * error)
        return std::nullopt;
    std::vector<int> tied;
    for (std::size_t i = 0; i < kTrials; ++i)
        tied.push_back(scored[i]->number);
    const std::string from = scale.text(third), to = scale.text(best);
    const std::string scores = from == to ? "all three score " + to : "they score from " + from + " to " + to;
    Verdict verdict{.severity = Severity::Hint};
    verdict.text = "Trials " + std::to_string(tied[0]) + ", " + std::to_string(tied[1]) + " and " +
                   std::to_string(tied[2]) + " are tied on " + std::to_string(study.facts.validationRows) +
                   " rows: " + scores +
                   ", and up to " + pointsText(kErrors * error) + " can be luck.";
    verdict.evidence.push_back({.shape = EvidenceShape::Range,
                                .series = "value",
                                .low = std::min(best, third),
                                .high = std::max(best, third),
                                .trials = tied});
    verdict.suggestions = SuggestionList(input).confirm(tied, kSeeds).take();
    return verdict;
}

} // namespace tunescope
