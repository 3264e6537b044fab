// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/coach/rules/rules.h"

#include "core/coach/curve_statistics.h"
#include "core/coach/suggestions.h"
#include "core/coach/trial_signs.h"

#include "core/search/narrowing.h"

#include <algorithm>

namespace tunescope {

/// When a range is suggested: narrowing.h (16 scores, the best quarter within half of the range, and a model
/// that explains more than chance would).
std::optional<Verdict> diagnoseNarrow(const CoachCase& input)
{
    const Narrowing found = narrowing(input.study.space, input.study.history);
    const SuggestedRange* best = nullptr;
    for (const SuggestedRange& range : found.params) {
        if (range.low && range.high && (best == nullptr || range.width < best->width))
            best = &range;
    }
    if (best == nullptr)
        return std::nullopt;
    const MetricScale scale(input.study);
    const ParamSpec* spec = input.study.space.find(best->param);
    ParamSpec narrower = *spec;
    if (auto* range = std::get_if<FloatRange>(&narrower.distribution)) {
        range->low = paramNumber(*best->low).value_or(range->low);
        range->high = paramNumber(*best->high).value_or(range->high);
        range->step.reset();
    } else if (auto* whole = std::get_if<IntRange>(&narrower.distribution)) {
        whole->low =
            static_cast<std::int64_t>(paramNumber(*best->low).value_or(static_cast<double>(whole->low)));
        whole->high =
            static_cast<std::int64_t>(paramNumber(*best->high).value_or(static_cast<double>(whole->high)));
    } else if (auto* set = std::get_if<ChoiceSet>(&narrower.distribution)) {
        const auto at = [&](const ParamValue& value) {
            return std::find_if(set->choices.begin(), set->choices.end(),
                                [&](const ParamValue& choice) { return sameValue(choice, value); });
        };
        const std::vector<ParamValue> kept(at(*best->low), std::min(at(*best->high) + 1, set->choices.end()));
        set->choices = kept;
    }
    narrower.defaultValue.reset();
    Verdict verdict{.severity = Severity::Hint, .strength = 1.0 / std::max(best->width, 0.01)};
    const std::string range = paramText(*best->low) + " to " + paramText(*best->high);
    verdict.text = "All " + std::to_string(best->best) + " trials from " + scale.text(best->worstOfBest) +
                   " on, the best quarter of " + std::to_string(best->trials) + ", used " + best->param +
                   " from " + range + ".";
    const double low = positionOf(spec->distribution, *best->low).value_or(0.0);
    const double high = positionOf(spec->distribution, *best->high).value_or(1.0);
    verdict.evidence.push_back({.shape = EvidenceShape::Range,
                                .series = "position",
                                .subject = best->param,
                                .low = low,
                                .high = high});
    verdict.suggestions =
        SuggestionList(input).range(std::move(narrower), "Use " + best->param + " from " + range).take();
    return verdict;
}

} // namespace tunescope
