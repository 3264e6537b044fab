// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/export/import/import_file.h"

#include "core/export/import/foreign_study.h"

#include "core/export/best_json.h"
#include "core/export/export_file.h"
#include "core/metrics/metric_registry.h"
#include "core/storage/database.h"
#include "core/storage/sqlite_store_factory.h"

#include <limits>

namespace tunescope {
namespace {

constexpr std::string_view kSqliteMagic("SQLite format 3\0", 16);

/// A run that says no more than the trial's value.
RunResult oneRun(const TrialOutcome& outcome)
{
    return {.repeat = 0,
            .fold = 0,
            .value = outcome.value,
            .lastValue = outcome.lastValue,
            .bestEpoch = outcome.bestEpoch,
            .epochs = outcome.bestEpoch,
            .gap = std::numeric_limits<double>::quiet_NaN()};
}

} // namespace

bool isOptunaStorage(const std::string& path)
{
    const auto database = Database::open(path, OpenMode::Immutable);
    if (!database)
        return false;
    const auto found = (*database)->query("SELECT name FROM sqlite_master WHERE name = 'trial_intermediate_values' OR "
                                          "(name = 'version_info' AND type = 'table')");
    return found && !found->empty();
}

Result<ImportedTrials> readImportedStudy(const std::string& path)
{
    SqliteStoreFactory factory(StoreAccess::Look);
    const auto store = factory.open(path);
    if (!store)
        return fail(store.error());
    Result<StoredStudy> study = (*store)->load();
    if (!study)
        return fail(study.error());
    ImportedTrials imported{.path = path,
                            .config = study->config,
                            .metric = study->config.protocol.metric,
                            .dataSha256 = study->facts.dataSha256,
                            .splitSha256 = study->facts.splitSha256,
                            .metricNames = study->facts.metricNames,
                            .trials = {}};
    imported.config->stage = study->stages.back().config;
    for (StoredTrial& trial : study->trials) {
        if (!isTold(trial.state)) {
            ++imported.unfinished;
            continue;
        }
        for (EpochRecord& record : trial.epochs) {
            if (const auto counts = (*store)->confusion(trial.start.number, record.repeat, record.fold, record.epoch))
                record.confusion = *counts;
        }
        imported.trials.push_back(std::move(trial));
    }
    return imported;
}

Result<ImportedTrials> readImportedBest(const std::string& path, std::string_view bytes)
{
    const Result<BestConfiguration> best = readBest(bytes);
    if (!best)
        return fail(best.error());
    StoredTrial trial;
    trial.start.number = best->trial;
    trial.start.seed = best->seed;
    trial.start.params = best->params;
    trial.state = TrialState::Complete;
    trial.outcome.value = best->value;
    trial.outcome.lastValue = best->lastValue;
    trial.outcome.bestEpoch = best->bestEpoch;
    trial.outcome.runs.push_back(oneRun(trial.outcome));
    return ImportedTrials{.path = path,
                          .config = best->study,
                          .metric = best->metric,
                          .dataSha256 = best->dataSha256,
                          .splitSha256 = best->splitSha256,
                          .metricNames = {},
                          .trials = {std::move(trial)}};
}

Result<ImportedTrials> readImport(const std::string& path, const ImportOptions& options)
{
    const Result<std::string> bytes = readFile(path);
    if (!bytes)
        return fail(bytes.error());
    if (bytes->starts_with(kSqliteMagic))
        return isOptunaStorage(path) ? readImportedOptuna(path, options) : readImportedStudy(path);
    if (looksLikeBest(*bytes))
        return readImportedBest(path, *bytes);
    const std::size_t begin = bytes->find_first_not_of(" \t\r\n");
    const bool isText = bytes->find('\0') == std::string::npos;
    if (begin == std::string::npos || !isText || (*bytes)[begin] == '{' || (*bytes)[begin] == '[')
        return fail(ErrorCode::ImportUnknown, {{"path", path}});
    return readImportedTable(path, *bytes, options);
}

} // namespace tunescope
