// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/export/scripts/script_source.h"

#include <optional>
#include <string>

namespace tunescope {

/// build() in Python: the trial's network as PyTorch layers. Nothing for a model that a script does not have.
[[nodiscard]] std::optional<std::string> pytorchNetwork(const ScriptSource& source);

} // namespace tunescope
