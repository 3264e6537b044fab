// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lessons/presets/preset_library.h"

#include "core/base/resources.h"
#include "core/storage/json_writer.h"
#include "core/storage/study_spec_json.h"

#include <algorithm>
#include <fstream>
#include <iterator>

namespace tunescope {
namespace {

constexpr std::uintmax_t kLargestPreset = 1'000'000;

void writeFigure(JsonWriter& json, const PresetFigure& figure)
{
    json.key("measured");
    json.beginInlineObject();
    json.textField("data", figure.data);
    json.textField("metric", figure.metric);
    json.unsignedField("seed", figure.seed);
    json.integerField("trials", figure.trials);
    json.integerField("complete", figure.complete);
    if (figure.complete > 0) {
        json.numberField("lowest", figure.lowest);
        json.numberField("highest", figure.highest);
    }
    json.textField("version", figure.version);
    json.endObject();
}

/// Only what the preset says of a stage.
void writeSettings(JsonWriter& json, const Preset& preset)
{
    json.key("space");
    json.beginObject();
    json.key("params");
    json.beginArray();
    for (const ParamSpec& spec : preset.space.params())
        writeParamSpec(json, spec);
    json.endArray();
    json.endObject();
    json.paramsField("fixed", preset.fixed);
    const auto part = [&json](std::string_view key, const std::string& text) {
        json.key(key);
        json.raw(text);
    };
    if (preset.sampler)
        part("sampler", printSampler(*preset.sampler));
    if (preset.pruner)
        part("pruner", printPruner(*preset.pruner));
    if (!preset.budget)
        return;
    json.key("budget");
    json.beginInlineObject();
    if (preset.budget->trials)
        json.integerField("trials", *preset.budget->trials);
    const auto number = [&json](std::string_view key, const std::optional<double>& value) {
        if (value)
            json.numberField(key, *value);
    };
    number("seconds", preset.budget->seconds);
    number("target", preset.budget->rules.target);
    if (preset.budget->rules.stagnation)
        json.integerField("stagnation", *preset.budget->rules.stagnation);
    number("expected_gain", preset.budget->rules.expectedGain);
    json.endObject();
}

/// "Wide, then deep!" as "wide-then-deep".
std::string idFrom(const std::string& title)
{
    std::string id;
    for (const char letter : title) {
        const bool isUpper = letter >= 'A' && letter <= 'Z';
        const char lower = isUpper ? static_cast<char>(letter - 'A' + 'a') : letter;
        const bool isPlain = (lower >= 'a' && lower <= 'z') || (lower >= '0' && lower <= '9');
        if (isPlain)
            id += lower;
        else if (!id.empty() && id.back() != '-')
            id += '-';
    }
    id = id.substr(0, 60);
    while (id.ends_with('-'))
        id.pop_back();
    return id.empty() ? "preset" : id;
}

Result<void> writeText(const std::filesystem::path& path, const std::string& text)
{
    const std::filesystem::path unfinished = path.string() + ".part";
    std::ofstream stream(unfinished, std::ios::binary);
    stream << text;
    stream.close();
    std::error_code error;
    const bool isWhole = !stream.fail();
    if (isWhole)
        std::filesystem::rename(unfinished, path, error);
    if (isWhole && !error)
        return {};
    const std::string detail = error ? error.message() : "the folder cannot be written, or the disk is full";
    std::filesystem::remove(unfinished, error);
    return fail(ErrorCode::FileWriteFailed, {{"path", path.string()}, {"detail", detail}});
}

} // namespace

LessonExpected<Preset> readPresetFile(const std::filesystem::path& path)
{
    const std::string name = path.string();
    std::error_code error;
    if (!std::filesystem::exists(path, error))
        return tl::unexpected(LessonFault{name, {}, {ErrorCode::FileMissing, {{"path", name}}}});
    const bool isFile = std::filesystem::is_regular_file(path, error);
    const bool isSmall = isFile && std::filesystem::file_size(path, error) <= kLargestPreset;
    std::ifstream stream(path, std::ios::binary);
    if (!isSmall || !stream)
        return tl::unexpected(LessonFault{name, {}, {ErrorCode::FileUnreadable, {{"path", name}, {"detail", isSmall ? "it cannot be opened" : "it is no preset: a folder, or above 1 MB"}}}});
    const std::string text{std::istreambuf_iterator<char>(stream), {}};
    auto preset = parsePreset(text);
    if (!preset) {
        LessonFault fault = preset.error();
        fault.file = name;
        return tl::unexpected(std::move(fault));
    }
    preset->file = name;
    return preset;
}

std::string printPreset(const Preset& preset)
{
    JsonWriter json(JsonLayout::Indented);
    json.beginObject();
    json.textField("format", kPresetFormat);
    json.textField("id", preset.id);
    json.textField("title", preset.title);
    json.key("for");
    json.beginInlineArray();
    for (const std::string& fit : preset.fits)
        json.text(fit);
    json.endArray();
    json.textField("kind", presetKindName(preset.kind));
    json.textField("why", preset.why);
    writeSettings(json, preset);
    if (preset.measured)
        writeFigure(json, *preset.measured);
    json.endObject();
    return json.take() + "\n";
}

const Preset* PresetLibrary::byId(std::string_view id) const
{
    const auto found = std::find_if(presets.begin(), presets.end(), [&](const Preset& preset) { return preset.id == id; });
    return found == presets.end() ? nullptr : &*found;
}

PresetLibrary loadPresets(const std::filesystem::path& folder)
{
    std::vector<std::filesystem::path> files;
    std::error_code error;
    for (std::filesystem::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
        if (entry->path().extension() == ".json")
            files.push_back(entry->path());
    }
    std::sort(files.begin(), files.end());
    PresetLibrary library;
    for (const std::filesystem::path& file : files) {
        auto preset = readPresetFile(file);
        if (!preset) {
            library.faults.push_back(preset.error());
        } else if (const Preset* other = library.byId(preset->id)) {
            const std::string expected = "another one than that of " + std::filesystem::path(other->file).filename().string();
            library.faults.push_back({preset->file, {}, {ErrorCode::JsonWrongType, {{"path", "id"}, {"expected", expected}, {"value", "\"" + preset->id + "\""}}}});
        } else {
            library.presets.push_back(std::move(*preset));
        }
    }
    return library;
}

PresetLibrary loadPresets()
{
    const auto folder = findResource("presets");
    return folder ? loadPresets(*folder) : PresetLibrary();
}

Result<Preset> savePreset(const std::filesystem::path& folder, Preset preset)
{
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    const std::string stem = idFrom(preset.title);
    const PresetLibrary shipped = loadPresets();
    preset.id = stem;
    const auto isTaken = [&](const std::string& id) { return shipped.byId(id) != nullptr || std::filesystem::exists(folder / (id + ".json"), error); };
    for (int number = 2; isTaken(preset.id); ++number)
        preset.id = stem + "-" + std::to_string(number);
    const std::filesystem::path path = folder / (preset.id + ".json");
    if (const auto written = writeText(path, printPreset(preset)); !written)
        return fail(written.error());
    preset.file = path.string();
    return preset;
}

} // namespace tunescope
