// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/readers/read_request.h"

namespace tunescope {

/// A table whose rows follow each other in time, read in windows: "prices.csv:window=20,horizon=1". The
/// predicted column is the import's target (the last number column by itself); the other number columns are
/// shown too. A missing value is the one before it. Settings: window, horizon, average (0 = predict the
/// value, otherwise whether the mean of so many values rises), returns (1 = predict the logarithmic return).
/// Errors: those of readCsv(), SeriesShort, SeriesNumbers, SeriesStart.
[[nodiscard]] Result<Dataset> readSeries(const ReadRequest& request);

} // namespace tunescope
