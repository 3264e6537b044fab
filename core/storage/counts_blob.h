// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/metrics/confusion_matrix.h"

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <vector>

struct z_stream_s;

namespace tunescope {

/// Packs confusion matrices: every count as a little-endian base-128 number, row by row, then zlib.
/// Keeps its zlib state, which is what a deflate of a hundred bytes mostly costs. One thread at a time.
class CountsPacker
{
public:
    CountsPacker();
    CountsPacker(const CountsPacker&) = delete;
    CountsPacker& operator=(const CountsPacker&) = delete;
    ~CountsPacker();

    /// Valid until the next call.
    [[nodiscard]] std::span<const std::byte> pack(const ConfusionMatrix& matrix);

private:
    std::unique_ptr<z_stream_s> m_stream;
    std::vector<std::byte> m_plain;
    std::vector<std::byte> m_packed;
};

/// Nothing if the bytes are damaged.
[[nodiscard]] std::optional<ConfusionMatrix> unpackCounts(std::span<const std::byte> packed, int classes);

/// zlib over any bytes (the copy of a data file).
[[nodiscard]] std::vector<std::byte> deflateBytes(std::span<const std::byte> plain);
/// Nothing if the bytes are damaged or do not give `size` bytes.
[[nodiscard]] std::optional<std::vector<std::byte>> inflateBytes(std::span<const std::byte> packed,
                                                                 std::size_t size);

} // namespace tunescope
