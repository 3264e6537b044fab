// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/study/study_store.h"

#include <string>

namespace tunescope {

/// The bytes of an SQLite file that Optuna's RDBStorage opens: schema version 12, which Optuna 3.0 to 4.x share.
///
/// A trial's parameters have the distributions of its stage; intermediate values are those of run (0, 0) from epoch 1
/// on; diverged, failed and cancelled trials are FAIL, interrupted ones RUNNING, pruned ones keep their last value.
/// Deleted trials are left out of nothing: they carry the attribute "tunescope:deleted". What Optuna has no place for
/// is in user attributes whose names begin with "tunescope:", the whole spec among them, so that the file can be
/// imported again without loss. Times are UTC.
///
/// Source: the tables and enums of optuna/storages/_rdb/models.py, version 3.1.0.
/// Errors: FileWriteFailed, those of a full disk.
[[nodiscard]] Result<std::string> printOptunaStorage(const StoredStudy& study);

} // namespace tunescope
