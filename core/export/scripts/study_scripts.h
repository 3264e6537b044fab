// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/export/scripts/study_source.h"

#include <string_view>

namespace tunescope {

// "The same study in ...": Python scripts that search the same space with another library, on the same rows
// and the same splits. Each says in its head what its library cannot express. Errors: ScriptModel.

/// scikit-learn 1.2 and later: GridSearchCV over the study's grid, or RandomizedSearchCV with --random N. mlp
/// only.
[[nodiscard]] Result<std::string> printGridSearchScript(const StudySource& source, const ScriptFiles& files);

/// KerasTuner 1.4 and Keras 3: mlp, cnn, lstm, gru.
[[nodiscard]] Result<std::string> printKerasTunerScript(const StudySource& source, const ScriptFiles& files);

/// Optuna 3 and later, networks in PyTorch: mlp, cnn, lstm, gru; the pruner and several objectives too.
[[nodiscard]] Result<std::string> printOptunaScript(const StudySource& source, const ScriptFiles& files);

/// Hyperopt 0.2.7, networks in PyTorch: mlp, cnn, lstm, gru.
[[nodiscard]] Result<std::string> printHyperoptScript(const StudySource& source, const ScriptFiles& files);

} // namespace tunescope
