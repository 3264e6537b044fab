// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/training/training_config.h"

#include "core/nn/models/model_registry.h"
#include "core/nn/optimizer_registry.h"
#include "core/training/setting_rules.h"
#include "core/training/training_params.h"

#include <algorithm>
#include <array>

namespace tunescope {
namespace {

/// Reads checked settings into a config; what is not given keeps its default.
class SettingReader
{
public:
    explicit SettingReader(const ParamSet& params) : m_params(params) {}

    void number(const char* name, double& target) const
    {
        if (const ParamValue* value = m_params.find(name))
            target = paramNumber(*value).value_or(target);
    }
    template <class Integer>
    void integer(const char* name, Integer& target) const
    {
        if (const ParamValue* value = m_params.find(name))
            target = static_cast<Integer>(paramNumber(*value).value_or(static_cast<double>(target)));
    }
    void flag(const char* name, bool& target) const
    {
        if (const ParamValue* value = m_params.find(name))
            target = std::get<bool>(*value);
    }
    template <class Kind>
    void kind(const char* name, std::span<const std::string_view> names, Kind& target) const
    {
        if (const ParamValue* value = m_params.find(name))
            target = kindOf<Kind>(std::get<std::string>(*value), names).value_or(target);
    }
    void texts(const char* name, std::vector<std::string>& target) const
    {
        const ParamValue* value = m_params.find(name);
        if (const auto* list = value ? std::get_if<std::vector<std::string>>(value) : nullptr)
            target = *list;
    }

private:
    const ParamSet& m_params;
};

void readOptimizer(const SettingReader& reader, TrainingConfig& config)
{
    reader.kind("optimizer", optimizerNames(), config.optimizer);
    reader.number("learning_rate", config.learningRate);
    reader.number("momentum", config.momentum);
    reader.flag("nesterov", config.nesterov);
    reader.number("beta1", config.beta1);
    reader.number("beta2", config.beta2);
    reader.kind("schedule", scheduleNames(), config.schedule);
    reader.integer("warmup_epochs", config.warmupEpochs);
    reader.number("schedule_gamma", config.scheduleGamma);
    reader.integer("schedule_step", config.scheduleStep);
    config.weightDecay = optimizerEntry(config.optimizer).defaultWeightDecay;
    reader.number("weight_decay", config.weightDecay);
}

void readRest(const SettingReader& reader, TrainingConfig& config)
{
    reader.integer("filters", config.filters);
    reader.integer("kernel_size", config.kernelSize);
    reader.integer("embedding", config.embedding);
    reader.integer("sequence_length", config.sequenceLength);
    reader.kind("activation", activationNames(), config.activation);
    reader.kind("init", initializerNames(), config.init);
    reader.kind("normalization", normalizationNames(), config.normalization);
    reader.number("dropout", config.dropout);
    reader.integer("batch_size", config.batchSize);
    reader.integer("epochs", config.epochs);
    reader.integer("patience", config.patience);
    reader.number("min_delta", config.minDelta);
    reader.number("l1", config.l1);
    reader.number("l2", config.l2);
    reader.number("gradient_clip", config.gradientClip);
    reader.number("label_smoothing", config.labelSmoothing);
    reader.kind("class_weight", classWeightNames(), config.classWeight);
    reader.number("noise_std", config.noiseStd);
    reader.kind("augment", augmentationNames(), config.augment);
    reader.kind("scaling", scalingNames(), config.preprocessing.scaling);
    reader.kind("encoding", encodingNames(), config.preprocessing.encoding);
    reader.kind("missing", missingNames(), config.preprocessing.missing);
    reader.texts("features", config.preprocessing.features);
}

Result<void> checkMetric(const std::string& metric, Task task)
{
    const MetricEntry* entry = findMetric(metric);
    const auto fits = [task](const MetricEntry& e) { return e.perEpoch && e.fits(task); };
    if (entry != nullptr && fits(*entry))
        return {};
    std::string choices;
    for (const MetricEntry& e : metricRegistry()) {
        if (fits(e))
            choices.append(choices.empty() ? "" : ", ").append(e.name);
    }
    return fail(ErrorCode::MetricNotForTask,
                {{"metric", metric}, {"task", taskName(task)}, {"choices", choices}});
}

ParamValue unitsValue(const TrainingConfig& config)
{
    const std::vector<std::int64_t>& hidden = config.hidden;
    if (config.model == ModelKind::Cnn && !hidden.empty())
        return hidden.back();
    const bool constant =
        std::adjacent_find(hidden.begin(), hidden.end(), std::not_equal_to<>()) == hidden.end();
    if (constant && !hidden.empty())
        return hidden.front();
    return hidden;
}

ParamValue name(auto kind, std::span<const std::string_view> names)
{
    return std::string(kindName(kind, names));
}

std::string formText(const SampleShape& shape, TargetForm target)
{
    static constexpr std::array<std::string_view, 4> kForms{"rows of numbers", "images", "sequences",
                                                            "texts"};
    static constexpr std::array<std::string_view, 5> kTargets{"one class each", "one number each",
                                                              "a class for every pixel", "the next symbol",
                                                              "nothing but themselves"};
    return std::string(kForms[static_cast<std::size_t>(shape.form)]) + " with " +
           std::string(kTargets[static_cast<std::size_t>(target)]);
}

} // namespace

Result<void> checkModel(ModelKind model, const SampleShape& shape, TargetForm target)
{
    if (modelEntry(model).fits(shape, target))
        return {};
    std::string choices;
    for (const ModelKind kind : modelsFor(shape, target))
        choices.append(choices.empty() ? "" : ", ").append(modelEntry(kind).name);
    if (choices.empty())
        choices = "other data";
    return fail(ErrorCode::UnavailableModel, {{"value", std::string(modelEntry(model).name)},
                                              {"form", formText(shape, target)},
                                              {"choices", choices}});
}

Result<ParamSet> withModel(ParamSet params, const SampleShape& shape, TargetForm target)
{
    const auto fitting = modelsFor(shape, target);
    if (!fitting.empty() && !params.contains("model")) {
        params.set("model", std::string(modelEntry(fitting.front()).name));
        return params;
    }
    if (auto checked = checkModel(modelOf(params), shape, target); !checked)
        return fail(checked.error());
    return params;
}

ParamSet activeSettings(const ParamSet& params, Task task)
{
    ParamSet active;
    for (const auto& [key, value] : params) {
        if (checkActive(key, params, task))
            active.set(key, value);
    }
    return active;
}

Result<TrainingConfig> resolveTrainingConfig(const ParamSet& params, Task task, std::string metric)
{
    for (const auto& [key, value] : params) {
        if (auto checked = checkSetting(key, value); !checked)
            return fail(checked.error());
    }
    for (const auto& [key, value] : params) {
        if (auto checked = checkActive(key, params, task); !checked)
            return fail(checked.error());
    }
    if (auto checked = checkMetric(metric, task); !checked)
        return fail(checked.error());
    auto hidden = hiddenUnits(params);
    if (!hidden)
        return fail(hidden.error());
    if (auto checked = checkForModel(params); !checked)
        return fail(checked.error());
    TrainingConfig config;
    config.task = task;
    config.model = modelOf(params);
    config.metric = std::move(metric);
    config.hidden = std::move(*hidden);
    const SettingReader reader(params);
    readOptimizer(reader, config);
    readRest(reader, config);
    return config;
}

ParamSet resolvedParams(const TrainingConfig& c)
{
    ParamSet all{
        {"model", name(c.model, modelNames())},
        {"hidden_layers", static_cast<std::int64_t>(c.hidden.size())},
        {"units", unitsValue(c)},
        {"filters", c.filters},
        {"kernel_size", c.kernelSize},
        {"embedding", c.embedding},
        {"sequence_length", static_cast<std::int64_t>(c.sequenceLength)},
        {"activation", name(c.activation, activationNames())},
        {"init", name(c.init, initializerNames())},
        {"normalization", name(c.normalization, normalizationNames())},
        {"dropout", c.dropout},
        {"optimizer", name(c.optimizer, optimizerNames())},
        {"learning_rate", c.learningRate},
        {"momentum", c.momentum},
        {"nesterov", c.nesterov},
        {"beta1", c.beta1},
        {"beta2", c.beta2},
        {"schedule", name(c.schedule, scheduleNames())},
        {"warmup_epochs", static_cast<std::int64_t>(c.warmupEpochs)},
        {"schedule_gamma", c.scheduleGamma},
        {"schedule_step", static_cast<std::int64_t>(c.scheduleStep)},
        {"batch_size", c.batchSize},
        {"epochs", static_cast<std::int64_t>(c.epochs)},
        {"patience", static_cast<std::int64_t>(c.patience)},
        {"min_delta", c.minDelta},
        {"l1", c.l1},
        {"l2", c.l2},
        {"weight_decay", c.weightDecay},
        {"gradient_clip", c.gradientClip},
        {"label_smoothing", c.labelSmoothing},
        {"class_weight", name(c.classWeight, classWeightNames())},
        {"noise_std", c.noiseStd},
        {"augment", name(c.augment, augmentationNames())},
        {"scaling", name(c.preprocessing.scaling, scalingNames())},
        {"encoding", name(c.preprocessing.encoding, encodingNames())},
        {"missing", name(c.preprocessing.missing, missingNames())},
    };
    if (c.hidden.empty())
        all.erase("units");
    if (!c.preprocessing.features.empty())
        all.set("features", c.preprocessing.features);
    return activeSettings(all, c.task);
}

} // namespace tunescope
