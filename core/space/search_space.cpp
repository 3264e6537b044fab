// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/search_space.h"

#include "core/space/enumeration.h"

#include <algorithm>
#include <cmath>

namespace tunescope {
namespace {

constexpr Enumeration::Count kCountable = 9223372036854775808.0L; // 2^63

std::string choicesText(const ChoiceSet& set)
{
    std::string text;
    for (const ParamValue& choice : set.choices)
        text += (text.empty() ? "" : ", ") + paramText(choice);
    return text;
}

Error outside(const ParamSpec& spec, const ParamValue& value)
{
    if (const auto* set = std::get_if<ChoiceSet>(&spec.distribution))
        return {ErrorCode::ParamNotAChoice,
                {{"param", spec.name}, {"value", paramText(value)}, {"choices", choicesText(*set)}}};
    if (std::holds_alternative<bool>(value) || !paramNumber(value))
        return {ErrorCode::ParamWrongType,
                {{"param", spec.name}, {"value", paramText(value)}, {"expected", "a number"}}};
    if (const auto* range = std::get_if<IntRange>(&spec.distribution)) {
        if (*paramNumber(value) != std::floor(*paramNumber(value)))
            return {ErrorCode::ParamWrongType,
                    {{"param", spec.name}, {"value", paramText(value)}, {"expected", "a whole number"}}};
        return {
            ErrorCode::ParamOutOfRange,
            {{"param", spec.name}, {"value", paramText(value)}, {"low", range->low}, {"high", range->high}}};
    }
    const auto& range = std::get<FloatRange>(spec.distribution);
    return {ErrorCode::ParamOutOfRange,
            {{"param", spec.name}, {"value", paramText(value)}, {"low", range.low}, {"high", range.high}}};
}

Result<void> validateCondition(const ParamSpec& spec, const Condition& condition,
                               std::span<const ParamSpec> earlier)
{
    const auto parent = std::find_if(earlier.begin(), earlier.end(),
                                     [&](const ParamSpec& other) { return other.name == condition.param; });
    if (parent == earlier.end())
        return fail(ErrorCode::ConditionUnknownParent, {{"param", spec.name}, {"parent", condition.param}});
    if (std::holds_alternative<FloatRange>(parent->distribution))
        return fail(ErrorCode::ConditionParentFloat, {{"param", spec.name}, {"parent", condition.param}});
    if (condition.in.empty())
        return fail(ErrorCode::ConditionValues,
                    {{"param", spec.name}, {"parent", condition.param}, {"value", "(none)"}});
    for (const ParamValue& value : condition.in) {
        if (!positionOf(parent->distribution, value))
            return fail(ErrorCode::ConditionValues,
                        {{"param", spec.name}, {"parent", condition.param}, {"value", paramText(value)}});
    }
    return {};
}

} // namespace

Result<SearchSpace> SearchSpace::create(std::vector<ParamSpec> params)
{
    for (std::size_t i = 0; i < params.size(); ++i) {
        const ParamSpec& spec = params[i];
        if (spec.name.empty())
            return fail(ErrorCode::ParamNameEmpty);
        const std::span<const ParamSpec> earlier(params.data(), i);
        if (std::any_of(earlier.begin(), earlier.end(),
                        [&](const ParamSpec& other) { return other.name == spec.name; }))
            return fail(ErrorCode::ParamDuplicate, {{"param", spec.name}});
        if (const auto valid = validateDistribution(spec.name, spec.distribution); !valid)
            return fail(valid.error());
        for (const Condition& condition : spec.when) {
            if (const auto valid = validateCondition(spec, condition, earlier); !valid)
                return fail(valid.error());
        }
        if (spec.defaultValue && !positionOf(spec.distribution, *spec.defaultValue))
            return fail(ErrorCode::DefaultInvalid,
                        {{"param", spec.name}, {"value", paramText(*spec.defaultValue)}});
    }
    SearchSpace space;
    space.m_params = std::move(params);
    return space;
}

const ParamSpec* SearchSpace::find(std::string_view name) const
{
    const auto found = std::find_if(m_params.begin(), m_params.end(),
                                    [&](const ParamSpec& spec) { return spec.name == name; });
    return found == m_params.end() ? nullptr : &*found;
}

bool SearchSpace::isActive(const ParamSpec& spec, const ParamSet& params) const
{
    return std::all_of(spec.when.begin(), spec.when.end(), [&](const Condition& condition) {
        const ParamValue* value = params.find(condition.param);
        return value && std::any_of(condition.in.begin(), condition.in.end(),
                                    [&](const ParamValue& in) { return sameValue(in, *value); });
    });
}

ParamSet SearchSpace::at(std::span<const double> unit) const
{
    ParamSet params;
    for (std::size_t i = 0; i < m_params.size(); ++i) {
        if (isActive(m_params[i], params))
            params.set(m_params[i].name, valueAt(m_params[i].distribution, unit[i]));
    }
    return params;
}

Result<std::vector<std::optional<double>>> SearchSpace::positions(const ParamSet& params) const
{
    std::vector<std::optional<double>> unit(m_params.size());
    for (std::size_t i = 0; i < m_params.size(); ++i) {
        const ParamSpec& spec = m_params[i];
        const ParamValue* value = params.find(spec.name);
        const bool active = isActive(spec, params);
        if (!active && value)
            return fail(ErrorCode::ParamInactive, {{"param", spec.name}});
        if (!active)
            continue;
        if (!value)
            return fail(ErrorCode::ParamMissing, {{"param", spec.name}});
        unit[i] = positionOf(spec.distribution, *value);
        if (!unit[i])
            return fail(outside(spec, *value));
    }
    for (const auto& [name, value] : params) {
        if (!find(name))
            return fail(ErrorCode::ParamUnknown, {{"param", name}});
    }
    return unit;
}

Result<void> SearchSpace::validate(const ParamSet& params) const
{
    const auto unit = positions(params);
    if (!unit)
        return fail(unit.error());
    return {};
}

std::optional<std::uint64_t> SearchSpace::configurationCount() const
{
    const Enumeration::Count count = countConfigurations(m_params, Listing::All);
    return count > kCountable ? std::nullopt
                              : std::optional<std::uint64_t>(static_cast<std::uint64_t>(count));
}

double SearchSpace::gridCount(int defaultCount) const
{
    return static_cast<double>(countConfigurations(m_params, Listing::Grid, defaultCount));
}

Result<std::vector<ParamSet>> SearchSpace::grid(std::uint64_t limit, int defaultCount) const
{
    const double count = gridCount(defaultCount);
    if (count > static_cast<double>(limit))
        return fail(ErrorCode::GridTooLarge, {{"count", count}, {"limit", limit}});
    std::vector<ParamSet> all{ParamSet{}};
    for (const ParamSpec& spec : m_params) {
        const std::vector<ParamValue> values = gridValues(spec.distribution, defaultCount);
        std::vector<ParamSet> extended;
        extended.reserve(all.size() * values.size());
        for (const ParamSet& params : all) {
            if (!isActive(spec, params)) {
                extended.push_back(params);
                continue;
            }
            for (const ParamValue& value : values) {
                extended.push_back(params);
                extended.back().set(spec.name, value);
            }
        }
        all = std::move(extended);
    }
    return all;
}

} // namespace tunescope
