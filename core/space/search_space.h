// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/space/distribution.h"
#include "core/space/param_value.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tunescope {

/// The parent must be active and have one of these values.
struct Condition {
    std::string param;
    std::vector<ParamValue> in;

    friend bool operator==(const Condition&, const Condition&) = default;
};

/// One hyperparameter that may be tried: its name, its values, and when it exists at all.
struct ParamSpec {
    std::string name;
    Distribution distribution = FloatRange{};
    std::vector<Condition> when = {}; ///< All must hold; empty = always active.
    std::optional<ParamValue> defaultValue = std::nullopt;

    friend bool operator==(const ParamSpec&, const ParamSpec&) = default;
};

/// What may be tried: valid parameter specs, parents before children. Immutable.
class SearchSpace
{
public:
    SearchSpace() = default;

    /// Errors name the parameter: duplicate or empty names, impossible ranges, conditions on unknown,
    /// later or float parents or on values the parent cannot take, defaults outside.
    [[nodiscard]] static Result<SearchSpace> create(std::vector<ParamSpec> params);

    [[nodiscard]] const std::vector<ParamSpec>& params() const { return m_params; }
    [[nodiscard]] std::size_t size() const { return m_params.size(); }
    [[nodiscard]] bool empty() const { return m_params.empty(); }
    [[nodiscard]] const ParamSpec* find(std::string_view name) const;

    /// Whether the parameter exists when its parents have these values.
    [[nodiscard]] bool isActive(const ParamSpec& spec, const ParamSet& params) const;

    /// The active parameters at a point of the unit cube [0, 1]^size(); inactive coordinates are ignored.
    [[nodiscard]] ParamSet at(std::span<const double> unit) const;

    /// Where each active parameter lies in [0, 1]; no value for inactive ones. An error if `params` is not
    /// valid.
    [[nodiscard]] Result<std::vector<std::optional<double>>> positions(const ParamSet& params) const;

    /// Exactly the active parameters, each inside its range; the first fault otherwise.
    [[nodiscard]] Result<void> validate(const ParamSet& params) const;

    /// Number of different configurations, conditions counted exactly; no value if it is infinite
    /// or above 2^63.
    [[nodiscard]] std::optional<std::uint64_t> configurationCount() const;

    /// Number of configurations of the full grid (gridValues() of every parameter, conditional branches
    /// counted exactly), as a double because it can be astronomically large.
    [[nodiscard]] double gridCount(int defaultCount = 5) const;

    /// The full grid in order, last parameter fastest. ErrorCode::GridTooLarge above `limit`.
    [[nodiscard]] Result<std::vector<ParamSet>> grid(std::uint64_t limit, int defaultCount = 5) const;

    friend bool operator==(const SearchSpace&, const SearchSpace&) = default;

private:
    std::vector<ParamSpec> m_params;
};

} // namespace tunescope
