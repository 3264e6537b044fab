// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>

namespace tunescope {

/// Rounds up to whole cache lines of floats (16).
[[nodiscard]] constexpr std::int64_t paddedCount(std::int64_t count)
{
    return (count + 15) / 16 * 16;
}

/// Where everything of a trial lies, before any memory exists: offsets in floats, each on a 64-byte boundary.
class MemoryPlan
{
public:
    /// The offset of `count` floats.
    [[nodiscard]] std::int64_t reserve(std::int64_t count)
    {
        const std::int64_t offset = m_total;
        m_total += paddedCount(count);
        return offset;
    }

    [[nodiscard]] std::int64_t total() const { return m_total; }

private:
    std::int64_t m_total = 0;
};

/// One zero-filled, 64-byte aligned block of floats: all that a trial's steps touch. Throws std::bad_alloc.
class Arena
{
public:
    explicit Arena(std::int64_t floats);

    [[nodiscard]] float* at(std::int64_t offset) const { return m_memory.get() + offset; }

private:
    struct Free {
        void operator()(float* memory) const;
    };

    std::unique_ptr<float[], Free> m_memory;
};

} // namespace tunescope
