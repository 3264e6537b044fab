// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/data/data_spec.h"
#include "core/data/dataset.h"
#include "core/data/read_progress.h"

#include <filesystem>
#include <memory>
#include <string>

namespace tunescope {

/// Opens a built-in data set ("digits", "moons:noise=0.2") or a file and computes its fingerprint.
///
/// A built-in name wins over a file of the same name; write ./digits for the file. Import settings apply to
/// files. Excluded rows stay in the data set; a split leaves them out. Errors are one sentence each
/// (data_errors.def).
[[nodiscard]] Result<std::shared_ptr<const Dataset>> openDataset(const DataSpec& spec,
                                                                 const ReadProgress& progress = {});

/// The one file that holds everything a source names, so that a copy of it is enough; empty for built-in
/// sets, folders, and files that need others next to them.
[[nodiscard]] std::string wholeFileOf(const std::string& source);

/// The file or folder that a source names, without settings.
[[nodiscard]] std::filesystem::path pathOf(const std::string& source);

/// The source with its file at another place, settings kept: "/tmp/prices.csv:window=20".
[[nodiscard]] std::string sourceAt(const std::string& source, const std::string& file);

/// Whether the file is a table of text, whose columns a person may want to look at first; also a file that no
/// reader knows, but no folder.
[[nodiscard]] bool isTable(const std::filesystem::path& path);

/// "*.csv *.csv.gz *.tsv": the names of all files that can be opened.
[[nodiscard]] std::string readableFilePatterns();

} // namespace tunescope
