// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/search/gp/encoded_space.h"
#include "core/search/trial_record.h"

#include <functional>
#include <optional>
#include <span>
#include <vector>

namespace tunescope {

/// What a model learns from: less is better, mean 0 and deviation 1 where values differ.
struct TrainingSet {
    std::vector<EncodedPoint> points;
    std::vector<double> values;
    std::vector<double> noise; ///< Variance of each value as a multiple of the model's noise.

    [[nodiscard]] std::size_t size() const { return points.size(); }
};

/// A trial's loss before any transformation.
struct RawLoss {
    double value = 0.0;
    double noise = 1.0;
};

/// Noise of a value that was guessed from a learning curve that was cut.
inline constexpr double kGuessedNoise = 4.0;

/// Told and not cancelled.
[[nodiscard]] bool isInformative(TrialState state);

/// The losses of informative trials, in order.
///
/// Complete trials have their value. A pruned one has the loss that trials with a similar best value at its
/// last step came to (piecewise linear between their ranks, and on as steeply beyond them), with
/// kGuessedNoise. Those trials are the complete ones and the pruned ones that went further; where fewer than
/// 3 did, its own best value moves by as much as theirs did on average. Diverged and failed ones, and values
/// that are not finite, have the worst loss of all.
[[nodiscard]] std::vector<RawLoss> rawLosses(std::span<const TrialRecordPtr> trials, Direction direction);

/// How much of the space each point stands for, at most 1: the inverse of the number of points around it, by
/// a Gaussian window in which two random points hardly see each other. More than 256 points are compared with
/// an even sample of them, so that the work stays the same.
[[nodiscard]] std::vector<double> spreadWeights(const EncodedSpace& space,
                                                const std::vector<EncodedPoint>& points);

/// Losses made easy for a Gaussian process: those worse than the median are replaced by the quantiles of a
/// normal distribution whose spread is that of the better half, then all are centred and scaled. Median,
/// quantiles and spreads are weighted (by spreadWeights), so that they describe the function over the space
/// and not over the visits: many trials around one place would make its smallest differences as large as
/// those of the whole space.
///
/// Source: the half-rank warping of Song et al., "The Vizier Gaussian Process Bandit Algorithm", 2024; the
/// weights are our own.
[[nodiscard]] std::vector<double> warpedLosses(std::vector<double> losses,
                                               const std::vector<double>& weights);

/// The point of a trial, or null if it does not fit into the space.
using PointOfTrial = std::function<const EncodedPoint*(const TrialRecordPtr&)>;

/// The first `count` trials that have a point and say something.
[[nodiscard]] std::vector<TrialRecordPtr> informativeTrials(const History& history, std::size_t count,
                                                            const PointOfTrial& pointOf);

/// Of trials that all have a point.
[[nodiscard]] TrainingSet trainingSetOf(const EncodedSpace& space, std::span<const TrialRecordPtr> trials,
                                        Direction direction, const PointOfTrial& pointOf);

} // namespace tunescope
