// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/training/training_config.h"

#include <cstdint>
#include <vector>

namespace tunescope {

/// What the plateau schedule remembers; part of a checkpoint.
struct PlateauState {
    double best = 0.0; ///< Lowest validation loss so far; valid when `seen`.
    std::int32_t seen = 0;
    std::int32_t waited = 0; ///< Epochs since it improved.
    double factor = 1.0;
};

/// The learning rate of a step. epoch 1..T, step 0..stepsPerEpoch-1; lr = config.learningRate, g =
/// schedule_gamma.
///
///   warm-up      over the first W = warmup_epochs epochs, by step: lr * (steps done + 1) / (W *
///   stepsPerEpoch) afterwards, with e = epoch - W: constant     lr step         lr * g^floor((e - 1) /
///   schedule_step) exponential  lr * g^(e - 1) cosine       lr * (1 + cos(pi * p)) / 2, p = share of the
///   steps after the warm-up that are done plateau      lr * g^k, k = times the validation loss has not
///   improved for schedule_step epochs one_cycle    no warm-up of its own accord: p = share of all steps
///   done; for p <= 0.3 a half cosine from lr / 25 up to lr,
///                then a half cosine down to lr / 250,000
///
/// Sources: Loshchilov & Hutter, "SGDR", ICLR 2017; Smith & Topin, "Super-Convergence", 2018 (PyTorch's
/// constants).
[[nodiscard]] double learningRateAt(const TrainingConfig& config, int epoch, std::int64_t step,
                                    std::int64_t stepsPerEpoch, const PlateauState& plateau);

struct RatePoint {
    double epoch = 0.0; ///< Epochs done when the step begins.
    double learningRate = 0.0;
};

/// The course of the rate over all epochs, at most `points` steps evenly spread, the first and the last one
/// included. The plateau schedule is shown as if the loss always improved.
[[nodiscard]] std::vector<RatePoint> previewLearningRates(const TrainingConfig& config,
                                                          std::int64_t stepsPerEpoch, std::int64_t points);

/// Tells the plateau schedule the validation loss of a finished epoch.
void updatePlateau(PlateauState& state, const TrainingConfig& config, double validationLoss);

} // namespace tunescope
