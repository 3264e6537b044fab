// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace tunescope {

/// A score in a sentence: shares with two decimals of a percent, otherwise four significant digits.
[[nodiscard]] std::string scoreText(double value, const std::string& metric);

/// A difference of scores: shares in points of a percent ("1.25 points"), otherwise as scoreText().
[[nodiscard]] std::string differenceText(double value, const std::string& metric);

/// Two decimals.
[[nodiscard]] std::string fixedNumber(double value);

} // namespace tunescope
