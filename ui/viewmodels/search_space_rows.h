// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/study_service.h"

#include <QString>

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace tunescope::ui {

enum class RowMode { Fixed, Range, Choices };
enum class ValueKind { Real, Whole, Word }; ///< Word: texts and switches; they have no range.

struct Interval {
    double low = 0.0;
    double high = 1.0;
    friend bool operator==(const Interval&, const Interval&) = default;
};

/// One setting as the search table shows it. What is not shown (a hidden row) is fixed.
struct SearchRow {
    std::string name;
    QString title;
    QString meaning;
    ValueKind kind = ValueKind::Real;
    RowMode mode = RowMode::Fixed;
    Distribution range = FloatRange{};    ///< FloatRange or IntRange: searched in mode Range, kept otherwise.
    std::vector<ParamValue> choices = {}; ///< Chosen chips: searched in mode Choices, kept otherwise.
    std::vector<ParamValue> offered = {}; ///< All chips, chosen or not.
    std::vector<ParamValue> known = {};   ///< Word: every value that exists; "more choices" offers the rest.
    ParamValue value = 0.0;               ///< Used in mode Fixed, kept otherwise.
    std::optional<ParamValue> defaultValue = std::nullopt;
    Interval widest; ///< What the setting can take at all.
    bool shown = true;
    std::vector<Condition> when = {}; ///< When the setting exists: by its nature, or as a loaded study says.
    std::size_t unmet = 0;            ///< The condition in `when` that nothing chosen meets.
    bool active = true;               ///< False: nothing that is chosen uses it; it is left out of the stage.

    [[nodiscard]] bool isSearched() const { return active && shown && mode != RowMode::Fixed; }
    /// Stands below its parent: it hangs on a word ("only for SGD"), not on a number of layers.
    [[nodiscard]] bool isChild() const;
};

/// What a row remembers while it is collapsed or in another mode.
using RowMemory = std::map<std::string, SearchRow, std::less<>>;

/// The rows of a stage, in the order of the entries; settings that the stage searches without an entry come
/// last. `shown` names the rows that are in the table although they are fixed.
[[nodiscard]] std::vector<SearchRow> rowsOf(const StageConfig& stage,
                                            const std::vector<SettingEntry>& entries,
                                            const std::set<std::string>& shown, const RowMemory& memory);

/// The stage that searches exactly what the rows show. Everything that is no row (sampler, budget, fixed
/// settings without an entry, own conditions of a loaded space) is kept from `base`. Marks rows inactive that
/// nothing uses.
[[nodiscard]] Result<StageConfig> stageOf(std::vector<SearchRow>& rows, const StageConfig& base);

[[nodiscard]] SearchRow* findRow(std::vector<SearchRow>& rows, const std::string& name);
[[nodiscard]] const SearchRow* findRow(const std::vector<SearchRow>& rows, const std::string& name);

/// "only for SGD and RMSprop"; empty if the setting always exists.
[[nodiscard]] QString conditionText(const SearchRow& row);
/// "Momentum is used only with SGD and RMSprop."
[[nodiscard]] QString unusedText(const SearchRow& row);

/// Ends of a range as numbers.
[[nodiscard]] Interval endsOf(const Distribution& range);
[[nodiscard]] Scale scaleOf(const Distribution& range);
/// The nearest whole number that the range's steps reach.
[[nodiscard]] std::int64_t onSteps(const IntRange& range, double value);
/// The same kind of range with other ends; whole ends are rounded. A step that no longer fits is dropped.
[[nodiscard]] Distribution withEnds(const Distribution& range, const Interval& ends);
/// The same ends on another scale; a logarithmic one needs a low end above 0 and then starts at `lowest`.
[[nodiscard]] Distribution withScale(const Distribution& range, Scale scale, double lowest);
/// Ends of the same width on the scale around a value, inside the axis.
[[nodiscard]] Interval centredOn(const Distribution& range, double value, const Interval& axis);
/// Another way to search the same setting: keeps what it can (32 to 256 becomes 32, 64, 128, 256 and back).
void changeMode(SearchRow& row, RowMode mode);
/// Puts a value into its place in a rising list; false if it is there already. Words are appended.
bool insertNumber(std::vector<ParamValue>& values, const ParamValue& value);

} // namespace tunescope::ui
