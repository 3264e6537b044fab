// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/coach/data_probe.h"

namespace tunescope {

/// Share of rows whose class a column gives alone: by its other rows of equal value where it has few values,
/// by the nearest values on both sides otherwise. The row itself is left out.
[[nodiscard]] double agreementOf(const ProbeTable& table, std::size_t column);

} // namespace tunescope
