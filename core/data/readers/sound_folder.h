// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/readers/read_request.h"

namespace tunescope {

/// Whether a folder has WAV files, in sub-folders or itself.
[[nodiscard]] bool looksLikeSoundFolder(const std::filesystem::path& folder);

/// A folder of WAV files as sequences of log-mel bands: one sub-folder a class, or names like
/// 7_jackson_3.wav, whose first part is the class and whose second part, if there are three, the group
/// "speaker". Channels are averaged; all files are read at their own rate.
/// Settings: bands, steps. Errors: SoundUnreadable, SoundShort, SoundLong, FolderOneClass, FolderUnreadable,
/// SamplesTooFew.
[[nodiscard]] Result<Dataset> readSoundFolder(const ReadRequest& request);

} // namespace tunescope
