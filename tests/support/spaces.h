// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/space/search_space.h"

#include <cstdint>
#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

namespace tunescope {

/// A space that the test knows to be valid.
inline SearchSpace spaceOf(std::vector<ParamSpec> params)
{
    return SearchSpace::create(std::move(params)).value();
}

inline ChoiceSet textChoices(std::initializer_list<const char*> texts)
{
    ChoiceSet set;
    for (const char* text : texts)
        set.choices.emplace_back(std::string(text));
    return set;
}

inline ParamSpec floatSpec(std::string name, double low, double high, Scale scale = Scale::Linear)
{
    return {.name = std::move(name), .distribution = FloatRange{.low = low, .high = high, .scale = scale}};
}

inline ParamSpec intSpec(std::string name, std::int64_t low, std::int64_t high, Scale scale = Scale::Linear)
{
    return {.name = std::move(name), .distribution = IntRange{.low = low, .high = high, .scale = scale}};
}

/// A student's space: momentum only for sgd, its kind only with momentum, units of the layers that exist.
inline SearchSpace conditionalSpace()
{
    const auto layersFrom = [](std::int64_t first) {
        Condition condition{.param = "layers", .in = {}};
        for (std::int64_t count = first; count <= 3; ++count)
            condition.in.emplace_back(count);
        return condition;
    };
    ParamSpec momentum{.name = "momentum",
                       .distribution = FloatRange{.low = 0.0, .high = 0.9, .step = 0.3},
                       .when = {{.param = "optimizer", .in = {std::string("sgd")}}}};
    ParamSpec beta{.name = "beta",
                   .distribution = ChoiceSet{{0.9, 0.99}},
                   .when = {{.param = "optimizer", .in = {std::string("adam"), std::string("adamw")}}}};
    ParamSpec second = intSpec("units_2", 1, 2);
    second.when = {layersFrom(2)};
    ParamSpec third = intSpec("units_3", 1, 5);
    third.when = {layersFrom(3), {.param = "optimizer", .in = {std::string("adam")}}};
    return spaceOf({{.name = "optimizer", .distribution = textChoices({"sgd", "adam", "adamw", "rmsprop"})},
                    intSpec("layers", 1, 3),
                    momentum,
                    beta,
                    intSpec("units_1", 1, 2),
                    second,
                    third});
}

} // namespace tunescope
