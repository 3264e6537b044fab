// SPDX-License-Identifier: GPL-3.0-or-later
// "Narrow search to these": the brackets of the Analyse page as ranges of the search table.
#include "ui/viewmodels/narrowed_search.h"

#include "ui/viewmodels/error_text.h"
#include "ui/viewmodels/project_controller.h"
#include "ui/viewmodels/search_space_defaults.h"

#include <algorithm>
#include <cmath>

namespace tunescope::ui {
namespace {

bool isAmong(const std::vector<ParamValue>& values, const ParamValue& value)
{
    return std::any_of(values.begin(), values.end(),
                       [&](const ParamValue& v) { return sameValue(v, value); });
}

/// Chips that exist stay in their order; those of an earlier stage come back.
void narrowChoices(SearchRow& row, const std::vector<ParamValue>& choices)
{
    for (const ParamValue& choice : choices) {
        if (!isAmong(row.offered, choice) && !insertNumber(row.offered, choice))
            return;
    }
    if (choices.size() == 1) {
        row.value = choices.front();
        row.mode = RowMode::Fixed;
        return;
    }
    row.choices.clear();
    std::copy_if(row.offered.begin(), row.offered.end(), std::back_inserter(row.choices),
                 [&](const ParamValue& value) { return isAmong(choices, value); });
    row.mode = RowMode::Choices;
}

void narrowRange(SearchRow& row, Interval ends)
{
    ends.low = std::max(ends.low, row.widest.low);
    ends.high = std::min(ends.high, row.widest.high);
    if (scaleOf(row.range) == Scale::Log && ends.low <= 0.0)
        return;
    if (ends.low < ends.high) {
        row.range = withEnds(row.range, ends);
        row.mode = RowMode::Range;
    } else if (ends.low == ends.high) {
        row.value = row.kind == ValueKind::Whole
                        ? ParamValue(static_cast<std::int64_t>(std::llround(ends.low)))
                        : ParamValue(ends.low);
        row.mode = RowMode::Fixed;
    }
}

/// Whole numbers stand as choices on the page; in the table they may be a range.
Interval endsOfChoices(const std::vector<ParamValue>& choices)
{
    const auto [low, high] =
        std::minmax_element(choices.begin(), choices.end(), [](const auto& a, const auto& b) {
            return paramNumber(a).value_or(0.0) < paramNumber(b).value_or(0.0);
        });
    return {paramNumber(*low).value_or(0.0), paramNumber(*high).value_or(0.0)};
}

} // namespace

std::vector<SearchRow> narrowedRows(std::vector<SearchRow> rows, const std::vector<NarrowedSetting>& settings)
{
    for (const NarrowedSetting& setting : settings) {
        SearchRow* row = findRow(rows, setting.name);
        if (!row)
            continue;
        const bool asRange = row->kind != ValueKind::Word && row->mode != RowMode::Choices;
        if (setting.choices.empty())
            narrowRange(*row, setting.ends);
        else if (asRange && paramNumber(setting.choices.front()))
            narrowRange(*row, endsOfChoices(setting.choices));
        else
            narrowChoices(*row, setting.choices);
    }
    return rows;
}

std::optional<QString> narrowDraft(ProjectController& controller, const std::vector<NarrowedSetting>& settings,
                                   const QString& undoText)
{
    StudyConfig draft = controller.draft();
    const Task task = controller.facts() ? controller.facts()->task : Task::Classification;
    std::vector<SettingEntry> entries = settingEntries(task);
    // As in the search table, epochs are a row only where the stage searches them.
    std::erase_if(entries, [](const SettingEntry& entry) { return entry.spec.name == "epochs"; });
    std::vector<SearchRow> rows = narrowedRows(rowsOf(draft.stage, entries, usualSettings(), {}), settings);
    Result<StageConfig> stage = stageOf(rows, draft.stage);
    if (!stage)
        return errorSentence(stage.error());
    draft.stage = std::move(*stage);
    controller.setDraft(draft, undoText);
    return std::nullopt;
}

} // namespace tunescope::ui
