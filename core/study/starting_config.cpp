// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/starting_config.h"

#include "core/study/study_data.h"
#include "core/study/study_service.h"
#include "core/study/time_estimate.h"
#include "core/training/model_choice.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <string>

namespace tunescope {
namespace {

constexpr int kEpochs = 20;
/// Networks that read pictures, sequences and texts take seconds an epoch where a table takes milliseconds.
constexpr int kSlowEpochs = 10;
constexpr int kSlowTrials = 24;
constexpr int kFewTrials = 40;
constexpr int kFirstTrials = 200;
constexpr std::int64_t kManyRows = 20'000;
constexpr double kDemoProbeSeconds = 0.3;
/// Epochs that a trial of the demo trains on average once the median rule is at work (measured: 5.3), and its start.
constexpr double kDemoEpochsPerTrial = 6.0;
constexpr int kFewestDemoTrials = 500;
constexpr int kMostDemoTrials = 10'000; // What charts and table are made for.

ChoiceSet texts(std::initializer_list<const char*> names)
{
    ChoiceSet set;
    for (const char* name : names)
        set.choices.emplace_back(std::string(name));
    return set;
}

ChoiceSet sizes(std::initializer_list<std::int64_t> values)
{
    ChoiceSet set;
    set.ordered = true;
    for (const std::int64_t value : values)
        set.choices.emplace_back(value);
    return set;
}

/// Whether the model has that setting.
bool hasSetting(const ParamValue& model, const ParamSpec& setting)
{
    for (const ParamSpec& natural : trainingParams()) {
        for (const Condition& condition : natural.when) {
            const bool about = natural.name == setting.name && condition.param == "model";
            if (about && std::none_of(condition.in.begin(), condition.in.end(), [&](const ParamValue& in) { return sameValue(in, model); }))
                return false;
        }
    }
    return true;
}

bool isOneOf(const ParamValue& model, std::initializer_list<ModelKind> kinds)
{
    return std::any_of(kinds.begin(), kinds.end(), [&](ModelKind kind) {
        return sameValue(model, std::string(kindName(kind, modelNames())));
    });
}

bool isRecurrent(const ParamValue& model)
{
    return isOneOf(model, {ModelKind::Lstm, ModelKind::Gru, ModelKind::CharLstm});
}

bool isFast(const ParamValue& model)
{
    return isOneOf(model, {ModelKind::Mlp, ModelKind::Autoencoder});
}

std::vector<ParamSpec> wideSpecs(const ParamValue& model)
{
    std::vector<ParamSpec> specs{
        {"learning_rate", FloatRange{1e-4, 1.0, Scale::Log}},
        {"optimizer", texts({"sgd", "adam", "rmsprop"})},
        {"momentum", FloatRange{0.0, 0.99}, {{"optimizer", {std::string("sgd"), std::string("rmsprop")}}}},
        {"batch_size", sizes({16, 32, 64, 128})},
        {"hidden_layers", isRecurrent(model) ? IntRange{1, 2} : IntRange{1, isFast(model) ? 4 : 3}},
        {"units", IntRange{8, isRecurrent(model) ? 64 : 128, Scale::Log}},
        {"filters", IntRange{4, 16, Scale::Log}},
        {"activation", texts({"relu", "leaky_relu", "tanh", "sigmoid"})},
        {"dropout", FloatRange{0.0, 0.6}},
        {"weight_decay", FloatRange{1e-6, 1e-1, Scale::Log}},
    };
    std::erase_if(specs, [&](const ParamSpec& spec) { return !hasSetting(model, spec); });
    return specs;
}

} // namespace

StudyConfig wideSearch(const Dataset& dataset, const DataSpec& data)
{
    StudyConfig config;
    // A file of one's own has no title: its name without what says the format.
    config.name =
        dataset.title.empty() ? std::filesystem::path(dataset.name).stem().string() : dataset.title;
    config.data = data;
    config.protocol.metric = defaultMetric(dataset.task);
    config.protocol.direction = findMetric(config.protocol.metric)->direction;
    const std::vector<ModelKind> models = modelsFor(dataset);
    const ParamValue model = std::string(kindName(models.empty() ? ModelKind::Mlp : models.front(), modelNames()));
    config.stage.space = *SearchSpace::create(wideSpecs(model));
    config.stage.fixed = {{"model", model}, {"epochs", std::int64_t{isFast(model) ? kEpochs : kSlowEpochs}}};
    config.stage.pruner = PrunerConfig{};
    config.stage.budget.trials = !isFast(model)                ? kSlowTrials
                                 : dataset.rows() > kManyRows ? kFewTrials
                                                              : kFirstTrials;
    return config;
}

Result<StudyConfig> StudyService::startingConfig(const DataSpec& data)
{
    const auto dataset = openCachedDataset(data);
    if (!dataset)
        return fail(dataset.error());
    return wideSearch(**dataset, data);
}

Result<StudyConfig> StudyService::demoConfig(int workers, double seconds)
{
    auto config = startingConfig(DataSpec{"digits"});
    if (!config)
        return config;
    config->name = "Digits demo";
    const auto probe = probeTrials(*config, workers, kDemoProbeSeconds);
    if (!probe)
        return fail(probe.error());
    const double trialSeconds = probe->secondsPerEpoch * kDemoEpochsPerTrial;
    const double trials = std::round(seconds * workers / trialSeconds / 10.0) * 10.0;
    config->stage.budget.trials = static_cast<int>(std::clamp<double>(trials, kFewestDemoTrials, kMostDemoTrials));
    return config;
}

} // namespace tunescope
