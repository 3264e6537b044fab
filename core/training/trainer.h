// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/data/prepared_data.h"
#include "core/metrics/confusion_matrix.h"
#include "core/training/training_config.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

namespace tunescope {

/// Numbers of one part after one epoch; `metrics` follow Trainer::metricNames().
struct PartReport {
    double loss = 0.0; ///< The data term, without penalties.
    std::vector<double> metrics = {};
};

/// One epoch of one run. Epoch 0 is the evaluation before the first step: no `train` part.
struct EpochReport {
    int epoch = 0;
    std::optional<PartReport> train = std::nullopt; ///< Running mean over the epoch's batches (dropout on).
    PartReport validation;
    ConfusionMatrix confusion; ///< Of the validation part; empty for regression.
    double learningRate = 0.0; ///< Of the epoch's last step.
    double gradientNorm = 0.0; ///< Mean over the epoch's steps.
    double epochSeconds = 0.0;
};

enum class TrainingEnd { Completed, EarlyStopped, StoppedByCaller, Cancelled, Diverged };

struct TrainingOutcome {
    TrainingEnd end = TrainingEnd::Completed;
    int bestEpoch = 0;      ///< 1-based; 0 if no epoch was finished.
    double bestValue = 0.0; ///< The metric at the best epoch.
    double lastValue = 0.0;
    int divergedEpoch = 0; ///< Epoch and step of the first non-finite loss, if it diverged.
    std::int64_t divergedStep = 0;
};

/// What a part looks like to a network: probabilities [N, K], or values in the target's units.
struct PartPrediction {
    int classes = 0;                  ///< 0 for regression.
    std::vector<float> probabilities; ///< [N, K]
    std::vector<float> values;        ///< [N]
};

enum class EpochDecision { Continue, Stop };

/// Trains one network. Build, use and destroy it on one thread (oneDNN's scratchpad rule); sets that
/// thread's OpenMP team to `threads`. Same data, config and seed give the same numbers, bit by bit.
///
/// A step allocates nothing of ours: all buffers are made in create().
class Trainer
{
public:
    /// Errors: OutOfMemory-like refusal when the network needs more than `memoryLimitBytes`
    /// (NetworkTooLarge, with layers, weights and bytes), or a network that cannot be built.
    [[nodiscard]] static Result<std::unique_ptr<Trainer>> create(std::shared_ptr<const PreparedData> data,
                                                                 TrainingConfig config,
                                                                 std::uint64_t trialSeed,
                                                                 std::uint64_t memoryLimitBytes);
    Trainer(const Trainer&) = delete;
    Trainer& operator=(const Trainer&) = delete;
    ~Trainer();

    /// The metrics of every PartReport, in order (epochMetrics() of the task and, if another, the study's
    /// metric).
    [[nodiscard]] const std::vector<std::string>& metricNames() const;

    /// Runs epochs (epoch 0 first, or on from a restored checkpoint) until the end, a decision to stop, or a
    /// stop request (looked at before every step). Afterwards the weights are those of the best epoch.
    [[nodiscard]] Result<TrainingOutcome> run(const std::function<EpochDecision(const EpochReport&)>& onEpoch,
                                              const std::stop_token& stop);

    /// Predictions of any inputs [N, F] with the present weights.
    [[nodiscard]] PartPrediction predict(const Tensor& inputs);

    /// Weights, optimizer state, best weights and position after the last finished epoch; run() of a Trainer
    /// restored from it goes on with the same numbers. Call inside onEpoch.
    [[nodiscard]] std::vector<std::byte> checkpoint() const;
    [[nodiscard]] Result<void> restore(std::span<const std::byte> checkpoint);

    [[nodiscard]] std::int64_t weightCount() const;

private:
    class Impl;
    explicit Trainer(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

/// Bytes that training this configuration will take, before anything is allocated.
[[nodiscard]] std::uint64_t trainingBytes(const TrainingConfig& config, std::int64_t inputs,
                                          std::int64_t outputs);

} // namespace tunescope
