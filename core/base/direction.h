// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace tunescope {

enum class Direction { Minimize, Maximize };

/// True if `a` is strictly better than `b`; not-a-number is never better.
[[nodiscard]] constexpr bool isBetter(double a, double b, Direction direction)
{
    return direction == Direction::Minimize ? a < b : a > b;
}

/// "minimize" or "maximize", as in the file formats.
[[nodiscard]] constexpr std::string_view directionName(Direction direction)
{
    return direction == Direction::Minimize ? "minimize" : "maximize";
}

} // namespace tunescope
