// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/layer.h"

#include <cstdint>

namespace tunescope {

/// How an epoch is cut into batches: all rows, the last partial batch kept.
struct BatchLayout {
    std::int64_t batch = 0; ///< Rows of every batch but the last.
    std::int64_t steps = 0; ///< Batches an epoch.
    std::int64_t last = 0;  ///< Rows of the last batch, if it differs; otherwise 0.

    [[nodiscard]] std::int64_t rowsOf(std::int64_t step) const
    {
        return step == steps - 1 && last > 0 ? last : batch;
    }
};

/// `smallest` is 2 under batch normalisation: a last batch of 1 row then joins the one before it.
[[nodiscard]] BatchLayout batchLayout(std::int64_t trainRows, std::int64_t batchSize, std::int64_t smallest);

/// Rows of an evaluation chunk for a part of that size: at most `most`, chunks as equal as possible.
[[nodiscard]] std::int64_t evaluationRows(std::int64_t rows, std::int64_t most = 512);

} // namespace tunescope
