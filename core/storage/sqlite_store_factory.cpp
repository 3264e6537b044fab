// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/sqlite_store_factory.h"

#include "core/storage/sqlite_study_store.h"
#include "core/storage/study_connections.h"
#include "core/storage/study_files.h"
#include "core/storage/study_schema.h"

#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <utility>

namespace tunescope {
namespace {

namespace fs = std::filesystem;

Result<void> checkTarget(const std::string& path)
{
    std::error_code error;
    if (fs::exists(path, error))
        return fail(ErrorCode::StudyExists, {{"path", path}});
    return checkFolder(path);
}

Result<void> writeNewFile(const std::string& path, const StudyConfig& config, const StudyFacts& facts,
                          const EngineFacts& engine, const std::string& dataFile)
{
    auto database = Database::open(path, OpenMode::Create);
    if (!database)
        return fail(database.error());
    // Nobody else sees this file yet, and a half-made one is thrown away: one flush at the end is enough.
    for (const char* pragma : {"PRAGMA journal_mode = OFF", "PRAGMA synchronous = OFF"}) {
        if (const auto done = (*database)->execute(pragma); !done)
            return done;
    }
    if (const auto done = createStudySchema(**database); !done)
        return done;
    auto tables = StudyTables::create(**database);
    if (!tables)
        return fail(tables.error());
    if (const auto done = (*tables)->writeNewStudy(config, facts, engine, dataFile); !done)
        return done;
    return (*database)->execute("PRAGMA journal_mode = WAL");
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
    auto open = openStudyConnections(path);
    if (!open)
        return fail(open.error());
    auto writer = std::make_unique<StudyWriter>(std::move(open->database), std::move(open->tables));
    return std::make_unique<SqliteStudyStore>(path, std::move(open->reader), std::move(lock),
                                              std::move(writer));
}

Result<void> mustBeReadable(const std::string& path)
{
    std::error_code error;
    if (!fs::exists(path, error))
        return fail(ErrorCode::FileMissing, {{"path", path}});
    if (fs::is_directory(path, error))
        return fail(ErrorCode::StudyNotAStudy, {{"path", path}});
    if (access(path.c_str(), R_OK) != 0)
        return fail(ErrorCode::FileUnreadable, {{"path", path}, {"detail", std::strerror(errno)}});
    return {};
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
        if (const auto done = writeNewFile(unfinished.path(), config, facts, engine, dataFile); !done)
            return fail(errorAbout(done.error(), path));
        if (const auto flushed = flushToDisk(unfinished.path()); !flushed)
            return fail(errorAbout(flushed.error(), path));
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
    if (const auto readable = mustBeReadable(path); !readable)
        return fail(readable.error());
    if (m_access == StoreAccess::Look || !isWritable(path))
        return openForLooking(path);
    Result<StudyLock> lock = StudyLock::acquire(path);
    if (!lock)
        return fail(lock.error());
    return openForWriting(path, std::move(*lock));
}

Result<std::string> checkStudyFile(const std::string& path)
{
    if (const auto readable = mustBeReadable(path); !readable)
        return fail(readable.error());
    auto database = Database::open(path, isWritable(path) ? OpenMode::ReadOnly : OpenMode::Immutable);
    if (!database)
        return fail(database.error());
    if (const Result<int> version = studySchemaVersion(**database); !version)
        return fail(version.error());
    return (*database)->query("PRAGMA integrity_check(1)");
}

} // namespace tunescope
