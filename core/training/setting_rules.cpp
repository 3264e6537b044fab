// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/training/setting_rules.h"

#include "core/base/number_text.h"
#include "core/training/training_params.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace tunescope {
namespace {

constexpr std::array<std::string_view, 2> kClassificationOnly{"label_smoothing", "class_weight"};

std::optional<std::int64_t> wholeNumber(const ParamValue& value)
{
    if (const auto* integer = std::get_if<std::int64_t>(&value))
        return *integer;
    if (const auto* real = std::get_if<double>(&value);
        real && std::floor(*real) == *real && std::abs(*real) < 9e15)
        return static_cast<std::int64_t>(*real);
    return std::nullopt;
}

Result<void> wrongType(const std::string& name, const ParamValue& value, const char* expected)
{
    return fail(ErrorCode::ParamWrongType,
                {{"param", name}, {"value", paramText(value)}, {"expected", expected}});
}

Result<void> outOfRange(const std::string& name, const ParamValue& value, const std::string& low,
                        const std::string& high)
{
    return fail(ErrorCode::ParamOutOfRange,
                {{"param", name}, {"value", paramText(value)}, {"low", low}, {"high", high}});
}

std::string joined(const std::vector<ParamValue>& values)
{
    const auto first = values.empty() ? std::nullopt : wholeNumber(values.front());
    if (first && values.size() > 2)
        return paramText(values.front()) + " to " + paramText(values.back());
    std::string text;
    for (const ParamValue& value : values)
        text += (text.empty() ? "" : ", ") + paramText(value);
    return text;
}

struct ValueCheck {
    const std::string& name;
    const ParamValue& value;

    Result<void> operator()(const FloatRange& range) const
    {
        const bool number =
            std::holds_alternative<double>(value) || std::holds_alternative<std::int64_t>(value);
        if (!number)
            return wrongType(name, value, "a number");
        const double x = *paramNumber(value);
        if (!(x >= range.low && x <= range.high))
            return outOfRange(name, value, numberText(range.low), numberText(range.high));
        return {};
    }
    Result<void> operator()(const IntRange& range) const
    {
        const auto x = wholeNumber(value);
        if (!x)
            return wrongType(name, value, "a whole number");
        if (*x < range.low || *x > range.high)
            return outOfRange(name, value, numberText(range.low), numberText(range.high));
        if ((*x - range.low) % range.step != 0)
            return wrongType(name, value,
                             ("one of " + numberText(range.low) + ", " + numberText(range.low + range.step) +
                              " ... " + numberText(range.high))
                                 .c_str());
        return {};
    }
    Result<void> operator()(const ChoiceSet& set) const
    {
        for (const ParamValue& choice : set.choices) {
            if (sameValue(choice, value))
                return {};
        }
        return fail(ErrorCode::ParamNotAChoice,
                    {{"param", name}, {"value", paramText(value)}, {"choices", joined(set.choices)}});
    }
};

Result<void> unknownSetting(const std::string& name)
{
    std::vector<std::string> known{"features"};
    for (const ParamSpec& spec : trainingParams())
        known.push_back(spec.name);
    const std::string nearest = nearestName(name, known);
    if (nearest.empty())
        return fail(ErrorCode::UnknownSetting, {{"param", name}});
    return fail(ErrorCode::UnknownSettingNear, {{"param", name}, {"nearest", nearest}});
}

Result<void> checkFeatures(const ParamValue& value)
{
    const auto* numbers =
        std::get_if<std::vector<std::int64_t>>(&value); // an empty list has no type of its own
    const bool list =
        std::holds_alternative<std::vector<std::string>>(value) || (numbers && numbers->empty());
    return list ? Result<void>{} : wrongType("features", value, "a list of column names");
}

/// The value a condition looks at: what was given, or the default.
ParamValue parentValue(const ParamSpec& parent, const ParamSet& params)
{
    if (parent.name == "hidden_layers")
        return hiddenLayersOf(params);
    if (parent.name == "model")
        return std::string(kindName(modelOf(params), modelNames()));
    const ParamValue* given = params.find(parent.name);
    return given != nullptr ? *given : *parent.defaultValue;
}

std::int64_t unitsAt(std::int64_t units, const std::string& shape, std::int64_t layer, std::int64_t layers)
{
    std::int64_t halvings = 0;
    if (shape == "bottleneck")
        halvings = std::min(layer, layers - 1 - layer);
    else if (shape == "funnel")
        halvings = layer;
    else if (shape == "diamond")
        halvings = std::abs(2 * layer - (layers - 1)) / 2;
    for (; halvings > 0 && units > 1; --halvings)
        units /= 2;
    return units;
}

std::int64_t defaultLayers(ModelKind model)
{
    switch (model) {
    case ModelKind::Mlp:
    case ModelKind::Cnn:
        return 2;
    case ModelKind::Segmenter:
        return 4;
    case ModelKind::Autoencoder:
        return 3;
    case ModelKind::Lstm:
    case ModelKind::Gru:
    case ModelKind::TextMlp:
    case ModelKind::CharLstm:
        return 1;
    }
    return 2;
}

std::string shapeOf(const ParamSet& params)
{
    const ParamValue* given = params.find("shape");
    const std::string shape = given ? paramText(*given) : "constant";
    const bool bottleneck = modelOf(params) == ModelKind::Autoencoder && (!given || shape == "funnel");
    return bottleneck ? "bottleneck" : shape;
}

std::string unitsName(std::int64_t layer)
{
    return "units_" + numberText(layer);
}

Result<std::vector<std::int64_t>> unitsList(const ParamSet& params, const std::vector<std::int64_t>& list)
{
    const std::int64_t layers = hiddenLayersOf(params);
    if (params.contains("shape"))
        return fail(ErrorCode::ConflictingSettings, {{"param", "shape"}, {"other", "a list of units"}});
    if (static_cast<std::int64_t>(list.size()) != layers)
        return fail(ErrorCode::UnitsCount, {{"count", list.size()}, {"layers", layers}});
    return list;
}

} // namespace

