// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/coach/rules/rules.h"

#include "core/coach/curve_statistics.h"
#include "core/coach/suggestions.h"
#include "core/coach/trial_signs.h"

#include <algorithm>
#include <cmath>

namespace tunescope {
namespace {

constexpr int kTrials = 12; ///< That came to a score, before a search is judged (ux.md section 12).

} // namespace

std::optional<Verdict> diagnoseBelowBaseline(const CoachCase& input)
{
    const StudyCase& study = input.study;
    if (!study.baselines || !std::isfinite(study.baselines->linear) ||
        study.baselines->metric != study.metric)
        return std::nullopt;
    const PeerTrial* best = nullptr;
    int scored = 0;
    for (const PeerTrial& peer : study.trials) {
        if (!peer.value)
            continue;
        ++scored;
        if (best == nullptr || isBetter(*peer.value, *best->value, study.direction))
            best = &peer;
    }
    if (scored < kTrials || best == nullptr ||
        !isBetter(study.baselines->linear, *best->value, study.direction))
        return std::nullopt;
    const MetricScale scale(study);
    Verdict verdict{.severity = Severity::Problem};
    verdict.text = "A model without hidden layers gets " + scale.text(study.baselines->linear) + ". After " +
                   std::to_string(scored) + " trials yours has not passed it: the best, trial " +
                   std::to_string(best->number) + ", has " + scale.text(*best->value) + ".";
    verdict.evidence.push_back({.shape = EvidenceShape::Level,
                                .series = "value",
                                .low = study.baselines->linear,
                                .high = study.baselines->linear,
                                .trials = {best->number}});
    SuggestionList list(input);
    for (const ParamSpec& spec : study.space.params()) {
        const SettingEntry* natural = findSetting(study, spec.name);
        if (spec.name == "learning_rate" && natural != nullptr) {
            ParamSpec wide = spec;
            wide.distribution = FloatRange{1e-4, 1.0, Scale::Log};
            list.range(std::move(wide), "Search coarsely: learning rate from 0.0001 to 1");
        }
    }
    if (list.empty())
        list.data("Go to Search and start from the coarse ranges");
    verdict.suggestions = list.take();
    return verdict;
}

} // namespace tunescope
