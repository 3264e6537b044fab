// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/study_spec_json.h"

#include "core/storage/json_reader.h"
#include "core/storage/spec_reader.h"
#include "core/study/objectives.h"

#include <utility>

namespace tunescope {
namespace {

/// Parses a text and reads it with one of the functions of spec_reader.h.
template <class Read>
auto parseWith(std::string_view text, const std::string& path, Read read)
    -> Result<decltype(read(std::declval<const Json&>(), path, std::declval<JsonFault&>()))>
{
    const Result<Json> document = parseJson(text);
    if (!document)
        return fail(document.error());
    JsonFault fault;
    auto value = read(*document, path, fault);
    if (fault.error)
        return fail(*fault.error);
    return value;
}

template <class Write>
std::string printWith(Write write)
{
    JsonWriter json;
    write(json);
    return json.take();
}

void writeNamed(JsonWriter& json, const std::string& name, const ParamSet& options)
{
    json.beginInlineObject();
    json.textField("name", name);
    for (const auto& [key, value] : options) {
        json.key(key);
        json.param(value);
    }
    json.endObject();
}

template <class Range>
void writeRange(JsonWriter& json, const Range& range)
{
    if constexpr (std::is_same_v<Range, FloatRange>) {
        json.textField("type", "float");
        json.numberField("low", range.low);
        json.numberField("high", range.high);
        if (range.step)
            json.numberField("step", *range.step);
    } else {
        json.textField("type", "int");
        json.integerField("low", range.low);
        json.integerField("high", range.high);
        if (range.step != 1)
            json.integerField("step", range.step);
    }
    if (range.scale == Scale::Log)
        json.booleanField("log", true);
    if (range.count)
        json.integerField("count", *range.count);
}

void writeValues(JsonWriter& json, const std::vector<ParamValue>& values)
{
    json.beginInlineArray();
    for (const ParamValue& value : values)
        json.param(value);
    json.endArray();
}

void writeChoices(JsonWriter& json, const ChoiceSet& set)
{
    json.textField("type", "categorical");
    json.key("choices");
    writeValues(json, set.choices);
    if (set.ordered)
        json.booleanField("ordered", true);
}

std::string_view roleName(ColumnRole role)
{
    switch (role) {
    case ColumnRole::Number:
        return "number";
    case ColumnRole::Category:
        return "category";
    case ColumnRole::Target:
        return "target";
    case ColumnRole::Ignore:
        break;
    }
    return "ignore";
}

void writeImport(JsonWriter& json, const ImportSettings& import)
{
    if (import.target)
        json.textField("target", *import.target);
    if (import.delimiter)
        json.textField("delimiter", std::string_view(&*import.delimiter, 1));
    if (import.decimalComma)
        json.booleanField("decimal_comma", *import.decimalComma);
    if (import.header)
        json.booleanField("header", *import.header);
    if (!import.roles.empty()) {
        json.key("roles");
        json.beginObject();
        for (const auto& [column, role] : import.roles)
            json.textField(column, roleName(role));
        json.endObject();
    }
    if (import.badRows != BadRows::Refuse)
        json.textField("bad_rows", import.badRows == BadRows::Skip ? "skip" : "missing");
    if (import.fill)
        json.numberField("fill", *import.fill);
}

/// The first place where two documents differ.
std::optional<std::string> firstDifference(const Json& stored, const Json& given)
{
    const Json patch = Json::diff(stored, given);
    if (patch.empty())
        return std::nullopt;
    const std::string pointer = patch.front()["path"].get<std::string>();
    std::string place;
    for (const char character : pointer.substr(pointer.empty() ? 0 : 1))
        place += character == '/' ? '.' : character;
    const Json::json_pointer at(pointer);
    const auto text = [&](const Json& document) {
        return document.contains(at) ? shortText(document[at]) : std::string("nothing");
    };
    return place + ": " + text(given) + " instead of " + text(stored);
}

} // namespace

void writeParamSpec(JsonWriter& json, const ParamSpec& spec)
{
    json.beginInlineObject();
    json.textField("name", spec.name);
    if (const auto* number = std::get_if<FloatRange>(&spec.distribution))
        writeRange(json, *number);
    else if (const auto* whole = std::get_if<IntRange>(&spec.distribution))
        writeRange(json, *whole);
    else
        writeChoices(json, std::get<ChoiceSet>(spec.distribution));
    if (!spec.when.empty()) {
        json.key("when");
        json.beginInlineArray();
        for (const Condition& condition : spec.when) {
            json.beginInlineObject();
            json.textField("param", condition.param);
            json.key("in");
            writeValues(json, condition.in);
            json.endObject();
        }
        json.endArray();
    }
    if (spec.defaultValue) {
        json.key("default");
        json.param(*spec.defaultValue);
    }
    json.endObject();
}

void writeDataSpec(JsonWriter& json, const DataSpec& data)
{
    json.beginObject();
    json.textField("source", data.source);
    writeImport(json, data.import);
    if (!data.excludedRows.empty()) {
        json.key("excluded_rows");
        json.param(data.excludedRows);
    }
    json.endObject();
}

std::string_view kindName(ProtocolKind kind)
{
    switch (kind) {
    case ProtocolKind::KFold:
        return "kfold";
    case ProtocolKind::TimeOrdered:
        return "time_ordered";
    case ProtocolKind::Grouped:
        return "grouped";
    case ProtocolKind::Holdout:
        break;
    }
    return "holdout";
}

/// Only where there are several.
static void writeObjectives(JsonWriter& json, const ProtocolConfig& protocol)
{
    if (protocol.further.empty())
        return;
    json.key("objectives");
    json.beginArray();
    for (const ObjectiveSpec& objective : objectivesOf(protocol)) {
        json.beginInlineObject();
        json.textField("metric", objective.metric);
        json.textField("direction", directionName(objective.direction));
        json.endObject();
    }
    json.endArray();
}

/// A spec names the objectives beside the protocol, the file of a study keeps them in it.
enum class ObjectivesPlace { Beside, Inside };

static void writeProtocol(JsonWriter& json, const ProtocolConfig& protocol, ObjectivesPlace objectives)
{
    json.beginObject();
    json.textField("kind", kindName(protocol.kind));
    json.numberField("validation", protocol.validation);
    json.numberField("test", protocol.test);
    json.numberField("stopping", protocol.stopping);
    json.booleanField("stratified", protocol.stratified);
    if (hasFolds(protocol.kind) || protocol.folds != ProtocolConfig().folds)
        json.integerField("folds", protocol.folds);
    if (protocol.gap != 0)
        json.integerField("gap", protocol.gap);
    if (!protocol.by.empty())
        json.textField("by", protocol.by);
    json.integerField("repeats", protocol.repeats);
    if (!protocol.metric.empty()) {
        json.textField("metric", protocol.metric);
        json.textField("direction", directionName(protocol.direction));
    }
    if (protocol.splitSeed)
        json.unsignedField("split_seed", *protocol.splitSeed);
    if (objectives == ObjectivesPlace::Inside)
        writeObjectives(json, protocol);
    json.endObject();
}

void writeStageMembers(JsonWriter& json, const StageConfig& stage)
{
    json.key("space");
    json.beginObject();
    json.key("params");
    json.beginArray();
    for (const ParamSpec& spec : stage.space.params())
        writeParamSpec(json, spec);
    json.endArray();
    json.endObject();
    json.paramsField("fixed", stage.fixed);
    json.key("sampler");
    writeNamed(json, stage.sampler.name, stage.sampler.options);
    json.key("pruner");
    if (stage.pruner)
        writeNamed(json, stage.pruner->name, stage.pruner->options);
    else
        json.null();
    json.key("budget");
    json.beginInlineObject();
    if (stage.budget.trials)
        json.integerField("trials", *stage.budget.trials);
    if (stage.budget.seconds)
        json.numberField("seconds", *stage.budget.seconds);
    if (stage.budget.rules.target)
        json.numberField("target", *stage.budget.rules.target);
    if (stage.budget.rules.stagnation)
        json.integerField("stagnation", *stage.budget.rules.stagnation);
    if (stage.budget.rules.expectedGain)
        json.numberField("expected_gain", *stage.budget.rules.expectedGain);
    json.endObject();
    if (stage.queue.empty())
        return;
    json.key("queue");
    json.beginArray();
    for (const ParamSet& params : stage.queue)
        json.params(params);
    json.endArray();
}

void writeStudySpec(JsonWriter& json, const StudyConfig& config)
{
    json.beginObject();
    json.textField("format", kStudyFormat);
    json.textField("name", config.name);
    json.unsignedField("seed", config.seed);
    if (config.lag)
        json.integerField("lag", *config.lag);
    json.key("data");
    writeDataSpec(json, config.data);
    json.key("protocol");
    writeProtocol(json, config.protocol, ObjectivesPlace::Beside);
    writeObjectives(json, config.protocol);
    writeStageMembers(json, config.stage);
    json.endObject();
}

std::string printStudySpec(const StudyConfig& config, JsonLayout layout)
{
    JsonWriter json(layout);
    writeStudySpec(json, config);
    return json.take() + "\n";
}

Result<StudyConfig> parseStudySpec(std::string_view text)
{
    return parseWith(text, "", readStudySpec);
}

std::optional<std::string> specDifference(const StudyConfig& stored, const StudyConfig& given)
{
    StudyConfig a = stored;
    StudyConfig b = given;
    a.name = b.name;
    a.stage.budget = b.stage.budget;
    a.lag = effectiveLag(stored);
    b.lag = effectiveLag(given);
    if (b.protocol.metric.empty()) {
        b.protocol.metric = a.protocol.metric;
        b.protocol.direction = a.protocol.direction;
    }
    a.protocol.splitSeed = splitSeedOf(stored);
    b.protocol.splitSeed = splitSeedOf(given);
    const Result<Json> left = parseJson(printStudySpec(a));
    const Result<Json> right = parseJson(printStudySpec(b));
    return left && right ? firstDifference(*left, *right) : std::nullopt;
}

Result<ParamSet> parseParamSet(std::string_view text)
{
    return parseWith(text, "", readParamSet);
}
Result<ParamSpec> parseParamSpec(std::string_view text)
{
    return parseWith(text, "", readParamSpec);
}
Result<DataSpec> parseDataSpec(std::string_view text)
{
    return parseWith(text, "data", readDataSpec);
}
Result<ProtocolConfig> parseProtocol(std::string_view text)
{
    return parseWith(text, "protocol", readProtocol);
}
Result<SamplerConfig> parseSampler(std::string_view text)
{
    return parseWith(text, "sampler", readSampler);
}

Result<std::optional<PrunerConfig>> parsePruner(std::string_view text)
{
    return parseWith(text, "pruner", readPruner);
}

std::string printParamSet(const ParamSet& params)
{
    return printWith([&](JsonWriter& json) { json.params(params); });
}

std::string printParamSpec(const ParamSpec& spec)
{
    return printWith([&](JsonWriter& json) { writeParamSpec(json, spec); });
}

std::string printDataSpec(const DataSpec& data)
{
    return printWith([&](JsonWriter& json) { writeDataSpec(json, data); });
}

std::string printProtocol(const ProtocolConfig& protocol)
{
    return printWith([&](JsonWriter& json) { writeProtocol(json, protocol, ObjectivesPlace::Inside); });
}

std::string printSampler(const SamplerConfig& sampler)
{
    return printWith([&](JsonWriter& json) { writeNamed(json, sampler.name, sampler.options); });
}

std::string printPruner(const std::optional<PrunerConfig>& pruner)
{
    return printWith([&](JsonWriter& json) {
        if (pruner)
            writeNamed(json, pruner->name, pruner->options);
        else
            json.null();
    });
}

} // namespace tunescope
