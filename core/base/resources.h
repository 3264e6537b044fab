// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <optional>
#include <string_view>

namespace tunescope {

/// A file or folder that ships with the program, for example "datasets/iris.csv.gz".
///
/// Looked for in the folder that TUNESCOPE_DATA names, then in ../share/tunescope beside the executable's
/// folder, then in the source tree of this build. Nothing if none of them has it.
[[nodiscard]] std::optional<std::filesystem::path> findResource(std::string_view relative);

} // namespace tunescope
