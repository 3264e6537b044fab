// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/data/prepared_data.h"
#include "core/data/preprocessor.h"
#include "core/data/split.h"

#include <memory>

namespace tunescope {

/// Training, validation and stopping parts as a network takes them, preprocessing fitted on the training
/// part. Errors: those of Preprocessor::fit(), and PrepareNoRows where dropping rows empties a part.
[[nodiscard]] Result<std::shared_ptr<const PreparedData>>
prepareData(const Dataset& dataset, const Split& split, const PreprocessingConfig& config);

/// The same with a transform that is at hand already.
[[nodiscard]] Result<std::shared_ptr<const PreparedData>>
prepareData(const Dataset& dataset, const Split& split, const Preprocessor& preprocessor);

/// The opened test part by the transform that was fitted on the training part.
[[nodiscard]] DataPart prepareRows(const Dataset& dataset, const Preprocessor& preprocessor,
                                   const TestRows& rows);

} // namespace tunescope
