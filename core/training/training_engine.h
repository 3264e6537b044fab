// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/data/prepared_data.h"
#include "core/nn/loss.h"
#include "core/nn/memory_plan.h"
#include "core/nn/network.h"
#include "core/nn/optimizer.h"
#include "core/training/batch_layout.h"
#include "core/training/layer_report.h"
#include "core/training/trainer.h" // DataSizes
#include "core/training/training_config.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <vector>

namespace tunescope {

struct StepResult {
    double lossSum = 0.0; ///< Sum of the data term over the batch's rows.
    double gradientNorm = 0.0;
};

/// Everything that one training step touches: the network, its optimizer and all buffers in one arena.
///
/// trainStep() and evaluate() allocate nothing. Use on the thread that created it. Trainer adds epochs,
/// metrics and stopping.
class TrainingEngine
{
public:
    /// Errors: OutOfMemory, NetworkBuildFailed.
    [[nodiscard]] static Result<std::unique_ptr<TrainingEngine>>
    create(std::shared_ptr<const PreparedData> data, const TrainingConfig& config, std::uint64_t trialSeed,
           DenseChoice dense = DenseChoice::Auto);

    [[nodiscard]] const BatchLayout& layout() const { return m_layout; }
    [[nodiscard]] std::int64_t arenaBytes() const { return m_arenaBytes; }
    [[nodiscard]] std::int64_t chunkRows() const { return m_evaluationRows; } ///< Evaluated at once.
    [[nodiscard]] Network& network() { return *m_network; }
    [[nodiscard]] const Network& network() const { return *m_network; }
    [[nodiscard]] Optimizer& optimizer() { return *m_optimizer; }
    [[nodiscard]] const Optimizer& optimizer() const { return *m_optimizer; }

    /// Numbers that one sample's prediction takes: K probabilities for each of its labels, one scaled value,
    /// or one reconstruction error.
    [[nodiscard]] std::int64_t predictionWidth() const;

    /// One weight update on these rows of the training part. `step` counts from 1 through the trial.
    /// `predictions` [N, predictionWidth()]. The loss is per sample the mean over its labels. If the loss is
    /// not finite nothing is updated.
    StepResult trainStep(std::span<const std::int32_t> rows, std::uint64_t step, double learningRate,
                         float* predictions);
    /// Asks the memory for the inputs of rows of a later step, while this one computes; changes nothing.
    void prefetch(std::span<const std::int32_t> rows) const;

    /// Outputs for a part with the present weights; returns the sum of the data term over its rows.
    double evaluate(const DataPart& part, float* predictions);

    /// Outputs for the inputs of a part alone; its labels are not looked at.
    void predict(const DataPart& part, float* predictions);

    /// The trained values as they are now are what layerReports() compares with.
    void keepBefore();
    /// What the last step and the last evaluated chunk did to each layer that has weights.
    [[nodiscard]] std::vector<LayerReport> layerReports() const;
    /// The first layer whose outputs of the last pass are not all finite, as "dense_1"; "loss" if none.
    [[nodiscard]] std::string firstBadLayer(std::int64_t rows) const;

    /// The weights and statistics as they are now become the best ones, or the other way round.
    void keepBest();
    void restoreBest();

    /// All that a checkpoint holds, as plain tensors one after the other: weights, optimizer buffers, best
    /// weights; then statistics and best statistics.
    void eachState(const std::function<void(std::span<const float>)>& take) const;
    [[nodiscard]] std::vector<float> plainState() const;
    [[nodiscard]] std::size_t plainStateSize() const;
    void setPlainState(std::span<const float> state);

private:
    class UpdateSink;

    TrainingEngine(std::shared_ptr<const PreparedData> data, const TrainingConfig& config,
                   std::uint64_t trialSeed, DenseChoice dense);

    void gather(std::span<const std::int32_t> rows, std::uint64_t step);
    void moveSample(std::int64_t row, std::int64_t place, std::uint64_t step);
    void copySample(const DataPart& part, std::int64_t sample, std::int64_t place, std::int64_t rows);
    void evaluateChunk(const DataPart& part, std::int64_t start, std::int64_t rows);
    double evaluateLoss(const DataPart* labels, std::int64_t start, std::int64_t rows, float* predictions);
    double orderedLoss(std::int64_t rows, float* predictions);
    void copyLabels(const DataPart& part, std::int64_t sample, std::int64_t place, std::int64_t rows);
    double loss(LossBatch batch, float* predictions);
    void updateWeights();
    void addPenalty(std::int64_t offset, std::int64_t count);
    void completeRange(std::int64_t offset, std::int64_t count);
    void updateRange(std::int64_t offset, std::int64_t count);
    [[nodiscard]] std::vector<float*> trainedBuffers() const;

    std::shared_ptr<const PreparedData> m_data;
    TrainingConfig m_config;
    std::uint64_t m_seed;
    const KernelTable& m_kernels;
    BatchLayout m_layout;
    std::unique_ptr<Network> m_network;
    std::int64_t m_evaluationRows;
    std::unique_ptr<Optimizer> m_optimizer;
    std::unique_ptr<Arena> m_arena;
    std::int64_t m_arenaBytes = 0;
    std::vector<float> m_classWeight;    ///< [K], balanced; empty otherwise.
    std::vector<std::int32_t> m_classes; ///< [N, L] of the batch, in the order of the network's rows.
    std::int64_t m_labels;               ///< L of a sample.
    struct {
        bool early = false; ///< Weights are moved during the backward pass.
        double learningRate = 0.0;
        float gradientScale = 1.0F;
        double squares = 0.0; ///< Of the gradients of the weights moved so far.
    } m_update;               ///< Of the present step.
    struct {
        float* first = nullptr; ///< Optimizer state.
        float* second = nullptr;
        float* best = nullptr;
        float* bestStatistics = nullptr;
        float* rowWeight = nullptr;
        float* values = nullptr;  ///< [N] of the batch, regression; [N, F] reconstruction.
        float* ordered = nullptr; ///< [T, N, K] probabilities before they are put in the samples' order.
        float* before = nullptr;  ///< Trained values before the epoch's last step.
    } m_at;
};

/// The network that these settings build for such data.
[[nodiscard]] NetworkSpec networkSpec(const DataSizes& data, const TrainingConfig& config);

} // namespace tunescope
