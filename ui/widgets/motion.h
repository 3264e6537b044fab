// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace tunescope::ui {

/// Whether things may move by themselves.
enum class MotionChoice {
    System, ///< As the desktop wishes (its "enable animations").
    Reduced,
    Full
};

/// Kept by the application object, so that every picture can ask; needs no theme.
void setMotionChoice(MotionChoice choice);
[[nodiscard]] MotionChoice motionChoice();
/// What the desktop says; SystemMotion reports it.
void setSystemMotionReduced(bool isReduced);
/// True: show the result, leave out the movement.
[[nodiscard]] bool motionIsReduced();

} // namespace tunescope::ui
