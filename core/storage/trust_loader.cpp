// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/trust_loader.h"

#include "core/base/number_text.h"
#include "core/storage/stored_json.h"
#include "core/storage/study_schema.h"
#include "core/storage/trial_loader.h"
#include "core/storage/trust_stored_json.h"

#include <cstring>
#include <utility>

namespace tunescope {
namespace {

void trustWarning(StoredStudy& study, std::int64_t trial, std::string_view detail)
{
    study.warnings.push_back({ErrorCode::StudyRowDamaged, {{"trial", trial}, {"detail", detail}}});
}

void readExtraRun(const Statement& row, StoredStudy& study)
{
    const auto kind = extraKindFromName(row.text(0));
    const auto seed = parseUnsigned(row.text(4));
    const auto state = trialStateFromName(row.text(5));
    auto runs = parseRunResults(row.text(11));
    const std::span<const std::byte> curve = row.bytes(12);
    if (!kind || !seed || !state || !runs || curve.size() % sizeof(double) != 0)
        return trustWarning(study, row.integer(3), "an extra run");
    ExtraRun run{.kind = *kind,
                 .trial = static_cast<int>(row.integer(3)),
                 .draw = static_cast<int>(row.integer(2)),
                 .newSplit = row.integer(1) != 0,
                 .seed = *seed,
                 .state = *state,
                 .reason = row.text(6),
                 .value = row.optionalNumber(7),
                 .lastValue = row.optionalNumber(8),
                 .bestEpoch = static_cast<int>(row.integer(9)),
                 .runs = std::move(*runs),
                 .curve = std::vector<double>(curve.size() / sizeof(double)),
                 .weights = row.integer(10),
                 .extraSeconds = row.isNull(13) ? 0.0 : row.number(13),
                 .finishedAt = row.number(14)};
    if (!curve.empty())
        std::memcpy(run.curve.data(), curve.data(), curve.size());
    study.extraRuns.push_back(std::move(run));
}

void readTestLook(const Statement& row, StoredStudy& study)
{
    auto metrics = parseNumbers(row.text(10));
    auto runs = parseNumbers(row.text(11));
    auto points = parseTestPoints(row.text(12));
    if (!metrics || !runs || !points)
        return trustWarning(study, row.integer(2), "a look at the test part");
    study.testLooks.push_back({.number = static_cast<int>(row.integer(0)),
                               .openedAt = row.number(1),
                               .trial = static_cast<int>(row.integer(2)),
                               .epoch = static_cast<int>(row.integer(3)),
                               .trials = static_cast<int>(row.integer(4)),
                               .rows = row.integer(5),
                               .metric = row.text(6),
                               .validation = row.number(7),
                               .value = row.number(8),
                               .loss = row.number(9),
                               .metrics = std::move(*metrics),
                               .runs = std::move(*runs),
                               .points = std::move(*points)});
}

} // namespace

Result<void> loadTrust(Database& database, StoredStudy& study)
{
    const Result<int> version = studySchemaVersion(database);
    if (!version || *version < kTrustSince)
        return version ? Result<void>() : fail(version.error());
    const std::pair<const char*, void (*)(const Statement&, StoredStudy&)> tables[] = {
        {"SELECT kind, new_split, draw, trial, seed, state, reason, value, last_value, best_epoch, weights, runs, curve, "
         "extra_seconds, finished_at FROM extra_run ORDER BY kind, new_split, draw, trial",
         &readExtraRun},
        {"SELECT number, opened_at, trial, epoch, trials, test_rows, metric, validation, value, loss, metrics, runs, points "
         "FROM test_look ORDER BY number",
         &readTestLook},
        {"SELECT entries, hash FROM notebook_head",
         [](const Statement& row, StoredStudy& into) {
             into.notebookEntries = row.integer(0);
             into.notebookHash = row.text(1);
         }},
    };
    for (const auto& [sql, read] : tables) {
        const auto done = forEachRow(database, sql, study.warnings, [&](const Statement& row) { read(row, study); });
        if (!done)
            return done;
    }
    if (study.notebookEntries < 0)
        study.notebookEntries = 0; // A present file without an entry.
    return {};
}

} // namespace tunescope
