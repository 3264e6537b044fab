// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/study_schema.h"

#include "core/base/number_text.h"
#include "core/study/study_notebook.h"

#include <array>
#include <string>

namespace tunescope {
namespace {

/// "Tune" as a number: lets `file` and other programs recognise a study.
constexpr int kApplicationId = 0x54756E65;

/// Texts in columns `data`, `spec`, `facts`, `fixed`, `sampler`, `pruner`, `prune`, `params`, `finished_runs`
/// and trial_param's `value` are JSON, mostly as in tunescope.study/1. Seeds are texts because SQLite has no
/// unsigned 64-bit integer. `metrics` holds little-endian doubles, the training part's first; `counts` see
/// counts_blob.h, `layers` layers_blob.h. Not-a-number is NULL.
constexpr const char* kTables = R"sql(
CREATE TABLE study (
    id INTEGER PRIMARY KEY CHECK (id = 1), name TEXT NOT NULL, seed TEXT NOT NULL, spec_lag INTEGER,
    lag INTEGER NOT NULL, data TEXT NOT NULL, created_at REAL NOT NULL, engine_version TEXT NOT NULL,
    onednn TEXT NOT NULL, isa TEXT NOT NULL, numerics TEXT NOT NULL);
CREATE TABLE protocol (id INTEGER PRIMARY KEY, spec TEXT NOT NULL, facts TEXT NOT NULL);
CREATE TABLE stage (
    number INTEGER PRIMARY KEY, protocol INTEGER NOT NULL REFERENCES protocol (id), first_trial INTEGER NOT NULL,
    opened_at REAL NOT NULL, fixed TEXT NOT NULL, sampler TEXT NOT NULL, pruner TEXT NOT NULL,
    budget_trials INTEGER, budget_seconds REAL);
CREATE TABLE param_spec (
    stage INTEGER NOT NULL, position INTEGER NOT NULL, spec TEXT NOT NULL,
    PRIMARY KEY (stage, position)) WITHOUT ROWID;
CREATE TABLE queued_trial (id INTEGER PRIMARY KEY, stage INTEGER NOT NULL, params TEXT NOT NULL);
CREATE TABLE trial (
    number INTEGER PRIMARY KEY, stage INTEGER NOT NULL, state TEXT NOT NULL, seed TEXT NOT NULL,
    origin TEXT NOT NULL, started_at REAL NOT NULL, reason_kind TEXT, reason_text TEXT, reason_epoch INTEGER,
    reason_step INTEGER, prune TEXT, value REAL, last_value REAL, best_epoch INTEGER, weights INTEGER, trial_seconds REAL,
    deleted INTEGER NOT NULL DEFAULT 0);
CREATE TABLE trial_param (
    trial INTEGER NOT NULL, position INTEGER NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL,
    PRIMARY KEY (trial, position)) WITHOUT ROWID;
CREATE TABLE run (
    trial INTEGER NOT NULL, repeat INTEGER NOT NULL, fold INTEGER NOT NULL, value REAL, last_value REAL,
    best_epoch INTEGER NOT NULL, epochs INTEGER NOT NULL, gap REAL,
    PRIMARY KEY (trial, repeat, fold)) WITHOUT ROWID;
CREATE TABLE epoch_report (
    trial INTEGER NOT NULL, repeat INTEGER NOT NULL, fold INTEGER NOT NULL, epoch INTEGER NOT NULL,
    has_train INTEGER NOT NULL, train_loss REAL, validation_loss REAL, metrics BLOB NOT NULL,
    learning_rate REAL, gradient_norm REAL, epoch_seconds REAL,
    PRIMARY KEY (trial, repeat, fold, epoch)) WITHOUT ROWID;
CREATE TABLE confusion (
    trial INTEGER NOT NULL, repeat INTEGER NOT NULL, fold INTEGER NOT NULL, epoch INTEGER NOT NULL,
    classes INTEGER NOT NULL, counts BLOB NOT NULL,
    PRIMARY KEY (trial, repeat, fold, epoch)) WITHOUT ROWID;
CREATE TABLE checkpoint (
    trial INTEGER PRIMARY KEY, repeat INTEGER NOT NULL, fold INTEGER NOT NULL, epoch INTEGER NOT NULL,
    bytes BLOB NOT NULL, finished_runs TEXT NOT NULL);
CREATE TABLE note (trial INTEGER PRIMARY KEY, text TEXT NOT NULL);
CREATE TABLE event (id INTEGER PRIMARY KEY, at REAL NOT NULL, kind TEXT NOT NULL, detail TEXT NOT NULL);
CREATE TABLE data_copy (id INTEGER PRIMARY KEY CHECK (id = 1), name TEXT NOT NULL, size INTEGER NOT NULL,
    bytes BLOB NOT NULL);
)sql";

/// Since version 2. `names` of a trial's layers are those of all its epochs; bad_layer is where a diverged
/// trial first gave numbers that are not finite.
constexpr const char* kLayerTables = R"sql(
CREATE TABLE layer_report (
    trial INTEGER NOT NULL, repeat INTEGER NOT NULL, fold INTEGER NOT NULL, epoch INTEGER NOT NULL,
    layers BLOB NOT NULL,
    PRIMARY KEY (trial, repeat, fold, epoch)) WITHOUT ROWID;
CREATE TABLE layer_name (trial INTEGER PRIMARY KEY, names TEXT NOT NULL);
CREATE TABLE bad_layer (trial INTEGER PRIMARY KEY, name TEXT NOT NULL);
ALTER TABLE trial ADD COLUMN flops INTEGER;
)sql";

