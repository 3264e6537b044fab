// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/export/scripts/study_source.h"

#include "core/data/preprocessor.h"
#include "core/data/split.h"
#include "core/export/ranking.h"
#include "core/storage/json_writer.h"
#include "core/study/training_objective.h"
#include "core/training/model_choice.h"
#include "core/training/training_params.h"

#include <algorithm>
#include <array>

namespace tunescope {
namespace {

/// Settings that shape the samples before a network sees them: one loader serves the whole script.
constexpr std::array<std::string_view, 4> kOfTheData{"scaling", "encoding", "missing", "features"};

bool isOfTheData(std::string_view setting)
{
    return std::find(kOfTheData.begin(), kOfTheData.end(), setting) != kOfTheData.end();
}

/// A setting of a search without trials: the middle of its range.
ParamSet middleOf(const SearchSpace& space)
{
    return space.at(std::vector<double>(space.size(), 0.5));
}

/// What the best trial has, otherwise the middle of the space.
ParamSet baseSettings(const StoredStudy& study)
{
    const StageConfig& stage = study.stages.back().config;
    if (const std::optional<int> best = bestTrial(study))
        return settingsOf(study, study.trials[static_cast<std::size_t>(*best)]);
    ParamSet settings = stage.fixed;
    for (const auto& [name, value] : middleOf(stage.space))
        settings.set(name, value);
    return settings;
}

std::optional<ParamValue> onlyValue(const Distribution& distribution)
{
    return valueCount(distribution) == std::uint64_t{1} ? std::optional(valueOfIndex(distribution, 0))
                                                        : std::nullopt;
}

void addSpace(StudySource& source, const StageConfig& stage)
{
    for (const ParamSpec& spec : stage.space.params()) {
        if (isOfTheData(spec.name)) {
            source.notes.push_back("the study searches " + spec.name +
                                   "; this script prepares the data as the best trial did");
            continue;
        }
        source.space.push_back(spec);
        if (const auto only = onlyValue(spec.distribution))
            source.space.back().distribution = ChoiceSet{{*only}};
        std::erase_if(source.space.back().when, [](const Condition& c) { return isOfTheData(c.param); });
    }
}

bool isSearched(const StudySource& source, std::string_view name)
{
    return std::any_of(source.space.begin(), source.space.end(),
                       [&](const ParamSpec& spec) { return spec.name == name; });
}

/// Defaults of everything, then what the study fixes: an inactive setting keeps its default.
void addFixed(StudySource& source, const StageConfig& stage)
{
    const ParamSet resolved = resolvedParams(source.base.config);
    for (const ParamSpec& spec : trainingParams()) {
        const bool perLayer = spec.name.starts_with("units_") || spec.name == "shape";
        const ParamValue* own = stage.fixed.find(spec.name);
        if (isOfTheData(spec.name) || isSearched(source, spec.name) || (perLayer && own == nullptr))
            continue;
        const bool follows =
            spec.name == "model" || spec.name == "hidden_layers"; // Its default hangs on others.
        const ParamValue* usual = follows ? resolved.find(spec.name) : nullptr;
        source.fixed.set(spec.name, own != nullptr ? *own : usual != nullptr ? *usual : *spec.defaultValue);
    }
}

void addRows(JsonWriter& json, std::string_view name, const std::vector<std::int64_t>& rows)
{
    json.key(name);
    json.beginInlineArray();
    for (const std::int64_t row : rows)
        json.integer(row);
    json.endArray();
}

/// A fold may know a category that run (0, 0) does not train on.
void widenCategories(StudySource& source, const Dataset& dataset)
{
    for (ScriptColumn& column : source.base.columns) {
        for (const Column& known : dataset.features) {
            if (known.name == column.name && !column.categories.empty())
                column.categories = known.categories;
        }
    }
}

Result<void> addSplits(StudySource& source, const StoredStudy& study, const Dataset& dataset)
{
    const ProtocolConfig& protocol = source.protocol;
    const SplitConfig config = splitConfigOf(protocol, splitSeedOf(study.config), study.config.data);
    const int folds = hasFolds(protocol.kind) ? protocol.folds : 1;
    JsonWriter json;
    json.beginObject();
    json.key("splits");
    json.beginArray();
    for (int run = 0; run < protocol.repeats * folds; ++run) {
        const auto split = makeSplit(dataset, config, run / folds, run % folds);
        if (!split)
            return fail(split.error());
        const auto fitted = Preprocessor::fit(dataset, split->train, source.base.config.preprocessing);
        if (!fitted)
            return fail(fitted.error());
        json.beginObject();
        json.integerField("repeat", run / folds);
        json.integerField("fold", run % folds);
        addRows(json, "train", fitted->apply(dataset, split->train).rows);
        addRows(json, "validation", fitted->apply(dataset, split->validation).rows);
        json.endObject();
    }
    json.endArray();
    json.endObject();
    source.runs = protocol.repeats * folds;
    if (source.runs > 1)
        widenCategories(source, dataset);
    source.splits = json.take() + "\n";
    return {};
}

void addNotes(StudySource& source, const StoredStudy& study)
{
    if (study.stages.size() > 1)
        source.notes.push_back(
            "the study has " + std::to_string(study.stages.size()) +
            " stages; this is the search space and the strategy of the last one, begun afresh");
    if (source.protocol.stopping > 0.0)
        source.notes.push_back(
            "the study chooses the best epoch on rows that it sets aside from the training part; "
            "here these rows are left out and the validation part chooses, which flatters a little");
    if (source.budget.rules != StoppingRules{})
        source.notes.push_back("the study's own rules for ending a search early");
    if (isUsed(source, "augment", std::string("none")))
        source.notes.push_back("augmentation of pictures (augment): they are trained on as they are");
}

} // namespace

bool isUsed(const StudySource& source, std::string_view setting, const ParamValue& off)
{
    const auto found = std::find_if(source.space.begin(), source.space.end(),
                                    [&](const ParamSpec& spec) { return spec.name == setting; });
    if (found != source.space.end())
        return true;
    const ParamValue* fixed = source.fixed.find(setting);
    return fixed != nullptr && !sameValue(*fixed, off);
}

std::vector<ParamValue> valuesOf(const StudySource& source, std::string_view setting)
{
    for (const ParamSpec& spec : source.space) {
        if (spec.name != setting)
            continue;
        const auto* set = std::get_if<ChoiceSet>(&spec.distribution);
        std::vector<ParamValue> values = set != nullptr ? set->choices : std::vector<ParamValue>();
        if (const ParamSpec* known = findTrainingParam(setting); known && !spec.when.empty())
            values.push_back(*known->defaultValue); // While it is inactive.
        return values;
    }
    const ParamValue* fixed = source.fixed.find(setting);
    return fixed != nullptr ? std::vector<ParamValue>{*fixed} : std::vector<ParamValue>();
}

std::vector<ParamValue> gridOf(const StudySource& source, const ParamSpec& spec)
{
    const ParamValue* given = source.sampler.name == "grid" ? source.sampler.options.find("count") : nullptr;
    const auto* count = given != nullptr ? std::get_if<std::int64_t>(given) : nullptr;
    return gridValues(spec.distribution, count != nullptr ? static_cast<int>(*count) : 5);
}

Result<StudySource> studySource(const StoredStudy& study, const Dataset& dataset, ScriptRows rows)
{
    const StageConfig& stage = study.stages.back().config;
    const ParamSet settings = activeFor(baseSettings(study), dataset);
    auto base = scriptSource(study, settings, dataset, rows);
    if (!base)
        return fail(base.error());
    StudySource source;
    source.base = std::move(*base);
    source.protocol = study.config.protocol;
    source.sampler = stage.sampler;
    source.pruner = stage.pruner;
    source.budget = stage.budget;
    source.queue = stage.queue;
    source.seed = study.config.seed;
    addSpace(source, stage);
    addFixed(source, stage);
    addNotes(source, study);
    if (const auto done = addSplits(source, study, dataset); !done)
        return fail(done.error());
    return source;
}

} // namespace tunescope
