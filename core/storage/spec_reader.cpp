// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/spec_reader.h"

#include "core/metrics/metric_registry.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace tunescope {
namespace {

std::string at(const std::string& path, std::size_t index)
{
    return path + "[" + std::to_string(index) + "]";
}

/// Calls read(item, path) for every item of an array.
template <class Read>
void readArray(const Json& value, const std::string& path, JsonFault& fault, Read read)
{
    if (!value.is_array()) {
        fault.set({ErrorCode::JsonWrongType,
                   {{"path", path}, {"expected", "a list in brackets"}, {"value", shortText(value)}}});
        return;
    }
    for (std::size_t i = 0; i < value.size(); ++i)
        read(value[i], at(path, i));
}

/// A number, text or boolean.
ParamValue readScalar(const Json& value, const std::string& path, JsonFault& fault)
{
    std::optional<ParamValue> param = value.is_array() ? std::nullopt : toParamValue(value);
    if (!param)
        fault.set(
            {ErrorCode::JsonWrongType,
             {{"path", path}, {"expected", "a number, a text, true or false"}, {"value", shortText(value)}}});
    return param.value_or(ParamValue(std::int64_t{0}));
}

std::vector<ParamValue> readScalars(const Json& value, const std::string& path, JsonFault& fault)
{
    std::vector<ParamValue> values;
    readArray(value, path, fault, [&](const Json& item, const std::string& place) {
        values.push_back(readScalar(item, place, fault));
    });
    return values;
}

Scale readScale(ObjectReader& reader)
{
    bool isLog = false;
    reader.read("log", isLog);
    return isLog ? Scale::Log : Scale::Linear;
}

void requireEnds(ObjectReader& reader)
{
    (void)reader.required("low", "the smallest value");
    (void)reader.required("high", "the largest value");
}

Distribution readFloatRange(ObjectReader& reader)
{
    FloatRange range;
    requireEnds(reader);
    reader.read("low", range.low);
    reader.read("high", range.high);
    range.scale = readScale(reader);
    reader.read("step", range.step);
    reader.read("count", range.count);
    return range;
}

Distribution readIntRange(ObjectReader& reader)
{
    IntRange range;
    requireEnds(reader);
    reader.read("low", range.low);
    reader.read("high", range.high);
    range.scale = readScale(reader);
    reader.read("step", range.step);
    reader.read("count", range.count);
    return range;
}

Distribution readChoices(ObjectReader& reader, JsonFault& fault)
{
    ChoiceSet set;
    if (const Json* choices = reader.required("choices", "a list of values"))
        set.choices = readScalars(*choices, reader.pathOf("choices"), fault);
    reader.read("ordered", set.ordered);
    return set;
}

/// A float's values are floats even where they are written without a decimal point.
void matchType(const Distribution& distribution, ParamValue& value)
{
    if (std::holds_alternative<FloatRange>(distribution)) {
        if (const auto* whole = std::get_if<std::int64_t>(&value))
            value = static_cast<double>(*whole);
    } else if (std::holds_alternative<IntRange>(distribution)) {
        constexpr double kLimit = 9.2e18;
        const auto* number = std::get_if<double>(&value);
        if (number != nullptr && std::abs(*number) < kLimit && *number == std::trunc(*number))
            value = static_cast<std::int64_t>(*number);
    }
}

std::vector<Condition> readConditions(const Json& value, const std::string& path, JsonFault& fault)
{
    std::vector<Condition> conditions;
    readArray(value, path, fault, [&](const Json& item, const std::string& place) {
        ObjectReader reader(item, place, fault);
        Condition condition;
        (void)reader.required("param", "the name of another parameter");
        reader.read("param", condition.param);
        if (const Json* values = reader.required("in", "a list of its values"))
            condition.in = readScalars(*values, reader.pathOf("in"), fault);
        reader.finish();
        conditions.push_back(std::move(condition));
    });
    return conditions;
}

std::vector<std::pair<std::string, ColumnRole>> readRoles(const Json& value, const std::string& path,
                                                          JsonFault& fault)
{
    std::vector<std::pair<std::string, ColumnRole>> roles;
    ObjectReader reader(value, path, fault);
    if (!value.is_object())
        return roles;
    for (const auto& [column, role] : value.items()) {
        constexpr std::array kRoles{ColumnRole::Number, ColumnRole::Category, ColumnRole::Target,
                                    ColumnRole::Ignore};
        if (const auto index = reader.readChoice(column, {"number", "category", "target", "ignore"}))
            roles.emplace_back(column, kRoles[*index]);
    }
    return roles;
}

void readImport(ObjectReader& reader, ImportSettings& import, JsonFault& fault)
{
    reader.read("target", import.target);
    std::optional<std::string> delimiter;
    reader.read("delimiter", delimiter);
    if (delimiter && delimiter->size() == 1)
        import.delimiter = delimiter->front();
    else if (delimiter)
        reader.wrongType("delimiter", "one character", Json(*delimiter));
    reader.read("decimal_comma", import.decimalComma);
    reader.read("header", import.header);
    if (const Json* roles = reader.member("roles"))
        import.roles = readRoles(*roles, reader.pathOf("roles"), fault);
    constexpr std::array kBadRows{BadRows::Refuse, BadRows::Skip, BadRows::TreatAsMissing};
    if (const auto index = reader.readChoice("bad_rows", {"refuse", "skip", "missing"}))
        import.badRows = kBadRows[*index];
    reader.read("fill", import.fill);
}

/// The direction comes with the metric. Without a metric it stands for the usual one of that direction.
void readMetric(ObjectReader& reader, ProtocolConfig& protocol, JsonFault& fault)
{
    reader.read("metric", protocol.metric);
    const auto index = reader.readChoice("direction", {"minimize", "maximize"});
    if (protocol.metric.empty() && index)
        protocol.metric = *index == 0 ? "rmse" : "accuracy";
    const MetricEntry* metric = findMetric(protocol.metric);
    if (metric == nullptr)
        return; // An unknown metric is reported with the others by validateStudyConfig().
    protocol.direction = metric->direction;
    if (index && protocol.direction != (*index == 0 ? Direction::Minimize : Direction::Maximize))
        fault.set({ErrorCode::WrongDirection,
                   {{"metric", protocol.metric}, {"direction", directionName(protocol.direction)}}});
}

ObjectiveSpec readObjective(const Json& value, const std::string& path, JsonFault& fault)
{
    ProtocolConfig one;
    ObjectReader reader(value, path, fault);
    (void)reader.required("metric", "the metric's name");
    readMetric(reader, one, fault);
    reader.finish();
    return {one.metric, one.direction};
}

/// The first one is the study's metric, which the protocol may name too.
void readObjectives(const Json& value, const std::string& path, ProtocolConfig& protocol, JsonFault& fault)
{
    std::vector<ObjectiveSpec> all;
    readArray(value, path, fault,
              [&](const Json& item, const std::string& place) { all.push_back(readObjective(item, place, fault)); });
    if (all.empty())
        fault.set({ErrorCode::CountOutOfRange, {{"name", path}, {"value", 0}, {"low", 1}, {"high", 3}}});
    if (fault.error)
        return;
    if (!protocol.metric.empty() && protocol.metric != all.front().metric)
        return fault.set({ErrorCode::SpecUnsupported,
                          {{"path", path + "[0]"},
                           {"value", all.front().metric + " before protocol.metric " + protocol.metric},
                           {"instead", "the same metric in both places"}}});
    protocol.metric = all.front().metric;
    protocol.direction = all.front().direction;
    protocol.further.assign(all.begin() + 1, all.end());
}

ProtocolKind readKind(ObjectReader& reader)
{
    const auto index = reader.readChoice("kind", {"holdout", "kfold", "time_ordered", "grouped"});
    constexpr std::array kKinds = {ProtocolKind::Holdout, ProtocolKind::KFold, ProtocolKind::TimeOrdered,
                                   ProtocolKind::Grouped};
    return kKinds[index.value_or(0)];
}

Budget readBudget(const Json& value, const std::string& path, JsonFault& fault)
{
    Budget budget;
    ObjectReader reader(value, path, fault);
    reader.read("trials", budget.trials);
    reader.read("seconds", budget.seconds);
    reader.read("target", budget.rules.target);
    reader.read("stagnation", budget.rules.stagnation);
    reader.read("expected_gain", budget.rules.expectedGain);
    reader.finish();
    return budget;
}

SearchSpace readSpace(const Json& value, const std::string& path, JsonFault& fault)
{
    ObjectReader reader(value, path, fault);
    std::vector<ParamSpec> params;
    if (const Json* list = reader.required("params", "a list of parameters"))
        readArray(*list, reader.pathOf("params"), fault, [&](const Json& item, const std::string& place) {
            params.push_back(readParamSpec(item, place, fault));
        });
    reader.finish();
    if (fault.error)
        return {};
    Result<SearchSpace> space = SearchSpace::create(std::move(params));
    if (!space)
        fault.set(space.error());
    return space.value_or(SearchSpace());
}

void readStage(ObjectReader& reader, StageConfig& stage, JsonFault& fault)
{
    if (const Json* space = reader.required("space", "{\"params\": [...]}"))
        stage.space = readSpace(*space, reader.pathOf("space"), fault);
    reader.read("fixed", stage.fixed);
    if (const Json* sampler = reader.member("sampler"))
        stage.sampler = readSampler(*sampler, reader.pathOf("sampler"), fault);
    if (const Json* pruner = reader.member("pruner"))
        stage.pruner = readPruner(*pruner, reader.pathOf("pruner"), fault);
    if (const Json* budget = reader.member("budget"))
        stage.budget = readBudget(*budget, reader.pathOf("budget"), fault);
    if (const Json* queue = reader.member("queue"))
        readArray(*queue, reader.pathOf("queue"), fault, [&](const Json& item, const std::string& place) {
            ParamSet params = readParamSet(item, place, fault);
            for (const ParamSpec& spec : stage.space.params()) {
                if (const ParamValue* value = params.find(spec.name)) {
                    ParamValue typed = *value;
                    matchType(spec.distribution, typed);
                    params.set(spec.name, std::move(typed));
                }
            }
            stage.queue.push_back(std::move(params));
        });
}

} // namespace

