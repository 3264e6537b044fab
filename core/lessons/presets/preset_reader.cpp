// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lessons/part_reader.h"
#include "core/lessons/presets/preset_library.h"
#include "core/storage/spec_reader.h"
#include "core/study/stage_rules.h"

#include <algorithm>
#include <array>

namespace tunescope {
namespace {

constexpr std::size_t kMostFits = 20;

/// Files are named by a path; everything else must be built in.
bool isPathLike(const std::string& source)
{
    return source.find_first_of("/\\.") != std::string::npos;
}

std::string knownData(bool withKinds)
{
    std::string list;
    for (const std::string& kind : presetDataKinds()) {
        if (withKinds)
            list.append(list.empty() ? "" : ", ").append(kind);
    }
    for (const DatasetEntry& entry : datasetRegistry())
        list.append(list.empty() ? "" : ", ").append(entry.name);
    return list;
}

bool isKindWord(const std::string& word)
{
    return std::find(presetDataKinds().begin(), presetDataKinds().end(), word) != presetDataKinds().end();
}

std::vector<std::string> readFits(ObjectReader& reader, JsonFault& fault)
{
    std::vector<std::string> fits;
    const Json* list = reader.required("for", "a list of data sets and kinds of data, [\"digits\", \"tabular\"]");
    if (list == nullptr)
        return fits;
    if (!list->is_array() || list->empty() || list->size() > kMostFits) {
        reader.wrongType("for", "a list of 1 to 20 data sets and kinds of data", *list);
        return fits;
    }
    for (std::size_t i = 0; i < list->size(); ++i) {
        const Json& item = (*list)[i];
        const std::string place = reader.pathOf("for") + "[" + std::to_string(i) + "]";
        const std::string word = item.is_string() ? item.get<std::string>() : std::string();
        const bool isBuiltIn = findDatasetEntry(word) != nullptr && word.find(':') == std::string::npos;
        if (word.empty() || !(isKindWord(word) || isBuiltIn || isPathLike(word)))
            fault.set({ErrorCode::JsonUnknownValue, {{"path", place}, {"value", shortText(item)}, {"choices", knownData(true)}}});
        fits.push_back(word);
    }
    return fits;
}

/// The members of a study spec, read by the code that reads specs.
void readSettings(ObjectReader& reader, Preset& preset, JsonFault& fault)
{
    Json spec{{"format", kStudyFormat}, {"data", {{"source", "digits"}}}, {"space", {{"params", Json::array()}}}};
    for (const char* key : {"space", "fixed", "sampler", "pruner", "budget"}) {
        if (const Json* value = reader.member(key))
            spec[key] = *value;
    }
    const StageConfig stage = fault.error ? StageConfig() : readStudySpec(spec, "", fault).stage;
    preset.space = stage.space;
    preset.fixed = stage.fixed;
    if (reader.has("sampler"))
        preset.sampler = stage.sampler;
    if (reader.has("pruner"))
        preset.pruner = stage.pruner;
    if (reader.has("budget"))
        preset.budget = stage.budget;
    if (preset.budget && preset.budget->trials.value_or(1) < 1)
        fault.set({ErrorCode::JsonWrongType, {{"path", "budget.trials"}, {"expected", "a whole number from 1"}, {"value", *preset.budget->trials}}});
}

void wrongScore(ObjectReader& reader, std::string_view key, const Json& value)
{
    reader.wrongType(key, "the lowest score not above the highest", value);
}

PresetFigure readFigure(const Json& value, const std::string& path, JsonFault& fault)
{
    PresetFigure figure;
    ObjectReader reader(value, path, fault);
    figure.data = requiredText(reader, "data", "the built-in data set it ran on", fault);
    figure.metric = requiredText(reader, "metric", "the metric's name", fault);
    (void)reader.required("seed", "the study's seed");
    reader.read("seed", figure.seed);
    (void)reader.required("trials", "how many trials ran");
    reader.read("trials", figure.trials);
    figure.complete = figure.trials;
    reader.read("complete", figure.complete);
    if (figure.complete > 0 && reader.required("lowest", "the lowest score") != nullptr)
        (void)reader.required("highest", "the highest score");
    reader.read("lowest", figure.lowest);
    reader.read("highest", figure.highest);
    figure.version = requiredText(reader, "version", "the program's version", fault);
    reader.finish();
    if (fault.error)
        return figure;
    if (findDatasetEntry(figure.data) == nullptr)
        fault.set({ErrorCode::JsonUnknownValue, {{"path", path + ".data"}, {"value", "\"" + figure.data + "\""}, {"choices", knownData(false)}}});
    if (findMetric(figure.metric) == nullptr)
        reader.wrongType("metric", "the name of a metric", Json(figure.metric));
    if (figure.trials < 1 || figure.complete < 0 || figure.complete > figure.trials)
        reader.wrongType("trials", "a whole number from 1, not below \"complete\"", Json(figure.trials));
    if (figure.lowest > figure.highest)
        wrongScore(reader, "lowest", Json(figure.lowest));
    return figure;
}

Preset readPreset(const Json& document, JsonFault& fault)
{
    Preset preset;
    ObjectReader reader(document, "", fault);
    readFormat(reader, kPresetFormat, fault);
    preset.id = requiredText(reader, "id", "a short name in lower case", fault);
    const auto isPlain = [](char letter) { return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') || letter == '-'; };
    if (!std::all_of(preset.id.begin(), preset.id.end(), isPlain))
        reader.wrongType("id", "small letters, digits and hyphens", Json(preset.id));
    preset.title = requiredText(reader, "title", "the preset's title", fault);
    preset.fits = readFits(reader, fault);
    (void)reader.required("kind", "\"good\", \"bad\" or \"range\"");
    constexpr std::array kPresetKinds{PresetKind::Good, PresetKind::Bad, PresetKind::Range};
    if (const auto kind = reader.readChoice("kind", {"good", "bad", "range"}))
        preset.kind = kPresetKinds[*kind];
    preset.why = requiredText(reader, "why", "why it is good, bad or worth searching", fault);
    readSettings(reader, preset, fault);
    if (const Json* measured = reader.member("measured"))
        preset.measured = readFigure(*measured, reader.pathOf("measured"), fault);
    if (preset.kind == PresetKind::Range && preset.space.empty())
        fault.set({ErrorCode::JsonMissing, {{"path", "space"}, {"expected", "{\"params\": [...]} with what a preset of kind \"range\" searches"}}});
    if (preset.space.empty() && preset.fixed.empty())
        fault.set({ErrorCode::JsonMissing, {{"path", "fixed"}, {"expected", "{\"learning_rate\": 0.01, ...}"}}});
    reader.finish();
    return preset;
}

/// The tasks that a preset must be allowed for: those of the sets and kinds it names.
std::vector<Task> tasksOf(const Preset& preset)
{
    std::vector<Task> tasks;
    for (const std::string& fit : preset.fits) {
        const DatasetEntry* entry = findDatasetEntry(fit);
        if (entry == nullptr && fit == "text" && preset.measured)
            entry = findDatasetEntry(preset.measured->data); // Sorting texts and writing them have little in common.
        if (entry != nullptr)
            tasks.push_back(entry->task);
        else
            tasks.push_back(fit == "segmentation" ? Task::Segmentation : fit == "anomaly" ? Task::AnomalyDetection : Task::Classification);
    }
    return tasks;
}

/// Settings and values exist, methods and their options do, the budget makes sense.
Result<void> checkPreset(const Preset& preset)
{
    const StudyConfig study = presetStudy(preset, "digits");
    if (const auto valid = validateStudyConfig(study); !valid)
        return valid;
    const auto stage = withNaturalConditions(study.stage);
    if (!stage)
        return fail(stage.error());
    for (const Task task : tasksOf(preset)) {
        if (auto valid = checkSettings(*stage, task, std::string(defaultMetric(task))); !valid)
            return valid;
    }
    return {};
}

} // namespace

LessonExpected<Preset> parsePreset(std::string_view text)
{
    const auto document = parseJson(text);
    if (!document)
        return tl::unexpected(LessonFault{{}, {}, document.error()});
    JsonFault fault;
    Preset preset = readPreset(*document, fault);
    if (fault.error)
        return tl::unexpected(LessonFault{{}, {}, *fault.error});
    if (const auto valid = checkPreset(preset); !valid)
        return tl::unexpected(LessonFault{{}, {}, valid.error()});
    return preset;
}

} // namespace tunescope
