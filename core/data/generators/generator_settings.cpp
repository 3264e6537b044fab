// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/generators/generator_settings.h"

#include "core/base/number_text.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <optional>
#include <set>

namespace tunescope {
namespace {

std::string listNames(std::span<const GeneratorSetting> declared)
{
    std::string names;
    for (std::size_t i = 0; i < declared.size(); ++i) {
        if (i > 0)
            names += i + 1 == declared.size() ? " and " : ", ";
        names += declared[i].name;
    }
    return names;
}

std::string allowedText(const GeneratorSetting& setting)
{
    if (setting.type == SettingType::Seed)
        return "a whole number from 0";
    const std::string kind = setting.type == SettingType::Whole ? "a whole number" : "a number";
    const auto plain = [&](double v) {
        return setting.type == SettingType::Whole ? numberText(static_cast<std::int64_t>(v)) : numberText(v);
    };
    return kind + " from " + plain(setting.low) + " to " + plain(setting.high);
}

std::optional<double> readValue(const GeneratorSetting& setting, std::string_view text)
{
    std::optional<double> value;
    if (setting.type == SettingType::Real) {
        value = parseNumber(text);
    } else if (const std::optional<std::int64_t> integer = parseInteger(text)) {
        value = static_cast<double>(*integer);
    }
    if (value && (*value < setting.low || *value > setting.high))
        return std::nullopt;
    return value;
}

} // namespace

Result<GeneratorSettings> GeneratorSettings::parse(std::string_view generator,
                                                   std::span<const GeneratorSetting> declared,
                                                   std::string_view text)
{
    GeneratorSettings settings;
    for (const GeneratorSetting& setting : declared)
        settings.m_values[std::string(setting.name)] = setting.standard;

    std::set<std::string_view> given;
    while (!text.empty()) {
        const std::size_t comma = text.find(',');
        const std::string_view item = text.substr(0, comma);
        text = comma == std::string_view::npos ? std::string_view{} : text.substr(comma + 1);
        const std::size_t equals = item.find('=');
        if (equals == std::string_view::npos)
            return fail(ErrorCode::DataSettingForm, {{"name", generator}, {"text", item}});
        const std::string_view name = item.substr(0, equals);
        const std::string_view value = item.substr(equals + 1);

        const auto setting = std::find_if(declared.begin(), declared.end(),
                                          [&](const GeneratorSetting& s) { return s.name == name; });
        if (setting == declared.end()) {
            return fail(ErrorCode::DataSettingUnknown,
                        {{"name", generator}, {"setting", name}, {"allowed", listNames(declared)}});
        }
        if (!given.insert(name).second)
            return fail(ErrorCode::DataSettingTwice, {{"name", generator}, {"setting", name}});
        const std::optional<std::uint64_t> seed = parseUnsigned(value);
        const std::optional<double> number = readValue(*setting, value);
        if (setting->type == SettingType::Seed ? !seed.has_value() : !number.has_value()) {
            return fail(ErrorCode::DataSettingValue, {{"name", generator},
                                                      {"setting", name},
                                                      {"allowed", allowedText(*setting)},
                                                      {"value", value}});
        }
        if (setting->type == SettingType::Seed)
            settings.m_seed = *seed;
        else
            settings.m_values[std::string(name)] = *number;
    }
    return settings;
}

double GeneratorSettings::real(std::string_view name) const
{
    const auto found = m_values.find(name);
    assert(found != m_values.end());
    return found->second;
}

std::int64_t GeneratorSettings::whole(std::string_view name) const
{
    return static_cast<std::int64_t>(real(name));
}

std::vector<std::int64_t> GeneratorSettings::classSizes(int classes) const
{
    const std::int64_t samples = whole("samples");
    const double fairShare = static_cast<double>(samples) / classes;
    const std::int64_t last = std::max<std::int64_t>(1, std::llround(fairShare * (1.0 - real("imbalance"))));
    const int others = classes - 1;
    std::vector<std::int64_t> sizes;
    for (int c = 0; c < others; ++c)
        sizes.push_back((samples - last) / others + (c < (samples - last) % others ? 1 : 0));
    sizes.push_back(last);
    return sizes;
}

} // namespace tunescope
