// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/space/search_space.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace tunescope {

/// An option of a sampler or pruner: what it may be, and the words that a person reads.
struct OptionSpec : ParamSpec {
    std::string_view title; ///< "First trials".
    std::string_view help;  ///< One sentence.
};

/// Without a default the method chooses by itself.
[[nodiscard]] inline OptionSpec option(std::string name, std::string_view title, std::string_view help,
                                       Distribution distribution,
                                       std::optional<ParamValue> defaultValue = std::nullopt)
{
    OptionSpec spec;
    spec.name = std::move(name);
    spec.distribution = std::move(distribution);
    spec.defaultValue = std::move(defaultValue);
    spec.title = title;
    spec.help = help;
    return spec;
}

} // namespace tunescope
