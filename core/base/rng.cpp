// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/rng.h"

#include <cmath>
#include <numbers>

namespace tunescope {
namespace {

constexpr std::uint32_t kMultiplier0 = 0xD2511F53;
constexpr std::uint32_t kMultiplier1 = 0xCD9E8D57;
constexpr std::uint32_t kWeyl0 = 0x9E3779B9;
constexpr std::uint32_t kWeyl1 = 0xBB67AE85;
constexpr int kRounds = 10;

constexpr std::array<std::uint32_t, 2> halves(std::uint64_t value)
{
    return {static_cast<std::uint32_t>(value), static_cast<std::uint32_t>(value >> 32)};
}

constexpr std::uint64_t joined(std::uint32_t low, std::uint32_t high)
{
    return (static_cast<std::uint64_t>(high) << 32) | low;
}

/// Chains the keys through the generator itself, so that (1, 2) and (2, 1) are different streams.
std::uint64_t hashed(Purpose purpose, std::uint64_t seed, std::initializer_list<std::uint64_t> keys)
{
    const auto key = halves(seed);
    std::uint64_t state = static_cast<std::uint64_t>(purpose);
    std::uint32_t position = 1;
    for (const std::uint64_t value : keys) {
        const auto low = halves(value);
        const auto mixed = philox4x32({low[0], low[1], static_cast<std::uint32_t>(state) ^ position++,
                                       static_cast<std::uint32_t>(state >> 32)},
                                      key);
        state = joined(mixed[0], mixed[1]);
    }
    return state;
}

} // namespace

std::array<std::uint32_t, 4> philox4x32(std::array<std::uint32_t, 4> counter,
                                        std::array<std::uint32_t, 2> key)
{
    for (int round = 0; round < kRounds; ++round) {
        const std::uint64_t product0 = static_cast<std::uint64_t>(kMultiplier0) * counter[0];
        const std::uint64_t product1 = static_cast<std::uint64_t>(kMultiplier1) * counter[2];
        counter = {static_cast<std::uint32_t>(product1 >> 32) ^ counter[1] ^ key[0],
                   static_cast<std::uint32_t>(product1),
                   static_cast<std::uint32_t>(product0 >> 32) ^ counter[3] ^ key[1],
                   static_cast<std::uint32_t>(product0)};
        key[0] += kWeyl0;
        key[1] += kWeyl1;
    }
    return counter;
}

Rng::Rng(Purpose purpose, std::uint64_t seed, std::initializer_list<std::uint64_t> keys)
    : m_key(halves(seed))
    , m_stream(halves(hashed(purpose, seed, keys)))
{
    m_key[1] ^= static_cast<std::uint32_t>(purpose) * kWeyl0;
}

void Rng::refill()
{
    const auto block = halves(m_block++);
    m_words = philox4x32({block[0], block[1], m_stream[0], m_stream[1]}, m_key);
    m_used = 0;
}

std::uint32_t Rng::next()
{
    if (m_used == 4)
        refill();
    return m_words[static_cast<std::size_t>(m_used++)];
}

std::uint64_t Rng::next64()
{
    const std::uint32_t low = next();
    return joined(low, next());
}

double Rng::uniform()
{
    return static_cast<double>(next64() >> 11) * 0x1.0p-53;
}

std::uint64_t Rng::below(std::uint64_t bound)
{
    // Lemire's rejection on the high half of a 128-bit product.
    __extension__ using Wide = unsigned __int128;
    Wide product = static_cast<Wide>(next64()) * bound;
    auto low = static_cast<std::uint64_t>(product);
    if (low < bound) {
        const std::uint64_t threshold = (0 - bound) % bound;
        while (low < threshold) {
            product = static_cast<Wide>(next64()) * bound;
            low = static_cast<std::uint64_t>(product);
        }
    }
    return static_cast<std::uint64_t>(product >> 64);
}

double Rng::normal()
{
    const double radius = std::sqrt(-2.0 * std::log(1.0 - uniform()));
    return radius * std::cos(2.0 * std::numbers::pi * uniform());
}

void Rng::fill(std::span<std::uint32_t> words)
{
    std::size_t at = 0;
    for (; at + 4 <= words.size(); at += 4) {
        const auto block = halves(m_block++);
        const auto four = philox4x32({block[0], block[1], m_stream[0], m_stream[1]}, m_key);
        for (std::size_t i = 0; i < 4; ++i)
            words[at + i] = four[i];
    }
    m_used = 4;
    for (; at < words.size(); ++at)
        words[at] = next();
}

std::uint64_t deriveSeed(Purpose purpose, std::uint64_t seed, std::initializer_list<std::uint64_t> keys)
{
    return Rng(purpose, seed, keys).next64();
}

} // namespace tunescope
