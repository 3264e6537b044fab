// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/viewmodels/search_space_rows.h"

#include <optional>
#include <vector>

namespace tunescope::ui {

class ProjectController;

/// What the trials chosen on the Analyse page have in common in one setting.
struct NarrowedSetting {
    std::string name;
    Interval ends;                        ///< Of numbers.
    std::vector<ParamValue> choices = {}; ///< Not empty: only these are left.
};

/// The rows with these settings narrowed: a range that becomes one value is fixed; what no row can take stays
/// as it is.
[[nodiscard]] std::vector<SearchRow> narrowedRows(std::vector<SearchRow> rows,
                                                  const std::vector<NarrowedSetting>& settings);

/// Writes them into the draft as one undoable step; the sentence of a message where that is impossible.
std::optional<QString> narrowDraft(ProjectController& controller, const std::vector<NarrowedSetting>& settings,
                                   const QString& undoText);

} // namespace tunescope::ui
