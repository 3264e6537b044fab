// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/space/param_value.h"
#include "ui/viewmodels/setting_names.h"

#include <QString>

#include <string>

namespace tunescope::ui {

/// A value on screen: "sgd" -> "SGD", "leaky_relu" -> "Leaky ReLU", true -> "on", 0.1 -> "0.1".
[[nodiscard]] QString valueTitle(const ParamValue& value);

/// A number as people type it: four significant digits, scientific below 0.001 and from 1e6 on
/// ("0.19", "1e-6", "2.1e-4", "256").
[[nodiscard]] QString shortNumber(double value);

} // namespace tunescope::ui
