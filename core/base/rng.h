// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
#include <span>

namespace tunescope {

/// Philox4x32-10: four 32-bit random words for a 128-bit counter and a 64-bit key.
///
/// Source: Salmon et al., "Parallel Random Numbers: As Easy as 1, 2, 3", SC 2011.
/// Oracle: the known-answer vectors of the paper's Random123 library, in tests/base/tst_rng.cpp.
[[nodiscard]] std::array<std::uint32_t, 4> philox4x32(std::array<std::uint32_t, 4> counter,
                                                      std::array<std::uint32_t, 2> key);

/// What a stream of random numbers is for. The values are part of the file format: never renumber.
enum class Purpose : std::uint32_t {
    Split = 1,
    Init = 2,
    Shuffle = 3,
    Dropout = 4,
    Augmentation = 5,
    Sampler = 6,
    Pruner = 7,
    Trial = 8,
    Generator = 9,
    Noise = 10,
};

/// A stream named by its purpose, a seed and up to a few keys; equal names give equal numbers.
///
/// Keys in use (core/README.md, "Randomness"): split = (repeat, fold); init = (layer, tensor);
/// shuffle = (epoch); dropout = (step, layer); sampler = (trial). Streams with different names are
/// independent for all practical purposes: the keys are hashed into the upper half of the counter.
class Rng
{
public:
    Rng(Purpose purpose, std::uint64_t seed, std::initializer_list<std::uint64_t> keys = {});

    [[nodiscard]] std::uint32_t next();
    [[nodiscard]] std::uint64_t next64();

    /// Uniform in [0, 1), 53 random bits.
    [[nodiscard]] double uniform();

    /// Uniform in 0 .. bound-1 without bias (bound >= 1).
    [[nodiscard]] std::uint64_t below(std::uint64_t bound);

    /// Standard normal (Box-Muller).
    [[nodiscard]] double normal();

    /// Fills whole blocks at once; the same numbers as repeated next() from a fresh block.
    void fill(std::span<std::uint32_t> words);

    /// Fisher-Yates.
    template <class T>
    void shuffle(std::span<T> items)
    {
        for (std::size_t i = items.size(); i > 1; --i)
            std::swap(items[i - 1], items[below(i)]);
    }

private:
    void refill();

    std::array<std::uint32_t, 2> m_key{};
    std::array<std::uint32_t, 2> m_stream{};
    std::uint64_t m_block = 0;
    std::array<std::uint32_t, 4> m_words{};
    int m_used = 4;
};

/// A well-mixed 64-bit seed for a sub-stream, for example a trial's own seed.
[[nodiscard]] std::uint64_t deriveSeed(Purpose purpose, std::uint64_t seed,
                                       std::initializer_list<std::uint64_t> keys);

} // namespace tunescope
