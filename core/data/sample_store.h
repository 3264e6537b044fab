// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/sample_shape.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace tunescope {

/// Counts of terms, one bag a sample: the terms of sample i are `terms` and `counts` from starts[i] to
/// starts[i + 1], terms ascending.
struct TermBags {
    std::vector<std::int64_t> starts; ///< [count + 1]
    std::vector<std::int32_t> terms;
    std::vector<float> counts;

    [[nodiscard]] std::int64_t size() const { return starts.empty() ? 0 : std::ssize(starts) - 1; }
};

/// Numbers of words or characters, one text a sample: those of sample i are from starts[i] to starts[i + 1].
struct TokenTexts {
    std::vector<std::int64_t> starts; ///< [count + 1]
    std::vector<std::int32_t> tokens;

    [[nodiscard]] std::int64_t size() const { return starts.empty() ? 0 : std::ssize(starts) - 1; }
    [[nodiscard]] std::span<const std::int32_t> text(std::int64_t sample) const
    {
        const auto first = static_cast<std::size_t>(starts[static_cast<std::size_t>(sample)]);
        const auto last = static_cast<std::size_t>(starts[static_cast<std::size_t>(sample) + 1]);
        return std::span(tokens).subspan(first, last - first);
    }
};

/// Samples that are no rows of a table, all of one form, in the smallest type that holds them.
///
/// Dense values (images, sequences) are in `bytes` or in `floats`: sample i starts at i * stride. The stride
/// is shape.size(), or less where samples overlap (windows of a series). Bags and texts have lists instead.
/// `mask` has a class for every pixel of an image, [count, height * width].
struct SampleStore {
    SampleShape shape; ///< Of a sample as stored; for texts steps = 1: they have lengths of their own.
    std::int64_t count = 0;
    std::int64_t stride = 0;
    std::vector<std::uint8_t> bytes;
    std::vector<float> floats;
    TermBags bags;
    TokenTexts texts;
    std::vector<std::uint8_t> mask;
    std::vector<std::string> names; ///< Of the terms, symbols, words or features; may be empty for images.
    double low = 0.0;               ///< The range that values can have; 0 and 255 for bytes.
    double high = 255.0;

    [[nodiscard]] bool isDense() const { return !bytes.empty() || !floats.empty(); }
    /// The values of a dense sample, [shape.size()], as they are stored.
    [[nodiscard]] double valueAt(std::int64_t sample, std::int64_t index) const
    {
        const auto at = static_cast<std::size_t>(sample * stride + index);
        return bytes.empty() ? static_cast<double>(floats[at]) : static_cast<double>(bytes[at]);
    }
    /// Bytes of memory that the samples take.
    [[nodiscard]] std::uint64_t memory() const;
};

/// What the sample is made of, as bytes in memory: equal bytes mean equal samples of one store.
[[nodiscard]] std::vector<std::span<const std::byte>> sampleBytes(const SampleStore& store,
                                                                  std::int64_t sample);

/// "28×28 pixels", "32×32 pixels in 3 colours", "20 steps of 4 values", "3 000 terms", "texts of 35 symbols".
[[nodiscard]] std::string shapeText(const SampleStore& store);

/// The symbols of `code` words or characters as one text: "anna". Words are separated by blanks.
[[nodiscard]] std::string textOf(const SampleStore& store, std::span<const std::int32_t> tokens);

} // namespace tunescope
