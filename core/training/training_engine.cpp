// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/training/training_engine.h"

#include "core/base/rng.h"
#include "core/nn/flush_denormals.h"
#include "core/nn/loss.h"
#include "core/nn/onednn/onednn_info.h"
#include "core/nn/optimizer_registry.h"

#include <algorithm>
#include <cmath>

namespace tunescope {
namespace {

NetworkSpec networkSpec(const PreparedData& data, const TrainingConfig& config)
{
    return {.inputs = data.inputs(),
            .hidden = config.hidden,
            .outputs = data.outputs(),
            .activation = config.activation,
            .normalization = config.normalization,
            .dropout = config.dropout};
}

/// n / (K * n_c) from the training part; a class without rows never occurs in a batch.
std::vector<float> balancedWeights(const PreparedData& data)
{
    const auto classes = static_cast<std::size_t>(data.outputs());
    std::vector<std::int64_t> counts(classes, 0);
    for (const std::int32_t c : data.train.trueClass)
        ++counts[static_cast<std::size_t>(c)];
    std::vector<float> weights(classes, 0.0F);
    const double share = static_cast<double>(data.train.size()) / static_cast<double>(classes);
    for (std::size_t c = 0; c < classes; ++c) {
        if (counts[c] > 0)
            weights[c] = static_cast<float>(share / static_cast<double>(counts[c]));
    }
    return weights;
}

} // namespace

Result<std::unique_ptr<TrainingEngine>> TrainingEngine::create(std::shared_ptr<const PreparedData> data,
                                                               const TrainingConfig& config,
                                                               std::uint64_t trialSeed, DenseChoice dense)
{
    std::unique_ptr<TrainingEngine> engine;
    const Result<void> built = guardEngine([&]() -> Result<void> {
        setThreadTeam(1);
        engine.reset(new TrainingEngine(std::move(data), config, trialSeed, dense));
        return {};
    });
    if (!built)
        return fail(built.error());
    return engine;
}

TrainingEngine::TrainingEngine(std::shared_ptr<const PreparedData> data, const TrainingConfig& config,
                               std::uint64_t trialSeed, DenseChoice dense)
    : m_data(std::move(data))
    , m_config(config)
    , m_seed(trialSeed)
    , m_kernels(bestKernels())
    , m_layout(batchLayout(m_data->train.size(), config.batchSize,
                           config.normalization == Normalization::Batch ? 2 : 1))
    , m_evaluationRows(evaluationRows(m_data->validation.size()))
    , m_network(std::make_unique<Network>(networkSpec(*m_data, config), m_kernels, dense))
    , m_optimizer(optimizerEntry(config.optimizer)
                      .make({.momentum = config.momentum,
                             .nesterov = config.nesterov,
                             .beta1 = config.beta1,
                             .beta2 = config.beta2}))
{
    const RowCounts rows{.train = m_layout.batch, .last = m_layout.last, .evaluate = m_evaluationRows};
    const std::int64_t most = rows.largest();
    MemoryPlan plan;
    m_network->planMemory(plan, rows);
    const std::int64_t trained = m_network->trainedCount();
    const std::int64_t first = plan.reserve(trained);
    const std::int64_t second = plan.reserve(trained);
    const std::int64_t best = plan.reserve(trained);
    const std::int64_t bestStatistics = plan.reserve(m_network->statisticsCount());
    const std::int64_t rowWeight = plan.reserve(most);
    const std::int64_t values = plan.reserve(most);
    const std::int64_t scratch = plan.reserve(most * m_data->outputs());
    m_arena = std::make_unique<Arena>(plan.total());
    m_at = {.first = m_arena->at(first),
            .second = m_arena->at(second),
            .best = m_arena->at(best),
            .bestStatistics = m_arena->at(bestStatistics),
            .rowWeight = m_arena->at(rowWeight),
            .values = m_arena->at(values),
            .scratch = m_arena->at(scratch)};
    m_network->bind(*m_arena);
    m_network->initialize(config.init, config.activation, trialSeed);
    m_classes.resize(static_cast<std::size_t>(most));
    if (config.classWeight == ClassWeight::Balanced && m_data->task == Task::Classification)
        m_classWeight = balancedWeights(*m_data);
}

void TrainingEngine::gather(std::span<const std::int32_t> rows)
{
    const std::int64_t width = m_data->inputs();
    float* input = m_network->input();
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto row = static_cast<std::size_t>(rows[i]);
        std::copy_n(m_data->train.inputs.data() + rows[i] * width, width, input);
        input += width;
        if (m_data->task == Task::Classification)
            m_classes[i] = m_data->train.trueClass[row];
        else
            m_at.values[i] = m_data->train.scaledValue[row];
    }
}

