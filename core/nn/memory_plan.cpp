// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/memory_plan.h"

#include <algorithm>
#include <cstdlib>
#include <new>

namespace tunescope {

Arena::Arena(std::int64_t floats)
{
    const auto count = static_cast<std::size_t>(std::max<std::int64_t>(paddedCount(floats), 16));
    auto* memory = static_cast<float*>(std::aligned_alloc(64, count * sizeof(float)));
    if (memory == nullptr)
        throw std::bad_alloc();
    std::fill_n(memory, count, 0.0F);
    m_memory.reset(memory);
}

void Arena::Free::operator()(float* memory) const
{
    std::free(memory);
}

} // namespace tunescope
