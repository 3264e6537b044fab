// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/export/import/import_file.h"

namespace tunescope {

/// What a column of a table, or a parameter of an Optuna study, is taken for unless something else is chosen.
struct ImportColumn {
    enum class Meaning {
        Setting, ///< See `setting`.
        Value,
        Known, ///< State, number, seed, note, ...: read, and no setting.
        Nothing
    };
    std::string name;
    Meaning meaning = Meaning::Nothing;
    std::string setting = {};
    std::vector<std::string> samples = {}; ///< The first few values.
};

/// What a file of results holds, before it is imported.
struct ImportOverview {
    std::vector<std::string> studies = {}; ///< Of an Optuna storage.
    std::vector<ImportColumn> columns =
        {};                  ///< Of tables and Optuna; empty where the file's own names are ours.
    bool isTable = false;    ///< Only then a column has to be the value.
    bool hasStudy = false;   ///< It says how to make a study to import into.
    int trials = 0;          ///< That have ended; 0 where it depends on the columns.
    std::string metric = {}; ///< Empty if unknown.
};

/// `metric` as in ImportOptions. Errors: those of readImport() but for columns that are still to be chosen.
[[nodiscard]] Result<ImportOverview> importOverview(const std::string& path, const std::string& study = {},
                                                    const std::string& metric = {});

/// The columns of a table with what they are taken for; the whole file is `bytes`. Errors: ImportUnknown.
[[nodiscard]] Result<std::vector<ImportColumn>> tableColumns(const std::string& path, std::string_view bytes,
                                                             const std::string& metric = {});

/// Names of the studies in an Optuna storage.
[[nodiscard]] Result<std::vector<std::string>> optunaStudies(const std::string& path);

} // namespace tunescope
