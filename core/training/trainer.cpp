// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/training/trainer.h"

#include "core/base/rng.h"
#include "core/nn/flush_denormals.h"
#include "core/nn/onednn/onednn_info.h"
#include "core/training/checkpoint.h"
#include "core/training/part_outputs.h"
#include "core/training/text_sampler.h"
#include "core/training/trainer_checks.h"
#include "core/training/training_engine.h"
#include "core/training/training_memory.h"
#include "core/training/training_progress.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>
#include <numeric>

namespace tunescope {
namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

std::uint64_t fingerprintOf(const PreparedData& data, const TrainingConfig& config)
{
    std::string text = paramKey(resolvedParams(config)) + "|" + config.metric + "|" +
                             std::to_string(data.inputs()) + "|" + std::to_string(data.outputs()) + "|" +
                             std::to_string(data.train.size()) + "|" + std::to_string(data.validation.size());
    if (data.stopping.size() > 0)
        text.append("|").append(std::to_string(data.stopping.size()));
    return hashBytes(std::as_bytes(std::span(text)));
}

} // namespace

class Trainer::Impl
{
public:
    Impl(std::shared_ptr<const PreparedData> data, TrainingConfig config, std::uint64_t seed,
         std::unique_ptr<TrainingEngine> engine);

    TrainingOutcome run(const std::function<EpochDecision(const EpochReport&)>& onEpoch,
                        const std::stop_token& stop);
    PartPrediction predict(const DataPart& part);
    PartReport evaluate(const DataPart& part);
    [[nodiscard]] double threshold();
    [[nodiscard]] Checkpoint checkpoint() const;
    Result<void> restore(const Checkpoint& checkpoint);
    Result<void> takeOver(Checkpoint checkpoint, OptimizerMemory optimizer, PatienceMemory patience);

    std::shared_ptr<const PreparedData> m_data;
    TrainingConfig m_config;
    std::vector<std::string> m_names; ///< Of the metrics, as the caller knows them.
    std::unique_ptr<TrainingEngine> m_engine;

private:
    using Clock = std::chrono::steady_clock;

    [[nodiscard]] std::optional<TrainingEnd> finished() const;
    std::optional<TrainingEnd> trainEpoch(EpochReport& report, const std::stop_token& stop);
    EpochReport evaluateEpoch();
    void finishEpoch(EpochReport& report);
    void shuffle();
    void takePosition(const Checkpoint& checkpoint);
    [[nodiscard]] double metricOf(const PartReport& part) const;
    [[nodiscard]] PartReport partReport(double lossSum, std::int64_t rows, PartOutputs& part,
                                        const DataPart* labels);
    [[nodiscard]] TrainingOutcome outcome(TrainingEnd end);

    std::uint64_t m_seed;
    std::uint64_t m_fingerprint;
    Direction m_direction;
    std::vector<std::string> m_indexed; ///< The metrics as computeMetrics() knows them ("recall:2").
    std::vector<std::int32_t> m_order;
    PartOutputs m_train;
    PartOutputs m_validation;
    PartOutputs m_stopping; ///< Empty where the validation part stops.
    TrainingProgress m_progress;
    std::string m_badLayer;
    double m_threshold = 0.0; ///< Anomalies: of the present weights.
};

Trainer::Impl::Impl(std::shared_ptr<const PreparedData> data, TrainingConfig config, std::uint64_t seed,
                    std::unique_ptr<TrainingEngine> engine)
    : m_data(std::move(data))
    , m_config(std::move(config))
    , m_names(epochMetrics(m_data->task, static_cast<int>(m_data->classNames.size())))
    , m_engine(std::move(engine))
    , m_seed(seed)
    , m_fingerprint(fingerprintOf(*m_data, m_config))
    , m_direction(findMetric(m_config.metric)->direction)
    , m_order(static_cast<std::size_t>(m_data->train.size()))
{
    if (std::find(m_names.begin(), m_names.end(), m_config.metric) == m_names.end())
        m_names.push_back(m_config.metric);
    for (const std::string& name : m_names)
        m_indexed.push_back(indexedMetric(name, m_data->classNames).value_or(name));
    const std::int64_t width = m_engine->predictionWidth();
    m_train = outputsFor(*m_data, m_data->train.size(), width, &m_data->train);
    m_validation = outputsFor(*m_data, m_data->validation.size(), width, nullptr);
    m_stopping = outputsFor(*m_data, m_data->stopping.size(), width, nullptr);
}

void Trainer::Impl::shuffle()
{
    std::iota(m_order.begin(), m_order.end(), 0);
    Rng rng(Purpose::Shuffle, m_seed, {static_cast<std::uint64_t>(m_progress.epoch + 1)});
    rng.shuffle(std::span(m_order));
    orderLabels(m_train, *m_data, m_order);
}

