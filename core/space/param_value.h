// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace tunescope {

/// One value of a parameter. Lists occur only among fixed settings (`units`, `features`).
using ParamValue = std::variant<std::int64_t, double, bool, std::string, std::vector<std::int64_t>,
                                std::vector<std::string>>;

/// The value as it is written in tables: shortest round-trip numbers, lists with commas.
[[nodiscard]] std::string paramText(const ParamValue& value);

/// The value as a number; integers and booleans convert, texts and lists do not.
[[nodiscard]] std::optional<double> paramNumber(const ParamValue& value);

/// Equality as in JSON: 1 and 1.0 are equal, 1 and true are not.
[[nodiscard]] bool sameValue(const ParamValue& a, const ParamValue& b);

/// Values by name, in order of insertion. Holds exactly the active parameters of a trial.
class ParamSet
{
public:
    using Item = std::pair<std::string, ParamValue>;

    ParamSet() = default;
    ParamSet(std::initializer_list<Item> items) : m_items(items) {}

    [[nodiscard]] const ParamValue* find(std::string_view name) const;
    [[nodiscard]] bool contains(std::string_view name) const { return find(name) != nullptr; }

    /// Replaces the value in place or appends it.
    void set(std::string name, ParamValue value);
    void erase(std::string_view name);

    [[nodiscard]] bool empty() const { return m_items.empty(); }
    [[nodiscard]] std::size_t size() const { return m_items.size(); }
    [[nodiscard]] auto begin() const { return m_items.begin(); }
    [[nodiscard]] auto end() const { return m_items.end(); }

    /// Same names with the same values (sameValue), whatever their order.
    friend bool operator==(const ParamSet& a, const ParamSet& b);

private:
    std::vector<Item> m_items;
};

/// A text that is equal exactly for equal sets, for look-ups: names sorted, values in shortest form.
[[nodiscard]] std::string paramKey(const ParamSet& params);

} // namespace tunescope
