// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace tunescope {

enum class ErrorCode {
#ifdef Q_MOC_RUN // moc reads headers of core on its way, but stumbles over nested includes inside an enum.
    Internal,
#else
#define TUNESCOPE_ERROR(code, sentence) code,
#include "core/base/error_codes.def"
#undef TUNESCOPE_ERROR
#endif
};

/// One named part of a sentence: what, where, value, allowed.
struct ErrorArg {
    std::string name;
    std::variant<std::string, std::int64_t, double> value;

    ErrorArg(std::string argName, std::string text) : name(std::move(argName)), value(std::move(text)) {}
    ErrorArg(std::string argName, std::string_view text) : ErrorArg(std::move(argName), std::string(text)) {}
    ErrorArg(std::string argName, const char* text) : ErrorArg(std::move(argName), std::string(text)) {}
    ErrorArg(std::string argName, double number) : name(std::move(argName)), value(number) {}
    template <class Integer>
    requires std::is_integral_v<Integer> ErrorArg(std::string argName, Integer number)
        : name(std::move(argName))
        , value(static_cast<std::int64_t>(number))
    {
    }

    friend bool operator==(const ErrorArg&, const ErrorArg&) = default;
};

/// What went wrong, as data. The sentence is made by errorText() or, translated, by the window.
struct Error {
    ErrorCode code = ErrorCode::Internal;
    std::vector<ErrorArg> args = {};

    /// The argument of that name as text, or "" if there is none.
    [[nodiscard]] std::string arg(std::string_view name) const;

    friend bool operator==(const Error&, const Error&) = default;
};

/// The enumerator's name, for example "RangeEmpty".
[[nodiscard]] std::string_view errorName(ErrorCode code);

/// The English sentence with its placeholders, for example "{param}: the value is missing."
[[nodiscard]] std::string_view errorTemplate(ErrorCode code);

/// The English sentence with the arguments filled in.
[[nodiscard]] std::string errorText(const Error& error);

} // namespace tunescope
