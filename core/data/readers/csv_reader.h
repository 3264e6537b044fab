// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/data/data_spec.h"
#include "core/data/dataset.h"
#include "core/data/read_progress.h"

#include <filesystem>

namespace tunescope {

/// Imports a delimited text file: reads it, detects what the settings leave open, checks it, builds the
/// columns.
///
/// Rows without a target value are left out and counted in Dataset::skippedRows, as are bad rows where the
/// settings say so. The text of the file and the columns are held at once, so memory grows linearly with the
/// file. Errors: those of readTextFile(), scanCsv() and planImport(), TableRagged, TableBadNumber,
/// TableNoTarget, TableOneClass, TableTooManyClasses, TableConstantTarget, TableTooFewRows; all carry {path}.
[[nodiscard]] Result<Dataset> readCsv(const std::filesystem::path& path, const ImportSettings& settings,
                                      const ReadProgress& progress);

} // namespace tunescope