ParamSpec readParamSpec(const Json& value, const std::string& path, JsonFault& fault)
{
    ParamSpec spec;
    ObjectReader reader(value, path, fault);
    (void)reader.required("name", "the parameter's name");
    reader.read("name", spec.name);
    (void)reader.required("type", "\"float\", \"int\" or \"categorical\"");
    const auto type = reader.readChoice("type", {"float", "int", "categorical"});
    if (!type)
        return spec;
    spec.distribution = *type == 0   ? readFloatRange(reader)
                        : *type == 1 ? readIntRange(reader)
                                     : readChoices(reader, fault);
    if (const Json* conditions = reader.member("when"); conditions != nullptr && !conditions->is_null())
        spec.when = readConditions(*conditions, reader.pathOf("when"), fault);
    if (const Json* standard = reader.member("default"); standard != nullptr && !standard->is_null()) {
        spec.defaultValue = readScalar(*standard, reader.pathOf("default"), fault);
        matchType(spec.distribution, *spec.defaultValue);
    }
    reader.finish();
    return spec;
}

DataSpec readDataSpec(const Json& value, const std::string& path, JsonFault& fault)
{
    DataSpec data;
    ObjectReader reader(value, path, fault);
    (void)reader.required("source", "a built-in name or a file");
    reader.read("source", data.source);
    readImport(reader, data.import, fault);
    if (const Json* rows = reader.member("excluded_rows"))
        readArray(
            *rows, reader.pathOf("excluded_rows"), fault, [&](const Json& item, const std::string& place) {
                if (item.is_number_unsigned() &&
                    item.get<std::uint64_t>() <= std::numeric_limits<std::int64_t>::max())
                    data.excludedRows.push_back(item.get<std::int64_t>());
                else
                    fault.set(
                        {ErrorCode::JsonWrongType,
                         {{"path", place}, {"expected", "a row number from 0"}, {"value", shortText(item)}}});
            });
    reader.finish();
    return data;
}

