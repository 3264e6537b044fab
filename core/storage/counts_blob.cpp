// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/counts_blob.h"

#include "core/storage/base128.h"

#include <zlib.h>

#include <algorithm>
#include <cstdint>

namespace tunescope {
namespace {

/// The window of 512 bytes and the smallest memory level fit matrices of up to a few hundred counts and make
/// a reset cheap; larger ones are packed a little worse.
constexpr int kWindowBits = 9;
constexpr int kMemoryLevel = 1;
constexpr int kDataLevel = 3;
constexpr std::size_t kLongestCount = 5; // bytes of a base-128 uint32

Bytef* zlibBytes(const std::byte* bytes)
{
    return reinterpret_cast<Bytef*>(const_cast<std::byte*>(bytes));
}

std::optional<std::vector<std::byte>> inflateUpTo(std::span<const std::byte> packed, std::size_t limit)
{
    std::vector<std::byte> plain(std::max<std::size_t>(limit, 1));
    uLongf size = plain.size();
    if (uncompress(zlibBytes(plain.data()), &size, zlibBytes(packed.data()), packed.size()) != Z_OK)
        return std::nullopt;
    plain.resize(size);
    return plain;
}

} // namespace

CountsPacker::CountsPacker() : m_stream(std::make_unique<z_stream>())
{
    deflateInit2(m_stream.get(), Z_BEST_SPEED, Z_DEFLATED, kWindowBits, kMemoryLevel, Z_DEFAULT_STRATEGY);
}

CountsPacker::~CountsPacker()
{
    deflateEnd(m_stream.get());
}

std::span<const std::byte> CountsPacker::pack(const ConfusionMatrix& matrix)
{
    m_plain.clear();
    for (const std::uint32_t count : matrix.counts())
        appendCount(m_plain, count);
    deflateReset(m_stream.get());
    m_packed.resize(deflateBound(m_stream.get(), m_plain.size()));
    m_stream->next_in = zlibBytes(m_plain.data());
    m_stream->avail_in = static_cast<uInt>(m_plain.size());
    m_stream->next_out = zlibBytes(m_packed.data());
    m_stream->avail_out = static_cast<uInt>(m_packed.size());
    deflate(m_stream.get(), Z_FINISH);
    return std::span(m_packed).first(m_packed.size() - m_stream->avail_out);
}

std::optional<ConfusionMatrix> unpackCounts(std::span<const std::byte> packed, int classes)
{
    constexpr int kMostClasses = 4096;
    if (classes < 0 || classes > kMostClasses)
        return std::nullopt;
    const std::size_t cells = static_cast<std::size_t>(classes) * static_cast<std::size_t>(classes);
    const auto plain = inflateUpTo(packed, cells * kLongestCount);
    if (!plain)
        return std::nullopt;
    std::vector<std::uint32_t> counts;
    counts.reserve(cells);
    for (std::span<const std::byte> left = *plain; !left.empty();) {
        std::uint32_t count = 0;
        if (!takeCount(left, count))
            return std::nullopt;
        counts.push_back(count);
    }
    if (counts.size() != cells)
        return std::nullopt;
    return ConfusionMatrix(classes, std::move(counts));
}

std::vector<std::byte> deflateBytes(std::span<const std::byte> plain)
{
    uLongf size = compressBound(plain.size());
    std::vector<std::byte> packed(size);
    compress2(zlibBytes(packed.data()), &size, zlibBytes(plain.data()), plain.size(), kDataLevel);
    packed.resize(size);
    return packed;
}

std::optional<std::vector<std::byte>> inflateBytes(std::span<const std::byte> packed, std::size_t size)
{
    auto plain = inflateUpTo(packed, size);
    return plain && plain->size() == size ? plain : std::nullopt;
}

} // namespace tunescope
