// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <string>

namespace tunescope {

/// The folder that a file is in; "." for a bare name.
[[nodiscard]] std::string folderOf(const std::string& path);

/// Whether a file can be written and its folder can take a log beside it.
[[nodiscard]] bool isWritable(const std::string& path);

/// Whether a new file can be made there. Errors: FolderMissing, FolderReadOnly.
[[nodiscard]] Result<void> checkFolder(const std::string& path);

/// The same error, said of `path` where it named an unfinished file.
[[nodiscard]] Error errorAbout(Error error, const std::string& path);

/// Waits until what was written to a file is on the disk. Errors: FileWriteFailed.
[[nodiscard]] Result<void> flushToDisk(const std::string& path);

/// The name of a file that is not finished: whatever is left of it goes away with the object.
class TemporaryFile
{
public:
    explicit TemporaryFile(std::string path);
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;
    ~TemporaryFile();

    [[nodiscard]] const std::string& path() const { return m_path; }

private:
    void remove() const;

    std::string m_path;
};

} // namespace tunescope
