// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tunescope {

enum class SettingType { Whole, Real, Seed };

/// One setting of a generator and what it may be.
struct GeneratorSetting {
    std::string_view name;
    SettingType type;
    double low;
    double high;
    double standard; ///< Where nothing is given.
    std::string_view meaning;
};

/// Checked settings of one generator; every declared setting has a value.
class GeneratorSettings
{
public:
    /// Reads "samples=500,noise=0.2". Errors name generator, setting and what is allowed.
    [[nodiscard]] static Result<GeneratorSettings>
    parse(std::string_view generator, std::span<const GeneratorSetting> declared, std::string_view text);

    [[nodiscard]] double real(std::string_view name) const;
    [[nodiscard]] std::int64_t whole(std::string_view name) const;
    [[nodiscard]] std::uint64_t seed() const { return m_seed; }

    /// How many points each of `classes` classes gets: equal shares of samples, the last class reduced to
    /// (1 - imbalance) of its share.
    [[nodiscard]] std::vector<std::int64_t> classSizes(int classes) const;

private:
    std::map<std::string, double, std::less<>> m_values;
    std::uint64_t m_seed = 0; ///< Apart, because a double does not hold 64 bits.
};

} // namespace tunescope
