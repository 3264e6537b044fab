// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tunescope {

/// Rows of the test part, taken out of the vault; says why.
class TestRows
{
public:
    [[nodiscard]] std::span<const std::int64_t> rows() const { return m_rows; }
    [[nodiscard]] const std::string& reason() const { return m_reason; }

private:
    friend class TestVault;
    TestRows(std::vector<std::int64_t> rows, std::string reason)
        : m_rows(std::move(rows))
        , m_reason(std::move(reason))
    {
    }

    std::vector<std::int64_t> m_rows;
    std::string m_reason;
};

/// Keeps the rows of the test part from everything that chooses settings: nothing that a search reads holds
/// them, and open() is the only way to them, so a look is visible in the code and can be recorded.
class TestVault
{
public:
    TestVault() = default;
    explicit TestVault(std::vector<std::int64_t> rows) : m_rows(std::move(rows)) {}

    [[nodiscard]] std::int64_t size() const { return static_cast<std::int64_t>(m_rows.size()); }

    /// `reason` goes into the record of whoever opens it, for example "test score of trial 45".
    [[nodiscard]] TestRows open(std::string_view reason) const { return {m_rows, std::string(reason)}; }

    friend bool operator==(const TestVault&, const TestVault&) = default;

private:
    std::vector<std::int64_t> m_rows;
};

} // namespace tunescope
