// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/readers/read_request.h"

namespace tunescope {

/// Whether a folder has pictures in sub-folders.
[[nodiscard]] bool looksLikePictureFolder(const std::filesystem::path& folder);

/// A folder of pictures with one sub-folder a class, all brought to one size.
///
/// Settings: size (side in pixels; the pictures' own size if they share one of at most 64, otherwise 32),
/// colour (0 or 1; 1 if any picture has colours). Errors: those of readPicture(), FolderUnreadable,
/// FolderOneClass, SamplesTooFew, SamplesMemory.
[[nodiscard]] Result<Dataset> readPictureFolder(const ReadRequest& request);

/// Whether a folder has pictures and masks next to each other.
[[nodiscard]] bool looksLikeMaskFolder(const std::filesystem::path& folder);

/// A folder with sub-folders images and masks; a mask is a PNG of the same name and size whose values are
/// classes (0 is named "background"). Settings: size, colour as above. Errors: as above, MaskMissing,
/// MaskSize, MaskClasses.
[[nodiscard]] Result<Dataset> readMaskFolder(const ReadRequest& request);

} // namespace tunescope
