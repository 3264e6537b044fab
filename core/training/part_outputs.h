// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/prepared_data.h"
#include "core/metrics/confusion_matrix.h"
#include "core/metrics/metric_registry.h"
#include "core/training/trainer.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace tunescope {

/// What a network said about one part, in the order in which it was asked, and what would have been right.
struct PartOutputs {
    std::vector<float> outputs = {};          ///< [N, TrainingEngine::predictionWidth()]
    std::vector<std::int32_t> trueClass = {}; ///< [N, L], training part only (shuffled).
    std::vector<float> trueValue = {};        ///< [N], likewise.
    std::vector<float> previousValue = {};    ///< [N], likewise.
    std::vector<float> values = {};           ///< [N], regression, in the target's units; anomaly scores.
};

/// Makes room for a part of `rows` samples.
[[nodiscard]] PartOutputs outputsFor(const PreparedData& data, std::int64_t rows, std::int64_t width,
                                     const DataPart* shuffled);

/// The labels of the training part in the order of an epoch.
void orderLabels(PartOutputs& part, const PreparedData& data, std::span<const std::int32_t> order);

/// Everything that metrics are computed from. `labels`: the part's own ones where they are in order; null:
/// the shuffled ones.
[[nodiscard]] Predictions predictionsOf(PartOutputs& part, const PreparedData& data, const DataPart* labels);

/// The reconstruction error that 95 % of these scores do not exceed.
[[nodiscard]] double anomalyThreshold(std::vector<float> scores);

} // namespace tunescope
