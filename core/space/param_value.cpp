// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/param_value.h"

#include "core/base/number_text.h"

#include <algorithm>
#include <cmath>

namespace tunescope {
namespace {

struct Texter {
    std::string operator()(std::int64_t value) const { return numberText(value); }
    std::string operator()(double value) const { return numberText(value); }
    std::string operator()(bool value) const { return value ? "true" : "false"; }
    std::string operator()(const std::string& value) const { return value; }
    std::string operator()(const std::vector<std::int64_t>& values) const { return joined(values); }
    std::string operator()(const std::vector<std::string>& values) const { return joined(values); }

    template <class T>
    std::string joined(const std::vector<T>& values) const
    {
        std::string text;
        for (const T& value : values) {
            if (!text.empty())
                text += ", ";
            text += (*this)(value);
        }
        return text;
    }
};

bool isPlainNumber(const ParamValue& value)
{
    return std::holds_alternative<std::int64_t>(value) || std::holds_alternative<double>(value);
}

/// 1 and 1.0 share a key, as they share sameValue().
void appendKey(std::string& key, const ParamValue& value)
{
    if (const auto* number = std::get_if<double>(&value);
        number && *number == std::floor(*number) && std::abs(*number) < 9e15)
        key.append("#").append(numberText(static_cast<std::int64_t>(*number)));
    else if (isPlainNumber(value))
        key.append("#").append(paramText(value));
    else
        key.append(numberText(static_cast<std::int64_t>(value.index()))).append(":").append(paramText(value));
}

} // namespace

std::string paramText(const ParamValue& value)
{
    return std::visit(Texter{}, value);
}

std::optional<double> paramNumber(const ParamValue& value)
{
    if (const auto* integer = std::get_if<std::int64_t>(&value))
        return static_cast<double>(*integer);
    if (const auto* number = std::get_if<double>(&value))
        return *number;
    if (const auto* flag = std::get_if<bool>(&value))
        return *flag ? 1.0 : 0.0;
    return std::nullopt;
}

bool sameValue(const ParamValue& a, const ParamValue& b)
{
    if (isPlainNumber(a) && isPlainNumber(b) && a.index() != b.index())
        return *paramNumber(a) == *paramNumber(b);
    return a == b;
}

const ParamValue* ParamSet::find(std::string_view name) const
{
    const auto found =
        std::find_if(m_items.begin(), m_items.end(), [&](const Item& item) { return item.first == name; });
    return found == m_items.end() ? nullptr : &found->second;
}

void ParamSet::set(std::string name, ParamValue value)
{
    for (Item& item : m_items) {
        if (item.first == name) {
            item.second = std::move(value);
            return;
        }
    }
    m_items.emplace_back(std::move(name), std::move(value));
}

void ParamSet::erase(std::string_view name)
{
    std::erase_if(m_items, [&](const Item& item) { return item.first == name; });
}

bool operator==(const ParamSet& a, const ParamSet& b)
{
    return a.size() == b.size() && std::all_of(a.begin(), a.end(), [&](const ParamSet::Item& item) {
               const ParamValue* other = b.find(item.first);
               return other && sameValue(item.second, *other);
           });
}

std::string paramKey(const ParamSet& params)
{
    std::vector<std::string> parts;
    parts.reserve(params.size());
    for (const auto& [name, value] : params) {
        std::string& part = parts.emplace_back(name);
        part += '=';
        appendKey(part, value);
    }
    std::sort(parts.begin(), parts.end());
    std::string key;
    for (const std::string& part : parts) {
        key += part;
        key += '\n';
    }
    return key;
}

} // namespace tunescope
