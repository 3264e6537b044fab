// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/space/param_value.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tunescope {

enum class JsonLayout {
    Compact,  ///< One line, no blanks after separators.
    Indented, ///< Two blanks a level; inline containers stay on one line.
};

/// Writes one JSON document as text, in the order of the calls.
///
/// Numbers are the shortest text that reads back as the same number, independent of the locale; integers have
/// no decimal point, whole floats keep ".0" so that their type survives; not-a-number and infinity become
/// null. Bytes that are not UTF-8 become U+FFFD.
class JsonWriter
{
public:
    explicit JsonWriter(JsonLayout layout = JsonLayout::Compact);

    void beginObject();
    void beginInlineObject();
    void endObject();
    void beginArray();
    void beginInlineArray();
    void endArray();
    void key(std::string_view name);

    void text(std::string_view value);
    void number(double value);
    void integer(std::int64_t value);
    void unsignedInteger(std::uint64_t value);
    void boolean(bool value);
    void null();
    void param(const ParamValue& value);

    void textField(std::string_view name, std::string_view value);
    void numberField(std::string_view name, double value);
    void numberField(std::string_view name, const std::optional<double>& value);
    void integerField(std::string_view name, std::int64_t value);
    void unsignedField(std::string_view name, std::uint64_t value);
    void booleanField(std::string_view name, bool value);
    void nullField(std::string_view name);
    /// {"learning_rate": 0.01, ...} on one line.
    void paramsField(std::string_view name, const ParamSet& params);
    void params(const ParamSet& params);

    /// Inserts a finished JSON value as it is.
    void raw(std::string_view json);

    [[nodiscard]] std::size_t size() const { return m_text.size(); }
    /// The document; the writer is empty afterwards.
    [[nodiscard]] std::string take();

private:
    struct Level {
        bool isInline = false;
        bool isEmpty = true;
    };

    void beforeValue();
    void begin(char bracket, bool isInline);
    void end(char bracket);
    void separate();

    JsonLayout m_layout;
    std::string m_text;
    std::vector<Level> m_levels;
    bool m_afterKey = false;
};

/// A double as JsonWriter writes it ("0.1", "1.0", "null").
[[nodiscard]] std::string jsonNumber(double value);

/// A text in quotes with everything escaped that JSON wants escaped.
[[nodiscard]] std::string jsonText(std::string_view value);

} // namespace tunescope
