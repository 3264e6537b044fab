// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/range_edit.h"

#include <algorithm>

namespace tunescope::ui {
namespace {

constexpr double kLeastWidth = 1.0 / 200.0;

double above(const AxisScale& scale, double value)
{
    if (scale.numbers() == NumberKind::Whole)
        return value + 1;
    return scale.value(scale.position(value) + kLeastWidth);
}

double below(const AxisScale& scale, double value)
{
    if (scale.numbers() == NumberKind::Whole)
        return value - 1;
    return scale.value(scale.position(value) - kLeastWidth);
}

} // namespace

ValueRange withEnd(const AxisScale& scale, const ValueRange& range, RangeEnd end, double value)
{
    if (end == RangeEnd::Low) {
        const double low = std::min(scale.admitted(value), scale.admitted(below(scale, scale.high())));
        return {low, scale.admitted(std::max(range.high, above(scale, low)))};
    }
    const double high = std::max(scale.admitted(value), scale.admitted(above(scale, scale.low())));
    return {scale.admitted(std::min(range.low, below(scale, high))), high};
}

ValueRange withEndsMirrored(const AxisScale& scale, const ValueRange& range, RangeEnd end, double value)
{
    const double low = scale.position(range.low), high = scale.position(range.high);
    const double moved = scale.position(scale.admitted(value)) - (end == RangeEnd::Low ? low : high);
    const double outward = end == RangeEnd::Low ? -moved : moved;
    const double middle = (low + high) / 2;
    const double half = std::max((high - low) / 2 + outward, kLeastWidth / 2);
    return spanning(scale, scale.value(std::max(0.0, middle - half)),
                    scale.value(std::min(1.0, middle + half)));
}

ValueRange shiftedTo(const AxisScale& scale, const ValueRange& range, double low)
{
    const double width = scale.position(range.high) - scale.position(range.low);
    const double start = std::clamp(scale.position(low), 0.0, std::max(0.0, 1.0 - width));
    // Exactly `low` where it fits, so that a snapped value is not blurred by the way through positions.
    const double first = start == scale.position(low) ? low : scale.value(start);
    if (scale.numbers() == NumberKind::Whole && !scale.isLogarithmic()) {
        const double span = range.high - range.low;
        const double whole = std::clamp(scale.admitted(first), scale.admitted(scale.low()),
                                        scale.admitted(scale.high()) - span);
        return {whole, whole + span};
    }
    return spanning(scale, first, scale.value(std::min(1.0, start + width)));
}

ValueRange spanning(const AxisScale& scale, double first, double second)
{
    const double low = scale.admitted(std::min(first, second));
    return withEnd(scale, {low, low}, RangeEnd::High,
                   std::max(scale.admitted(std::max(first, second)), above(scale, low)));
}

} // namespace tunescope::ui
