// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/json_reader.h"

#include "core/base/number_text.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

namespace tunescope {
namespace {

constexpr std::size_t kMaxDepth = 64;
constexpr std::size_t kShortText = 40;

struct Position {
    int line = 1;
    int column = 1;
};

/// `offset` counts bytes read so far; columns are counted in bytes from 1.
Position positionAt(std::string_view text, std::size_t offset)
{
    Position position;
    for (const char character : text.substr(0, std::min(offset, text.size()))) {
        if (character == '\n') {
            ++position.line;
            position.column = 1;
        } else {
            ++position.column;
        }
    }
    return position;
}

template <class Range>
std::string joined(const Range& names)
{
    std::string list;
    for (const std::string_view name : names) {
        if (!list.empty())
            list += ", ";
        list += name;
    }
    return list;
}

/// The library's sentence without its prefix "[json.exception...] parse error at line 1, column 2: ".
std::string reasonOf(std::string_view what)
{
    for (const std::string_view marker : {std::string_view("] "), std::string_view("column ")}) {
        if (const auto at = what.find(marker); at != std::string_view::npos)
            what.remove_prefix(at + marker.size());
    }
    if (const auto colon = what.find(": "); colon != std::string_view::npos && colon < 5)
        what.remove_prefix(colon + 2);
    return std::string(what.substr(0, 160));
}

/// Builds the document and stops at the first fault.
class DocumentBuilder final : public nlohmann::json_sax<Json>
{
public:
    explicit DocumentBuilder(std::string_view text) : m_text(text) {}

    bool null() override { return add(nullptr); }
    bool boolean(bool value) override { return add(value); }
    bool number_integer(number_integer_t value) override { return add(value); }
    bool number_unsigned(number_unsigned_t value) override { return add(value); }
    bool number_float(number_float_t value, const string_t&) override { return add(value); }
    bool string(string_t& value) override { return add(value); }
    bool binary(binary_t&) override { return false; }
    bool start_object(std::size_t) override { return open(Json::object()); }
    bool start_array(std::size_t) override { return open(Json::array()); }
    bool end_object() override { return close(); }
    bool end_array() override { return close(); }

    bool key(string_t& value) override
    {
        const bool isNew = m_levels.back().keys.insert(value).second;
        m_levels.back().key = value;
        if (!isNew)
            m_error = Error{ErrorCode::JsonDuplicateKey, {{"path", path()}}};
        return isNew;
    }

    bool parse_error(std::size_t position, const std::string&,
                     const nlohmann::json::exception& exception) override
    {
        const Position at = positionAt(m_text, position == 0 ? 0 : position - 1);
        m_error = Error{ErrorCode::JsonSyntax,
                        {{"line", at.line}, {"column", at.column}, {"detail", reasonOf(exception.what())}}};
        return false;
    }

    [[nodiscard]] Json& document() { return m_root; }
    [[nodiscard]] const std::optional<Error>& error() const { return m_error; }

private:
    struct Level {
        Json value;
        std::string key = {};
        std::set<std::string> keys = {};
    };

    [[nodiscard]] std::string path() const
    {
        std::string text;
        for (const Level& level : m_levels) {
            if (level.value.is_array()) {
                text.append("[").append(std::to_string(level.value.size())).append("]");
                continue;
            }
            if (!text.empty())
                text += '.';
            text += level.key;
        }
        return text;
    }

    bool add(Json value)
    {
        if (m_levels.empty())
            m_root = std::move(value);
        else if (Level& level = m_levels.back(); level.value.is_array())
            level.value.push_back(std::move(value));
        else
            level.value.push_back(Json::object_t::value_type(level.key, std::move(value)));
        return true;
    }

    bool open(Json value)
    {
        if (m_levels.size() >= kMaxDepth) {
            m_error =
                Error{ErrorCode::JsonSyntax,
                      {{"line", 1}, {"column", 1}, {"detail", "it is nested more than 64 levels deep"}}};
            return false;
        }
        m_levels.push_back({.value = std::move(value)});
        return true;
    }

