// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"

#include "core/base/number_text.h"

#include <array>

namespace tunescope {
namespace {

struct Entry {
    std::string_view name;
    std::string_view sentence;
};

constexpr Entry kEntries[] = {
#define TUNESCOPE_ERROR(code, sentence) Entry{#code, sentence},
#include "core/base/error_codes.def"
#undef TUNESCOPE_ERROR
};

std::string valueText(const ErrorArg& arg)
{
    if (const auto* text = std::get_if<std::string>(&arg.value))
        return *text;
    if (const auto* integer = std::get_if<std::int64_t>(&arg.value))
        return std::to_string(*integer);
    return numberText(std::get<double>(arg.value));
}

} // namespace

std::string Error::arg(std::string_view name) const
{
    for (const ErrorArg& candidate : args) {
        if (candidate.name == name)
            return valueText(candidate);
    }
    return {};
}

std::string_view errorName(ErrorCode code)
{
    return kEntries[static_cast<std::size_t>(code)].name;
}

std::string_view errorTemplate(ErrorCode code)
{
    return kEntries[static_cast<std::size_t>(code)].sentence;
}

std::string errorText(const Error& error)
{
    const std::string_view sentence = errorTemplate(error.code);
    std::string text;
    std::size_t at = 0;
    while (at < sentence.size()) {
        const std::size_t open = sentence.find('{', at);
        const std::size_t close = open == std::string_view::npos ? open : sentence.find('}', open);
        if (close == std::string_view::npos)
            break;
        text += sentence.substr(at, open - at);
        text += error.arg(sentence.substr(open + 1, close - open - 1));
        at = close + 1;
    }
    text += sentence.substr(at);
    return text;
}

} // namespace tunescope
