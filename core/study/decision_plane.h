// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/study/study_service.h"

#include <cstdint>
#include <stop_token>
#include <string>
#include <vector>

namespace tunescope {

/// A row of the training or validation part on the plane of the two features.
struct PlanePoint {
    std::int64_t row = 0;
    double x = 0.0;
    double y = 0.0;
    int trueClass = 0;
    int predictedClass = 0;
    bool isValidation = false;
};

/// What a network of two inputs answers all over the plane of its data, at one epoch of run (0, 0).
struct DecisionPlane {
    int trial = 0;
    int epoch = 0;
    int classes = 0;
    std::string xName, yName;
    std::vector<double> columns;      ///< Values of the first feature, rising,
    std::vector<double> rows;         ///< and of the second.
    std::vector<float> probabilities; ///< [rows, columns, classes]
    std::vector<PlanePoint> points;   ///< Never of the test part.

    [[nodiscard]] bool empty() const { return columns.empty(); }
    [[nodiscard]] float probability(std::size_t column, std::size_t row, int of) const
    {
        return probabilities[(row * columns.size() + column) * static_cast<std::size_t>(classes) +
                             static_cast<std::size_t>(of)];
    }
};

/// Trains the trial again up to `epoch` (0 = its best) and asks it at `side` x `side` places that reach a
/// twentieth beyond the data (blocking). Empty where the network does not tell classes apart by exactly two
/// numbers of a table. Errors: NoSuchTrial, TrialHasNoEpochs, and those of training.
[[nodiscard]] Result<DecisionPlane> decisionPlane(const StudyService& service, int trial, int epoch, int side,
                                                  std::stop_token stop = {});

} // namespace tunescope
