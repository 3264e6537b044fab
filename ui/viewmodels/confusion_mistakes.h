// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/study_service.h"

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace tunescope::ui {

struct MistakePair {
    int trueClass = 0;
    int predictedClass = 0;
    std::uint32_t count = 0;

    friend bool operator==(const MistakePair&, const MistakePair&) = default;
};

/// The most frequent confusions, most first; equal ones in the order of the matrix.
[[nodiscard]] std::vector<MistakePair> commonMistakes(const ConfusionMatrix& matrix, std::size_t most);

/// Positions in `predictions` of the samples of one cell, the most confident answer first.
[[nodiscard]] std::vector<std::size_t> samplesOfCell(const PredictionSet& predictions, int trueClass,
                                                     int predictedClass);

struct ClassProbability {
    int classIndex = -1; ///< -1 = there are fewer classes.
    float probability = 0.0F;
};

/// The three most probable classes of a sample, most first.
[[nodiscard]] std::array<ClassProbability, 3> topThree(const PredictionSet& predictions, std::size_t sample);

/// Pixel by pixel mean of those images; empty without any.
[[nodiscard]] std::vector<float> averageImage(std::span<const RowView> rows);

} // namespace tunescope::ui
