// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/preprocessor.h"

namespace tunescope {

/// Whether the samples are not read as rows of a table: they are none, or the model wants them as pictures.
[[nodiscard]] bool readsSamples(const Dataset& dataset, const PreprocessingConfig& config);

/// Preprocessor::fit() for them; `rows` are those to learn from. Sets shape, target and samples.
[[nodiscard]] Result<Preprocessor> fitSamples(const Dataset& dataset, std::span<const std::int64_t> rows,
                                              const PreprocessingConfig& config);

/// Preprocessor::apply() for them, without the targets of rows (applied by the caller), but with the labels
/// of pixels and the symbols that follow.
[[nodiscard]] DataPart applySamples(const Preprocessor& fitted, const Dataset& dataset,
                                    std::span<const std::int64_t> rows);

// One kind of samples each; used by the above.

/// Pictures and sequences: one offset and scale, or one a feature.
[[nodiscard]] FittedSamples fitDense(const Dataset& dataset, std::span<const std::int64_t> rows,
                                     Scaling scaling);
[[nodiscard]] Tensor denseInputs(const FittedSamples& fitted, const Dataset& dataset,
                                 std::span<const std::int64_t> rows);

/// Bags of words; `inputs` becomes their number.
[[nodiscard]] FittedSamples fitBags(const SampleStore& store, std::span<const std::int64_t> rows,
                                    Scaling scaling, std::int64_t& inputs);
[[nodiscard]] Tensor bagInputs(const FittedSamples& fitted, const SampleStore& store,
                               std::span<const std::int64_t> rows, std::int64_t inputs);

/// Words of texts to classify: shape gets steps and vocabulary.
[[nodiscard]] FittedSamples fitWords(const SampleStore& store, std::span<const std::int64_t> rows,
                                     int sequenceLength, SampleShape& shape);
[[nodiscard]] std::vector<std::int32_t> wordTokens(const FittedSamples& fitted, const SampleStore& store,
                                                   std::span<const std::int64_t> rows,
                                                   const SampleShape& shape);

/// The rows of a part one after the other, cut into windows of `steps` symbols and those that follow each.
void cutWindows(DataPart& part, const SampleStore& store, std::span<const std::int64_t> rows,
                std::int64_t steps);

} // namespace tunescope
