// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace tunescope::ui {

class ThemeManager;

/// Writes the choice of motion into QSettings ("appearance/motion").
void keepMotion();

/// Gives the theme, the text size and the choice of motion of the last time back to the window, and writes every change of them
/// into QSettings from now on ("appearance/theme", "appearance/textPercent"). Unreadable settings are left
/// out.
void keepAppearance(ThemeManager& themes);

} // namespace tunescope::ui
