// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/storage/database.h"
#include "core/storage/study_tables.h"

#include <memory>
#include <string>

namespace tunescope {

/// The connections of one study that is written: one writes, one only reads.
struct StudyConnections {
    std::unique_ptr<Database> database;
    std::unique_ptr<StudyTables> tables; ///< Prepared on `database`.
    std::unique_ptr<Database> reader;
};

/// Opens an existing study for writing, with a write-ahead log, and brings its tables up to date. The caller
/// holds the StudyLock. Errors: those of Database::open(), StudyDamaged, StudyTooNew.
[[nodiscard]] Result<StudyConnections> openStudyConnections(const std::string& path);

/// A consistent copy of what is committed, log included, while others may write (SQLite's VACUUM INTO). It
/// appears at `target` by rename and replaces a file that is there. Errors: FolderMissing, FolderReadOnly,
/// StudyDiskFull, FileWriteFailed.
[[nodiscard]] Result<void> copyDatabase(Database& database, const std::string& target);

} // namespace tunescope
