// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/lessons/lesson_reader.h"
#include "core/lessons/presets/preset.h"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace tunescope {

/// Reads a `tunescope.preset/1` document; README.md of resources/presets lists its keys.
///
/// Strict: the first missing or unknown key (with the nearest name), wrong type, text of more than 60 words, data set
/// that is not built in, kind of data that does not exist, setting or value that does not exist, a good or bad preset
/// without settings, a range without a space. Opens no data.
[[nodiscard]] LessonExpected<Preset> parsePreset(std::string_view text);

/// Likewise of a file; Preset::file is set. Errors of files: FileMissing, FileUnreadable.
[[nodiscard]] LessonExpected<Preset> readPresetFile(const std::filesystem::path& path);

/// The document that parsePreset() reads back as an equal preset (but for its file).
[[nodiscard]] std::string printPreset(const Preset& preset);

/// The presets of a folder, by file name. A faulty file is left out and its fault kept.
struct PresetLibrary {
    std::vector<Preset> presets;
    std::vector<LessonFault> faults;

    [[nodiscard]] const Preset* byId(std::string_view id) const; ///< Null if there is none.
};

/// Every *.json of the folder. Two files of one id: the later one by name is a fault. Empty without a folder.
[[nodiscard]] PresetLibrary loadPresets(const std::filesystem::path& folder);
/// Those that ship with the program: the resource "presets" (findResource()).
[[nodiscard]] PresetLibrary loadPresets();

/// Writes a preset as a new file of the folder, which is made if need be, and gives it an id from its title that no
/// file there has. Errors: FileWriteFailed; then nothing is left behind.
[[nodiscard]] Result<Preset> savePreset(const std::filesystem::path& folder, Preset preset);

} // namespace tunescope
