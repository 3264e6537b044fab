// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <string>

namespace tunescope {

/// The right to write a study: one process at a time. Dies with the process, so a crash leaves nothing behind
/// that has to be cleared. A file PATH-lock beside the study carries it (a lock on the study itself would be
/// lost whenever any connection to it is closed, see SQLite's "How To Corrupt", section 2.2).
class StudyLock
{
public:
    /// Errors: StudyInUse, StudyReadOnly. File systems without locks are trusted.
    [[nodiscard]] static Result<StudyLock> acquire(const std::string& studyPath);
    StudyLock(StudyLock&& other) noexcept;
    StudyLock& operator=(StudyLock&& other) noexcept;
    StudyLock(const StudyLock&) = delete;
    StudyLock& operator=(const StudyLock&) = delete;
    ~StudyLock();

private:
    StudyLock(std::string path, int file);
    void release();

    std::string m_path;
    int m_file = -1;
};

} // namespace tunescope
