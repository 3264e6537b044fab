// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace tunescope::ui {

/// "less than a second", "about 4 s", "about 1 min 50 s", "about 2 h 15 min", "about 2 d 1 h".
[[nodiscard]] QString aboutDuration(double seconds);
/// The same without "about"; "50 years" and more are "longer than a lifetime".
[[nodiscard]] QString duration(double seconds);
/// "1:25", "2:40:05".
[[nodiscard]] QString clockTime(double seconds);

} // namespace tunescope::ui
