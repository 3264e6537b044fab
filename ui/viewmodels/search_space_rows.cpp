// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewmodels/search_space_rows.h"

#include "ui/viewmodels/qt_convert.h"
#include "ui/viewmodels/search_space_defaults.h"
#include "ui/viewmodels/setting_names.h"

#include <algorithm>
#include <cmath>

namespace tunescope::ui {
namespace {

constexpr std::size_t kFewChips = 4; ///< Chips that have room for their results.

ValueKind kindOf(const Distribution& distribution)
{
    if (std::holds_alternative<FloatRange>(distribution))
        return ValueKind::Real;
    if (std::holds_alternative<IntRange>(distribution))
        return ValueKind::Whole;
    const auto& choices = std::get<ChoiceSet>(distribution).choices;
    const bool whole = std::all_of(choices.begin(), choices.end(), [](const ParamValue& value) {
        return std::holds_alternative<std::int64_t>(value);
    });
    const bool numbers = std::all_of(choices.begin(), choices.end(), [](const ParamValue& value) {
        return std::holds_alternative<std::int64_t>(value) || std::holds_alternative<double>(value);
    });
    return whole ? ValueKind::Whole : numbers ? ValueKind::Real : ValueKind::Word;
}

bool hasValue(const std::vector<ParamValue>& values, const ParamValue& value)
{
    return std::any_of(values.begin(), values.end(),
                       [&](const ParamValue& other) { return sameValue(other, value); });
}

/// The values as `known` lists them; those that it does not know come last.
std::vector<ParamValue> inOrderOf(const std::vector<ParamValue>& known, const std::vector<ParamValue>& values)
{
    std::vector<ParamValue> ordered;
    for (const ParamValue& value : known) {
        if (hasValue(values, value))
            ordered.push_back(value);
    }
    for (const ParamValue& value : values) {
        if (!hasValue(ordered, value))
            ordered.push_back(value);
    }
    return ordered;
}

void sortNumbers(std::vector<ParamValue>& values)
{
    std::stable_sort(values.begin(), values.end(), [](const ParamValue& a, const ParamValue& b) {
        return paramNumber(a).value_or(0.0) < paramNumber(b).value_or(0.0);
    });
}

/// As many values as fit as chips with their results above, `first` among them, in the order of `known`.
std::vector<ParamValue> fewOf(const std::vector<ParamValue>& known, const ParamValue& first)
{
    std::vector<ParamValue> few{first};
    for (const ParamValue& value : known) {
        if (few.size() < kFewChips && !hasValue(few, value))
            few.push_back(value);
    }
    return inOrderOf(known, few);
}

/// A row as nothing but the setting's own description makes it.
SearchRow plainRow(const ParamSpec& spec, const QString& title, const QString& meaning)
{
    SearchRow row;
    row.name = spec.name;
    row.title = title;
    row.meaning = meaning;
    row.kind = kindOf(spec.distribution);
    row.when = spec.when;
    row.defaultValue = spec.defaultValue;
    if (const auto* set = std::get_if<ChoiceSet>(&spec.distribution)) {
        row.known = set->choices;
        row.value = spec.defaultValue.value_or(set->choices.empty() ? ParamValue(std::string())
                                                                    : set->choices.front());
        row.offered = fewOf(row.known, row.value);
        row.choices = row.offered;
        return row;
    }
    row.widest = endsOf(spec.distribution);
    row.range = withEnds(preferredRange(spec.name, spec.distribution),
                         endsOf(preferredRange(spec.name, spec.distribution)));
    row.value = spec.defaultValue.value_or(valueAt(row.range, 0.5));
    return row;
}

/// What the row remembers replaces what its description says.
void recall(SearchRow& row, const RowMemory& memory)
{
    const auto found = memory.find(row.name);
    if (found == memory.end() || found->second.kind != row.kind)
        return;
    row.when = found->second.when;
    row.range = found->second.range;
    row.choices = found->second.choices;
    row.value = found->second.value;
    row.offered = found->second.offered;
}

enum class Remembered { Yes, No };

void readSearched(SearchRow& row, const Distribution& distribution, Remembered remembered)
{
    row.shown = true;
    if (const auto* set = std::get_if<ChoiceSet>(&distribution)) {
        row.mode = RowMode::Choices;
        row.choices = set->choices;
        // What was offered before stays offered; a setting that is read for the first time offers what it
        // searches.
        const bool keep = remembered == Remembered::Yes || row.known.size() <= kFewChips;
        std::vector<ParamValue> offered = keep ? row.offered : set->choices;
        for (const ParamValue& value : set->choices) {
            if (!hasValue(offered, value))
                offered.push_back(value);
        }
        row.offered = row.kind == ValueKind::Word ? inOrderOf(row.known, offered) : offered;
        if (row.kind != ValueKind::Word)
            sortNumbers(row.offered);
        return;
    }
    row.mode = RowMode::Range;
    row.range = distribution;
    const Interval ends = endsOf(distribution);
    row.widest = {std::min(row.widest.low, ends.low), std::max(row.widest.high, ends.high)};
}

bool sameValues(const std::vector<ParamValue>& a, const std::vector<ParamValue>& b)
{
    return a.size() == b.size() &&
           std::all_of(a.begin(), a.end(), [&](const ParamValue& value) { return hasValue(b, value); });
}

/// A loaded study may have conditions of its own. Those that the known one explains, shortened to what the
/// parent can take, are the known one: it grows again with the parent's choices.
void readConditions(SearchRow& row, const ParamSpec& spec, const SearchSpace& space)
{
    for (const Condition& read : spec.when) {
        const auto known = std::find_if(row.when.begin(), row.when.end(),
                                        [&](const Condition& other) { return other.param == read.param; });
        if (known == row.when.end()) {
            row.when.push_back(read);
            continue;
        }
        const ParamSpec* parent = space.find(read.param);
        std::vector<ParamValue> explained;
        std::copy_if(known->in.begin(), known->in.end(), std::back_inserter(explained),
                     [&](const ParamValue& value) {
                         return parent && positionOf(parent->distribution, value).has_value();
                     });
        if (!sameValues(explained, read.in))
            *known = read;
    }
}

/// Values of the condition that its parent can take.
std::vector<ParamValue> reachable(const Condition& condition, const std::vector<SearchRow>& rows,
                                  const StageConfig& base)
{
    const SearchRow* parent = findRow(rows, condition.param);
    if (parent && !parent->active)
        return {};
    std::vector<ParamValue> values;
    const auto keep = [&](const auto& possible) {
        std::copy_if(condition.in.begin(), condition.in.end(), std::back_inserter(values), possible);
    };
    if (!parent) {
        const ParamValue* fixed = base.fixed.find(condition.param);
        keep([&](const ParamValue& value) { return !fixed || sameValue(*fixed, value); });
        return values;
    }
    switch (parent->shown ? parent->mode : RowMode::Fixed) {
    case RowMode::Fixed:
        keep([&](const ParamValue& value) { return sameValue(parent->value, value); });
        break;
    case RowMode::Choices:
        keep([&](const ParamValue& value) { return hasValue(parent->choices, value); });
        break;
    case RowMode::Range:
        keep([&](const ParamValue& value) { return positionOf(parent->range, value).has_value(); });
        break;
    }
    return values;
}

void markActive(std::vector<SearchRow>& rows, const StageConfig& base)
{
    // Twice, because a setting may hang on one that hangs on another (entries list parents first anyway).
    for (int pass = 0; pass < 2; ++pass) {
        for (SearchRow& row : rows) {
            const auto unmet = std::find_if(row.when.begin(), row.when.end(), [&](const Condition& condition) {
                return reachable(condition, rows, base).empty();
            });
            row.active = unmet == row.when.end();
            row.unmet = row.active ? 0 : static_cast<std::size_t>(unmet - row.when.begin());
        }
    }
}

Distribution distributionOf(const SearchRow& row, const ParamSpec* old)
{
    if (row.mode == RowMode::Range)
        return row.range;
    ChoiceSet set{row.choices, row.kind != ValueKind::Word};
    if (const auto* before = old ? std::get_if<ChoiceSet>(&old->distribution) : nullptr)
        set.ordered = before->ordered;
    return set;
}

/// The condition as far as the parent can meet it; nothing if the parent always does or is not searched.
std::optional<Condition> reduced(const Condition& condition, const std::vector<SearchRow>& rows,
                                 const StageConfig& base)
{
    const SearchRow* parent = findRow(rows, condition.param);
    if (!parent || !parent->isSearched())
        return std::nullopt;
    std::vector<ParamValue> values = reachable(condition, rows, base);
    const Distribution all = distributionOf(*parent, nullptr);
    if (values.empty() || valueCount(all) == values.size())
        return std::nullopt;
    return Condition{condition.param, std::move(values)};
}

std::vector<Condition> conditionsOf(const SearchRow& row, const std::vector<SearchRow>& rows,
                                    const StageConfig& base)
{
    std::vector<Condition> conditions;
    for (const Condition& condition : row.when) {
        if (auto met = reduced(condition, rows, base))
            conditions.push_back(std::move(*met));
    }
    return conditions;
}

ParamSpec specOf(const SearchRow& row, const std::vector<SearchRow>& rows, const StageConfig& base)
{
    const ParamSpec* old = base.space.find(row.name);
    ParamSpec spec{row.name, distributionOf(row, old), conditionsOf(row, rows, base)};
    if (old && old->defaultValue && positionOf(spec.distribution, *old->defaultValue))
        spec.defaultValue = old->defaultValue;
    return spec;
}

/// Kept ones in their order, new ones where the entries have them; parents before children.
std::vector<ParamSpec> orderedSpecs(const std::vector<SearchRow>& rows, const StageConfig& base)
{
    std::vector<const SearchRow*> order;
    for (const ParamSpec& spec : base.space.params()) {
        if (const SearchRow* row = findRow(rows, spec.name); row && row->isSearched())
            order.push_back(row);
    }
    for (const SearchRow& row : rows) {
        if (!row.isSearched() || base.space.find(row.name))
            continue;
        const auto later =
            std::find_if(order.begin(), order.end(), [&](const SearchRow* other) { return other > &row; });
        order.insert(later, &row);
    }
    std::vector<ParamSpec> specs;
    while (!order.empty()) {
        const auto waits = [&](const SearchRow* row) {
            const ParamSpec spec = specOf(*row, rows, base);
            return std::any_of(spec.when.begin(), spec.when.end(), [&](const Condition& condition) {
                return std::any_of(order.begin(), order.end(),
                                   [&](const SearchRow* other) { return other->name == condition.param; });
            });
        };
        auto ready = std::find_if_not(order.begin(), order.end(), waits);
        if (ready == order.end())
            ready = order.begin(); // A circle cannot be made here; create() would name it.
        specs.push_back(specOf(**ready, rows, base));
        order.erase(ready);
    }
    return specs;
}

ParamSet fixedOf(const std::vector<SearchRow>& rows, const StageConfig& base)
{
    ParamSet fixed = base.fixed;
    for (const SearchRow& row : rows) {
        if (row.isSearched() || !row.active) {
            fixed.erase(row.name);
            continue;
        }
        const bool isDefault = row.defaultValue && sameValue(*row.defaultValue, row.value);
        if (fixed.contains(row.name) || base.space.find(row.name) || !isDefault)
            fixed.set(row.name, row.value);
    }
    return fixed;
}

} // namespace

std::vector<SearchRow> rowsOf(const StageConfig& stage, const std::vector<SettingEntry>& entries,
                              const std::set<std::string>& shown, const RowMemory& memory)
{
    std::vector<SearchRow> rows;
    for (const SettingEntry& entry : entries)
        rows.push_back(plainRow(entry.spec, toQt(entry.title), toQt(entry.meaning)));
    for (const ParamSpec& spec : stage.space.params()) {
        if (!findRow(rows, spec.name))
            rows.push_back(plainRow(spec, settingTitle(spec.name), {}));
    }
    for (SearchRow& row : rows) {
        row.shown = shown.contains(row.name);
        recall(row, memory);
        if (const ParamSpec* spec = stage.space.find(row.name)) {
            readSearched(row, spec->distribution,
                         memory.contains(row.name) ? Remembered::Yes : Remembered::No);
            readConditions(row, *spec, stage.space);
        } else if (const ParamValue* value = stage.fixed.find(row.name)) {
            row.value = *value;
        } else if (row.defaultValue) {
            row.value = *row.defaultValue;
        }
    }
    markActive(rows, stage);
    for (SearchRow& row : rows) {
        const auto before = memory.find(row.name);
        if (!row.active && before != memory.end()) {
            row.mode = before->second.mode; // Comes back as it was when a choice uses it again.
            row.value = before->second.value;
        }
    }
    return rows;
}

Result<StageConfig> stageOf(std::vector<SearchRow>& rows, const StageConfig& base)
{
    markActive(rows, base);
    Result<SearchSpace> space = SearchSpace::create(orderedSpecs(rows, base));
    if (!space)
        return fail(space.error());
    StageConfig stage = base;
    stage.space = std::move(*space);
    stage.fixed = fixedOf(rows, base);
    return stage;
}

SearchRow* findRow(std::vector<SearchRow>& rows, const std::string& name)
{
    const auto found =
        std::find_if(rows.begin(), rows.end(), [&](const SearchRow& row) { return row.name == name; });
    return found == rows.end() ? nullptr : &*found;
}

const SearchRow* findRow(const std::vector<SearchRow>& rows, const std::string& name)
{
    const auto found =
        std::find_if(rows.begin(), rows.end(), [&](const SearchRow& row) { return row.name == name; });
    return found == rows.end() ? nullptr : &*found;
}

} // namespace tunescope::ui
