// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/ask_tell_requests.h"

#include "core/storage/spec_reader.h"

#include <cmath>
#include <limits>

namespace tunescope::cli {
namespace {

constexpr std::size_t kMostObjectives = 3;
constexpr double kNotANumber = std::numeric_limits<double>::quiet_NaN();

tl::unexpected<AskTellFault> refuse(std::string_view code, Error error, std::optional<int> id = std::nullopt)
{
    return tl::unexpected<AskTellFault>(AskTellFault{code, std::move(error), id});
}

Error wrongType(std::string_view path, std::string_view expected, const Json& value)
{
    return {ErrorCode::JsonWrongType, {{"path", path}, {"expected", expected}, {"value", shortText(value)}}};
}

/// A finite number, or not-a-number for null.
double readValue(const Json& value, std::string_view path, JsonFault& fault)
{
    if (value.is_number())
        return value.get<double>();
    if (!value.is_null())
        fault.set(wrongType(path, "a number or null", value));
    return kNotANumber;
}

std::vector<double> readValues(const Json& value, const std::string& path, JsonFault& fault)
{
    std::vector<double> values;
    if (!value.is_array()) {
        fault.set(wrongType(path, "a list of numbers", value));
        return values;
    }
    for (std::size_t i = 0; i < value.size(); ++i)
        values.push_back(readValue(value[i], path + "[" + std::to_string(i) + "]", fault));
    return values;
}

std::vector<Direction> readDirections(const Json& value, JsonFault& fault)
{
    std::vector<Direction> directions;
    if (!value.is_array() || value.empty() || value.size() > kMostObjectives) {
        fault.set(wrongType("directions", "a list of 1 to 3 directions", value));
        return directions;
    }
    for (const Json& item : value) {
        if (item != "minimize" && item != "maximize")
            fault.set(
                {ErrorCode::JsonUnknownValue,
                 {{"path", "directions"}, {"value", shortText(item)}, {"choices", "minimize, maximize"}}});
        directions.push_back(item == "maximize" ? Direction::Maximize : Direction::Minimize);
    }
    return directions;
}

AskTellResult<std::vector<ParamSpec>> readSpecs(const Json* space)
{
    JsonFault fault;
    std::vector<ParamSpec> specs;
    const Json none;
    ObjectReader reader(space ? *space : none, "space", fault);
    const Json* params = reader.required("params", "a list of parameters");
    if (params && !params->is_array())
        fault.set(wrongType("space.params", "a list of parameters", *params));
    for (std::size_t i = 0; params && params->is_array() && i < params->size(); ++i) {
        const Json& item = (*params)[i];
        const bool isNamed = item.is_object() && item.contains("name") && item["name"].is_string();
        specs.push_back(readParamSpec(
            item, isNamed ? item["name"].get<std::string>() : "space.params[" + std::to_string(i) + "]",
            fault));
    }
    reader.finish();
    if (fault.error)
        return refuse("bad_space", *fault.error);
    return specs;
}

/// Grid points of single parameters: {"grid": {"lr": 5}}. Of choices all are tried.
void applyGridCounts(const Json& counts, const AskTellSetup& setup, std::vector<ParamSpec>& specs,
                     JsonFault& fault)
{
    constexpr std::string_view kPath = "sampler_options.grid";
    if (setup.sampler != "grid") {
        fault.set(wrongType(kPath, "left out: only the sampler grid lists values", counts));
        return;
    }
    ObjectReader reader(counts, std::string(kPath), fault);
    for (ParamSpec& spec : specs) {
        std::optional<int> count;
        reader.read(spec.name, count);
        if (!count)
            continue;
        if (std::holds_alternative<ChoiceSet>(spec.distribution))
            fault.set(wrongType(std::string(kPath) + "." + spec.name,
                                "left out: a grid tries all choices of a categorical parameter",
                                Json(*count)));
        if (auto* real = std::get_if<FloatRange>(&spec.distribution))
            real->count = count;
        else if (auto* whole = std::get_if<IntRange>(&spec.distribution))
            whole->count = count;
    }
    reader.finish();
}

void readOptions(const Json& options, AskTellSetup& setup, std::vector<ParamSpec>& specs, JsonFault& fault)
{
    if (options.is_null())
        return;
    ObjectReader reader(options, "sampler_options", fault);
    if (const Json* counts = reader.member("grid"))
        applyGridCounts(*counts, setup, specs, fault);
    setup.samplerOptions = reader.remaining();
}

void readPrunerName(const Json& value, AskTellSetup& setup, JsonFault& fault)
{
    const std::optional<PrunerConfig> pruner =
        value.is_string() ? PrunerConfig{value.get<std::string>(), {}} : readPruner(value, "pruner", fault);
    if (!pruner)
        return;
    setup.pruner = pruner->name;
    setup.prunerOptions = pruner->options;
}

void checkAtLeastOne(std::string_view name, const std::optional<int>& value, JsonFault& fault)
{
    if (value && *value < 1)
        fault.set(wrongType(name, "a whole number from 1", Json(*value)));
}

/// Integers as integers and floats as floats, whatever way they were written.
ParamSet typed(const ParamSet& given, const SearchSpace& space)
{
    ParamSet params;
    for (const auto& [name, value] : given) {
        const ParamSpec* spec = space.find(name);
        const std::optional<double> number = paramNumber(value);
        if (spec && number && std::holds_alternative<FloatRange>(spec->distribution))
            params.set(name, *number);
        else if (spec && number && std::holds_alternative<IntRange>(spec->distribution) &&
                 *number == std::floor(*number) && std::abs(*number) < 9e18)
            params.set(name, static_cast<std::int64_t>(*number));
        else
            params.set(name, value);
    }
    return params;
}

std::vector<double> readObjectives(ObjectReader& reader, JsonFault& fault)
{
    const Json* value = reader.member("value");
    const Json* values = reader.member("values");
    if (values && !values->is_null())
        return readValues(*values, "tell.values", fault);
    if (!value)
        return {};
    const double number = readValue(*value, "tell.value", fault);
    return value->is_null() ? std::vector<double>() : std::vector<double>{number};
}

std::string_view codeOf(ErrorCode code)
{
    struct Word {
        ErrorCode code;
        std::string_view word;
    };
    static constexpr Word kWords[] = {
        {ErrorCode::TrialUnknown, "unknown_id"},     {ErrorCode::TrialAlreadyTold, "already_told"},
        {ErrorCode::TrialNotRunning, "not_running"}, {ErrorCode::ReportStep, "bad_value"},
        {ErrorCode::ValueCount, "bad_value"},        {ErrorCode::SpaceExhausted, "space_exhausted"},
        {ErrorCode::GridTooLarge, "limit"},          {ErrorCode::SamplerOneObjective, "unsupported"},
        {ErrorCode::JsonSyntax, "bad_json"},         {ErrorCode::JsonDuplicateKey, "bad_json"},
        {ErrorCode::Internal, "internal"},
    };
    for (const Word& word : kWords) {
        if (word.code == code)
            return word.word;
    }
    return "bad_request";
}

} // namespace

AskTellFault faultOf(Error error, std::optional<int> id)
{
    const std::string_view code = codeOf(error.code);
    return {code, std::move(error), id};
}

AskTellResult<AskTellSetup> readOpen(const Json& message)
{
    JsonFault fault;
    AskTellSetup setup;
    ObjectReader reader(message, "", fault);
    std::string protocol;
    reader.read("protocol", protocol);
    if (protocol != kAskTellProtocol)
        return refuse("bad_request",
                      {ErrorCode::JsonUnknownValue,
                       {{"path", "protocol"}, {"value", protocol}, {"choices", kAskTellProtocol}}});
    auto specs = readSpecs(reader.member("space"));
    if (!specs)
        return tl::unexpected<AskTellFault>(specs.error());
    if (const Json* directions = reader.member("directions"))
        setup.directions = readDirections(*directions, fault);
    reader.read("seed", setup.seed);
    reader.read("sampler", setup.sampler);
    if (const Json* options = reader.member("sampler_options"))
        readOptions(*options, setup, *specs, fault);
    if (const Json* pruner = reader.member("pruner"))
        readPrunerName(*pruner, setup, fault);
    std::optional<int> workers;
    reader.read("workers", workers);
    reader.read("n_trials", setup.trials);
    reader.read("steps", setup.steps);
    checkAtLeastOne("workers", workers, fault);
    checkAtLeastOne("steps", setup.steps, fault);
    reader.finish();
    if (fault.error)
        return refuse("bad_request", *fault.error);
    auto space = SearchSpace::create(std::move(*specs));
    if (!space)
        return refuse("bad_space", space.error());
    setup.space = std::move(*space);
    return setup;
}

AskTellResult<ReportRequest> readReport(const Json& message)
{
    JsonFault fault;
    JsonFault badValue;
    ReportRequest request;
    ObjectReader reader(message, "report", fault);
    for (const char* key : {"id", "step", "value"})
        (void)reader.required(key, "a number");
    reader.read("id", request.id);
    reader.read("step", request.step);
    if (const Json* value = reader.member("value"))
        request.value = readValue(*value, "report.value", badValue);
    reader.finish();
    if (fault.error)
        return refuse("bad_request", *fault.error);
    if (badValue.error)
        return refuse("bad_value", *badValue.error, request.id);
    return request;
}

AskTellResult<TellRequest> readTell(const Json& message, const SearchSpace& space)
{
    constexpr TrialState kStates[] = {TrialState::Complete, TrialState::Pruned, TrialState::Failed};
    JsonFault fault;
    JsonFault badValue;
    TellRequest request;
    ObjectReader reader(message, "tell", fault);
    reader.read("id", request.id);
    (void)reader.required("state", "complete, pruned or fail");
    if (const auto state = reader.readChoice("state", {"complete", "pruned", "fail"}))
        request.result.state = kStates[*state];
    request.result.values = readObjectives(reader, badValue);
    if (const Json* curve = reader.member("curve"); curve && !curve->is_null())
        request.result.curve = readValues(*curve, "tell.curve", badValue);
    if (const Json* params = reader.member("params"); params && !params->is_null())
        request.result.params = typed(readParamSet(*params, "tell.params", fault), space);
    std::optional<double> seconds;
    reader.read("duration_seconds", seconds);
    reader.finish();
    if (!request.id && !request.result.params)
        fault.set({ErrorCode::JsonMissing,
                   {{"path", "tell.id"}, {"expected", "the id of an asked trial, or params"}}});
    if (fault.error)
        return refuse("bad_request", *fault.error, request.id);
    if (badValue.error)
        return refuse("bad_value", *badValue.error, request.id);
    return request;
}

} // namespace tunescope::cli