StepResult TrainingEngine::trainStep(std::span<const std::int32_t> rows, std::uint64_t step,
                                     double learningRate, float* predictions)
{
    const auto count = static_cast<std::int64_t>(rows.size());
    gather(rows);
    if (m_config.noiseStd > 0.0)
        m_kernels.addNoise(deriveSeed(Purpose::Noise, m_seed, {step}), static_cast<float>(m_config.noiseStd),
                           m_network->input(), count * m_data->inputs());
    const Pass pass{.kind = PassKind::Train, .rows = count, .step = step, .seed = m_seed};
    m_network->forward(pass);
    const LossBatch batch{.rows = count,
                          .outputs = m_data->outputs(),
                          .output = m_network->output(),
                          .classes = m_classes.data(),
                          .values = m_at.values,
                          .classWeight = m_classWeight.empty() ? nullptr : m_classWeight.data(),
                          .smoothing = static_cast<float>(m_config.labelSmoothing),
                          .rowWeight = m_at.rowWeight,
                          .predictions = predictions,
                          .diff = m_network->outputDiff()};
    const double lossSum =
        m_data->task == Task::Classification ? crossEntropy(m_kernels, batch) : squaredError(batch);
    if (!std::isfinite(lossSum))
        return {.lossSum = lossSum};
    m_network->backward(pass);
    return {.lossSum = lossSum, .gradientNorm = updateWeights(learningRate)};
}

double TrainingEngine::updateWeights(double learningRate)
{
    const ParameterBuffers& buffers = m_network->buffers();
    const std::int64_t all = m_network->trainedCount();
    const std::int64_t decayed = m_network->decayCount();
    if (m_config.l1 > 0.0 || m_config.l2 > 0.0)
        m_kernels.addPenalty(buffers.gradients, buffers.values, decayed, static_cast<float>(m_config.l1),
                             static_cast<float>(m_config.l2));
    const double norm = std::sqrt(m_kernels.squareSum(buffers.gradients, all));
    UpdateArgs args{.weights = buffers.values,
                    .gradients = buffers.gradients,
                    .first = m_at.first,
                    .second = m_at.second,
                    .count = decayed,
                    .learningRate = static_cast<float>(learningRate),
                    .keep = static_cast<float>(1.0 - learningRate * m_config.weightDecay)};
    if (m_config.gradientClip > 0.0 && norm > m_config.gradientClip)
        args.gradientScale = static_cast<float>(m_config.gradientClip / norm);
    m_optimizer->beginStep();
    m_optimizer->update(m_kernels, args);
    args.weights += decayed;
    args.gradients += decayed;
    args.first += decayed;
    args.second += decayed;
    args.count = all - decayed;
    args.keep = 1.0F;
    m_optimizer->update(m_kernels, args);
    return norm;
}

void TrainingEngine::evaluateChunk(const float* inputs, std::int64_t rows)
{
    // Short chunks are padded with zero rows, so that one prepared batch size is enough.
    const std::int64_t width = m_data->inputs();
    std::copy_n(inputs, rows * width, m_network->input());
    std::fill_n(m_network->input() + rows * width, (m_evaluationRows - rows) * width, 0.0F);
    m_network->forward({.kind = PassKind::Evaluate, .rows = m_evaluationRows});
}

