// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/distribution.h"

#include "core/base/number_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace tunescope {
namespace {

/// More values of one parameter are never listed: a grid of them is refused anyway.
constexpr int kMostListed = 1'000'001;

template <class... Visitors>
struct Overloaded : Visitors... {
    using Visitors::operator()...;
};
template <class... Visitors>
Overloaded(Visitors...) -> Overloaded<Visitors...>;

/// Sheds the binary error of decimal steps: 3 * 0.1 reads 0.3.
double rounded12(double value)
{
    std::array<char, 40> buffer{};
    const auto [end, error] =
        std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::general, 12);
    if (error != std::errc())
        return value;
    double result = value;
    std::from_chars(buffer.data(), end, result);
    return result;
}

std::uint64_t stepCount(const FloatRange& range)
{
    return static_cast<std::uint64_t>(std::floor((range.high - range.low) / *range.step + 1e-9)) + 1;
}

double stepValue(const FloatRange& range, std::uint64_t index)
{
    return std::min(rounded12(range.low + static_cast<double>(index) * *range.step), range.high);
}

std::uint64_t stepCount(const IntRange& range)
{
    const auto span = static_cast<std::uint64_t>(range.high) - static_cast<std::uint64_t>(range.low);
    return span / static_cast<std::uint64_t>(range.step) + 1;
}

/// The nearest allowed integer.
std::int64_t snapped(const IntRange& range, double value)
{
    const double index =
        std::round((value - static_cast<double>(range.low)) / static_cast<double>(range.step));
    const double last = static_cast<double>(stepCount(range) - 1);
    return range.low + static_cast<std::int64_t>(std::clamp(index, 0.0, last)) * range.step;
}

std::uint64_t indexAt(double u, std::uint64_t count)
{
    return std::min(static_cast<std::uint64_t>(u * static_cast<double>(count)), count - 1);
}

double logAt(double low, double high, double u)
{
    return std::exp(std::log(low) + u * (std::log(high) - std::log(low)));
}

ParamValue at(const FloatRange& range, double u)
{
    if (range.step)
        return stepValue(range, indexAt(u, stepCount(range)));
    if (u <= 0.0)
        return range.low;
    if (u >= 1.0)
        return range.high;
    const double value = range.scale == Scale::Log ? logAt(range.low, range.high, u)
                                                   : range.low + u * (range.high - range.low);
    return std::clamp(value, range.low, range.high);
}

ParamValue at(const IntRange& range, double u)
{
    if (range.scale == Scale::Log)
        return snapped(range,
                       logAt(static_cast<double>(range.low) - 0.5, static_cast<double>(range.high) + 0.5, u));
    return range.low + static_cast<std::int64_t>(indexAt(u, stepCount(range))) * range.step;
}

ParamValue at(const ChoiceSet& set, double u)
{
    return set.choices[indexAt(u, set.choices.size())];
}

std::optional<double> position(const FloatRange& range, double value)
{
    if (!(value >= range.low && value <= range.high))
        return std::nullopt;
    if (range.step) {
        const double index = (value - range.low) / *range.step;
        const double nearest = std::round(index);
        if (std::abs(index - nearest) > 1e-6)
            return std::nullopt;
        return (nearest + 0.5) / static_cast<double>(stepCount(range));
    }
    if (range.high == range.low)
        return 0.5;
    return range.scale == Scale::Log ? std::log(value / range.low) / std::log(range.high / range.low)
                                     : (value - range.low) / (range.high - range.low);
}

std::optional<double> position(const IntRange& range, double value)
{
    const auto low = static_cast<double>(range.low);
    const auto high = static_cast<double>(range.high);
    if (!(value >= low && value <= high) || value != std::floor(value))
        return std::nullopt;
    if ((static_cast<std::int64_t>(value) - range.low) % range.step != 0)
        return std::nullopt;
    if (range.scale == Scale::Log)
        return std::log(value / (low - 0.5)) / std::log((high + 0.5) / (low - 0.5));
    const double index = (value - low) / static_cast<double>(range.step);
    return (index + 0.5) / static_cast<double>(stepCount(range));
}

