// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/data/dataset.h"

#include <string_view>

namespace tunescope {

/// Simulated card payments, honest and fraudulent, with 17 features (amount, time, place, habits, kind of
/// shop). Frauds follow one of three scripts: testing a card (40 %), taking over an account (35 %), using a
/// stolen card (25 %); each trait of a script shows with probability `strength`, so frauds overlap with
/// honest payments. Settings: samples, rate (share of frauds), strength, seed.
[[nodiscard]] Result<Dataset> generateFraud(std::string_view name, std::string_view settings);

} // namespace tunescope
