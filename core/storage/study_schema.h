// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/storage/database.h"

#include <string>

namespace tunescope {

/// The version of the tables that this program writes; in the file as PRAGMA user_version. Version 2 added
/// layer reports; version 3 confirmations, ghosts, looks at the test part, stopping parts, twins and forks, and the
/// notebook's hashes.
inline constexpr int kStudySchemaVersion = 3;

/// The first version whose files have tables for layer reports.
inline constexpr int kLayersSince = 2;

/// The first version whose files have what is listed under version 3.
inline constexpr int kTrustSince = 3;

/// Makes the tables of a new file.
[[nodiscard]] Result<void> createStudySchema(Database& database);

/// Version of the tables in the file. Errors: StudyNotAStudy (no tables of ours), StudyNewer.
[[nodiscard]] Result<int> studySchemaVersion(Database& database);

/// Brings the tables of an older file up to date, all steps in one transaction. Nothing to do for a present
/// one.
[[nodiscard]] Result<void> migrateStudySchema(Database& database, int fromVersion);

/// Whether the file has a table of this name.
[[nodiscard]] Result<bool> hasTable(Database& database, const std::string& name);

/// Only studies with stopping rules have this table, so files without them stay as they were.
constexpr const char* kStoppingRuleTable =
    "CREATE TABLE IF NOT EXISTS stopping_rule (stage INTEGER PRIMARY KEY, target REAL, stagnation INTEGER, "
    "expected_gain REAL)";

/// Only studies that a window has shown have this table.
constexpr const char* kViewStateTable =
    "CREATE TABLE IF NOT EXISTS view_state (name TEXT PRIMARY KEY, value TEXT NOT NULL)";

} // namespace tunescope
