// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/json_writer.h"

#include "core/base/number_text.h"

#include <cmath>
#include <type_traits>
#include <utility>

namespace tunescope {
namespace {

/// Length of the valid UTF-8 sequence at the start of `text` (1 to 4), 0 if there is none.
/// Overlong forms, surrogates and code points above U+10FFFF are not valid (Unicode 15, table 3-7).
std::size_t utf8Length(std::string_view text)
{
    const auto byte = [&](std::size_t i) {
        return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
    };
    const auto isTail = [&](std::size_t i, unsigned low = 0x80, unsigned high = 0xBF) {
        return byte(i) >= low && byte(i) <= high;
    };
    const unsigned first = byte(0);
    if (first < 0x80)
        return 1;
    if (first >= 0xC2 && first <= 0xDF)
        return isTail(1) ? 2 : 0;
    if (first >= 0xE0 && first <= 0xEF) {
        const unsigned low = first == 0xE0 ? 0xA0 : 0x80;
        const unsigned high = first == 0xED ? 0x9F : 0xBF;
        return isTail(1, low, high) && isTail(2) ? 3 : 0;
    }
    if (first >= 0xF0 && first <= 0xF4) {
        const unsigned low = first == 0xF0 ? 0x90 : 0x80;
        const unsigned high = first == 0xF4 ? 0x8F : 0xBF;
        return isTail(1, low, high) && isTail(2) && isTail(3) ? 4 : 0;
    }
    return 0;
}

void appendControl(std::string& out, unsigned char character)
{
    constexpr std::string_view kHex = "0123456789abcdef";
    switch (character) {
    case '\n':
        out += "\\n";
        return;
    case '\r':
        out += "\\r";
        return;
    case '\t':
        out += "\\t";
        return;
    default:
        out += "\\u00";
        out += kHex[character >> 4U];
        out += kHex[character & 0xFU];
    }
}

void appendText(std::string& out, std::string_view value)
{
    out += '"';
    for (std::size_t i = 0; i < value.size();) {
        const auto character = static_cast<unsigned char>(value[i]);
        const std::size_t length = utf8Length(value.substr(i));
        if (length == 0) {
            out += "\xEF\xBF\xBD";
            ++i;
            continue;
        }
        if (character == '"' || character == '\\') {
            out += '\\';
            out += value[i];
        } else if (character < 0x20) {
            appendControl(out, character);
        } else {
            out.append(value.substr(i, length));
        }
        i += length;
    }
    out += '"';
}

} // namespace

std::string jsonNumber(double value)
{
    if (!std::isfinite(value))
        return "null";
    std::string text = numberText(value);
    if (text.find_first_of(".e") == std::string::npos)
        text += ".0";
    return text;
}

std::string jsonText(std::string_view value)
{
    std::string text;
    appendText(text, value);
    return text;
}

JsonWriter::JsonWriter(JsonLayout layout) : m_layout(layout) {}

void JsonWriter::separate()
{
    if (m_levels.empty())
        return;
    Level& level = m_levels.back();
    if (!level.isEmpty)
        m_text += ',';
    if (m_layout == JsonLayout::Indented) {
        if (!level.isInline) {
            m_text += '\n';
            m_text.append(2 * m_levels.size(), ' ');
        } else if (!level.isEmpty) {
            m_text += ' ';
        }
    }
    level.isEmpty = false;
}

void JsonWriter::beforeValue()
{
    if (!std::exchange(m_afterKey, false))
        separate();
}

void JsonWriter::begin(char bracket, bool isInline)
{
    beforeValue();
    m_text += bracket;
    m_levels.push_back({.isInline = isInline || (!m_levels.empty() && m_levels.back().isInline)});
}

void JsonWriter::end(char bracket)
{
    const Level level = m_levels.back();
    m_levels.pop_back();
    if (m_layout == JsonLayout::Indented && !level.isInline && !level.isEmpty) {
        m_text += '\n';
        m_text.append(2 * m_levels.size(), ' ');
    }
    m_text += bracket;
}

void JsonWriter::beginObject()
{
    begin('{', false);
}
void JsonWriter::beginInlineObject()
{
    begin('{', true);
}
void JsonWriter::endObject()
{
    end('}');
}
void JsonWriter::beginArray()
{
    begin('[', false);
}
void JsonWriter::beginInlineArray()
{
    begin('[', true);
}
void JsonWriter::endArray()
{
    end(']');
}

void JsonWriter::key(std::string_view name)
{
    separate();
    appendText(m_text, name);
    m_text += m_layout == JsonLayout::Indented ? ": " : ":";
    m_afterKey = true;
}

void JsonWriter::text(std::string_view value)
{
    beforeValue();
    appendText(m_text, value);
}

void JsonWriter::number(double value)
{
    raw(jsonNumber(value));
}
void JsonWriter::integer(std::int64_t value)
{
    raw(std::to_string(value));
}
void JsonWriter::unsignedInteger(std::uint64_t value)
{
    raw(std::to_string(value));
}
void JsonWriter::boolean(bool value)
{
    raw(value ? "true" : "false");
}
void JsonWriter::null()
{
    raw("null");
}

void JsonWriter::param(const ParamValue& value)
{
    std::visit(
        [this](const auto& alternative) {
            using T = std::decay_t<decltype(alternative)>;
            if constexpr (std::is_same_v<T, std::int64_t>) {
                integer(alternative);
            } else if constexpr (std::is_same_v<T, double>) {
                number(alternative);
            } else if constexpr (std::is_same_v<T, bool>) {
                boolean(alternative);
            } else if constexpr (std::is_same_v<T, std::string>) {
                text(alternative);
            } else {
                beginInlineArray();
                for (const auto& item : alternative) {
                    if constexpr (std::is_same_v<T, std::vector<std::int64_t>>)
                        integer(item);
                    else
                        text(item);
                }
                endArray();
            }
        },
        value);
}

void JsonWriter::textField(std::string_view name, std::string_view value)
{
    key(name);
    text(value);
}

void JsonWriter::numberField(std::string_view name, double value)
{
    key(name);
    number(value);
}

void JsonWriter::numberField(std::string_view name, const std::optional<double>& value)
{
    key(name);
    if (value)
        number(*value);
    else
        null();
}

void JsonWriter::integerField(std::string_view name, std::int64_t value)
{
    key(name);
    integer(value);
}

void JsonWriter::unsignedField(std::string_view name, std::uint64_t value)
{
    key(name);
    unsignedInteger(value);
}

void JsonWriter::booleanField(std::string_view name, bool value)
{
    key(name);
    boolean(value);
}

void JsonWriter::nullField(std::string_view name)
{
    key(name);
    null();
}

void JsonWriter::paramsField(std::string_view name, const ParamSet& values)
{
    key(name);
    params(values);
}

void JsonWriter::params(const ParamSet& values)
{
    beginInlineObject();
    for (const auto& [name, value] : values) {
        key(name);
        param(value);
    }
    endObject();
}

void JsonWriter::raw(std::string_view json)
{
    beforeValue();
    m_text += json;
}

std::string JsonWriter::take()
{
    return std::exchange(m_text, std::string());
}

} // namespace tunescope
