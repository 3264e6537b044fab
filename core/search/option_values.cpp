// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/option_values.h"

#include "core/base/number_text.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace tunescope {
namespace {

std::string listed(std::span<const std::string_view> names)
{
    std::string text;
    for (const std::string_view name : names)
        text += (text.empty() ? "" : ", ") + std::string(name);
    return text.empty() ? "none" : text;
}

std::string nearestOrNone(std::string_view name, std::span<const std::string_view> known)
{
    const std::string nearest = nearestName(name, known);
    return nearest.empty() ? "none" : nearest;
}

Error unknownOption(std::string_view owner, std::string_view option, std::span<const OptionSpec> specs)
{
    std::vector<std::string_view> known;
    known.reserve(specs.size());
    for (const OptionSpec& spec : specs)
        known.emplace_back(spec.name);
    return {ErrorCode::OptionUnknown,
            {{"owner", owner},
             {"option", option},
             {"nearest", nearestOrNone(option, known)},
             {"known", listed(known)}}};
}

} // namespace

Result<void> validateOptions(std::string_view owner, std::span<const OptionSpec> specs,
                             const ParamSet& options)
{
    for (const auto& [name, value] : options) {
        const auto found = std::find_if(specs.begin(), specs.end(),
                                        [&](const OptionSpec& spec) { return spec.name == name; });
        if (found == specs.end())
            return fail(unknownOption(owner, name, specs));
        ParamSpec named = *found;
        named.name = std::string(owner) + "." + name;
        const ParamSet given{{named.name, value}};
        const auto space = SearchSpace::create({std::move(named)});
        if (!space)
            return fail(space.error());
        if (const auto valid = space->validate(given); !valid)
            return fail(valid.error());
    }
    return {};
}

std::optional<std::int64_t> integerOption(const ParamSet& options, std::string_view name)
{
    const ParamValue* value = options.find(name);
    const std::optional<double> number = value ? paramNumber(*value) : std::nullopt;
    return number ? std::optional<std::int64_t>(std::llround(*number)) : std::nullopt;
}

std::optional<double> numberOption(const ParamSet& options, std::string_view name)
{
    const ParamValue* value = options.find(name);
    return value ? paramNumber(*value) : std::nullopt;
}

bool flagOption(const ParamSet& options, std::string_view name, bool fallback) // NOLINT: data
{
    const ParamValue* value = options.find(name);
    const auto* flag = value ? std::get_if<bool>(value) : nullptr;
    return flag ? *flag : fallback;
}

std::string textOption(const ParamSet& options, std::string_view name, std::string_view fallback)
{
    const ParamValue* value = options.find(name);
    const auto* text = value ? std::get_if<std::string>(value) : nullptr;
    return text ? *text : std::string(fallback);
}

Error unknownName(ErrorCode code, std::string_view name, std::span<const std::string_view> known)
{
    return {code, {{"name", name}, {"nearest", nearestOrNone(name, known)}, {"known", listed(known)}}};
}

} // namespace tunescope