PartReport Trainer::Impl::partReport(double lossSum, std::int64_t rows, PartOutputs& part,
                                     const DataPart* labels)
{
    PartReport report;
    if (rows == 0) {
        report.loss = kNan;
        report.metrics.assign(m_names.size(), kNan);
        return report;
    }
    report.loss = lossSum / static_cast<double>(rows);
    Predictions predictions = predictionsOf(part, *m_data, labels);
    predictions.meanLoss = report.loss;
    predictions.threshold = m_threshold;
    report.metrics = computeMetrics(predictions, m_indexed);
    return report;
}

std::optional<TrainingEnd> Trainer::Impl::trainEpoch(EpochReport& report, const std::stop_token& stop)
{
    const FlushDenormals guard;
    shuffle();
    const BatchLayout& layout = m_engine->layout();
    double lossSum = 0.0;
    double normSum = 0.0;
    std::size_t start = 0;
    for (std::int64_t step = 0; step < layout.steps; ++step) {
        if (stop.stop_requested())
            return TrainingEnd::Cancelled;
        const auto rows = static_cast<std::size_t>(layout.rowsOf(step));
        report.learningRate =
            learningRateAt(m_config, m_progress.epoch + 1, step, layout.steps, m_progress.plateau);
        ++m_progress.step;
        if (step == layout.steps - 1)
            m_engine->keepBefore();
        if (step + 1 < layout.steps)
            m_engine->prefetch(std::span(m_order).subspan(start + rows,
                                                               static_cast<std::size_t>(layout.rowsOf(step + 1))));
        const StepResult result = m_engine->trainStep(
            std::span(m_order).subspan(start, rows), static_cast<std::uint64_t>(m_progress.step),
            report.learningRate,
            m_train.outputs.data() + start * static_cast<std::size_t>(m_engine->predictionWidth()));
        if (!std::isfinite(result.lossSum)) {
            m_badLayer = m_engine->firstBadLayer(static_cast<std::int64_t>(rows));
            return TrainingEnd::Diverged;
        }
        lossSum += result.lossSum;
        normSum += result.gradientNorm;
        start += rows;
    }
    report.gradientNorm = normSum / static_cast<double>(layout.steps);
    report.train = PartReport{.loss = lossSum, .metrics = {}};
    return std::nullopt;
}

EpochReport Trainer::Impl::evaluateEpoch()
{
    EpochReport report;
    const DataPart& part = m_data->validation;
    double lossSum = 0.0;
    {
        const FlushDenormals guard;
        lossSum = m_engine->evaluate(part, m_validation.outputs.data());
        if (m_progress.epoch >= 0)
            report.layers = m_engine->layerReports();
    }
    m_threshold = threshold();
    report.validation = partReport(lossSum, part.size(), m_validation, &part);
    Predictions predictions = predictionsOf(m_validation, *m_data, &part);
    predictions.threshold = m_threshold;
    report.confusion = confusionOf(predictions);
    if (m_data->stopping.size() > 0) {
        {
            const FlushDenormals guard;
            lossSum = m_engine->evaluate(m_data->stopping, m_stopping.outputs.data());
        }
        report.stopping = partReport(lossSum, m_data->stopping.size(), m_stopping, &m_data->stopping);
    }
    return report;
}

double Trainer::Impl::metricOf(const PartReport& part) const
{
    const auto at = std::find(m_names.begin(), m_names.end(), m_config.metric) - m_names.begin();
    return part.metrics[static_cast<std::size_t>(at)];
}

double Trainer::Impl::threshold()
{
    if (m_data->target != TargetForm::Itself)
        return 0.0;
    std::vector<float> scores(static_cast<std::size_t>(m_data->train.size()));
    m_engine->predict(m_data->train, scores.data());
    return anomalyThreshold(std::move(scores));
}

/// Books the epoch: metrics of the training batches, best epoch, patience, divergence.
void Trainer::Impl::finishEpoch(EpochReport& report)
{
    report.epoch = ++m_progress.epoch;
    if (report.epoch == 0) {
        m_progress.startLoss = report.validation.loss;
        return;
    }
    report.train = partReport(report.train->loss, m_data->train.size(), m_train, nullptr);
    const PartReport& judged = report.stopping ? *report.stopping : report.validation;
    if (recordEpoch(m_progress, m_config, m_direction, metricOf(judged), report.train->loss, judged.loss) ==
        EpochRank::Best)
        m_engine->keepBest();
    m_progress.lastValue = metricOf(report.validation);
    if (m_data->validation.size() > 0 && !std::isfinite(report.validation.loss)) {
        m_progress.exploded = kNotFinite;
        m_badLayer = m_engine->firstBadLayer(m_engine->chunkRows());
    }
}

