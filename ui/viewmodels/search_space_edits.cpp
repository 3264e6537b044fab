// SPDX-License-Identifier: GPL-3.0-or-later
// Changes of one row: ends, scale, mode.
#include "ui/viewmodels/search_space_defaults.h"
#include "ui/viewmodels/search_space_rows.h"

#include <algorithm>
#include <cmath>

namespace tunescope::ui {
namespace {

bool sameKind(const ParamValue& a, const ParamValue& b)
{
    return paramNumber(a).has_value() && paramNumber(b).has_value();
}

bool contains(const std::vector<ParamValue>& values, const ParamValue& value)
{
    return std::any_of(values.begin(), values.end(),
                       [&](const ParamValue& other) { return sameValue(other, value); });
}

void toRange(SearchRow& row)
{
    if (row.mode != RowMode::Choices || row.choices.empty())
        return; // From a fixed value the range comes back as it was.
    const auto [low, high] =
        std::minmax_element(row.choices.begin(), row.choices.end(), [](const auto& a, const auto& b) {
            return paramNumber(a).value_or(0.0) < paramNumber(b).value_or(0.0);
        });
    const Interval ends{paramNumber(*low).value_or(0.0), paramNumber(*high).value_or(1.0)};
    if (scaleOf(row.range) == Scale::Log && ends.low <= 0.0)
        row.range = withScale(row.range, Scale::Linear, ends.low);
    row.range = withEnds(row.range, ends);
}

void toChoices(SearchRow& row)
{
    if (row.kind == ValueKind::Word) {
        if (row.choices.empty())
            row.choices = row.offered;
        return;
    }
    if (row.mode == RowMode::Range || row.choices.empty())
        row.choices = choicesFromRange(row.range);
    row.offered = row.choices;
}

void toFixed(SearchRow& row)
{
    if (row.mode == RowMode::Choices) {
        if (!contains(row.choices, row.value))
            row.value = row.choices.empty() ? row.value : row.choices.front();
        return;
    }
    const std::optional<double> number = paramNumber(row.value);
    const Interval ends = endsOf(row.range);
    if (!number || *number < ends.low || *number > ends.high)
        row.value = valueAt(row.range, 0.5);
}

} // namespace

Interval endsOf(const Distribution& range)
{
    if (const auto* real = std::get_if<FloatRange>(&range))
        return {real->low, real->high};
    if (const auto* whole = std::get_if<IntRange>(&range))
        return {static_cast<double>(whole->low), static_cast<double>(whole->high)};
    return {};
}

Scale scaleOf(const Distribution& range)
{
    if (const auto* real = std::get_if<FloatRange>(&range))
        return real->scale;
    if (const auto* whole = std::get_if<IntRange>(&range))
        return whole->scale;
    return Scale::Linear;
}

std::int64_t onSteps(const IntRange& range, double value)
{
    const auto step = static_cast<double>(range.step);
    return range.low + std::llround((value - static_cast<double>(range.low)) / step) * range.step;
}

Distribution withEnds(const Distribution& range, const Interval& ends)
{
    if (auto real = std::get_if<FloatRange>(&range)) {
        FloatRange next = *real;
        next.low = ends.low;
        next.high = ends.high;
        if (next.step && *next.step > next.high - next.low)
            next.step.reset();
        return next;
    }
    if (auto whole = std::get_if<IntRange>(&range)) {
        IntRange next = *whole;
        next.low = onSteps(*whole, ends.low);
        next.high = onSteps(*whole, ends.high);
        if (next.step > 1 && next.step > next.high - next.low)
            next.step = 1;
        return next;
    }
    return range;
}

Distribution withScale(const Distribution& range, Scale scale, double lowest)
{
    const Interval ends = endsOf(range);
    const double low = scale == Scale::Log && ends.low <= 0.0 ? std::min(lowest, ends.high) : ends.low;
    if (const auto* real = std::get_if<FloatRange>(&range)) {
        FloatRange next = *real;
        next.scale = scale;
        next.low = low;
        if (scale == Scale::Log)
            next.step.reset();
        return next;
    }
    if (const auto* whole = std::get_if<IntRange>(&range)) {
        IntRange next = *whole;
        next.scale = scale;
        next.low = std::llround(low);
        if (scale == Scale::Log)
            next.step = 1;
        return next;
    }
    return range;
}

Interval centredOn(const Distribution& range, double value, const Interval& axis)
{
    const Interval ends = endsOf(range);
    Interval moved;
    if (scaleOf(range) == Scale::Log && ends.low > 0.0 && value > 0.0) {
        const double half = std::sqrt(ends.high / ends.low);
        moved = {value / half, value * half};
    } else {
        const double half = (ends.high - ends.low) / 2.0;
        moved = {value - half, value + half};
    }
    moved.low = std::clamp(moved.low, axis.low, std::max(axis.low, value));
    moved.high = std::clamp(moved.high, std::min(axis.high, value), axis.high);
    return moved;
}

void changeMode(SearchRow& row, RowMode mode)
{
    switch (mode) {
    case RowMode::Fixed:
        toFixed(row);
        break;
    case RowMode::Range:
        toRange(row);
        break;
    case RowMode::Choices:
        toChoices(row);
        break;
    }
    row.mode = mode;
}

bool insertNumber(std::vector<ParamValue>& values, const ParamValue& value)
{
    if (contains(values, value))
        return false;
    const auto at = std::find_if(values.begin(), values.end(), [&](const ParamValue& other) {
        return sameKind(other, value) && *paramNumber(other) > *paramNumber(value);
    });
    values.insert(at, value);
    return true;
}

} // namespace tunescope::ui
