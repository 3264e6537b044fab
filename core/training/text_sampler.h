// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/nn/network.h"

#include <cstdint>
#include <span>
#include <vector>

namespace tunescope {

struct TextSampling {
    std::int64_t length = 100;
    double temperature = 0.7; ///< Logits are divided by it; 0: always the likeliest token.
    std::uint64_t seed = 1;
    std::vector<float>* probabilities = nullptr; ///< Filled with those of the drawn tokens, if wanted.
};

/// Tokens that follow `prompt`, one at a time, from a network of the model char_lstm. It sees at most as many
/// earlier tokens as it was trained on. Errors: ParamNotAChoice for another model, ParamWrongType for an empty prompt
/// or unknown tokens, OutOfMemory.
[[nodiscard]] Result<std::vector<std::int32_t>> continueText(const Network& trained, const NetworkSpec& spec,
                                                             std::span<const std::int32_t> prompt,
                                                             const TextSampling& sampling);

} // namespace tunescope
