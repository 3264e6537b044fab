// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/dataset.h"

#include <string>

namespace tunescope {

/// SHA-256 of what a network can see of a data set: the task, and of every used column its name, kind and
/// values in order (missing ones marked), the target last.
///
/// Line ends, delimiter, decimal mark, encoding and the spelling of numbers do not matter; names of columns
/// do, because settings refer to them, and so do order of rows and which columns are used.
[[nodiscard]] std::string datasetFingerprint(const Dataset& dataset);

} // namespace tunescope