ProtocolConfig readProtocol(const Json& value, const std::string& path, JsonFault& fault)
{
    ProtocolConfig protocol;
    ObjectReader reader(value, path, fault);
    protocol.kind = readKind(reader);
    reader.read("validation", protocol.validation);
    reader.read("test", protocol.test);
    reader.read("stopping", protocol.stopping);
    reader.read("stratified", protocol.stratified);
    reader.read("folds", protocol.folds);
    reader.read("gap", protocol.gap);
    reader.read("by", protocol.by);
    reader.read("repeats", protocol.repeats);
    readMetric(reader, protocol, fault);
    reader.read("split_seed", protocol.splitSeed);
    if (const Json* objectives = reader.member("objectives"))
        readObjectives(*objectives, reader.pathOf("objectives"), protocol, fault);
    reader.finish();
    return protocol;
}

SamplerConfig readSampler(const Json& value, const std::string& path, JsonFault& fault)
{
    SamplerConfig sampler;
    ObjectReader reader(value, path, fault);
    (void)reader.required("name", "the sampler's name");
    reader.read("name", sampler.name);
    sampler.options = reader.remaining();
    return sampler;
}

std::optional<PrunerConfig> readPruner(const Json& value, const std::string& path, JsonFault& fault)
{
    if (value.is_null())
        return std::nullopt;
    PrunerConfig pruner;
    ObjectReader reader(value, path, fault);
    (void)reader.required("name", "the pruner's name");
    reader.read("name", pruner.name);
    pruner.options = reader.remaining();
    return pruner;
}

void readFormat(ObjectReader& reader, std::string_view expected, JsonFault& fault)
{
    const Json* format = reader.required("format", "\"" + std::string(expected) + "\"");
    if (format != nullptr && *format != expected)
        fault.set({ErrorCode::JsonFormat, {{"expected", expected}, {"value", shortText(*format)}}});
}

StudyConfig readStudySpec(const Json& value, const std::string& path, JsonFault& fault)
{
    StudyConfig config;
    ObjectReader reader(value, path, fault);
    readFormat(reader, kStudyFormat, fault);
    reader.read("name", config.name);
    reader.read("seed", config.seed);
    reader.read("lag", config.lag);
    if (const Json* data = reader.required("data", "{\"source\": ...}"))
        config.data = readDataSpec(*data, reader.pathOf("data"), fault);
    if (const Json* protocol = reader.member("protocol"))
        config.protocol = readProtocol(*protocol, reader.pathOf("protocol"), fault);
    if (const Json* objectives = reader.member("objectives"))
        readObjectives(*objectives, reader.pathOf("objectives"), config.protocol, fault);
    readStage(reader, config.stage, fault);
    reader.finish();
    return config;
}

} // namespace tunescope
