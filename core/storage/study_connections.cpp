// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/study_connections.h"

#include "core/storage/study_files.h"
#include "core/storage/study_schema.h"

#include <filesystem>
#include <utility>

namespace tunescope {
namespace {

namespace fs = std::filesystem;

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

/// SQLite counts the copy as writing, also for a connection that only asks.
Result<void> vacuumInto(Database& database, const std::string& target)
{
    if (const auto done = database.execute("PRAGMA query_only = OFF"); !done)
        return done;
    Result<void> copied;
    if (auto vacuum = database.prepare("VACUUM INTO ?"))
        copied = vacuum->run(target);
    else
        copied = fail(vacuum.error());
    if (const auto done = database.execute("PRAGMA query_only = ON"); copied && !done)
        return done;
    return copied;
}

} // namespace

Result<StudyConnections> openStudyConnections(const std::string& path)
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
    return StudyConnections{std::move(*database), std::move(*tables), std::move(*reader)};
}

Result<void> copyDatabase(Database& database, const std::string& target)
{
    if (const auto writable = checkFolder(target); !writable)
        return writable;
    const TemporaryFile unfinished(target + ".part");
    if (const auto copied = vacuumInto(database, unfinished.path()); !copied)
        return fail(errorAbout(copied.error(), target));
    std::error_code error;
    fs::rename(unfinished.path(), target, error);
    if (error)
        return fail(ErrorCode::FileWriteFailed, {{"path", target}, {"detail", error.message()}});
    return {};
}

} // namespace tunescope
