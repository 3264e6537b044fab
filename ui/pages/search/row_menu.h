// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/viewmodels/search_space_model.h"

class QMenu;
class QWidget;

namespace tunescope::ui {

/// The menu of a row (right click, Shift+F10). `best` is the setting's value in the best trial, or null. The
/// menu deletes itself when it closes.
[[nodiscard]] QMenu* makeRowMenu(SearchSpaceModel& model, const SearchRow& row, const ParamValue* best,
                                 QWidget* owner);

/// The words of a setting that are no chips yet; choosing one makes it a chip.
[[nodiscard]] QMenu* makeMoreMenu(SearchSpaceModel& model, const SearchRow& row, QWidget* owner);

} // namespace tunescope::ui
