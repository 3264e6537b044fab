// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/training_objective.h"

#include "core/base/number_text.h"
#include "core/base/rng.h"
#include "core/data/dataset_facts.h"
#include "core/data/prepare.h"
#include "core/metrics/metric_registry.h"
#include "core/study/study_data.h"
#include "core/study/training_run.h"
#include "core/study/trial_reason.h"
#include "core/study/trial_replay.h"
#include "core/training/model_choice.h"
#include "core/training/trainer.h"

#include <algorithm>
#include <fstream>
#include <thread>

namespace tunescope {
namespace {

constexpr std::size_t kMostPrepared = 24;
constexpr std::uint64_t kMostPreparedBytes = std::uint64_t{512} << 20;
constexpr std::uint64_t kProgramBytes = std::uint64_t{24}
                                        << 20; ///< Of a process that runs a study, without data.

std::uint64_t bytesOf(const PreparedData& data)
{
    std::uint64_t bytes = 0;
    for (const DataPart* part : {&data.train, &data.validation, &data.stopping})
        bytes += static_cast<std::uint64_t>(part->inputs.size()) * sizeof(float) +
                 (part->tokens.size() + part->trueClass.size()) * sizeof(std::int32_t);
    return bytes;
}

std::uint64_t bytesOf(const std::map<std::string, std::shared_ptr<const PreparedData>>& kept)
{
    std::uint64_t bytes = 0;
    for (const auto& [key, data] : kept)
        bytes += bytesOf(*data);
    return bytes;
}

std::string preparedKey(const PreprocessingConfig& config, int repeat, int fold)
{
    std::string key =
        std::to_string(static_cast<int>(config.scaling)) + "/" +
        std::to_string(static_cast<int>(config.encoding)) + "/" +
        std::to_string(static_cast<int>(config.missing)) + "/" + std::to_string(repeat) + "/" +
        std::to_string(fold) + "/" +
        (config.wanted ? std::to_string(static_cast<int>(*config.wanted)) : std::string("own")) + "/" +
        std::to_string(config.sequenceLength);
    for (const std::string& feature : config.features)
        key += "\n" + feature;
    return key;
}

Result<std::string> resolvedMetric(const ProtocolConfig& protocol, const Dataset& dataset)
{
    if (protocol.metric.empty())
        return std::string(defaultMetric(dataset.task));
    // The training settings know which metrics fit the task.
    if (const auto config = resolveTrainingConfig({}, dataset.task, protocol.metric); !config)
        return fail(config.error());
    return protocol.metric;
}

std::vector<std::pair<int, int>> runsOf(const ProtocolConfig& protocol)
{
    std::vector<std::pair<int, int>> runs;
    for (int repeat = 0; repeat < protocol.repeats; ++repeat) {
        for (int fold = 0; fold < (hasFolds(protocol.kind) ? protocol.folds : 1); ++fold)
            runs.emplace_back(repeat, fold);
    }
    return runs;
}

SplitKind splitKindOf(ProtocolKind kind)
{
    switch (kind) {
    case ProtocolKind::KFold:
        return SplitKind::KFold;
    case ProtocolKind::TimeOrdered:
        return SplitKind::TimeOrdered;
    case ProtocolKind::Grouped:
        return SplitKind::Grouped;
    case ProtocolKind::Holdout:
        break;
    }
    return SplitKind::Holdout;
}

/// Mean over the runs; the best epoch is that of the first run, which the curves show.
void summarise(TrialOutcome& outcome)
{
    double sum = 0.0;
    double lastSum = 0.0;
    for (const RunResult& run : outcome.runs) {
        sum += run.value.value_or(0.0);
        lastSum += run.lastValue.value_or(0.0);
    }
    const auto count = static_cast<double>(outcome.runs.size());
    outcome.value = sum / count;
    outcome.lastValue = lastSum / count;
    outcome.bestEpoch = outcome.runs.front().bestEpoch;
}

TrialOutcome failed(const Error& error)
{
    TrialOutcome outcome;
    outcome.state = TrialState::Failed;
    outcome.reason = failedReason(error);
    return outcome;
}

} // namespace

std::uint64_t runSeedOf(std::uint64_t trialSeed, int repeat, int fold)
{
    if (repeat == 0 && fold == 0)
        return trialSeed;
    return deriveSeed(Purpose::Trial, trialSeed,
                      {static_cast<std::uint64_t>(repeat), static_cast<std::uint64_t>(fold)});
}

std::uint64_t memoryPerTrial(int workers)
{
    constexpr std::uint64_t kAssumed = std::uint64_t{2} << 30; // Where the system does not tell.
    std::ifstream file("/proc/meminfo");
    std::string word;
    while (file >> word) {
        std::string amount;
        if (word == "MemAvailable:" && file >> amount) {
            const std::uint64_t bytes = parseUnsigned(amount).value_or(kAssumed / 1024) * 1024;
            return bytes / 10 * 8 / static_cast<std::uint64_t>(std::max(workers, 1));
        }
    }
    return kAssumed;
}

SplitConfig splitConfigOf(const ProtocolConfig& protocol, std::uint64_t splitSeed, const DataSpec& data)
{
    SplitConfig split;
    split.kind = splitKindOf(protocol.kind);
    split.gap = protocol.gap;
    split.by = protocol.by;
    split.validation = protocol.validation;
    split.test = protocol.test;
    split.stopping = protocol.stopping;
    split.stratified = protocol.stratified;
    split.folds = protocol.folds;
    split.seed = splitSeed;
    split.excludedRows = data.excludedRows;
    return split;
}

Result<std::shared_ptr<TrainingObjective>> TrainingObjective::create(const StudyConfig& config)
{
    auto dataset = openCachedDataset(config.data);
    if (!dataset)
        return fail(dataset.error());
    return create(config, std::move(*dataset));
}

Result<std::shared_ptr<TrainingObjective>> TrainingObjective::create(const StudyConfig& config,
                                                                     std::shared_ptr<const Dataset> dataset)
{
    return create(config, std::move(dataset), {});
}

Result<std::shared_ptr<TrainingObjective>> TrainingObjective::create(const StudyConfig& config,
                                                                     std::shared_ptr<const Dataset> dataset,
                                                                     std::vector<std::int64_t> pool)
{
    std::shared_ptr<TrainingObjective> objective(new TrainingObjective);
    objective->m_protocol = config.protocol;
    objective->m_dataset = std::move(dataset);
    objective->m_split = splitConfigOf(config.protocol, splitSeedOf(config), config.data);
    objective->m_split.pool = std::move(pool);
    auto metric = resolvedMetric(config.protocol, *objective->m_dataset);
    if (!metric)
        return fail(metric.error());
    objective->m_metric = std::move(*metric);
    const auto split = objective->split(0, 0);
    if (!split)
        return fail(split.error());

    const Dataset& data = *objective->m_dataset;
    StudyFacts& facts = objective->m_facts;
    facts.metricNames = epochMetrics(data.task, data.classes());
    if (objective->m_metric != "loss" && std::find(facts.metricNames.begin(), facts.metricNames.end(),
                                                   objective->m_metric) == facts.metricNames.end())
        facts.metricNames.push_back(objective->m_metric);
    facts.studyMetric = static_cast<std::size_t>(
        std::find(facts.metricNames.begin(), facts.metricNames.end(), objective->m_metric) -
        facts.metricNames.begin());
    facts.classNames = data.task == Task::Regression ? std::vector<std::string>() : data.target.categories;
    facts.dataName = data.name;
    facts.rows = data.rows();
    facts.dataSha256 = data.sha256;
    facts.splitSha256 = split->sha256;
    facts.timeOrdered = data.order == RowOrder::Time;
    facts.trainRows = static_cast<std::int64_t>(split->train.size());
    facts.validationRows = static_cast<std::int64_t>(split->validation.size());
    facts.testRows = split->test.size();
    facts.stoppingRows = static_cast<std::int64_t>(split->stopping.size());
    return objective;
}

Result<Split> TrainingObjective::split(int repeat, int fold) const
{
    return makeSplit(*m_dataset, m_split, repeat, fold);
}

Result<std::shared_ptr<const PreparedData>>
TrainingObjective::prepared(const PreprocessingConfig& preprocessing, int repeat, int fold)
{
    const std::lock_guard lock(m_mutex);
    const std::string key = preparedKey(preprocessing, repeat, fold);
    if (const auto known = m_prepared.find(key); known != m_prepared.end())
        return known->second;
    const auto rows = split(repeat, fold);
    if (!rows)
        return fail(rows.error());
    auto data = prepareData(*m_dataset, *rows, preprocessing);
    if (!data)
        return fail(data.error());
    // Large data are kept fewer times: the parts of full MNIST take 150 MB as numbers.
    while (!m_prepared.empty() &&
           (m_prepared.size() >= kMostPrepared || bytesOf(m_prepared) + bytesOf(**data) > keptBytes()))
        m_prepared.erase(m_prepared.begin());
    m_prepared.emplace(key, *data);
    return data;
}

void TrainingObjective::limitMemory(std::uint64_t bytes, int workers)
{
    const std::uint64_t taken = kProgramBytes + datasetBytes(*m_dataset);
    m_workers = static_cast<std::uint64_t>(std::max(workers, 1));
    m_freeMemory = bytes > taken ? bytes - taken : 1;
}

std::uint64_t TrainingObjective::keptBytes() const
{
    const std::uint64_t free = m_freeMemory;
    return free > 0 ? std::min(kMostPreparedBytes, free / 8) : kMostPreparedBytes;
}

std::uint64_t TrainingObjective::memoryShare() const
{
    const std::uint64_t free = m_freeMemory;
    return free > 0 ? (free - keptBytes()) / m_workers
                    : memoryPerTrial(static_cast<int>(std::thread::hardware_concurrency()));
}

int TrainingObjective::plannedEpochs(const ParamSet& settings) const
{
    const auto config = trainingConfigFor(activeFor(settings, *m_dataset), *m_dataset, m_metric);
    return config ? config->epochs : 0;
}

Result<TrainingConfig> TrainingObjective::configFor(const ParamSet& settings) const
{
    return trainingConfigFor(activeFor(settings, *m_dataset), *m_dataset, m_metric);
}

TrialOutcome TrainingObjective::evaluate(const TrialStart& trial, const ParamSet& fixed,
                                         const std::optional<TrialCheckpoint>& from, TrialContext& context)
{
    const auto config = configFor(mergedSettings(fixed, trial.params));
    if (!config)
        return failed(config.error());
    const auto legs = legsOf(*this, trial);
    if (!legs)
        return failed(legs.error());
    TrialOutcome outcome;
    outcome.runs = from ? from->finishedRuns : std::vector<RunResult>();
    for (const auto& [repeat, fold] : runsOf(m_protocol)) {
        if (from && std::pair(repeat, fold) < std::pair(from->repeat, from->fold))
            continue;
        const auto data = prepared(config->preprocessing, trial.firstRepeat + repeat, fold);
        if (!data)
            return failed(data.error());
        TrainingRun run{trial,        repeat,        fold, *config, *data, runSeedOf(trial.seed, repeat, fold),
                        outcome.runs, memoryShare(), *legs};
        const bool resumes = from && from->repeat == repeat && from->fold == fold;
        const auto ended = run.train(resumes ? &*from : nullptr, context);
        if (!ended)
            return failed(ended.error());
        outcome.weights = ended->weights;
        outcome.flops = ended->flops;
        outcome.reason = ended->reason;
        outcome.state = ended->state;
        outcome.runs.push_back(ended->result);
        if (ended->state != TrialState::Complete) {
            outcome.lastValue = ended->result.lastValue;
            outcome.bestEpoch = ended->result.bestEpoch;
            return outcome;
        }
    }
    summarise(outcome);
    return outcome;
}

} // namespace tunescope
