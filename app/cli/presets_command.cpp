// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "app/cli/console.h"
#include "core/lessons/presets/preset_library.h"
#include "core/storage/json_reader.h"
#include "core/storage/study_spec_json.h"
#include "core/study/study_service.h"

#include <algorithm>
#include <memory>

namespace tunescope::cli {
namespace {

struct PresetOptions {
    std::string id;
    std::string data;
    bool json = false;
};

int badPreset(const std::string& sentence)
{
    printMessage("tunescope-cli: " + sentence);
    return kExitBadInput;
}

std::string figureText(const Preset& preset)
{
    if (!preset.measured)
        return "-";
    const PresetFigure& figure = *preset.measured;
    const std::string seeds = std::to_string(figure.trials) + (preset.kind == PresetKind::Range ? " trials" : " seeds");
    if (figure.complete == 0)
        return figure.data + ": all " + seeds + " diverged";
    return figure.data + ": " + figure.metric + " " + valueText(figure.lowest, figure.metric) + " to " + valueText(figure.highest, figure.metric) + ", " + seeds;
}

std::string listText(const std::vector<Preset>& presets)
{
    TextTable table("llll");
    table.addRow({"id", "kind", "title", "measured"});
    for (const Preset& preset : presets)
        table.addRow({preset.id, std::string(presetKindName(preset.kind)), preset.title, figureText(preset)});
    return table.text();
}

/// The documents themselves, as files of resources/presets have them.
std::string listJson(const std::vector<Preset>& presets)
{
    Json document{{"format", "tunescope.presets/1"}, {"presets", Json::array()}};
    for (const Preset& preset : presets)
        document["presets"].push_back(*parseJson(printPreset(preset)));
    return document.dump(2) + "\n";
}

int listPresets(const PresetOptions& options)
{
    PresetLibrary library = loadPresets();
    if (!options.data.empty()) {
        const auto facts = StudyService::describeData(DataSpec{options.data}, {}, 42);
        if (!facts)
            return badInput(facts.error());
        std::erase_if(library.presets, [&](const Preset& preset) { return !presetFits(preset, options.data, *facts); });
    }
    print(options.json ? listJson(library.presets) : listText(library.presets));
    for (const LessonFault& fault : library.faults)
        printMessage("tunescope-cli: " + fault.text());
    return library.faults.empty() ? kExitDone : kExitFailures;
}

/// The preset that an id or a file names; says so on stderr and gives nothing if there is none.
std::optional<Preset> namedPreset(const std::string& id)
{
    if (id.ends_with(".json")) {
        auto preset = readPresetFile(id);
        if (preset)
            return std::move(*preset);
        printMessage("tunescope-cli: " + preset.error().text());
        return std::nullopt;
    }
    const PresetLibrary library = loadPresets();
    if (const Preset* preset = library.byId(id))
        return *preset;
    std::string ids;
    for (const Preset& preset : library.presets)
        ids.append(ids.empty() ? "" : ", ").append(preset.id);
    printMessage("tunescope-cli: presets show: there is no preset \"" + id + "\". Use one of " + (ids.empty() ? "(there are none)" : ids) + ", or a preset file.");
    return std::nullopt;
}

int showPreset(const PresetOptions& options)
{
    const auto preset = namedPreset(options.id);
    if (!preset)
        return kExitBadInput;
    const std::string data = options.data.empty() ? presetData(*preset) : options.data;
    if (data.empty())
        return badPreset("presets show " + options.id + ": it is for a kind of data. Name some with --data.");
    const auto whole = StudyService::completedConfig(presetStudy(*preset, data));
    if (!whole)
        return badInput(whole.error());
    print(printStudySpec(*whole));
    return kExitDone;
}

} // namespace

void addPresetsCommand(CLI::App& app, Action& action)
{
    auto options = std::make_shared<PresetOptions>();
    CLI::App* command = app.add_subcommand("presets", "Settings that are known to work or to fail, with the reason");
    command->require_subcommand(1);
    CLI::App* list = command->add_subcommand("list", "All presets, or those that fit some data");
    list->add_option("--data", options->data, "A built-in data set or a file");
    list->add_flag("--json", options->json, "One JSON document with every preset whole");
    list->callback([options, &action] { action = [options] { return listPresets(*options); }; });
    CLI::App* show = command->add_subcommand("show", "A preset as a study spec that `run` takes");
    show->add_option("ID", options->id, "An id of the list, or a preset file")->required();
    show->add_option("--data", options->data, "The data of the study; default: those it was measured on");
    show->callback([options, &action] { action = [options] { return showPreset(*options); }; });
}

} // namespace tunescope::cli
