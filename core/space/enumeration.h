// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/space/param_value.h"
#include "core/space/search_space.h"

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace tunescope {

/// Which values of each parameter an enumeration lists: all it can take, or those of the full grid.
enum class Listing { All, Grid };

/// Numbers the configurations of a space 0, 1, ... without listing them, conditional branches counted
/// exactly; last parameter fastest, as in SearchSpace::grid(). Counts are kept for each parameter and each
/// set of children that the parents chosen so far still allow. Not thread-safe: counts are filled in as they
/// are needed.
class Enumeration
{
public:
    /// Counts have 64 binary digits, so everything that fits a std::uint64_t is exact; infinite for floats
    /// without a step.
    using Count = long double;

    /// `params` as in a valid SearchSpace. `defaultCount` is the number of grid points of a float that names
    /// none.
    Enumeration(std::vector<ParamSpec> params, Listing listing, int defaultCount = 5);

    [[nodiscard]] Count count();

    /// Configuration number `index` < count(); only where count() is finite.
    [[nodiscard]] ParamSet at(std::uint64_t index);

private:
    using Alive =
        std::vector<bool>; ///< For each parameter from the current one on: may it still become active?

    /// A value of a parent that some child's condition names.
    struct NamedValue {
        std::uint64_t index = 0;
        std::vector<std::size_t> kills; ///< Children that this value makes inactive.
    };

    struct Axis {
        Count size = 1;
        std::vector<ParamValue> listed; ///< Empty: values are numbered by valueOfIndex().
        std::vector<NamedValue> named;  ///< Sorted by index.
        std::vector<std::size_t> children;
    };

    /// Equal values of a parent, in order: from one named value to the next.
    struct Stretch {
        std::uint64_t first = 0;
        Count length = 0;
        const std::vector<std::size_t>* kills = nullptr;
    };

    void makeAxis(std::size_t at, Listing listing, int defaultCount);
    void connectChildren(std::size_t at);
    [[nodiscard]] std::vector<Stretch> stretchesOf(const Axis& axis) const;
    [[nodiscard]] Count countFrom(std::size_t at, Alive alive);
    [[nodiscard]] ParamValue valueOf(std::size_t at, std::uint64_t index) const;

    std::vector<ParamSpec> m_params;
    std::vector<Axis> m_axes;
    std::map<std::pair<std::size_t, Alive>, Count> m_counts;
};

/// Number of configurations of a valid space. Parameters that no condition connects are counted apart, so
/// that many independent conditions stay cheap.
[[nodiscard]] Enumeration::Count countConfigurations(const std::vector<ParamSpec>& params, Listing listing,
                                                     int defaultCount = 5);

} // namespace tunescope