std::optional<TrainingEnd> Trainer::Impl::finished() const
{
    if (m_progress.exploded != 0)
        return TrainingEnd::Diverged;
    if (m_progress.epoch >= m_config.epochs)
        return TrainingEnd::Completed;
    if (m_config.patience > 0 && m_progress.waited >= m_config.patience)
        return TrainingEnd::EarlyStopped;
    return std::nullopt;
}

TrainingOutcome Trainer::Impl::outcome(TrainingEnd end)
{
    TrainingOutcome result{.end = end,
                           .bestEpoch = m_progress.bestEpoch,
                           .bestValue = m_progress.bestEpoch > 0 ? m_progress.bestValue : kNan,
                           .lastValue = m_progress.epoch > 0 ? m_progress.lastValue : kNan,
                           .steps = m_progress.step};
    if (end == TrainingEnd::Diverged) {
        // A finished epoch is the one that exploded; otherwise a step of the next one was not finite.
        result.divergedEpoch = m_progress.exploded != 0 ? m_progress.epoch : m_progress.epoch + 1;
        result.divergedStep = m_progress.step;
        result.divergedLayer = m_badLayer;
    }
    if (m_progress.bestEpoch > 0)
        m_engine->restoreBest();
    if (m_progress.bestEpoch > 0 && m_data->stopping.size() > 0)
        result.bestValue = metricOf(evaluateEpoch().validation); // the other part chose the epoch
    return result;
}

TrainingOutcome Trainer::Impl::run(const std::function<EpochDecision(const EpochReport&)>& onEpoch,
                                   const std::stop_token& stop)
{
    while (true) {
        const auto begin = Clock::now();
        EpochReport report;
        if (m_progress.epoch < 0) {
            if (stop.stop_requested())
                return outcome(TrainingEnd::Cancelled);
            report = evaluateEpoch();
        } else {
            if (const auto end = finished())
                return outcome(*end);
            EpochReport training;
            if (const auto end = trainEpoch(training, stop))
                return outcome(*end);
            report = evaluateEpoch();
            report.train = training.train;
            report.learningRate = training.learningRate;
            report.gradientNorm = training.gradientNorm;
        }
        finishEpoch(report);
        report.epochSeconds = std::chrono::duration<double>(Clock::now() - begin).count();
        if (onEpoch(report) == EpochDecision::Stop && m_progress.exploded == 0)
            return outcome(TrainingEnd::StoppedByCaller);
    }
}

PartPrediction Trainer::Impl::predict(const DataPart& part)
{
    PartPrediction prediction;
    PartOutputs answers = outputsFor(*m_data, part.size(), m_engine->predictionWidth(), nullptr);
    m_engine->predict(part, answers.outputs.data());
    (void)predictionsOf(answers, *m_data, &part);
    prediction.values = std::move(answers.values);
    if (!prediction.values.empty()) {
        prediction.threshold = threshold();
        return prediction;
    }
    prediction.classes = static_cast<int>(m_data->outputs());
    prediction.probabilities = std::move(answers.outputs);
    return prediction;
}

PartReport Trainer::Impl::evaluate(const DataPart& part)
{
    PartOutputs answers = outputsFor(*m_data, part.size(), m_engine->predictionWidth(), nullptr);
    double lossSum = 0.0;
    {
        const FlushDenormals guard;
        lossSum = m_engine->evaluate(part, answers.outputs.data());
    }
    m_threshold = threshold();
    return partReport(lossSum, part.size(), answers, &part);
}

Checkpoint Trainer::Impl::checkpoint() const
{
    return {.trialSeed = m_seed,
            .fingerprint = m_fingerprint,
            .progress = m_progress,
            .optimizer = m_engine->optimizer().progress()};
}

Result<void> Trainer::Impl::restore(const Checkpoint& checkpoint)
{
    if (checkpoint.trialSeed != m_seed)
        return fail(ErrorCode::CheckpointMismatch, {{"detail", "another seed"}});
    if (checkpoint.fingerprint != m_fingerprint || checkpoint.state.size() != m_engine->plainStateSize())
        return fail(ErrorCode::CheckpointMismatch, {{"detail", "other settings or data"}});
    takePosition(checkpoint);
    return {};
}

Result<void> Trainer::Impl::takeOver(Checkpoint checkpoint, OptimizerMemory optimizer, PatienceMemory patience)
{
    if (checkpoint.trialSeed != m_seed)
        return fail(ErrorCode::CheckpointMismatch, {{"detail", "another seed"}});
    if (checkpoint.state.size() != m_engine->plainStateSize())
        return fail(ErrorCode::CheckpointMismatch, {{"detail", "a network of another size"}});
    if (optimizer == OptimizerMemory::Fresh) {
        // Pieces: weights, two optimizer buffers, best weights.
        const std::vector<float> fresh = m_engine->plainState();
        const auto weights = static_cast<std::ptrdiff_t>(m_engine->network().weightCount());
        std::copy(fresh.begin() + weights, fresh.begin() + 3 * weights, checkpoint.state.begin() + weights);
        checkpoint.optimizer = m_engine->optimizer().progress();
    }
    if (patience == PatienceMemory::Fresh)
        checkpoint.progress.waited = 0;
    takePosition(checkpoint);
    return {};
}