    bool close()
    {
        Json value = std::move(m_levels.back().value);
        m_levels.pop_back();
        return add(std::move(value));
    }

    std::string_view m_text;
    Json m_root;
    std::vector<Level> m_levels;
    std::optional<Error> m_error;
};

} // namespace

Result<Json> parseJson(std::string_view text)
{
    DocumentBuilder builder(text);
    try {
        if (Json::sax_parse(text.begin(), text.end(), &builder))
            return std::move(builder.document());
    } catch (const std::exception& exception) {
        return fail(ErrorCode::JsonSyntax, {{"line", 1}, {"column", 1}, {"detail", exception.what()}});
    }
    return fail(builder.error().value_or(
        Error{ErrorCode::JsonSyntax, {{"line", 1}, {"column", 1}, {"detail", "it could not be read"}}}));
}

std::string shortText(const Json& value)
{
    std::string text = value.dump(-1, ' ', false, Json::error_handler_t::replace);
    if (text.size() > kShortText) {
        text.resize(kShortText);
        text += "...";
    }
    return text;
}

std::optional<ParamValue> toParamValue(const Json& value)
{
    if (value.is_boolean())
        return value.get<bool>();
    if (value.is_number_float())
        return value.get<double>();
    if (value.is_number_unsigned() && value.get<std::uint64_t>() > std::numeric_limits<std::int64_t>::max())
        return std::nullopt;
    if (value.is_number_integer())
        return value.get<std::int64_t>();
    if (value.is_string())
        return value.get<std::string>();
    if (!value.is_array())
        return std::nullopt;
    const auto all = [&](auto test) { return std::all_of(value.begin(), value.end(), test); };
    if (all([](const Json& item) { return item.is_number_integer(); }))
        return value.get<std::vector<std::int64_t>>();
    if (all([](const Json& item) { return item.is_string(); }))
        return value.get<std::vector<std::string>>();
    return std::nullopt;
}

ObjectReader::ObjectReader(const Json& value, std::string path, JsonFault& fault)
    : m_value(value)
    , m_path(std::move(path))
    , m_fault(fault)
{
    if (!m_value.is_object())
        m_fault.set({ErrorCode::JsonWrongType,
                     {{"path", m_path.empty() ? "the document" : m_path},
                      {"expected", "an object in braces"},
                      {"value", shortText(m_value)}}});
}

const Json* ObjectReader::member(std::string_view key)
{
    m_known.emplace_back(key);
    if (!m_value.is_object())
        return nullptr;
    const auto found = m_value.find(key);
    return found == m_value.end() ? nullptr : &*found;
}

const Json* ObjectReader::required(std::string_view key, std::string_view expected)
{
    const Json* value = member(key);
    if (value == nullptr)
        m_fault.set({ErrorCode::JsonMissing, {{"path", pathOf(key)}, {"expected", expected}}});
    return value;
}

std::string ObjectReader::pathOf(std::string_view key) const
{
    return m_path.empty() ? std::string(key) : m_path + "." + std::string(key);
}

bool ObjectReader::has(std::string_view key) const
{
    return m_value.is_object() && m_value.contains(key);
}

void ObjectReader::wrongType(std::string_view key, std::string_view expected, const Json& value)
{
    m_fault.set({ErrorCode::JsonWrongType,
                 {{"path", pathOf(key)}, {"expected", expected}, {"value", shortText(value)}}});
}

void ObjectReader::read(std::string_view key, std::string& target)
{
    const Json* value = member(key);
    if (value == nullptr)
        return;
    if (!value->is_string())
        return wrongType(key, "a text in quotes", *value);
    target = value->get<std::string>();
}

void ObjectReader::read(std::string_view key, double& target)
{
    const Json* value = member(key);
    if (value == nullptr)
        return;
    if (!value->is_number())
        return wrongType(key, "a number", *value);
    target = value->get<double>();
}

void ObjectReader::read(std::string_view key, bool& target)
{
    const Json* value = member(key);
    if (value == nullptr)
        return;
    if (!value->is_boolean())
        return wrongType(key, "true or false", *value);
    target = value->get<bool>();
}

void ObjectReader::read(std::string_view key, std::int64_t& target)
{
    constexpr double kLimit = 9.2e18;
    const Json* value = member(key);
    if (value == nullptr)
        return;
    const bool isWholeFloat = value->is_number_float() && std::abs(value->get<double>()) < kLimit &&
                              value->get<double>() == std::trunc(value->get<double>());
    const bool fits = value->is_number_integer() &&
                      !(value->is_number_unsigned() &&
                        value->get<std::uint64_t>() > std::numeric_limits<std::int64_t>::max());
    if (!fits && !isWholeFloat)
        return wrongType(key, "a whole number", *value);
    target = value->get<std::int64_t>();
}

void ObjectReader::read(std::string_view key, int& target)
{
    std::int64_t wide = target;
    read(key, wide);
    if (wide < std::numeric_limits<int>::min() || wide > std::numeric_limits<int>::max())
        return wrongType(key, "a whole number below 2147483648", Json(wide));
    target = static_cast<int>(wide);
}

void ObjectReader::read(std::string_view key, std::uint64_t& target)
{
    const Json* value = member(key);
    if (value == nullptr)
        return;
    if (!value->is_number_unsigned())
        return wrongType(key, "a whole number from 0 to 18446744073709551615", *value);
    target = value->get<std::uint64_t>();
}

void ObjectReader::read(std::string_view key, ParamSet& target)
{
    if (const Json* value = member(key); value != nullptr)
        target = readParamSet(*value, pathOf(key), m_fault);
}

std::optional<std::size_t> ObjectReader::readChoice(std::string_view key,
                                                    const std::vector<std::string_view>& choices)
{
    const Json* value = member(key);
    if (value == nullptr)
        return std::nullopt;
    std::string text;
    read(key, text);
    const auto found = std::find(choices.begin(), choices.end(), text);
    if (found != choices.end())
        return static_cast<std::size_t>(found - choices.begin());
    m_fault.set({ErrorCode::JsonUnknownValue,
                 {{"path", pathOf(key)}, {"value", shortText(*value)}, {"choices", joined(choices)}}});
    return std::nullopt;
}

ParamSet ObjectReader::remaining()
{
    Json rest = Json::object();
    if (m_value.is_object()) {
        for (const auto& [key, value] : m_value.items()) {
            if (std::find(m_known.begin(), m_known.end(), key) == m_known.end())
                rest.push_back(Json::object_t::value_type(key, value));
        }
    }
    for (const auto& [key, value] : rest.items())
        m_known.push_back(key);
    return readParamSet(rest, m_path, m_fault);
}

void ObjectReader::finish()
{
    if (!m_value.is_object())
        return;
    for (const auto& [key, value] : m_value.items()) {
        if (std::find(m_known.begin(), m_known.end(), key) != m_known.end())
            continue;
        if (const std::string nearest = nearestName(key, m_known); !nearest.empty()) {
            m_fault.set({ErrorCode::JsonUnknownKeyNear, {{"path", pathOf(key)}, {"nearest", nearest}}});
            return;
        }
        m_fault.set({ErrorCode::JsonUnknownKey, {{"path", pathOf(key)}, {"known", joined(m_known)}}});
        return;
    }
}

ParamSet readParamSet(const Json& value, const std::string& path, JsonFault& fault)
{
    ParamSet params;
    if (!value.is_object()) {
        fault.set(
            {ErrorCode::JsonWrongType,
             {{"path", path}, {"expected", "an object of settings in braces"}, {"value", shortText(value)}}});
        return params;
    }
    for (const auto& [key, item] : value.items()) {
        if (std::optional<ParamValue> param = toParamValue(item)) {
            params.set(key, std::move(*param));
            continue;
        }
        fault.set({ErrorCode::JsonWrongType,
                   {{"path", path.empty() ? key : path + "." + key},
                    {"expected", "a number, a text, true, false or a list of whole numbers"},
                    {"value", shortText(item)}}});
    }
    return params;
}

} // namespace tunescope
