// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/sqlite_store_factory.h"

#include "core/storage/sqlite_study_store.h"
#include "core/storage/study_schema.h"

#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <utility>

namespace tunescope {
namespace {

namespace fs = std::filesystem;

std::string folderOf(const std::string& path)
{
    const std::string folder = fs::path(path).parent_path().string();
    return folder.empty() ? "." : folder;
}

bool isWritable(const std::string& path)
{
    return access(path.c_str(), W_OK) == 0 && access(folderOf(path).c_str(), W_OK) == 0;
}

/// Removes what is left of a file that was not finished.
class TemporaryFile
{
public:
    explicit TemporaryFile(std::string path) : m_path(std::move(path)) { remove(); }
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;
    ~TemporaryFile() { remove(); }

    [[nodiscard]] const std::string& path() const { return m_path; }

private:
    void remove() const
    {
        std::error_code ignored;
        for (const char* suffix : {"", "-journal"})
            fs::remove(m_path + suffix, ignored);
    }

    std::string m_path;
};

Result<void> checkTarget(const std::string& path)
{
    std::error_code error;
    if (fs::exists(path, error))
        return fail(ErrorCode::StudyExists, {{"path", path}});
    const std::string folder = folderOf(path);
    if (!fs::is_directory(folder, error))
        return fail(ErrorCode::FolderMissing, {{"path", folder}});
    if (access(folder.c_str(), W_OK) != 0)
        return fail(ErrorCode::FolderReadOnly, {{"path", folder}});
    return {};
}

Result<void> writeNewFile(const std::string& path, const StudyConfig& config, const StudyFacts& facts,
                          const EngineFacts& engine, const std::string& dataFile)
{
    auto database = Database::open(path, OpenMode::Create);
    if (!database)
        return fail(database.error());
    if (const auto done = createStudySchema(**database); !done)
        return done;
    auto tables = StudyTables::create(**database);
    if (!tables)
        return fail(tables.error());
    return (*tables)->writeNewStudy(config, facts, engine, dataFile);
}

/// The file's own words when it is sound are "ok".
Result<void> quickCheck(Database& database)
{
    const Result<std::string> verdict = database.query("PRAGMA quick_check(1)");
    if (!verdict)
        return fail(verdict.error());
    if (*verdict != "ok")
        return fail(ErrorCode::StudyDamaged, {{"path", database.path()}, {"detail", *verdict}});
    return {};
}

Result<std::unique_ptr<StudyStore>> openForLooking(const std::string& path)
{
    auto reader = Database::open(path, isWritable(path) ? OpenMode::ReadOnly : OpenMode::Immutable);
    if (!reader)
        return fail(reader.error());
    if (const Result<int> version = studySchemaVersion(**reader); !version)
        return fail(version.error());
    return std::make_unique<SqliteStudyStore>(path, std::move(*reader), std::nullopt, nullptr);
}

Result<std::unique_ptr<StudyStore>> openForWriting(const std::string& path, StudyLock lock)
{
    auto database = Database::open(path, OpenMode::ReadWrite);
    if (!database)
        return fail(database.error());
    const Result<int> version = studySchemaVersion(**database);
    if (!version)
        return fail(version.error());
    if (const auto sound = quickCheck(**database); !sound)
        return fail(sound.error());
    for (const char* pragma : {"PRAGMA journal_mode = WAL", "PRAGMA synchronous = NORMAL"}) {
        if (const auto done = (*database)->execute(pragma); !done)
            return fail(done.error());
    }
    if (const auto done = migrateStudySchema(**database, *version); !done)
        return fail(done.error());
    auto tables = StudyTables::create(**database);
    if (!tables)
        return fail(tables.error());
    auto reader = Database::open(path, OpenMode::ReadOnly);
    if (!reader)
        return fail(reader.error());
    auto writer = std::make_unique<StudyWriter>(std::move(*database), std::move(*tables));
    return std::make_unique<SqliteStudyStore>(path, std::move(*reader), std::move(lock), std::move(writer));
}

} // namespace

Result<std::unique_ptr<StudyStore>>
SqliteStoreFactory::create(const std::string& path, const StudyConfig& config, const StudyFacts& facts,
                           const EngineFacts& engine, const std::string& dataFile)
{
    if (const auto free = checkTarget(path); !free)
        return fail(free.error());
    Result<StudyLock> lock = StudyLock::acquire(path);
    if (!lock)
        return fail(lock.error());
    {
        const TemporaryFile unfinished(path + ".part");
        if (const auto done = writeNewFile(unfinished.path(), config, facts, engine, dataFile); !done) {
            Error error = done.error();
            for (ErrorArg& arg : error.args) {
                if (arg.name == "path")
                    arg = ErrorArg("path", path);
            }
            return fail(std::move(error));
        }
        if (const auto free = checkTarget(path); !free)
            return fail(free.error());
        std::error_code error;
        fs::rename(unfinished.path(), path, error);
        if (error)
            return fail(ErrorCode::FileWriteFailed, {{"path", path}, {"detail", error.message()}});
    }
    return openForWriting(path, std::move(*lock));
}

Result<std::unique_ptr<StudyStore>> SqliteStoreFactory::open(const std::string& path)
{
    std::error_code error;
    if (!fs::exists(path, error))
        return fail(ErrorCode::FileMissing, {{"path", path}});
    if (fs::is_directory(path, error))
        return fail(ErrorCode::StudyNotAStudy, {{"path", path}});
    if (access(path.c_str(), R_OK) != 0)
        return fail(ErrorCode::FileUnreadable, {{"path", path}, {"detail", std::strerror(errno)}});
    if (m_access == StoreAccess::Look || !isWritable(path))
        return openForLooking(path);
    Result<StudyLock> lock = StudyLock::acquire(path);
    if (!lock)
        return fail(lock.error());
    return openForWriting(path, std::move(*lock));
}

Result<std::string> checkStudyFile(const std::string& path)
{
    auto database = Database::open(path, isWritable(path) ? OpenMode::ReadOnly : OpenMode::Immutable);
    if (!database)
        return fail(database.error());
    if (const Result<int> version = studySchemaVersion(**database); !version)
        return fail(version.error());
    return (*database)->query("PRAGMA integrity_check(1)");
}

} // namespace tunescope
