// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/training/training_engine.h"

#include "core/base/rng.h"
#include "core/nn/flush_denormals.h"
#include "core/nn/models/model_registry.h"
#include "core/nn/onednn/onednn_info.h"
#include "core/nn/optimizer_registry.h"
#include "core/training/augmentation.h"
#include "core/training/training_memory.h"

#include <algorithm>
#include <cmath>

namespace tunescope {
namespace {

/// n / (K * n_c) from the training part; a class without rows never occurs in a batch.
std::vector<float> balancedWeights(const PreparedData& data)
{
    const auto classes = static_cast<std::size_t>(data.outputs());
    std::vector<std::int64_t> counts(classes, 0);
    for (const std::int32_t c : data.train.trueClass)
        ++counts[static_cast<std::size_t>(c)];
    std::vector<float> weights(classes, 0.0F);
    const double share = static_cast<double>(data.train.trueClass.size()) / static_cast<double>(classes);
    for (std::size_t c = 0; c < classes; ++c) {
        if (counts[c] > 0)
            weights[c] = static_cast<float>(share / static_cast<double>(counts[c]));
    }
    return weights;
}

/// Whether the loss is the cross-entropy of classes.
bool hasClasses(const PreparedData& data)
{
    return data.target != TargetForm::OneValue && data.target != TargetForm::Itself;
}

/// From so many weights on they, their gradients and the optimizer's state no longer fit the second-level
/// cache.
constexpr std::int64_t kManyWeights = std::int64_t{1} << 17;

Activation startingActivation(const TrainingConfig& config)
{
    // Recurrent layers squash inside whatever the setting says.
    return isTimeMajor(config.model) ? Activation::Tanh : config.activation;
}

} // namespace

/// Moves weights as soon as their gradients are complete.
class TrainingEngine::UpdateSink final : public GradientSink
{
public:
    explicit UpdateSink(TrainingEngine& engine) : m_engine(engine) {}
    void complete(std::int64_t offset, std::int64_t count) override { m_engine.completeRange(offset, count); }

private:
    TrainingEngine& m_engine;
};

NetworkSpec networkSpec(const DataSizes& data, const TrainingConfig& config)
{
    return {.inputs = data.shape.size(),
            .hidden = config.hidden,
            .outputs = data.outputs,
            .activation = config.activation,
            .normalization = config.normalization,
            .dropout = config.dropout,
            .model = config.model,
            .shape = data.shape,
            .filters = config.filters,
            .kernelSize = config.kernelSize,
            .embedding = config.embedding};
}

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
    , m_network(std::make_unique<Network>(networkSpec(sizesOf(*m_data), config), m_kernels, dense))
    , m_evaluationRows(
          evaluationRows(m_data->validation.size(), mostEvaluationRows(*m_network, config.model)))
    , m_optimizer(optimizerEntry(config.optimizer)
                      .make({.momentum = config.momentum,
                             .nesterov = config.nesterov,
                             .beta1 = config.beta1,
                             .beta2 = config.beta2}))
    , m_labels(m_data->labelsPerSample())
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
    const std::int64_t before = plan.reserve(trained);
    const std::int64_t rowWeight = plan.reserve(most * m_labels);
    const bool itself = m_data->target == TargetForm::Itself;
    const std::int64_t values = plan.reserve(itself ? most * m_data->inputs() : most);
    const bool reorders = isTimeMajor(config.model) && m_labels > 1;
    const std::int64_t ordered = plan.reserve(reorders ? most * m_labels * m_data->outputs() : 0);
    m_arenaBytes = 4 * plan.total();
    m_arena = std::make_unique<Arena>(plan.total());
    m_at = {.first = m_arena->at(first),
            .second = m_arena->at(second),
            .best = m_arena->at(best),
            .bestStatistics = m_arena->at(bestStatistics),
            .rowWeight = m_arena->at(rowWeight),
            .values = m_arena->at(values),
            .ordered = m_arena->at(ordered),
            .before = m_arena->at(before)};
    m_network->bind(*m_arena);
    m_network->initialize(config.init, startingActivation(config), trialSeed);
    m_classes.resize(static_cast<std::size_t>(most * m_labels));
    m_update.early = m_config.gradientClip <= 0.0 && trained >= kManyWeights;
    if (config.classWeight == ClassWeight::Balanced && hasClasses(*m_data))
        m_classWeight = balancedWeights(*m_data);
}

