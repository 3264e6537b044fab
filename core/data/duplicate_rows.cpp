// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/duplicate_rows.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <functional>
#include <span>
#include <string_view>
#include <unordered_map>

namespace tunescope {
namespace {

/// The value as bits; both zeros are one value, and so are all not-a-numbers (missing).
std::uint64_t valueBits(const Column& column, std::size_t row)
{
    if (column.kind == ColumnKind::Category)
        return static_cast<std::uint64_t>(static_cast<std::int64_t>(column.codes[row]));
    const double value = column.numbers[row];
    if (std::isnan(value))
        return ~std::uint64_t{0};
    return std::bit_cast<std::uint64_t>(value == 0.0 ? 0.0 : value);
}

constexpr std::uint64_t kHashStart = 0xCBF29CE484222325U;

std::uint64_t sampleHash(const SampleStore& store, std::size_t row)
{
    std::uint64_t hash = kHashStart;
    for (const std::span<const std::byte> bytes : sampleBytes(store, static_cast<std::int64_t>(row))) {
        const std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
        hash = (hash ^ std::hash<std::string_view>{}(text)) * 0x100000001B3U;
    }
    return hash;
}

bool sameSample(const SampleStore& store, std::size_t a, std::size_t b)
{
    const auto first = sampleBytes(store, static_cast<std::int64_t>(a));
    const auto second = sampleBytes(store, static_cast<std::int64_t>(b));
    return std::equal(
        first.begin(), first.end(), second.begin(), second.end(),
        [](const auto& x, const auto& y) { return std::equal(x.begin(), x.end(), y.begin(), y.end()); });
}

/// FNV-1a over the words, with a final mix.
std::uint64_t rowHash(const Dataset& dataset, std::size_t row)
{
    if (dataset.samples)
        return sampleHash(*dataset.samples, row);
    std::uint64_t hash = kHashStart;
    for (const Column& column : dataset.features) {
        hash = (hash ^ valueBits(column, row)) * 0x100000001B3U;
        hash ^= hash >> 29U;
    }
    return hash;
}

bool sameFeatures(const Dataset& dataset, std::size_t a, std::size_t b)
{
    if (dataset.samples)
        return sameSample(*dataset.samples, a, b);
    return std::all_of(dataset.features.begin(), dataset.features.end(),
                       [&](const Column& column) { return valueBits(column, a) == valueBits(column, b); });
}

using RowsByHash = std::unordered_multimap<std::uint64_t, std::size_t>;

bool isKnown(const RowsByHash& known, const Dataset& dataset, std::uint64_t hash, std::size_t row)
{
    const auto [first, last] = known.equal_range(hash);
    return std::any_of(first, last,
                       [&](const auto& entry) { return sameFeatures(dataset, entry.second, row); });
}

} // namespace

std::vector<std::int64_t> duplicatesAcrossParts(const Dataset& dataset, const Split& split)
{
    const TestRows test = split.test.open("looking for rows that appear in two parts");
    RowsByHash known;
    std::vector<std::int64_t> duplicates;
    for (const std::span<const std::int64_t> part :
         {std::span<const std::int64_t>(split.train), std::span<const std::int64_t>(split.stopping),
          std::span<const std::int64_t>(split.validation), test.rows()}) {
        RowsByHash added;
        for (const std::int64_t index : part) {
            const auto row = static_cast<std::size_t>(index);
            const std::uint64_t hash = rowHash(dataset, row);
            if (isKnown(known, dataset, hash, row))
                duplicates.push_back(index);
            else if (!isKnown(added, dataset, hash, row))
                added.emplace(hash, row);
        }
        known.merge(added);
    }
    std::sort(duplicates.begin(), duplicates.end());
    return duplicates;
}

} // namespace tunescope