/// Since version 3. `stopping` holds the loss and the metrics of the stopping part; `looks` how often the test part had
/// been opened when the trial was told; `lineage`, `segments`, `runs`, `metrics` and `points` are JSON, `curve` holds
/// little-endian doubles.
constexpr const char* kTrustTables = R"sql(
ALTER TABLE epoch_report ADD COLUMN stopping BLOB;
ALTER TABLE trial ADD COLUMN looks INTEGER NOT NULL DEFAULT 0;
ALTER TABLE queued_trial ADD COLUMN lineage TEXT;
ALTER TABLE event ADD COLUMN hash TEXT;
CREATE TABLE notebook_head (id INTEGER PRIMARY KEY CHECK (id = 1), entries INTEGER NOT NULL, hash TEXT NOT NULL);
CREATE TABLE segment (trial INTEGER PRIMARY KEY, segments TEXT NOT NULL);
CREATE TABLE extra_run (
    kind TEXT NOT NULL, new_split INTEGER NOT NULL, draw INTEGER NOT NULL, trial INTEGER NOT NULL, seed TEXT NOT NULL,
    state TEXT NOT NULL, reason TEXT NOT NULL, value REAL, last_value REAL, best_epoch INTEGER NOT NULL,
    weights INTEGER NOT NULL, runs TEXT NOT NULL, curve BLOB, extra_seconds REAL, finished_at REAL NOT NULL,
    PRIMARY KEY (kind, new_split, draw, trial)) WITHOUT ROWID;
CREATE TABLE test_look (
    number INTEGER PRIMARY KEY, opened_at REAL NOT NULL, trial INTEGER NOT NULL, epoch INTEGER NOT NULL,
    trials INTEGER NOT NULL, test_rows INTEGER NOT NULL, metric TEXT NOT NULL, validation REAL, value REAL, loss REAL,
    metrics TEXT NOT NULL, runs TEXT NOT NULL, points TEXT NOT NULL);
)sql";

using Migration = Result<void> (*)(Database&);

Result<void> migrate1to2(Database& database)
{
    return database.execute(kLayerTables);
}

/// The entries that are there already begin the chain.
Result<void> chainNotebook(Database& database)
{
    Result<Statement> rows = database.prepare("SELECT id, at, kind, detail FROM event ORDER BY id");
    Result<Statement> update = database.prepare("UPDATE event SET hash = ?2 WHERE id = ?1");
    if (!rows || !update)
        return fail(rows ? update.error() : rows.error());
    std::string before;
    std::int64_t entries = 0;
    while (true) {
        const Result<bool> row = rows->next();
        if (!row)
            return fail(row.error());
        if (!*row)
            break;
        before = notebookHash(before, {.at = rows->number(1), .kind = rows->text(2), .detail = rows->text(3)});
        ++entries;
        if (const auto done = update->run(rows->integer(0), before); !done)
            return done;
    }
    Result<Statement> head = database.prepare("INSERT INTO notebook_head VALUES (1, ?, ?)");
    return head ? head->run(entries, before) : fail(head.error());
}

Result<void> migrate2to3(Database& database)
{
    const auto done = database.execute(kTrustTables);
    return done ? chainNotebook(database) : done;
}

/// kMigrations[i] turns version i + 1 into version i + 2.
constexpr std::array<Migration, kStudySchemaVersion - 1> kMigrations{&migrate1to2, &migrate2to3};

Result<void> setVersion(Database& database)
{
    return database.execute(("PRAGMA user_version = " + std::to_string(kStudySchemaVersion)).c_str());
}

} // namespace

Result<void> createStudySchema(Database& database)
{
    const std::string header = "PRAGMA application_id = " + std::to_string(kApplicationId);
    for (const char* sql : {"BEGIN", header.c_str(), kTables, kLayerTables, kTrustTables}) {
        if (const auto done = database.execute(sql); !done)
            return done;
    }
    if (const auto done = setVersion(database); !done)
        return done;
    return database.execute("COMMIT");
}

Result<bool> hasTable(Database& database, const std::string& name)
{
    const Result<std::string> tables =
        database.query("SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = '" + name + "'");
    return tables ? Result<bool>(*tables != "0") : fail(tables.error());
}

Result<int> studySchemaVersion(Database& database)
{
    const Result<std::string> tables = database.query(
        "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name IN ('study', 'trial')");
    if (!tables)
        return fail(tables.error());
    const Result<std::string> text = database.query("PRAGMA user_version");
    if (!text)
        return fail(text.error());
    const std::int64_t version = parseInteger(*text).value_or(0);
    if (*tables != "2" || version < 1)
        return fail(ErrorCode::StudyNotAStudy, {{"path", database.path()}});
    if (version > kStudySchemaVersion)
        return fail(ErrorCode::StudyNewer,
                    {{"path", database.path()}, {"version", version}, {"supported", kStudySchemaVersion}});
    return static_cast<int>(version);
}

Result<void> migrateStudySchema(Database& database, int fromVersion)
{
    if (fromVersion == kStudySchemaVersion)
        return {};
    if (const auto done = database.execute("BEGIN IMMEDIATE"); !done)
        return done;
    for (std::size_t i = static_cast<std::size_t>(fromVersion - 1); i < kMigrations.size(); ++i) {
        if (const auto done = kMigrations[i](database); !done) {
            (void)database.execute("ROLLBACK");
            return done;
        }
    }
    if (const auto done = setVersion(database); !done)
        return done;
    return database.execute("COMMIT");
}

} // namespace tunescope