std::int64_t TrainingEngine::predictionWidth() const
{
    return hasClasses(*m_data) ? m_labels * m_data->outputs() : 1;
}

/// One sample's inputs to place `place` of `rows` in the network's order.
void TrainingEngine::copySample(const DataPart& part, std::int64_t sample, std::int64_t place,
                                std::int64_t rows)
{
    const std::int64_t width = m_data->inputs();
    if (m_data->shape.form == SampleForm::Tokens) {
        const std::int32_t* tokens = part.tokens.data() + sample * width;
        for (std::int64_t t = 0; t < width; ++t)
            m_network->tokens()[t * rows + place] = tokens[t];
        return;
    }
    const float* input = part.inputs.data() + sample * width;
    if (!isTimeMajor(m_config.model)) {
        std::copy_n(input, width, m_network->input() + place * width);
        return;
    }
    const std::int64_t features = m_data->shape.features;
    for (std::int64_t t = 0; t < m_data->shape.steps; ++t)
        std::copy_n(input + t * features, features, m_network->input() + (t * rows + place) * features);
}

void TrainingEngine::copyLabels(const DataPart& part, std::int64_t sample, std::int64_t place,
                                std::int64_t rows)
{
    if (m_data->target == TargetForm::OneValue) {
        m_at.values[place] = part.scaledValue[static_cast<std::size_t>(sample)];
        return;
    }
    if (m_data->target == TargetForm::Itself) {
        const std::int64_t width = m_data->inputs();
        std::copy_n(part.inputs.data() + sample * width, width, m_at.values + place * width);
        return;
    }
    const std::int32_t* labels = part.trueClass.data() + sample * m_labels;
    const bool timeMajor = isTimeMajor(m_config.model);
    for (std::int64_t l = 0; l < m_labels; ++l)
        m_classes[static_cast<std::size_t>(timeMajor ? l * rows + place : place * m_labels + l)] = labels[l];
}

/// A picture of the training part, and its mask if it has one, moved.
void TrainingEngine::moveSample(std::int64_t row, std::int64_t place, std::uint64_t step)
{
    const SampleShape& shape = m_data->shape;
    const ImageMove move = drawMove(m_config.augment, shape, m_seed, step, place);
    const std::int64_t pixels = shape.height * shape.width;
    const float* src = m_data->train.inputs.data() + row * m_data->inputs();
    float* dst = m_network->input() + place * m_data->inputs();
    for (std::int64_t c = 0; c < shape.channels; ++c)
        movePlane(move, shape.height, shape.width, src + c * pixels, dst + c * pixels);
    if (m_data->target == TargetForm::PixelClass)
        movePlane(move, shape.height, shape.width, m_data->train.trueClass.data() + row * pixels,
                  m_classes.data() + place * pixels);
    else
        copyLabels(m_data->train, row, place, 0);
}

void TrainingEngine::prefetch(std::span<const std::int32_t> rows) const
{
    constexpr std::int64_t kLine = 16; // floats
    if (m_data->shape.form == SampleForm::Tokens)
        return;
    // The processor itself guesses how a long sample goes on.
    const std::int64_t width = std::min<std::int64_t>(m_data->inputs(), 8 * kLine);
    for (const std::int32_t row : rows) {
        const float* input = m_data->train.inputs.data() + row * m_data->inputs();
        for (std::int64_t at = 0; at < width; at += kLine)
            __builtin_prefetch(input + at, 0, 2);
    }
}

