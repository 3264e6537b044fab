// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

namespace tunescope {

/// Told the share done, 0 to 1, every few milliseconds; returning false stops the work (DataCancelled).
/// May be empty.
using ReadProgress = std::function<bool(double share)>;

/// False if the work is to stop.
[[nodiscard]] inline bool goOn(const ReadProgress& progress, double share)
{
    return !progress || progress(share);
}

} // namespace tunescope
