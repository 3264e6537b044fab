// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/data/dataset.h"
#include "core/study/study_store.h"

#include <filesystem>
#include <memory>

namespace tunescope {

/// A study's own copy of its data file, unpacked for as long as this object lives.
class TemporaryDataFile
{
public:
    [[nodiscard]] static Result<std::unique_ptr<TemporaryDataFile>> create(const std::vector<std::byte>& bytes, const std::string& name);
    TemporaryDataFile(const TemporaryDataFile&) = delete;
    TemporaryDataFile& operator=(const TemporaryDataFile&) = delete;
    ~TemporaryDataFile();

    [[nodiscard]] std::string path() const { return (m_folder / m_name).string(); }

private:
    TemporaryDataFile(std::filesystem::path folder, std::filesystem::path name);

    std::filesystem::path m_folder;
    std::filesystem::path m_name;
};

/// The data that the study was made with: from where it came if its fingerprint still agrees, otherwise from the
/// study's own copy (`copy` then holds it, and stored.config.data names it). Errors: DataChanged, or those of the file.
[[nodiscard]] Result<std::shared_ptr<const Dataset>> openStoredData(StoredStudy& stored, StudyStore& store,
                                                                    std::unique_ptr<TemporaryDataFile>& copy);

} // namespace tunescope
