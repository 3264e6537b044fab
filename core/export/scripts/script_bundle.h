// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/export/scripts/script_source.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace tunescope {

/// pytorch, keras, sklearn (one trial), gridsearchcv, keras-tuner, optuna-script, hyperopt (the whole study).
[[nodiscard]] std::span<const std::string_view> scriptKinds();
/// Whether a kind is about the whole study, so that no trial needs to have finished.
[[nodiscard]] bool isStudyScript(std::string_view kind);

/// A script and the two files that it reads beside it.
struct ScriptBundle {
    ScriptFiles files;
    std::string text;
    std::string data; ///< Bytes of files.data, packed where its name ends in .gz.
    std::string split;
};

/// `stem` names the files: "train" -> "train.data.csv", "train.split.json". `trial` is only read by kinds
/// about one. Errors: ScriptModel, ScriptSamples, NoSuchTrial, TrialNotComplete, NoCompleteTrial, those of
/// the split.
[[nodiscard]] Result<ScriptBundle> scriptBundle(std::string_view kind, const StoredStudy& study,
                                                std::optional<int> trial, const Dataset& dataset,
                                                const std::string& stem,
                                                ScriptRows rows = ScriptRows::Written);

/// Whether a script of this name hides a library that it imports, as keras.py would.
[[nodiscard]] bool hidesLibrary(std::string_view stem);

} // namespace tunescope
