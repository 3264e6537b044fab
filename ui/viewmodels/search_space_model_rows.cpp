// SPDX-License-Identifier: GPL-3.0-or-later
// Edits of single rows: each ends in the draft as one undoable step, or in a sentence that says why not.
#include "ui/viewmodels/search_space_model.h"

#include "ui/viewmodels/param_words.h"

#include <algorithm>
#include <cmath>

namespace tunescope::ui {
namespace {

std::int64_t wholeValue(const SearchRow& row, double number)
{
    const auto* range = std::get_if<IntRange>(&row.range);
    return range ? onSteps(*range, number) : std::llround(number);
}

} // namespace

SearchSpaceModel::Fault SearchSpaceModel::outside(const SearchRow& row) const
{
    return tr("%1 must be from %2 to %3.")
        .arg(row.title, shortNumber(row.widest.low), shortNumber(row.widest.high));
}

/// A drag is named by where it came from, not by its last step.
QString SearchSpaceModel::rangeVerb(const SearchRow& row, const Interval& ends, int mergeId)
{
    if (mergeId == 0 || mergeId != m_dragStart.mergeId)
        m_dragStart = {mergeId, endsOf(row.range)};
    const Interval& before = m_dragStart.ends;
    const QString title = insideSentence(row.title);
    if (ends.low >= before.low && ends.high <= before.high)
        return tr("Narrow %1").arg(title);
    if (ends.low <= before.low && ends.high >= before.high)
        return tr("Widen %1").arg(title);
    return tr("Move %1").arg(title);
}

SearchSpaceModel::Fault SearchSpaceModel::setRange(const std::string& name, const Interval& ends, int mergeId)
{
    std::vector<SearchRow> rows = m_rows;
    SearchRow* edited = findRow(rows, name);
    if (!edited || edited->kind == ValueKind::Word)
        return std::nullopt;
    if (!std::isfinite(ends.low) || !std::isfinite(ends.high) || ends.low < edited->widest.low ||
        ends.high > edited->widest.high)
        return outside(*edited);
    if (ends.low >= ends.high)
        return tr("The low end must be below %1.").arg(shortNumber(ends.high));
    if (scaleOf(edited->range) == Scale::Log && ends.low <= 0.0)
        return tr("On a logarithmic scale the low end must be above 0.");
    const QString text = rangeVerb(*edited, ends, mergeId);
    edited->range = withEnds(edited->range, ends);
    edited->mode = RowMode::Range;
    return commit(std::move(rows), text, mergeId);
}

SearchSpaceModel::Fault SearchSpaceModel::setValue(const std::string& name, const ParamValue& value,
                                                   int mergeId)
{
    std::vector<SearchRow> rows = m_rows;
    SearchRow* edited = findRow(rows, name);
    if (!edited)
        return std::nullopt;
    ParamValue wanted = value;
    if (edited->kind != ValueKind::Word) {
        const std::optional<double> number = paramNumber(value);
        if (!number || !std::isfinite(*number) || *number < edited->widest.low ||
            *number > edited->widest.high)
            return outside(*edited);
        wanted = edited->kind == ValueKind::Whole
                     ? ParamValue(wholeValue(*edited, *number))
                     : ParamValue(*number);
    }
    edited->value = wanted;
    edited->mode = RowMode::Fixed;
    return commit(std::move(rows), tr("Fix %1").arg(insideSentence(edited->title)), mergeId);
}

SearchSpaceModel::Fault SearchSpaceModel::setMode(const std::string& name, RowMode mode)
{
    std::vector<SearchRow> rows = m_rows;
    SearchRow* edited = findRow(rows, name);
    if (!edited || edited->mode == mode)
        return std::nullopt;
    changeMode(*edited, mode);
    return commit(std::move(rows), tr("Change how %1 is searched").arg(insideSentence(edited->title)));
}

SearchSpaceModel::Fault SearchSpaceModel::toggleChoice(const std::string& name, const ParamValue& choice)
{
    std::vector<SearchRow> rows = m_rows;
    SearchRow* edited = findRow(rows, name);
    if (!edited)
        return std::nullopt;
    const QString title = valueTitle(choice);
    const auto chosen = std::find_if(edited->choices.begin(), edited->choices.end(),
                                     [&](const ParamValue& value) { return sameValue(value, choice); });
    if (chosen != edited->choices.end()) {
        if (edited->choices.size() == 1)
            return tr("At least one must stay selected.");
        edited->choices.erase(chosen);
        return commit(std::move(rows), tr("Leave out %1").arg(title));
    }
    // In the order of the chips, so that a round trip of clicks gives the same list.
    std::vector<ParamValue> ordered;
    for (const ParamValue& value : edited->offered) {
        const bool taken = sameValue(value, choice) ||
                           std::any_of(edited->choices.begin(), edited->choices.end(),
                                       [&](const ParamValue& other) { return sameValue(other, value); });
        if (taken)
            ordered.push_back(value);
    }
    edited->choices = std::move(ordered);
    return commit(std::move(rows), tr("Include %1").arg(title));
}

SearchSpaceModel::Fault SearchSpaceModel::offerChoice(const std::string& name, const ParamValue& choice)
{
    SearchRow* edited = findRow(m_rows, name);
    if (!edited || edited->kind != ValueKind::Word)
        return std::nullopt;
    const auto contains = [](const std::vector<ParamValue>& values, const ParamValue& value) {
        return std::any_of(values.begin(), values.end(),
                           [&](const ParamValue& other) { return sameValue(other, value); });
    };
    std::vector<ParamValue> offered;
    for (const ParamValue& value : edited->known) {
        if (sameValue(value, choice) || contains(edited->offered, value))
            offered.push_back(value);
    }
    edited->offered = std::move(offered);
    m_memory.insert_or_assign(name, *edited);
    return edited->mode == RowMode::Fixed ? setValue(name, choice) : toggleChoice(name, choice);
}

SearchSpaceModel::Fault SearchSpaceModel::addChoice(const std::string& name, double value)
{
    std::vector<SearchRow> rows = m_rows;
    SearchRow* edited = findRow(rows, name);
    if (!edited || edited->kind == ValueKind::Word)
        return std::nullopt;
    if (!std::isfinite(value) || value < edited->widest.low || value > edited->widest.high)
        return outside(*edited);
    const ParamValue choice = edited->kind == ValueKind::Whole
                                  ? ParamValue(static_cast<std::int64_t>(std::llround(value)))
                                  : ParamValue(value);
    if (!insertNumber(edited->choices, choice))
        return tr("%1 is already there.").arg(valueTitle(choice));
    insertNumber(edited->offered, choice);
    return commit(std::move(rows), tr("Include %1").arg(valueTitle(choice)));
}

SearchSpaceModel::Fault SearchSpaceModel::setScale(const std::string& name, Scale scale)
{
    std::vector<SearchRow> rows = m_rows;
    SearchRow* edited = findRow(rows, name);
    if (!edited || edited->kind == ValueKind::Word || scaleOf(edited->range) == scale)
        return std::nullopt;
    edited->range = withScale(edited->range, scale, axisOf(*edited).low);
    const QString text = scale == Scale::Log ? tr("Make %1 logarithmic") : tr("Make %1 linear");
    return commit(std::move(rows), text.arg(insideSentence(edited->title)));
}

SearchSpaceModel::Fault SearchSpaceModel::setGridCount(const std::string& name, int count)
{
    std::vector<SearchRow> rows = m_rows;
    SearchRow* edited = findRow(rows, name);
    if (!edited || edited->mode != RowMode::Range || count < 1)
        return std::nullopt;
    if (auto* real = std::get_if<FloatRange>(&edited->range))
        real->count = count;
    else if (auto* whole = std::get_if<IntRange>(&edited->range))
        whole->count = count;
    return commit(std::move(rows), tr("Change grid of %1").arg(insideSentence(edited->title)));
}

SearchSpaceModel::Fault SearchSpaceModel::useBest(const std::string& name, const ParamValue& best)
{
    std::vector<SearchRow> rows = m_rows;
    SearchRow* edited = findRow(rows, name);
    if (!edited)
        return std::nullopt;
    switch (edited->mode) {
    case RowMode::Fixed:
        edited->value = best;
        break;
    case RowMode::Choices:
        edited->choices = {best};
        insertNumber(edited->offered, best);
        break;
    case RowMode::Range:
        edited->range = withEnds(edited->range,
                                 centredOn(edited->range, paramNumber(best).value_or(0.0), axisOf(*edited)));
        break;
    }
    return commit(std::move(rows), tr("Use best %1").arg(insideSentence(edited->title)));
}

SearchSpaceModel::Fault SearchSpaceModel::resetToDefault(const std::string& name)
{
    std::vector<SearchRow> rows = m_rows;
    SearchRow* edited = findRow(rows, name);
    if (!edited)
        return std::nullopt;
    const std::vector<SearchRow> starting =
        rowsOf(m_starting.value_or(StageConfig{}), m_entries, m_shown, {});
    if (const SearchRow* first = findRow(starting, name)) {
        const std::vector<ParamValue> offered = edited->offered;
        *edited = *first;
        for (const ParamValue& value : offered)
            insertNumber(edited->offered, value);
    }
    return commit(std::move(rows), tr("Reset %1").arg(insideSentence(edited->title)));
}

void SearchSpaceModel::addRow(const std::string& name)
{
    std::vector<SearchRow> rows = m_rows;
    SearchRow* edited = findRow(rows, name);
    if (!edited)
        return;
    edited->shown = true;
    changeMode(*edited, edited->kind == ValueKind::Word ? RowMode::Choices : RowMode::Range);
    commit(std::move(rows), tr("Add %1").arg(insideSentence(edited->title)));
}

void SearchSpaceModel::removeRow(const std::string& name)
{
    std::vector<SearchRow> rows = m_rows;
    SearchRow* edited = findRow(rows, name);
    if (!edited)
        return;
    edited->mode = RowMode::Fixed;
    if (edited->defaultValue)
        edited->value = *edited->defaultValue;
    edited->shown = false;
    commit(std::move(rows), tr("Remove %1").arg(insideSentence(edited->title)));
}

void SearchSpaceModel::moveRow(const std::string& name, const std::string& target, DropSide side)
{
    std::vector<std::string> order;
    for (const SearchRow* shown : shownRows()) {
        if (!shown->isChild() && shown->name != name)
            order.push_back(shown->name);
    }
    auto at = std::find(order.begin(), order.end(), target);
    if (at == order.end())
        return;
    order.insert(side == DropSide::Below ? at + 1 : at, name);
    m_order = std::move(order);
    emit rowsReset();
}

} // namespace tunescope::ui
