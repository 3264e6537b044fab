// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/export/import/import_file.h"

namespace tunescope {

/// Whether a file is an Optuna storage, as far as its tables tell.
[[nodiscard]] bool isOptunaStorage(const std::string& path);

/// A study of another program whose parameters need not be settings of ours: enough to ask what mattered, not
/// to train.
///
/// The space holds the parameters that every finished trial has, as the file describes them (Optuna's own
/// importance looks at the same ones); a parameter whose description changed counts with the last one, and a
/// trial outside of it is left out. Trials keep values, states and those parameters. Errors: those of
/// readImport(), ImportNoSetting without a parameter that all finished trials have.
[[nodiscard]] Result<StoredStudy> readForeignStudy(const std::string& path,
                                                   const ImportOptions& options = {});

} // namespace tunescope
