// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/data/dataset.h"
#include "core/study/study_store.h"
#include "core/training/training_config.h"

#include <string>
#include <vector>

namespace tunescope {

/// How a script reads the data file.
enum class ScriptForm {
    Table,   ///< A header and one row a sample, scaled column by column.
    Picture, ///< Numbers without a header, all scaled alike; the last column is the target.
    Sequence ///< The same, scaled feature by feature.
};

/// An input column of a table; without categories it holds numbers.
struct ScriptColumn {
    std::string name;
    std::vector<std::string> categories; ///< Those that occur in the training part.
};

/// Whether the rows are written too; without them a script can still be looked at.
enum class ScriptRows { Written, LeftOut };

/// The files that lie beside a script, by their names.
struct ScriptFiles {
    std::string data;
    std::string split;
};

/// Everything that a script needs to train the network of one trial again, whatever its language.
struct ScriptSource {
    std::string study;
    int trial = 0;
    std::uint64_t seed = 0; ///< Of the trial.
    double value = 0.0;     ///< Of the study's metric at the best epoch.
    int bestEpoch = 0;
    TrainingConfig config;
    ScriptForm form = ScriptForm::Table;
    SampleShape shape; ///< What the network reads.
    double low = 0.0;  ///< Range that pixels can have.
    double high = 1.0;
    std::vector<ScriptColumn> columns; ///< Table.
    std::string target;
    std::vector<std::string> classNames; ///< Empty for regression.
    std::int64_t trainRows = 0;
    bool hasStopping = false; ///< Rows of their own choose the best epoch: "stopping" in `split`.
    std::vector<std::string> notes = {}; ///< What no script does as the program does.

    std::string data; ///< Text of the data file: every row as the program read it.
    std::string
        split; ///< JSON {"train": [...], "validation": [...]} and perhaps "stopping": 0-based rows, none of the test part.
};

/// Of a complete trial, for its run (0, 0). `dataset` is the study's.
/// Errors: NoSuchTrial, TrialNotComplete, ScriptForm for samples that scripts do not read (texts, masks,
/// anomalies), and those of the split.
[[nodiscard]] Result<ScriptSource> scriptSource(const StoredStudy& study, int trial, const Dataset& dataset,
                                                ScriptRows rows = ScriptRows::Written);

/// Of settings that no trial needs to have; trial, seed and value stay empty.
[[nodiscard]] Result<ScriptSource> scriptSource(const StoredStudy& study, const ParamSet& settings,
                                                const Dataset& dataset, ScriptRows rows = ScriptRows::Written);

} // namespace tunescope
