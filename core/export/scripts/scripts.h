// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/export/scripts/script_source.h"

namespace tunescope {

// Python scripts that train the network of one trial again, each readable and runnable as it is beside its
// two files. Errors: ScriptModel where the library cannot express the model.

/// For PyTorch 1.13 and later: mlp, cnn, lstm, gru.
[[nodiscard]] Result<std::string> printPytorchScript(const ScriptSource& source, const ScriptFiles& files);

/// For scikit-learn 1.2 and later: mlp. Says in its head which settings MLPClassifier and MLPRegressor lack.
[[nodiscard]] Result<std::string> printSklearnScript(const ScriptSource& source, const ScriptFiles& files);

/// For Keras 3: mlp, cnn, lstm, gru.
[[nodiscard]] Result<std::string> printKerasScript(const ScriptSource& source, const ScriptFiles& files);

} // namespace tunescope
