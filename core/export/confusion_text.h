// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metrics/confusion_matrix.h"

#include <string>
#include <vector>

namespace tunescope {

/// The matrix for a terminal: true classes down, predicted classes across, recall at the right, precision
/// below.
[[nodiscard]] std::string printConfusionText(const ConfusionMatrix& matrix,
                                             const std::vector<std::string>& classNames);

/// The counts with class names in the first row and column.
[[nodiscard]] std::string printConfusionCsv(const ConfusionMatrix& matrix,
                                            const std::vector<std::string>& classNames);

} // namespace tunescope
