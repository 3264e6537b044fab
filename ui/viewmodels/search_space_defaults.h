// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/space/distribution.h"

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace tunescope::ui {

/// The settings that are in the table from the start; "Add hyperparameter" offers the others.
[[nodiscard]] const std::set<std::string>& usualSettings();

/// The range that a setting gets when it is first searched, and the axis that its track shows at least: the
/// useful part of `widest`.
[[nodiscard]] Distribution preferredRange(std::string_view name, const Distribution& widest);

/// Values for a switch from range to choices: both ends, and round values between (powers of two, decades,
/// even parts). 32 to 256 on a logarithmic scale gives 32, 64, 128, 256.
[[nodiscard]] std::vector<ParamValue> choicesFromRange(const Distribution& range);

} // namespace tunescope::ui