Result<void> validate(std::string_view param, const FloatRange& range)
{
    if (!std::isfinite(range.low) || !std::isfinite(range.high) || !std::isfinite(range.high - range.low))
        return fail(ErrorCode::RangeNotFinite, {{"param", param}});
    if (range.low > range.high)
        return fail(ErrorCode::RangeEmpty, {{"param", param}, {"low", range.low}, {"high", range.high}});
    if (range.scale == Scale::Log && range.low <= 0.0)
        return fail(ErrorCode::RangeLogNotPositive, {{"param", param}, {"low", range.low}});
    if (range.scale == Scale::Log && range.step)
        return fail(ErrorCode::RangeLogStep, {{"param", param}});
    const double span = range.high - range.low;
    if (range.step &&
        !(*range.step > 0.0 && (*range.step <= span || span == 0.0) && span / *range.step < 1e15))
        return fail(ErrorCode::RangeStep, {{"param", param}, {"step", *range.step}});
    if (range.count && *range.count < 1)
        return fail(ErrorCode::RangeCount, {{"param", param}, {"count", *range.count}});
    return {};
}

Result<void> validate(std::string_view param, const IntRange& range)
{
    if (range.low > range.high)
        return fail(ErrorCode::RangeEmpty, {{"param", param}, {"low", range.low}, {"high", range.high}});
    // Positions are doubles, so every integer of a range must be one.
    constexpr std::int64_t kExact = std::int64_t{1} << 53;
    if (range.low < -kExact || range.high > kExact)
        return fail(ErrorCode::RangeNotFinite, {{"param", param}});
    if (range.scale == Scale::Log && range.low <= 0)
        return fail(ErrorCode::RangeLogNotPositive, {{"param", param}, {"low", range.low}});
    if (range.scale == Scale::Log && range.step != 1)
        return fail(ErrorCode::RangeLogStep, {{"param", param}});
    if (range.step < 1 || (range.step > range.high - range.low && range.low != range.high))
        return fail(ErrorCode::RangeStep, {{"param", param}, {"step", range.step}});
    if (range.count && *range.count < 1)
        return fail(ErrorCode::RangeCount, {{"param", param}, {"count", *range.count}});
    return {};
}

Result<void> validate(std::string_view param, const ChoiceSet& set)
{
    if (set.choices.empty())
        return fail(ErrorCode::ChoicesEmpty, {{"param", param}});
    for (std::size_t i = 1; i < set.choices.size(); ++i) {
        const auto earlier = set.choices.begin() + static_cast<std::ptrdiff_t>(i);
        const auto same = [&](const ParamValue& other) { return sameValue(other, set.choices[i]); };
        if (std::any_of(set.choices.begin(), earlier, same))
            return fail(ErrorCode::ChoicesDuplicate,
                        {{"param", param}, {"value", paramText(set.choices[i])}});
    }
    return {};
}

void appendUnique(std::vector<ParamValue>& values, ParamValue value)
{
    if (values.empty() || !sameValue(values.back(), value))
        values.push_back(std::move(value));
}

std::vector<ParamValue> grid(const FloatRange& range, int defaultCount)
{
    std::vector<ParamValue> values;
    if (range.step) {
        const std::uint64_t total = stepCount(range);
        const std::uint64_t wanted = std::min<std::uint64_t>(range.count ? *range.count : kMostListed, total);
        for (std::uint64_t k = 0; k < wanted; ++k) {
            const std::uint64_t index = wanted == 1 ? 0 : (k * (total - 1) + (wanted - 1) / 2) / (wanted - 1);
            values.emplace_back(stepValue(range, index));
        }
        return values;
    }
    const int count = range.low == range.high ? 1 : std::min(range.count.value_or(defaultCount), kMostListed);
    for (int k = 0; k < count; ++k)
        appendUnique(values, rounded12(std::get<double>(at(range, count == 1 ? 0.5 : k / (count - 1.0)))));
    return values;
}