void TrainingEngine::gather(std::span<const std::int32_t> rows, std::uint64_t step)
{
    const auto count = static_cast<std::int64_t>(rows.size());
    const bool moves = m_config.augment != Augmentation::None && m_data->shape.form == SampleForm::Image;
    for (std::int64_t i = 0; i < count; ++i) {
        const std::int32_t row = rows[static_cast<std::size_t>(i)];
        if (moves) {
            moveSample(row, i, step);
            continue;
        }
        copySample(m_data->train, row, i, count);
        copyLabels(m_data->train, row, i, count);
    }
}

/// The loss of `batch.rows` samples, a sample's being the mean over its labels.
double TrainingEngine::loss(LossBatch batch, float* predictions)
{
    batch.outputs = m_data->outputs();
    batch.output = m_network->output();
    batch.values = m_at.values;
    batch.predictions = predictions;
    if (m_data->target == TargetForm::OneValue)
        return squaredError(batch);
    if (m_data->target == TargetForm::Itself)
        return reconstructionError(batch);
    if (isTimeMajor(m_config.model) && m_labels > 1)
        batch.samples = batch.rows;
    batch.rows *= m_labels;
    batch.classes = m_classes.data();
    return crossEntropy(m_kernels, batch) / static_cast<double>(m_labels);
}

StepResult TrainingEngine::trainStep(std::span<const std::int32_t> rows, std::uint64_t step,
                                     double learningRate, float* predictions)
{
    const auto count = static_cast<std::int64_t>(rows.size());
    gather(rows, step);
    if (m_config.noiseStd > 0.0 && m_data->shape.form != SampleForm::Tokens)
        m_kernels.addNoise(deriveSeed(Purpose::Noise, m_seed, {step}), static_cast<float>(m_config.noiseStd),
                           m_network->input(), count * m_data->inputs());
    Pass pass{.kind = PassKind::Train, .rows = count, .step = step, .seed = m_seed};
    m_network->forward(pass);
    const double lossSum = loss({.rows = count,
                                 .classWeight = m_classWeight.empty() ? nullptr : m_classWeight.data(),
                                 .smoothing = static_cast<float>(m_config.labelSmoothing),
                                 .rowWeight = m_at.rowWeight,
                                 .diff = m_network->outputDiff()},
                                predictions);
    if (!std::isfinite(lossSum))
        return {.lossSum = lossSum};
    m_update.learningRate = learningRate;
    m_update.gradientScale = 1.0F;
    m_update.squares = 0.0;
    m_optimizer->beginStep();
    if (m_update.early) {
        UpdateSink sink(*this);
        pass.sink = &sink;
        m_network->backward(pass);
    } else {
        m_network->backward(pass);
        updateWeights();
    }
    return {.lossSum = lossSum, .gradientNorm = std::sqrt(m_update.squares)};
}

/// All weights at once, after the norm of their gradient where that is limited.
void TrainingEngine::updateWeights()
{
    const std::int64_t all = m_network->trainedCount();
    const std::int64_t decayed = m_network->decayCount();
    if (m_config.gradientClip > 0.0) {
        addPenalty(0, decayed);
        const double norm = std::sqrt(m_kernels.squareSum(m_network->buffers().gradients, all));
        if (norm > m_config.gradientClip)
            m_update.gradientScale = static_cast<float>(m_config.gradientClip / norm);
        updateRange(0, decayed);
        return updateRange(decayed, all - decayed);
    }
    completeRange(0, decayed);
    completeRange(decayed, all - decayed);
}

void TrainingEngine::addPenalty(std::int64_t offset, std::int64_t count)
{
    const ParameterBuffers& buffers = m_network->buffers();
    if (m_config.l1 > 0.0 || m_config.l2 > 0.0)
        m_kernels.addPenalty(buffers.gradients + offset, buffers.values + offset, count,
                             static_cast<float>(m_config.l1), static_cast<float>(m_config.l2));
}

