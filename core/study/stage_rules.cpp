// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/stage_rules.h"

#include "core/base/number_text.h"
#include "core/base/rng.h"
#include "core/study/training_objective.h"
#include "core/training/model_choice.h"
#include "core/training/trainer.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace tunescope {
namespace {

constexpr int kCheckedDraws = 256;
constexpr std::uint64_t kCheckSeed = 1;

const ParamSpec* naturalSpec(const std::string& name)
{
    const std::vector<ParamSpec>& all = trainingParams();
    const auto found = std::find_if(all.begin(), all.end(), [&](const ParamSpec& spec) { return spec.name == name; });
    return found == all.end() ? nullptr : &*found;
}

/// Values of the condition that the searched parent can take.
std::vector<ParamValue> reachable(const Condition& condition, const ParamSpec& parent)
{
    std::vector<ParamValue> values;
    std::copy_if(condition.in.begin(), condition.in.end(), std::back_inserter(values),
                 [&](const ParamValue& value) { return positionOf(parent.distribution, value).has_value(); });
    return values;
}

Error neverActive(const std::string& param, const Condition& condition)
{
    std::string values;
    for (const ParamValue& value : condition.in)
        values += (values.empty() ? "" : " or ") + paramText(value);
    return {ErrorCode::InactiveSetting, {{"param", param}, {"parent", condition.param}, {"values", values}}};
}

bool holds(const Condition& condition, const ParamValue& value)
{
    return std::any_of(condition.in.begin(), condition.in.end(), [&](const ParamValue& in) { return sameValue(in, value); });
}

Result<void> addNatural(ParamSpec& spec, const Condition& condition, const StageConfig& stage)
{
    const bool already = std::any_of(spec.when.begin(), spec.when.end(), [&](const Condition& own) { return own.param == condition.param; });
    if (already)
        return {};
    if (const ParamSpec* parent = stage.space.find(condition.param)) {
        const std::vector<ParamValue> values = reachable(condition, *parent);
        if (values.empty())
            return fail(neverActive(spec.name, condition));
        if (valueCount(parent->distribution) != values.size())
            spec.when.push_back({condition.param, values});
        return {};
    }
    const ParamSpec* natural = naturalSpec(condition.param);
    const ParamValue* value = stage.fixed.find(condition.param);
    if (!value && natural && natural->defaultValue)
        value = &*natural->defaultValue;
    if (value && !holds(condition, *value))
        return fail(neverActive(spec.name, condition));
    return {};
}

/// Parents before children, otherwise in the given order.
std::vector<ParamSpec> parentsFirst(std::vector<ParamSpec> specs)
{
    std::vector<ParamSpec> ordered;
    const auto placed = [&](const std::string& name) {
        return std::any_of(ordered.begin(), ordered.end(), [&](const ParamSpec& spec) { return spec.name == name; });
    };
    while (!specs.empty()) {
        auto ready = std::find_if(specs.begin(), specs.end(), [&](const ParamSpec& spec) {
            return std::all_of(spec.when.begin(), spec.when.end(), [&](const Condition& condition) { return placed(condition.param); });
        });
        if (ready == specs.end())
            ready = specs.begin(); // A circle: SearchSpace::create names it.
        ordered.push_back(std::move(*ready));
        specs.erase(ready);
    }
    return ordered;
}

Result<void> checkOne(const ParamSet& settings, Task task, const std::string& metric)
{
    if (const auto config = resolveTrainingConfig(settings, task, metric); !config)
        return fail(config.error());
    return {};
}

/// Fixed settings that no draw uses are dropped for this draw; searched ones are always active.
ParamSet settingsOf(const StageConfig& stage, const ParamSet& params)
{
    ParamSet settings = activeSettings(mergedSettings(stage.fixed, params));
    for (const auto& [name, value] : params)
        settings.set(name, value);
    return settings;
}

} // namespace

ParamSet mergedSettings(const ParamSet& fixed, const ParamSet& params)
{
    ParamSet settings = fixed;
    for (const auto& [name, value] : params)
        settings.set(name, value);
    return settings;
}

