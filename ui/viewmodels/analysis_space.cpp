// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewmodels/analysis_space.h"

#include "ui/viewmodels/value_text.h"

#include <algorithm>
#include <cmath>

namespace tunescope::ui {
namespace {

bool holdsValue(const std::vector<ParamValue>& values, const ParamValue& value)
{
    return std::any_of(values.begin(), values.end(),
                       [&](const ParamValue& v) { return sameValue(v, value); });
}

void widen(FloatRange& range, double low, double high)
{
    if (range.scale == Scale::Log && low <= 0.0)
        return;
    if (low < range.low || high > range.high)
        range.step.reset();
    range.low = std::min(range.low, low);
    range.high = std::max(range.high, high);
}

void widen(IntRange& range, double low, double high)
{
    if (range.scale == Scale::Log && low < 1.0)
        return;
    if (low < double(range.low) || high > double(range.high))
        range.step = 1;
    range.low = std::min<std::int64_t>(range.low, std::llround(low));
    range.high = std::max<std::int64_t>(range.high, std::llround(high));
}

/// Ends of what the numbers of a distribution reach; none for words.
std::optional<std::pair<double, double>> reach(const Distribution& distribution)
{
    if (const auto* real = std::get_if<FloatRange>(&distribution))
        return std::pair(real->low, real->high);
    if (const auto* whole = std::get_if<IntRange>(&distribution))
        return std::pair(double(whole->low), double(whole->high));
    std::optional<std::pair<double, double>> ends;
    for (const ParamValue& choice : std::get<ChoiceSet>(distribution).choices) {
        const std::optional<double> number = paramNumber(choice);
        if (!number)
            return std::nullopt;
        ends = ends ? std::pair(std::min(ends->first, *number), std::max(ends->second, *number))
                    : std::pair(*number, *number);
    }
    return ends;
}

void include(Distribution& into, const Distribution& other)
{
    const auto ends = reach(other);
    if (auto* real = std::get_if<FloatRange>(&into); real && ends)
        widen(*real, ends->first, ends->second);
    else if (auto* whole = std::get_if<IntRange>(&into); whole && ends)
        widen(*whole, ends->first, ends->second);
    auto* set = std::get_if<ChoiceSet>(&into);
    if (!set)
        return;
    if (const auto* otherSet = std::get_if<ChoiceSet>(&other)) {
        for (const ParamValue& choice : otherSet->choices) {
            if (!holdsValue(set->choices, choice))
                set->choices.push_back(choice);
        }
    } else {
        Distribution range = other; // A stage of choices after one of a range: the range shows both.
        if (const auto own = reach(into); own) {
            if (auto* wide = std::get_if<FloatRange>(&range))
                widen(*wide, own->first, own->second);
            else if (auto* wideWhole = std::get_if<IntRange>(&range))
                widen(*wideWhole, own->first, own->second);
            into = std::move(range);
        }
    }
    if (set == std::get_if<ChoiceSet>(&into) && set->ordered) {
        std::stable_sort(set->choices.begin(), set->choices.end(), [](const auto& a, const auto& b) {
            return paramNumber(a).value_or(0.0) < paramNumber(b).value_or(0.0);
        });
    }
}

} // namespace

SearchSpace mergedSpace(const StudySnapshot& snapshot)
{
    if (snapshot.stages.empty())
        return snapshot.config ? snapshot.config->stage.space : SearchSpace();
    std::vector<ParamSpec> specs = snapshot.stages.back()->space.params();
    for (auto stage = snapshot.stages.rbegin() + 1; stage != snapshot.stages.rend(); ++stage) {
        for (const ParamSpec& spec : (*stage)->space.params()) {
            const auto own = std::find_if(specs.begin(), specs.end(),
                                          [&](const ParamSpec& s) { return s.name == spec.name; });
            if (own == specs.end()) {
                specs.push_back(spec);
                specs.back().when.clear(); // Its parent may be fixed now.
            } else {
                include(own->distribution, spec.distribution);
            }
        }
    }
    Result<SearchSpace> merged = SearchSpace::create(std::move(specs));
    return merged ? std::move(*merged) : snapshot.stages.back()->space;
}

ParamSet paramsIn(const SearchSpace& space, const StudySnapshot& snapshot, const TrialSnapshot& trial)
{
    ParamSet params;
    for (const ParamSpec& spec : space.params()) {
        const ParamValue* value = settingOf(snapshot, trial, spec.name);
        if (value && space.isActive(spec, params))
            params.set(spec.name, *value);
    }
    return params;
}

History historyIn(const SearchSpace& space, const StudySnapshot& snapshot)
{
    History history;
    history.direction = metricStyleOf(&snapshot).direction;
    for (std::size_t i = 0; i < snapshot.size(); ++i) {
        const TrialSnapshot& trial = snapshot.trial(i);
        if (!isTold(trial.state) || trial.deleted)
            continue;
        TrialRecord record{trial.number(), trial.start.stage, paramsIn(space, snapshot, trial), trial.state,
                           trial.start.origin};
        if (trial.state == TrialState::Complete)
            record.value = trial.outcome.value;
        const std::vector<float>& curve = trial.curves.validationMetric;
        for (std::size_t epoch = 1; epoch < curve.size(); ++epoch)
            record.intermediateValues.push_back({static_cast<int>(epoch), double(curve[epoch])});
        history.trials.push_back(std::make_shared<const TrialRecord>(std::move(record)));
    }
    return history;
}

History drawnHistory(const SearchSpace& space, const StudySnapshot& snapshot)
{
    History history = historyIn(space, snapshot);
    for (TrialRecordPtr& trial : history.trials) {
        const double score = shownScore(snapshot.trial(static_cast<std::size_t>(trial->number)));
        if (trial->state != TrialState::Pruned || !std::isfinite(score))
            continue;
        TrialRecord drawn = *trial;
        drawn.state = TrialState::Complete;
        drawn.value = score;
        trial = std::make_shared<const TrialRecord>(std::move(drawn));
    }
    return history;
}

} // namespace tunescope::ui
