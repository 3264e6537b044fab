// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/training/batch_layout.h"

#include <algorithm>

namespace tunescope {

BatchLayout batchLayout(std::int64_t trainRows, std::int64_t batchSize, std::int64_t smallest)
{
    const std::int64_t batch = std::min(std::max(batchSize, smallest), trainRows);
    const std::int64_t full = trainRows / batch;
    const std::int64_t rest = trainRows % batch;
    if (rest == 0)
        return {.batch = batch, .steps = full, .last = 0};
    if (rest >= smallest)
        return {.batch = batch, .steps = full + 1, .last = rest};
    if (full == 1)
        return {.batch = trainRows, .steps = 1, .last = 0};
    return {.batch = batch, .steps = full, .last = batch + rest};
}

std::int64_t evaluationRows(std::int64_t rows, std::int64_t most)
{
    if (rows <= 0)
        return 1;
    const std::int64_t chunks = (rows + most - 1) / most;
    return (rows + chunks - 1) / chunks;
}

} // namespace tunescope