double TrainingEngine::evaluate(const DataPart& part, float* predictions)
{
    double total = 0.0;
    for (std::int64_t start = 0; start < part.size(); start += m_evaluationRows) {
        const std::int64_t rows = std::min(m_evaluationRows, part.size() - start);
        evaluateChunk(part.inputs.data() + start * m_data->inputs(), rows);
        LossBatch batch{.rows = rows,
                        .outputs = m_data->outputs(),
                        .output = m_network->output(),
                        .predictions = predictions + start * m_data->outputs()};
        if (m_data->task == Task::Classification) {
            batch.classes = part.trueClass.data() + start;
            total += crossEntropy(m_kernels, batch);
        } else {
            batch.values = part.scaledValue.data() + start;
            total += squaredError(batch);
        }
    }
    return total;
}

void TrainingEngine::predict(const Tensor& inputs, float* predictions)
{
    const FlushDenormals guard; // as in training, so that a replayed prediction is the same bit by bit
    std::fill(m_classes.begin(), m_classes.end(), 0);
    for (std::int64_t start = 0; start < inputs.rows(); start += m_evaluationRows) {
        const std::int64_t rows = std::min(m_evaluationRows, inputs.rows() - start);
        evaluateChunk(inputs.data() + start * m_data->inputs(), rows);
        const LossBatch batch{.rows = rows,
                              .outputs = m_data->outputs(),
                              .output = m_network->output(),
                              .classes = m_classes.data(),
                              .values = m_at.values,
                              .predictions = predictions + start * m_data->outputs()};
        if (m_data->task == Task::Classification)
            (void)crossEntropy(m_kernels, batch);
        else
            (void)squaredError(batch);
    }
}

void TrainingEngine::keepBest()
{
    std::copy_n(m_network->buffers().values, m_network->trainedCount(), m_at.best);
    std::copy_n(m_network->buffers().statistics, m_network->statisticsCount(), m_at.bestStatistics);
}

void TrainingEngine::restoreBest()
{
    std::copy_n(m_at.best, m_network->trainedCount(), m_network->buffers().values);
    std::copy_n(m_at.bestStatistics, m_network->statisticsCount(), m_network->buffers().statistics);
}

std::vector<float*> TrainingEngine::trainedBuffers() const
{
    return {m_network->buffers().values, m_at.first, m_at.second, m_at.best};
}

std::size_t TrainingEngine::plainStateSize() const
{
    return static_cast<std::size_t>(4 * m_network->weightCount() + 2 * m_network->statisticsCount());
}

std::vector<float> TrainingEngine::plainState() const
{
    std::vector<float> state(plainStateSize());
    const auto weights = static_cast<std::size_t>(m_network->weightCount());
    std::size_t at = 0;
    for (const float* buffer : trainedBuffers()) {
        m_network->unpackTrained(buffer, std::span(state).subspan(at, weights));
        at += weights;
    }
    for (const float* buffer : {m_network->buffers().statistics, m_at.bestStatistics})
        at = static_cast<std::size_t>(std::copy_n(buffer, m_network->statisticsCount(),
                                                  state.begin() + static_cast<std::ptrdiff_t>(at)) -
                                      state.begin());
    return state;
}

void TrainingEngine::setPlainState(std::span<const float> state)
{
    const auto weights = static_cast<std::size_t>(m_network->weightCount());
    const auto statistics = static_cast<std::size_t>(m_network->statisticsCount());
    for (float* buffer : trainedBuffers()) {
        m_network->packTrained(state.first(weights), buffer);
        state = state.subspan(weights);
    }
    for (float* buffer : {m_network->buffers().statistics, m_at.bestStatistics}) {
        std::copy_n(state.data(), statistics, buffer);
        state = state.subspan(statistics);
    }
}

} // namespace tunescope
