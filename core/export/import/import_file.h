// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/study/study_store.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace tunescope {

/// What a file says of trials that were run elsewhere.
struct ImportedTrials {
    std::string path;
    std::optional<StudyConfig> config; ///< The study they belong to, where the file holds it.
    std::string metric;                ///< That their values are measured in; empty if unknown.
    std::string dataSha256;            ///< Empty if unknown.
    std::string splitSha256;
    std::vector<std::string> metricNames; ///< Of the epochs' PartValues.
    std::vector<StoredTrial> trials;      ///< Told ones only, by their number there.
    int unfinished = 0;                   ///< Trials of the file that were left out because they had not ended.
    std::vector<ParamSpec> params = {};     ///< Optuna: as the file describes them, ours or not.
    std::optional<Direction> direction = std::nullopt; ///< Optuna: of the first objective.
    std::vector<std::string> ignored = {}; ///< Columns that are neither a setting nor known in another way.
};

struct ImportOptions {
    std::map<std::string, std::string> columns = {}; ///< Our setting by the name of a column or parameter.
    std::string value = {};                          ///< Column of the value; empty = found by its usual names.
    std::string study = {};                          ///< Which study of a storage that holds several.
    std::string metric = {};                         ///< Of the study they go into: tells columns of metrics apart.
};

/// Reads a .tune, a best.json, an Optuna SQLite storage or a table of trials (CSV or TSV); the content decides, not
/// the name.
///
/// Tables: settings are found by their own names, also behind "param_" (scikit-learn's cv_results_), "params_"
/// (Optuna's data frame) and "config." or "config/" (W&B); the value behind "value", "mean_test_score", "score" or
/// a metric's name ("accuracy", "val_accuracy"), the study's own before others. Rows without a value count as failed unless a column "state" says otherwise.
///
/// Errors: ImportUnknown, ImportOptunaVersion, ImportOptunaStudy, ImportNoValue, ImportNoSetting, ImportValue, those
/// of the files themselves.
[[nodiscard]] Result<ImportedTrials> readImport(const std::string& path, const ImportOptions& options = {});

// The kinds of files; `bytes` is the whole file.
[[nodiscard]] Result<ImportedTrials> readImportedStudy(const std::string& path);
[[nodiscard]] Result<ImportedTrials> readImportedOptuna(const std::string& path, const ImportOptions& options);
[[nodiscard]] Result<ImportedTrials> readImportedBest(const std::string& path, std::string_view bytes);
[[nodiscard]] Result<ImportedTrials> readImportedTable(const std::string& path, std::string_view bytes,
                                                       const ImportOptions& options);

/// What became of imported trials.
struct ImportReport {
    int added = 0;
    int outside = 0; ///< Of them: outside of the search space, so that samplers leave them aside.
    int known = 0;   ///< Left out: the same trial was imported before.
    bool otherData = false;  ///< Their values were measured on other data, or it is unknown on which.
    std::vector<std::string> dropped = {}; ///< Their parameters that are no settings here.
};

/// Appends trials to a study as finished ones of origin "imported", in its latest stage. Epochs keep the metrics that
/// both know. Nothing is written if an error is returned.
///
/// Errors: ImportMetric if they are judged by another metric, ImportNoSetting if no parameter is a setting.
[[nodiscard]] Result<ImportReport> importTrials(const ImportedTrials& imported, const StoredStudy& study,
                                                StudyStore& store);

} // namespace tunescope
