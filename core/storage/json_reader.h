// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Private to storage, export and the command line: the only header that shows nlohmann-json.
#include "core/base/result.h"
#include "core/space/param_value.h"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tunescope {

using Json = nlohmann::ordered_json;

/// Parses one whole JSON text. Errors with line and column: syntax, numbers that do not fit a double, bytes
/// that are not UTF-8, keys given twice, more than 64 levels, anything after the document.
[[nodiscard]] Result<Json> parseJson(std::string_view text);

/// The value in a few characters, for error sentences.
[[nodiscard]] std::string shortText(const Json& value);

/// The first fault found while a document is read; later ones are ignored.
struct JsonFault {
    std::optional<Error> error = std::nullopt;

    void set(Error fault)
    {
        if (!error)
            error = std::move(fault);
    }
};

/// A value as a parameter value: number, boolean, text, or a list of only integers or only texts.
[[nodiscard]] std::optional<ParamValue> toParamValue(const Json& value);

/// Reads the members of one object strictly. Every read names a key; finish() reports the first key that was
/// never named, with the nearest name. Reads leave the target untouched when the key is absent.
class ObjectReader
{
public:
    ObjectReader(const Json& value, std::string path, JsonFault& fault);

    /// The member, or null if it is absent; the key is known from now on.
    [[nodiscard]] const Json* member(std::string_view key);
    /// As member(), but absent is a fault that says what is expected.
    [[nodiscard]] const Json* required(std::string_view key, std::string_view expected);
    [[nodiscard]] std::string pathOf(std::string_view key) const;
    [[nodiscard]] bool has(std::string_view key) const;

    void read(std::string_view key, std::string& target);
    void read(std::string_view key, double& target);
    void read(std::string_view key, bool& target);
    void read(std::string_view key, int& target);
    void read(std::string_view key, std::int64_t& target);
    void read(std::string_view key, std::uint64_t& target);
    void read(std::string_view key, ParamSet& target);

    /// Absent and null both leave it empty.
    template <class T>
    void read(std::string_view key, std::optional<T>& target)
    {
        const Json* value = member(key);
        if (value == nullptr || value->is_null())
            return;
        T present{};
        read(key, present);
        target = std::move(present);
    }

    /// A text out of a list; the index in the list, or nothing if absent or faulty.
    [[nodiscard]] std::optional<std::size_t> readChoice(std::string_view key,
                                                        const std::vector<std::string_view>& choices);

    /// Every member that was not named, as parameter values (options written beside a name).
    [[nodiscard]] ParamSet remaining();

    void wrongType(std::string_view key, std::string_view expected, const Json& value);
    void finish();

private:
    const Json& m_value;
    std::string m_path;
    JsonFault& m_fault;
    std::vector<std::string> m_known;
};

/// An object of parameter values; `path` names it in faults.
[[nodiscard]] ParamSet readParamSet(const Json& value, const std::string& path, JsonFault& fault);

} // namespace tunescope
