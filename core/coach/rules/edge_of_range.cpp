// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/coach/rules/rules.h"

#include "core/coach/curve_statistics.h"
#include "core/coach/suggestions.h"
#include "core/coach/trial_signs.h"

#include "core/search/narrowing.h"

#include <algorithm>
#include <cmath>

namespace tunescope {
namespace {

/// One decade on a logarithmic range, half of the range on another; inside what the setting can be.
std::optional<ParamSpec> widerRange(const StudyCase& study, const ParamSpec& spec, RangeEnd end)
{
    const SettingEntry* natural = findSetting(study, spec.name);
    ParamSpec wider = spec;
    if (auto* range = std::get_if<FloatRange>(&wider.distribution)) {
        const auto* most = natural ? std::get_if<FloatRange>(&natural->spec.distribution) : nullptr;
        const double step = (range->high - range->low) / 2.0;
        double& side = end == RangeEnd::Low ? range->low : range->high;
        const double before = side;
        if (range->scale == Scale::Log)
            side *= end == RangeEnd::Low ? 0.1 : 10.0;
        else
            side += end == RangeEnd::Low ? -step : step;
        if (most != nullptr)
            side = std::clamp(side, most->low, most->high);
        range->count.reset();
        return side == before ? std::nullopt : std::optional(wider);
    }
    if (auto* range = std::get_if<IntRange>(&wider.distribution)) {
        const auto* most = natural ? std::get_if<IntRange>(&natural->spec.distribution) : nullptr;
        const std::int64_t step = std::max<std::int64_t>((range->high - range->low) / 2, 1);
        std::int64_t& side = end == RangeEnd::Low ? range->low : range->high;
        const std::int64_t before = side;
        if (range->scale == Scale::Log)
            side = end == RangeEnd::Low ? std::max<std::int64_t>(side / 4, 1) : side * 4;
        else
            side += end == RangeEnd::Low ? -step : step;
        if (most != nullptr)
            side = std::clamp(side, most->low, most->high);
        range->count.reset();
        return side == before ? std::nullopt : std::optional(wider);
    }
    return std::nullopt;
}

} // namespace

/// What counts as pressing against an end: narrowing.h (3 of the best 5 trials within 10 % of it).
std::optional<Verdict> diagnoseEdgeOfRange(const CoachCase& input)
{
    for (const SuggestedRange& range : narrowing(input.study.space, input.study.history).params) {
        const ParamSpec* spec = input.study.space.find(range.param);
        if (!range.edge || spec == nullptr)
            continue;
        const std::optional<ParamSpec> wider = widerRange(input.study, *spec, range.edge->end);
        if (!wider)
            continue;
        const bool low = range.edge->end == RangeEnd::Low;
        const std::string end = paramText(range.edge->value);
        Verdict verdict{.severity = Severity::Hint, .strength = static_cast<double>(range.edge->near) / 3.0};
        verdict.text = "The best trials press against " + end + ", the " + (low ? "low" : "high") +
                       " end of " + range.param + ": " + std::to_string(range.edge->near) + " of the best " +
                       std::to_string(range.edge->of) + " lie within 10 % of it.";
        verdict.evidence.push_back({.shape = EvidenceShape::Range,
                                    .series = "position",
                                    .subject = range.param,
                                    .low = low ? 0.0 : 0.9,
                                    .high = low ? 0.1 : 1.0});
        const ParamValue bound = valueAt(wider->distribution, low ? 0.0 : 1.0);
        verdict.suggestions =
            SuggestionList(input).range(*wider, "Widen " + range.param + " to " + paramText(bound)).take();
        return verdict;
    }
    return std::nullopt;
}

} // namespace tunescope