Result<StageConfig> withNaturalConditions(const StageConfig& stage)
{
    std::vector<ParamSpec> specs = stage.space.params();
    for (ParamSpec& spec : specs) {
        const ParamSpec* natural = naturalSpec(spec.name);
        for (const Condition& condition : natural ? natural->when : std::vector<Condition>()) {
            if (const auto added = addNatural(spec, condition, stage); !added)
                return fail(added.error());
        }
    }
    auto space = SearchSpace::create(parentsFirst(std::move(specs)));
    if (!space)
        return fail(space.error());
    StageConfig complete = stage;
    complete.space = std::move(*space);
    return complete;
}

Result<void> checkSettings(const StageConfig& stage, Task task, const std::string& metric)
{
    std::vector<double> unit(stage.space.size());
    Rng rng(Purpose::Sampler, kCheckSeed);
    for (int draw = 0; draw < kCheckedDraws; ++draw) {
        // The corners first: the ends of the ranges are where a value is refused.
        for (double& u : unit)
            u = draw < 2 ? draw : rng.uniform();
        if (const auto valid = checkOne(settingsOf(stage, stage.space.at(unit)), task, metric); !valid)
            return valid;
    }
    for (std::size_t i = 0; i < stage.queue.size(); ++i) {
        for (const auto& [name, value] : stage.queue[i]) {
            const ParamSpec* spec = stage.space.find(name);
            if (spec && !positionOf(spec->distribution, value))
                return fail(ErrorCode::QueueEntryInvalid,
                            {{"index", i}, {"detail", name + ": " + paramText(value) + " lies outside what the space allows."}});
        }
        if (const auto valid = checkOne(settingsOf(stage, stage.queue[i]), task, metric); !valid)
            return fail(ErrorCode::QueueEntryInvalid, {{"index", i}, {"detail", errorText(valid.error())}});
    }
    return {};
}

Result<void> checkModels(const StageConfig& stage, const Dataset& dataset, const std::string& metric)
{
    const auto check = [&](const ParamSet& named) -> Result<void> {
        const auto config = trainingConfigFor(named, dataset, metric);
        return config ? Result<void>{} : fail(config.error());
    };
    if (const ParamSpec* searched = stage.space.find("model")) {
        for (const ParamValue& model : gridValues(searched->distribution)) {
            if (auto valid = check({{"model", model}}); !valid)
                return valid;
        }
        return {};
    }
    const ParamValue* fixed = stage.fixed.find("model");
    return check(fixed ? ParamSet{{"model", *fixed}} : ParamSet{});
}

Result<void> checkMemory(const StageConfig& stage, TrainingObjective& objective, int workers)
{
    const std::uint64_t allowed = memoryPerTrial(workers);
    std::uint64_t largest = 0;
    std::vector<ParamSet> candidates = stage.queue;
    candidates.push_back(stage.space.at(std::vector<double>(stage.space.size(), 1.0)));
    if (const ParamSpec* optimizer = stage.space.find("optimizer")) {
        // Optimizers differ in how many copies of the weights they keep.
        for (const ParamValue& choice : gridValues(optimizer->distribution)) {
            candidates.push_back(candidates[stage.queue.size()]);
            candidates.back().set("optimizer", choice);
        }
    }
    for (const ParamSet& params : candidates) {
        const ParamSet settings = activeFor(mergedSettings(stage.fixed, params), objective.dataset());
        const auto config = trainingConfigFor(settings, objective.dataset(), objective.metric());
        if (!config)
            continue; // another rule names it
        const auto data = objective.prepared(config->preprocessing, 0, 0);
        if (!data)
            return fail(data.error());
        largest = std::max(largest, trainingBytes(*config, sizesOf(**data)));
    }
    if (largest <= allowed)
        return {};
    const auto gigabytes = [](std::uint64_t bytes) { return std::round(static_cast<double>(bytes) / 1e8) / 10.0; };
    return fail(ErrorCode::TooLargeForMemory,
                {{"needed", gigabytes(largest)},
                 {"detail", "It would be trained on " + std::to_string(workers) + (workers == 1 ? " worker." : " workers at once.")},
                 {"free", gigabytes(allowed * static_cast<std::uint64_t>(std::max(workers, 1)))}});
}

} // namespace tunescope
