// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QMenu;
class QWidget;

namespace tunescope::ui {

class PresetModel;

/// Fills the menu of the button "Presets" anew: what fits the open data, good and bad ones by a word and an icon, the
/// article's lessons, one's own with their removal, and "Save as…". Every line has its reason as a tool tip.
void fillPresetMenu(QMenu& menu, PresetModel& model, QWidget* window);

} // namespace tunescope::ui