std::vector<ParamValue> grid(const IntRange& range, int defaultCount)
{
    std::vector<ParamValue> values;
    const std::uint64_t total = stepCount(range);
    // Without a count every integer of a linear range is tried; a log range is sampled evenly on its scale.
    const bool all = !range.count && total < std::uint64_t{kMostListed} &&
                     (range.scale == Scale::Linear || total <= static_cast<std::uint64_t>(defaultCount));
    if (all) {
        for (std::uint64_t k = 0; k < total; ++k)
            values.emplace_back(range.low + static_cast<std::int64_t>(k) * range.step);
        return values;
    }
    const auto low = static_cast<double>(range.low);
    const auto high = static_cast<double>(range.high);
    const int count = std::min(range.count.value_or(defaultCount), kMostListed);
    for (int k = 0; k < count; ++k) {
        const double u = count == 1 ? 0.5 : k / (count - 1.0);
        appendUnique(
            values, snapped(range, range.scale == Scale::Log ? logAt(low, high, u) : low + u * (high - low)));
    }
    return values;
}

std::vector<ParamValue> grid(const ChoiceSet& set, int /*defaultCount*/)
{
    return set.choices;
}

} // namespace

Result<void> validateDistribution(std::string_view param, const Distribution& distribution)
{
    return std::visit([&](const auto& kind) { return validate(param, kind); }, distribution);
}

ParamValue valueAt(const Distribution& distribution, double u)
{
    const double inside = std::isnan(u) ? 0.5 : std::clamp(u, 0.0, 1.0);
    return std::visit([&](const auto& kind) { return at(kind, inside); }, distribution);
}

std::optional<double> positionOf(const Distribution& distribution, const ParamValue& value)
{
    if (const auto* set = std::get_if<ChoiceSet>(&distribution)) {
        for (std::size_t i = 0; i < set->choices.size(); ++i) {
            if (sameValue(set->choices[i], value))
                return (static_cast<double>(i) + 0.5) / static_cast<double>(set->choices.size());
        }
        return std::nullopt;
    }
    if (std::holds_alternative<bool>(value))
        return std::nullopt;
    const std::optional<double> number = paramNumber(value);
    if (!number)
        return std::nullopt;
    return std::visit(Overloaded{[](const ChoiceSet&) { return std::optional<double>(); },
                                 [&](const auto& range) { return position(range, *number); }},
                      distribution);
}

std::optional<std::uint64_t> valueCount(const Distribution& distribution)
{
    if (const auto* set = std::get_if<ChoiceSet>(&distribution))
        return set->choices.size();
    if (const auto* range = std::get_if<IntRange>(&distribution))
        return stepCount(*range);
    const auto& range = std::get<FloatRange>(distribution);
    if (range.step)
        return stepCount(range);
    return range.low == range.high ? std::optional<std::uint64_t>(1) : std::nullopt;
}

ParamValue valueOfIndex(const Distribution& distribution, std::uint64_t index)
{
    if (const auto* set = std::get_if<ChoiceSet>(&distribution))
        return set->choices[index];
    if (const auto* range = std::get_if<IntRange>(&distribution))
        return range->low + static_cast<std::int64_t>(index) * range->step;
    const auto& range = std::get<FloatRange>(distribution);
    return range.step ? stepValue(range, index) : range.low;
}

std::optional<std::uint64_t> valueIndex(const Distribution& distribution, const ParamValue& value)
{
    const std::optional<double> position = positionOf(distribution, value);
    const std::optional<std::uint64_t> count = valueCount(distribution);
    if (!position || !count)
        return std::nullopt;
    if (const auto* range = std::get_if<IntRange>(&distribution))
        return static_cast<std::uint64_t>((static_cast<std::int64_t>(*paramNumber(value)) - range->low) /
                                          range->step);
    return indexAt(*position, *count);
}

std::vector<ParamValue> gridValues(const Distribution& distribution, int defaultCount)
{
    return std::visit([&](const auto& kind) { return grid(kind, defaultCount); }, distribution);
}

} // namespace tunescope
