// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace tunescope {

/// SHA-256 (FIPS 180-4) of what was added, in order.
class Sha256
{
public:
    Sha256();
    Sha256(const Sha256&) = delete;
    Sha256& operator=(const Sha256&) = delete;
    ~Sha256();

    /// The text with its length, so that "ab","c" and "a","bc" differ.
    void addText(std::string_view text);
    /// Little-endian, whatever the machine.
    void addInteger(std::int64_t value);
    void addIntegers(std::span<const std::int64_t> values);
    /// The bits of the number; all not-a-numbers and both zeros are each one value.
    void addNumber(double value);

    /// The bytes with their number, as they are in memory.
    void addBlob(std::span<const std::byte> bytes);

    /// 64 hexadecimal digits. Nothing can be added afterwards.
    [[nodiscard]] std::string finish();

private:
    void addBytes(const void* bytes, std::size_t count);

    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace tunescope
