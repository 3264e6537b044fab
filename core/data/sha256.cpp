// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/sha256.h"

#include <sha2.h>

#include <array>
#include <bit>
#include <cmath>
#include <limits>

namespace tunescope {

struct Sha256::State {
    SHA2_CTX context;
};

Sha256::Sha256() : m_state(std::make_unique<State>())
{
    SHA256Init(&m_state->context);
}

Sha256::~Sha256() = default;

void Sha256::addText(std::string_view text)
{
    addInteger(static_cast<std::int64_t>(text.size()));
    addBytes(text.data(), text.size());
}

void Sha256::addInteger(std::int64_t value)
{
    const auto bits = static_cast<std::uint64_t>(value);
    std::array<std::uint8_t, 8> bytes{};
    for (std::size_t i = 0; i < bytes.size(); ++i)
        bytes[i] = static_cast<std::uint8_t>(bits >> (8 * i));
    addBytes(bytes.data(), bytes.size());
}

void Sha256::addIntegers(std::span<const std::int64_t> values)
{
    addInteger(static_cast<std::int64_t>(values.size()));
    for (const std::int64_t value : values)
        addInteger(value);
}

void Sha256::addNumber(double value)
{
    if (std::isnan(value))
        value = std::numeric_limits<double>::quiet_NaN();
    if (value == 0.0)
        value = 0.0;
    addInteger(std::bit_cast<std::int64_t>(value));
}

void Sha256::addBlob(std::span<const std::byte> bytes)
{
    addInteger(std::ssize(bytes));
    addBytes(bytes.data(), bytes.size());
}

std::string Sha256::finish()
{
    std::array<std::uint8_t, SHA256_DIGEST_LENGTH> digest{};
    SHA256Final(digest.data(), &m_state->context);
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string text;
    for (const std::uint8_t byte : digest) {
        text += kDigits[byte >> 4U];
        text += kDigits[byte & 15U];
    }
    return text;
}

void Sha256::addBytes(const void* bytes, std::size_t count)
{
    SHA256Update(&m_state->context, static_cast<const std::uint8_t*>(bytes), count);
}

} // namespace tunescope
