// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/data/prepared_data.h"
#include "core/study/objective.h"
#include "core/training/trainer.h"

#include <string>
#include <vector>

namespace tunescope {

/// The numbers of a prompt's symbols; of an empty one that of the end of a line, so that a line begins.
/// Errors: UnknownSymbol.
[[nodiscard]] Result<std::vector<std::int32_t>> promptTokens(const std::vector<std::string>& symbols,
                                                             const std::string& prompt);

/// The prompt and what the network writes after it. Errors: UnknownSymbol, those of Trainer::sampleText().
[[nodiscard]] Result<std::string> continuedText(const Trainer& trainer, const PreparedData& data, const TextContinuation& request);

} // namespace tunescope
