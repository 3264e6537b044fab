// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/trust_stored_json.h"

#include "core/base/number_text.h"
#include "core/storage/json_reader.h"
#include "core/storage/json_writer.h"

#include <limits>
#include <optional>

namespace tunescope {
namespace {

constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();

void writeSegments(JsonWriter& json, const std::vector<TrainingSegment>& segments)
{
    json.beginArray();
    for (const TrainingSegment& segment : segments) {
        json.beginObject();
        json.integerField("until", segment.until);
        json.paramsField("settings", segment.settings);
        json.endObject();
    }
    json.endArray();
}

std::vector<TrainingSegment> readSegments(const Json& list, JsonFault& fault)
{
    std::vector<TrainingSegment> segments;
    for (const Json& item : list) {
        ObjectReader reader(item, "segments", fault);
        TrainingSegment& segment = segments.emplace_back();
        reader.read("until", segment.until);
        reader.read("settings", segment.settings);
        reader.finish();
    }
    return segments;
}

/// The items of a list, each read by `readItem`.
template <class Item, class ReadItem>
Result<std::vector<Item>> parseListOf(std::string_view text, std::string_view what, const ReadItem& readItem)
{
    const Result<Json> document = parseJson(text);
    if (!document)
        return fail(document.error());
    if (!document->is_array())
        return fail(ErrorCode::JsonWrongType,
                    {{"path", what}, {"expected", "a list in brackets"}, {"value", shortText(*document)}});
    JsonFault fault;
    std::vector<Item> items;
    for (const Json& item : *document)
        items.push_back(readItem(item, fault));
    if (fault.error)
        return fail(*fault.error);
    return items;
}

} // namespace

std::string printSegments(const std::vector<TrainingSegment>& segments)
{
    JsonWriter json;
    writeSegments(json, segments);
    return json.take();
}

Result<std::vector<TrainingSegment>> parseSegments(std::string_view text)
{
    const Result<Json> document = parseJson(text);
    if (!document)
        return fail(document.error());
    JsonFault fault;
    std::vector<TrainingSegment> segments = readSegments(*document, fault);
    if (fault.error)
        return fail(*fault.error);
    return segments;
}

std::string printLineage(const TrialLineage& lineage)
{
    JsonWriter json;
    json.beginObject();
    json.textField("origin", originText(lineage.origin));
    if (lineage.seed)
        json.textField("seed", std::to_string(*lineage.seed));
    json.key("segments");
    writeSegments(json, lineage.segments);
    json.endObject();
    return json.take();
}

Result<TrialLineage> parseLineage(std::string_view text)
{
    const Result<Json> document = parseJson(text);
    if (!document)
        return fail(document.error());
    JsonFault fault;
    ObjectReader reader(*document, "lineage", fault);
    std::string origin;
    std::optional<std::string> seed;
    TrialLineage lineage;
    reader.read("origin", origin);
    reader.read("seed", seed);
    if (const Json* segments = reader.member("segments"))
        lineage.segments = readSegments(*segments, fault);
    reader.finish();
    const std::optional<Origin> known = originFromText(origin);
    if (!known)
        fault.set({ErrorCode::JsonUnknownValue, {{"path", "lineage.origin"}, {"value", origin}, {"choices", "an origin"}}});
    lineage.origin = known.value_or(Origin{OriginKind::ByHand});
    if (seed)
        lineage.seed = parseUnsigned(*seed);
    if (fault.error)
        return fail(*fault.error);
    return lineage;
}

std::string printTestPoints(const std::vector<TestPoint>& points)
{
    JsonWriter json;
    json.beginArray();
    for (const TestPoint& point : points) {
        json.beginObject();
        json.integerField("trials", point.trials);
        json.integerField("trial", point.trial);
        json.numberField("validation", point.validation);
        json.numberField("test", point.test);
        json.endObject();
    }
    json.endArray();
    return json.take();
}

Result<std::vector<TestPoint>> parseTestPoints(std::string_view text)
{
    return parseListOf<TestPoint>(text, "points", [](const Json& item, JsonFault& fault) {
        ObjectReader reader(item, "point", fault);
        TestPoint point;
        std::optional<double> validation;
        std::optional<double> test;
        reader.read("trials", point.trials);
        reader.read("trial", point.trial);
        reader.read("validation", validation);
        reader.read("test", test);
        reader.finish();
        point.validation = validation.value_or(kMissing);
        point.test = test.value_or(kMissing);
        return point;
    });
}

std::string printNumbers(const std::vector<double>& numbers)
{
    JsonWriter json;
    json.beginArray();
    for (const double number : numbers)
        json.number(number);
    json.endArray();
    return json.take();
}

Result<std::vector<double>> parseNumbers(std::string_view text)
{
    return parseListOf<double>(text, "numbers", [](const Json& item, JsonFault& fault) {
        if (!item.is_number() && !item.is_null())
            fault.set({ErrorCode::JsonWrongType, {{"path", "numbers"}, {"expected", "a number"}, {"value", shortText(item)}}});
        return item.is_number() ? item.get<double>() : kMissing;
    });
}

} // namespace tunescope