/// A range lies either in the decayed part or behind it.
void TrainingEngine::completeRange(std::int64_t offset, std::int64_t count)
{
    if (offset < m_network->decayCount())
        addPenalty(offset, count);
    updateRange(offset, count);
}

void TrainingEngine::updateRange(std::int64_t offset, std::int64_t count)
{
    const ParameterBuffers& buffers = m_network->buffers();
    const bool decays = offset < m_network->decayCount();
    m_optimizer->update(
        m_kernels,
        {.weights = buffers.values + offset,
         .gradients = buffers.gradients + offset,
         .first = m_at.first + offset,
         .second = m_at.second + offset,
         .count = count,
         .learningRate = static_cast<float>(m_update.learningRate),
         .keep = decays ? static_cast<float>(1.0 - m_update.learningRate * m_config.weightDecay) : 1.0F,
         .gradientScale = m_update.gradientScale,
         .squareSum = &m_update.squares});
}

void TrainingEngine::evaluateChunk(const DataPart& part, std::int64_t start, std::int64_t rows)
{
    // Short chunks are padded with zeros, so that one prepared batch size is enough.
    if (rows < m_evaluationRows) {
        std::fill_n(m_network->tokens(), m_network->tokenCount(), 0);
        std::fill_n(m_network->input(), m_evaluationRows * m_network->layers().front()->inputs(), 0.0F);
    }
    for (std::int64_t i = 0; i < rows; ++i)
        copySample(part, start + i, i, m_evaluationRows);
    m_network->forward({.kind = PassKind::Evaluate, .rows = m_evaluationRows});
}

/// Step by step, because the rows of one step lie together and padding follows them.
double TrainingEngine::orderedLoss(std::int64_t rows, float* predictions)
{
    const std::int64_t classes = m_data->outputs();
    double total = 0.0;
    for (std::int64_t t = 0; t < m_labels; ++t) {
        const std::int64_t first = t * m_evaluationRows;
        total += crossEntropy(m_kernels, {.rows = rows,
                                          .outputs = classes,
                                          .output = m_network->output() + first * classes,
                                          .classes = m_classes.data() + first,
                                          .predictions = m_at.ordered});
        for (std::int64_t n = 0; n < rows; ++n)
            std::copy_n(m_at.ordered + n * classes, classes, predictions + (n * m_labels + t) * classes);
    }
    return total / static_cast<double>(m_labels);
}

/// Predictions of a chunk; without labels the returned loss means nothing.
double TrainingEngine::evaluateLoss(const DataPart* labels, std::int64_t start, std::int64_t rows,
                                    float* predictions)
{
    const bool reorders = isTimeMajor(m_config.model) && m_labels > 1;
    for (std::int64_t i = 0; i < rows && labels != nullptr; ++i)
        copyLabels(*labels, start + i, i, reorders ? m_evaluationRows : rows);
    if (!reorders)
        return loss({.rows = rows}, predictions);
    return orderedLoss(rows, predictions);
}

double TrainingEngine::evaluate(const DataPart& part, float* predictions)
{
    double total = 0.0;
    for (std::int64_t start = 0; start < part.size(); start += m_evaluationRows) {
        const std::int64_t rows = std::min(m_evaluationRows, part.size() - start);
        evaluateChunk(part, start, rows);
        total += evaluateLoss(&part, start, rows, predictions + start * predictionWidth());
    }
    return total;
}

void TrainingEngine::predict(const DataPart& part, float* predictions)
{
    const FlushDenormals guard; // as in training, so that a replayed prediction is the same bit by bit
    const bool itself = m_data->target == TargetForm::Itself;
    std::fill(m_classes.begin(), m_classes.end(), 0);
    for (std::int64_t start = 0; start < part.size(); start += m_evaluationRows) {
        const std::int64_t rows = std::min(m_evaluationRows, part.size() - start);
        evaluateChunk(part, start, rows);
        (void)evaluateLoss(itself ? &part : nullptr, start, rows, predictions + start * predictionWidth());
    }
}

} // namespace tunescope