void Trainer::Impl::takePosition(const Checkpoint& checkpoint)
{
    m_engine->setPlainState(checkpoint.state);
    m_engine->optimizer().setProgress(checkpoint.optimizer);
    m_progress = checkpoint.progress;
    if (m_progress.exploded == kNotFinite) { // The end is near; it needs the layer's name again.
        (void)evaluateEpoch();
        m_badLayer = m_engine->firstBadLayer(m_engine->chunkRows());
    }
}

Result<std::unique_ptr<Trainer>> Trainer::create(std::shared_ptr<const PreparedData> data,
                                                 TrainingConfig config, std::uint64_t trialSeed,
                                                 std::uint64_t memoryLimitBytes)
{
    if (auto checked = checkData(*data, config); !checked)
        return fail(checked.error());
    if (auto checked = checkModel(config.model, data->shape, data->target); !checked)
        return fail(checked.error());
    if (auto checked = checkSize(*data, config, memoryLimitBytes); !checked)
        return fail(checked.error());
    if (findMetric(config.metric) == nullptr)
        return fail(ErrorCode::MetricNotForTask,
                    {{"metric", config.metric}, {"task", "this data"}, {"choices", "loss"}});
    auto engine = TrainingEngine::create(data, config, trialSeed);
    if (!engine)
        return fail(engine.error());
    auto impl = std::make_unique<Impl>(std::move(data), std::move(config), trialSeed, std::move(*engine));
    return std::unique_ptr<Trainer>(new Trainer(std::move(impl)));
}

Trainer::Trainer(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}

Trainer::~Trainer() = default;

const std::vector<std::string>& Trainer::metricNames() const
{
    return m_impl->m_names;
}

Result<TrainingOutcome> Trainer::run(const std::function<EpochDecision(const EpochReport&)>& onEpoch,
                                     const std::stop_token& stop)
{
    TrainingOutcome outcome;
    const Result<void> ran = guardEngine([&]() -> Result<void> {
        outcome = m_impl->run(onEpoch, stop);
        return {};
    });
    if (!ran)
        return fail(ran.error());
    return outcome;
}

PartPrediction Trainer::predict(const DataPart& part)
{
    return m_impl->predict(part);
}

PartReport Trainer::evaluate(const DataPart& part)
{
    return m_impl->evaluate(part);
}

TrainedNetwork Trainer::trained()
{
    const PreparedData& data = *m_impl->m_data;
    return {.model = m_impl->m_config.model,
            .shape = data.shape,
            .target = data.target,
            .targetOffset = data.targetOffset,
            .targetScale = data.targetScale,
            .threshold = m_impl->threshold(),
            .layers = trainedLayers(m_impl->m_engine->network())};
}

Result<std::vector<std::int32_t>> Trainer::sampleText(std::span<const std::int32_t> prompt,
                                                      std::int64_t length, double temperature,
                                                      std::uint64_t seed,
                                                      std::vector<float>* probabilities) const
{
    return continueText(
        m_impl->m_engine->network(), networkSpec(sizesOf(*m_impl->m_data), m_impl->m_config), prompt,
        {.length = length, .temperature = temperature, .seed = seed, .probabilities = probabilities});
}

std::vector<std::byte> Trainer::checkpoint() const
{
    const TrainingEngine& engine = *m_impl->m_engine;
    return writeCheckpoint(m_impl->checkpoint(), engine.plainStateSize(),
                           [&](const auto& take) { engine.eachState(take); });
}

Result<void> Trainer::restore(std::span<const std::byte> bytes)
{
    const auto checkpoint = readCheckpoint(bytes);
    if (!checkpoint)
        return fail(checkpoint.error());
    return m_impl->restore(*checkpoint);
}

Result<void> Trainer::takeOver(std::span<const std::byte> bytes, OptimizerMemory optimizer, PatienceMemory patience)
{
    auto checkpoint = readCheckpoint(bytes);
    if (!checkpoint)
        return fail(checkpoint.error());
    return m_impl->takeOver(std::move(*checkpoint), optimizer, patience);
}

std::int64_t Trainer::weightCount() const
{
    return m_impl->m_engine->network().weightCount();
}

std::int64_t Trainer::flops() const
{
    return predictionFlops(m_impl->m_engine->network());
}

} // namespace tunescope
