// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/study_service.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace tunescope::ui {

/// What a network says about the pixels of one picture.
struct MaskSample {
    std::int64_t row = 0;
    std::vector<std::int32_t> truth;     ///< Class of every pixel.
    std::vector<std::int32_t> predicted; ///< Likewise.
    /// Shared area of each class, 0..1; nothing where neither mask has the class.
    std::vector<std::optional<double>> overlap;

    /// Mean over the classes that are there, the background (class 0) apart where there is another one.
    [[nodiscard]] double score() const;
};

/// The pictures of a set of pixel answers, in the order of their rows.
[[nodiscard]] std::vector<MaskSample> maskSamples(const PredictionSet& predictions);

enum class MaskOrder { WorstThenSpread, Random, ByRow };

/// At most `most` indices into `samples`. WorstThenSpread: half of them the worst, then evenly from the rest
/// up to the best. Random is the same choice every time.
[[nodiscard]] std::vector<std::size_t> orderedMasks(const std::vector<MaskSample>& samples, MaskOrder order,
                                                    std::size_t most);

} // namespace tunescope::ui
