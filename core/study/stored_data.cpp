// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/stored_data.h"

#include "core/data/open_dataset.h"
#include "core/study/study_data.h"

#include <cstdlib>
#include <fstream>
#include <system_error>

namespace tunescope {

TemporaryDataFile::TemporaryDataFile(std::filesystem::path folder, std::filesystem::path name)
    : m_folder(std::move(folder))
    , m_name(std::move(name))
{
}

TemporaryDataFile::~TemporaryDataFile()
{
    std::error_code ignored;
    std::filesystem::remove_all(m_folder, ignored);
}

Result<std::unique_ptr<TemporaryDataFile>> TemporaryDataFile::create(const std::vector<std::byte>& bytes, const std::string& name)
{
    std::error_code error;
    std::string pattern = (std::filesystem::temp_directory_path(error) / "tunescope-XXXXXX").string();
    if (error || !mkdtemp(pattern.data()))
        return fail(ErrorCode::FileWriteFailed, {{"path", pattern}, {"detail", "no temporary folder could be made"}});
    std::unique_ptr<TemporaryDataFile> file(new TemporaryDataFile(pattern, std::filesystem::path(name).filename()));
    std::ofstream out(file->path(), std::ios::binary);
    out.write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
    if (!out.flush())
        return fail(ErrorCode::FileWriteFailed, {{"path", file->path()}, {"detail", "the disk may be full"}});
    return file;
}

Result<std::shared_ptr<const Dataset>> openStoredData(StoredStudy& stored, StudyStore& store, std::unique_ptr<TemporaryDataFile>& copy)
{
    const std::string& source = stored.config.data.source;
    auto original = openCachedDataset(stored.config.data);
    if (original && (*original)->sha256 == stored.facts.dataSha256)
        return original;
    const auto bytes = store.dataCopy();
    if (bytes && !bytes->empty()) {
        auto file = TemporaryDataFile::create(*bytes, sourceAt(source, {}).empty() ? source : source.substr(0, source.rfind(':')));
        if (!file)
            return fail(file.error());
        DataSpec spec = stored.config.data;
        spec.source = sourceAt(source, (*file)->path());
        auto kept = openCachedDataset(spec);
        if (kept && (*kept)->sha256 == stored.facts.dataSha256) {
            copy = std::move(*file);
            stored.config.data.source = spec.source;
            return kept;
        }
    }
    if (!original)
        return fail(original.error());
    return fail(ErrorCode::DataChanged,
                {{"source", stored.config.data.source}, {"found", (*original)->sha256}, {"expected", stored.facts.dataSha256}});
}

} // namespace tunescope
