// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/study_store.h"

#include <memory>
#include <string>

namespace tunescope {

enum class StoreAccess {
    Write, ///< One program at a time; a file that cannot be written to opens for looking only.
    Look,  ///< Reads, also while another program writes.
};

/// Makes and opens `.tune` files.
class SqliteStoreFactory final : public StudyStoreFactory
{
public:
    explicit SqliteStoreFactory(StoreAccess access = StoreAccess::Write) : m_access(access) {}

    /// The file appears under its name only when it is complete.
    /// Errors: StudyExists, FolderMissing, FolderReadOnly, StudyInUse, StudyDiskFull, StudyWriteFailed.
    [[nodiscard]] Result<std::unique_ptr<StudyStore>>
    create(const std::string& path, const StudyConfig& config, const StudyFacts& facts,
           const EngineFacts& engine, const std::string& dataFile) override;

    /// Errors: FileMissing, FileUnreadable, StudyNotAStudy, StudyDamaged, StudyNewer, StudyInUse.
    [[nodiscard]] Result<std::unique_ptr<StudyStore>> open(const std::string& path) override;

private:
    StoreAccess m_access;
};

/// SQLite's own check of the whole file: "ok" or the first faults.
[[nodiscard]] Result<std::string> checkStudyFile(const std::string& path);

} // namespace tunescope