Result<void> checkSetting(const std::string& name, const ParamValue& value)
{
    if (name == "features")
        return checkFeatures(value);
    const ParamSpec* spec = findTrainingParam(name);
    if (spec == nullptr)
        return unknownSetting(name);
    const auto* list = std::get_if<std::vector<std::int64_t>>(&value);
    if (name != "units" || list == nullptr)
        return std::visit(ValueCheck{name, value}, spec->distribution);
    for (const std::int64_t units : *list) {
        if (auto checked = std::visit(ValueCheck{name, units}, spec->distribution); !checked)
            return checked;
    }
    return {};
}

std::int64_t hiddenLayersOf(const ParamSet& params)
{
    if (const ParamValue* given = params.find("hidden_layers"))
        return wholeNumber(*given).value_or(0);
    if (const ParamValue* units = params.find("units")) {
        if (const auto* list = std::get_if<std::vector<std::int64_t>>(units))
            return static_cast<std::int64_t>(list->size());
    }
    for (std::int64_t layer = kMostHiddenLayers; layer > 0; --layer) {
        if (params.contains(unitsName(layer)))
            return layer;
    }
    return defaultLayers(modelOf(params));
}

ModelKind modelOf(const ParamSet& params)
{
    const ParamValue* given = params.find("model");
    const auto* name = given ? std::get_if<std::string>(given) : nullptr;
    return name ? kindOf<ModelKind>(*name, modelNames()).value_or(ModelKind::Mlp) : ModelKind::Mlp;
}

Result<void> checkForModel(const ParamSet& params)
{
    const ModelKind model = modelOf(params);
    if (model != ModelKind::Cnn && model != ModelKind::Segmenter)
        return {};
    const ParamValue* units = params.find("units");
    if (units && std::holds_alternative<std::vector<std::int64_t>>(*units))
        return wrongType("units", *units, "one number for images");
    return {};
}

Result<void> checkActive(const std::string& name, const ParamSet& params, Task task)
{
    const bool classesOnly =
        std::find(kClassificationOnly.begin(), kClassificationOnly.end(), name) != kClassificationOnly.end();
    if (classesOnly && (task == Task::Regression || task == Task::AnomalyDetection))
        return fail(ErrorCode::InactiveSetting,
                    {{"param", name}, {"parent", "the target"}, {"values", "a class"}});
    const ParamSpec* spec = findTrainingParam(name);
    if (spec == nullptr)
        return {};
    for (const Condition& condition : spec->when) {
        const ParamValue value = parentValue(*findTrainingParam(condition.param), params);
        const bool holds = std::any_of(condition.in.begin(), condition.in.end(),
                                       [&](const ParamValue& allowed) { return sameValue(allowed, value); });
        // An empty list of units is the linear model's own spelling.
        const auto* given = params.find(name);
        const auto* list = given ? std::get_if<std::vector<std::int64_t>>(given) : nullptr;
        if (!holds && !(list && list->empty()))
            return fail(ErrorCode::InactiveSetting,
                        {{"param", name}, {"parent", condition.param}, {"values", joined(condition.in)}});
        if (auto parent = checkActive(condition.param, params, task); !parent)
            return parent;
    }
    return {};
}

Result<std::vector<std::int64_t>> hiddenUnits(const ParamSet& params)
{
    const std::int64_t layers = hiddenLayersOf(params);
    const ParamValue* units = params.find("units");
    std::vector<std::int64_t> hidden;
    for (std::int64_t layer = 1; layer <= layers; ++layer) {
        const ParamValue* own = params.find(unitsName(layer));
        if (own && (units || params.contains("shape")))
            return fail(ErrorCode::ConflictingSettings,
                        {{"param", unitsName(layer)}, {"other", units ? "units" : "shape"}});
    }
    if (units) {
        if (const auto* list = std::get_if<std::vector<std::int64_t>>(units))
            return unitsList(params, *list);
    }
    const std::int64_t common = units ? wholeNumber(*units).value_or(1)
                                      : std::get<std::int64_t>(*findTrainingParam("units")->defaultValue);
    const std::string shape = shapeOf(params);
    for (std::int64_t layer = 0; layer < layers; ++layer) {
        const ParamValue* own = params.find(unitsName(layer + 1));
        hidden.push_back(own ? wholeNumber(*own).value_or(common) : unitsAt(common, shape, layer, layers));
    }
    return hidden;
}

} // namespace tunescope
