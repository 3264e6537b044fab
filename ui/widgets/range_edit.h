// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/axis_scale.h"

namespace tunescope::ui {

struct ValueRange {
    double low = 0;
    double high = 1;
    friend bool operator==(const ValueRange&, const ValueRange&) = default;
};

enum class RangeEnd { Low, High };

/// The rules of dragging a range on an axis; ends stay in the domain, in order and apart: whole numbers by 1,
/// others by 1/200 of the axis.

/// One end at `value`; the other is pushed along if it is in the way.
[[nodiscard]] ValueRange withEnd(const AxisScale& scale, const ValueRange& range, RangeEnd end, double value);
/// Both ends move by the same distance on the axis, in opposite directions.
[[nodiscard]] ValueRange withEndsMirrored(const AxisScale& scale, const ValueRange& range, RangeEnd end,
                                          double value);
/// Both ends move together so that the low end comes to `low`; the width on the axis (on a logarithmic one
/// the ratio) stays, also at the ends of the domain.
[[nodiscard]] ValueRange shiftedTo(const AxisScale& scale, const ValueRange& range, double low);
/// The range between two values in any order.
[[nodiscard]] ValueRange spanning(const AxisScale& scale, double first, double second);

} // namespace tunescope::ui
