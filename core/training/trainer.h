// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/data/prepared_data.h"
#include "core/metrics/metric_registry.h"
#include "core/training/layer_report.h"
#include "core/training/trained_network.h"
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
    ConfusionMatrix confusion;            ///< Of the validation part; empty for regression.
    double learningRate = 0.0;            ///< Of the epoch's last step.
    double gradientNorm = 0.0;            ///< Mean over the epoch's steps.
    std::vector<LayerReport> layers = {}; ///< From epoch 1 on.
    double epochSeconds = 0.0;
    std::optional<PartReport> stopping = std::nullopt; ///< Where early stopping has a part of its own.
};

/// What a training takes over from a checkpoint of other settings besides its weights and position.
enum class OptimizerMemory { Keep, Fresh };
enum class PatienceMemory { Keep, Fresh };

enum class TrainingEnd { Completed, EarlyStopped, StoppedByCaller, Cancelled, Diverged };

struct TrainingOutcome {
    TrainingEnd end = TrainingEnd::Completed;
    int bestEpoch = 0;      ///< 1-based; 0 if no epoch was finished.
    double bestValue = 0.0; ///< The validation metric at the best epoch.
    double lastValue = 0.0;
    int divergedEpoch = 0; ///< Epoch and step of the first non-finite loss, if it diverged.
    std::int64_t divergedStep = 0;
    /// The first layer that gave numbers that are not finite, "loss" if only the loss did; empty if the loss
    /// has just grown too large.
    std::string divergedLayer = {};
    std::int64_t steps = 0; ///< Done in all.
};

/// What a part looks like to a network: probabilities [N, K], one row a sample, a pixel or a step of a text;
/// values in the target's units; or for anomalies scores with their threshold.
struct PartPrediction {
    int classes = 0;                  ///< 0 for regression and anomalies.
    std::vector<float> probabilities; ///< [N * L, K]
    std::vector<float> values;        ///< [N]
    double threshold = 0.0;           ///< Anomalies: a score above it is one.
};

/// A prediction with the part's own labels, for computeMetrics().
[[nodiscard]] Predictions predictionsOf(const PartPrediction& prediction, const PreparedData& data,
                                        const DataPart& part);

enum class EpochDecision { Continue, Stop };

/// Trains one network. Build, use and destroy it on one thread (oneDNN's scratchpad rule); sets that
/// thread's OpenMP team to `threads`. Same data, config and seed give the same numbers, bit by bit.
///
/// The best epoch, patience and the plateau schedule look at the stopping part where the data have one, otherwise
/// at the validation part; values are always those of the validation part.
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

    /// Predictions for the inputs of any part with the present weights.
    [[nodiscard]] PartPrediction predict(const DataPart& part);

    /// Loss and metrics (metricNames()) of any part with the present weights, as they are reported of the validation
    /// part; not-a-number for an empty part.
    [[nodiscard]] PartReport evaluate(const DataPart& part);

    /// The network with its present weights.
    [[nodiscard]] TrainedNetwork trained();

    /// Text generation: `length` tokens after `prompt` (at least one), drawn from the predicted probabilities
    /// at a temperature (0: always the likeliest). A function of its arguments and the weights alone.
    /// `probabilities`, if given, receives that of each token as it was drawn.
    [[nodiscard]] Result<std::vector<std::int32_t>>
    sampleText(std::span<const std::int32_t> prompt, std::int64_t length, double temperature,
               std::uint64_t seed, std::vector<float>* probabilities = nullptr) const;

    /// Weights, optimizer state, best weights and position after the last finished epoch; run() of a Trainer
    /// restored from it goes on with the same numbers. Call inside onEpoch.
    [[nodiscard]] std::vector<std::byte> checkpoint() const;
    [[nodiscard]] Result<void> restore(std::span<const std::byte> checkpoint);
    /// Goes on from a checkpoint of other settings of the same network, with the settings of this Trainer. With the
    /// same settings, and everything kept, it is restore(). Errors: CheckpointMismatch where the weights do not fit.
    [[nodiscard]] Result<void> takeOver(std::span<const std::byte> checkpoint, OptimizerMemory optimizer,
                                        PatienceMemory patience);

    [[nodiscard]] std::int64_t weightCount() const;
    [[nodiscard]] std::int64_t flops() const; ///< Of one prediction; a multiply-add counts as two.

private:
    class Impl;
    explicit Trainer(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

/// What is known of data before they are prepared.
struct DataSizes {
    SampleShape shape;
    TargetForm target = TargetForm::OneClass;
    std::int64_t outputs = 1; ///< PreparedData::outputs()
    std::int64_t trainRows = 512;
    std::int64_t validationRows = 512;
    std::int64_t stoppingRows = 0;
};

[[nodiscard]] DataSizes sizesOf(const PreparedData& data);

/// Bytes that training this configuration on such data will take, before anything is allocated: the arena,
/// the predictions kept for metrics, and the data.
[[nodiscard]] std::uint64_t trainingBytes(const TrainingConfig& config, const DataSizes& data);

/// What a trial of a study takes besides, at most: its checkpoint, while the next one is made and stored, or
/// its answers for the training part at the end.
[[nodiscard]] std::uint64_t bookkeepingBytes(const TrainingConfig& config, const DataSizes& data);

} // namespace tunescope
