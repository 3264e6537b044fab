// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/study_board.h"

#include <cmath>
#include <limits>

namespace tunescope {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

void putAt(std::vector<float>& series, int epoch, double value)
{
    const auto index = static_cast<std::size_t>(epoch);
    series.resize(index, std::numeric_limits<float>::quiet_NaN());
    series.push_back(static_cast<float>(value));
}

void cutTo(TrialCurves& curves, std::size_t length)
{
    for (std::vector<float>* series : {&curves.trainLoss, &curves.validationLoss, &curves.trainMetric, &curves.validationMetric}) {
        if (series->size() > length)
            series->resize(length);
    }
}

void findBest(TrialSnapshot& trial, Direction direction)
{
    trial.bestEpochSoFar = 0;
    trial.bestValueSoFar = kNaN;
    for (std::size_t epoch = 1; epoch < trial.curves.validationMetric.size(); ++epoch) {
        const double value = trial.curves.validationMetric[epoch];
        if (!std::isnan(value) && (trial.bestEpochSoFar == 0 || isBetter(value, trial.bestValueSoFar, direction))) {
            trial.bestEpochSoFar = static_cast<int>(epoch);
            trial.bestValueSoFar = value;
        }
    }
}

} // namespace

StudyBoard::StudyBoard(std::shared_ptr<const StudyConfig> config, std::shared_ptr<const StudyFacts> facts)
    : m_config(std::move(config))
    , m_facts(std::move(facts))
{
}

double StudyBoard::metricOf(const PartValues& values) const
{
    return m_facts->studyMetric < values.metrics.size() ? values.metrics[m_facts->studyMetric] : values.loss;
}

void StudyBoard::touch(std::size_t number)
{
    m_entries[number].shared = nullptr;
    m_chunks[number / StudySnapshot::kChunk] = nullptr;
    changed();
}

void StudyBoard::addStage(std::shared_ptr<const StageConfig> stage, int firstTrial)
{
    const std::lock_guard lock(m_mutex);
    m_stages.emplace_back(std::move(stage), firstTrial);
    changed();
}

void StudyBoard::replaceStage(int stage, std::shared_ptr<const StageConfig> config)
{
    const std::lock_guard lock(m_mutex);
    m_stages[static_cast<std::size_t>(stage)].first = std::move(config);
    changed();
}

void StudyBoard::restoreTrial(const StoredTrial& stored, int plannedEpochs)
{
    beginTrial(stored.start, plannedEpochs, -1, 0.0, 0);
    for (const EpochRecord& record : stored.epochs)
        report(record, 0.0);
    if (isTold(stored.state))
        tellTrial(stored.start.number, stored.outcome, stored.outcome.trialSeconds);
    else
        interruptTrial(stored.start.number, 0.0);
    const std::lock_guard lock(m_mutex);
    TrialSnapshot& trial = m_entries[static_cast<std::size_t>(stored.start.number)].trial;
    trial.note = stored.note;
    trial.bestConfusion = nullptr; // Read from the file when a view asks.
    if (stored.deleted)
        markDeleted(trial, true);
}

void StudyBoard::beginTrial(const TrialStart& start, int plannedEpochs, int worker, double atSeconds, int keptEpochs)
{
    const std::lock_guard lock(m_mutex);
    const auto number = static_cast<std::size_t>(start.number);
    const bool isNew = number >= m_entries.size();
    if (isNew) {
        m_entries.resize(number + 1);
        m_chunks.resize(number / StudySnapshot::kChunk + 1);
    }
    TrialSnapshot& trial = m_entries[number].trial;
    if (!isNew)
        count(trial, -1);
    cutTo(trial.curves, keptEpochs > 0 ? static_cast<std::size_t>(keptEpochs) + 1 : 0);
    if (trial.bestEpochSoFar > keptEpochs || keptEpochs == 0) {
        trial.macroF1 = kNaN;
        trial.bestConfusion = nullptr;
    }
    findBest(trial, m_config->protocol.direction);
    trial.start = start;
    trial.state = TrialState::Running;
    trial.plannedEpochs = plannedEpochs;
    trial.worker = worker;
    trial.startSeconds = atSeconds;
    trial.endSeconds = atSeconds;
    count(trial, 1);
    touch(number);
}

void StudyBoard::report(const EpochRecord& record, double atSeconds)
{
    const std::lock_guard lock(m_mutex);
    TrialSnapshot& trial = m_entries[static_cast<std::size_t>(record.trial)].trial;
    trial.endSeconds = atSeconds;
    if (record.repeat == 0 && record.fold == 0) {
        const double metric = metricOf(record.validation);
        cutTo(trial.curves, static_cast<std::size_t>(record.epoch));
        putAt(trial.curves.trainLoss, record.epoch, record.train ? record.train->loss : kNaN);
        putAt(trial.curves.trainMetric, record.epoch, record.train ? metricOf(*record.train) : kNaN);
        putAt(trial.curves.validationLoss, record.epoch, record.validation.loss);
        putAt(trial.curves.validationMetric, record.epoch, metric);
        if (!record.confusion.empty())
            trial.latestConfusion = std::make_shared<const ConfusionMatrix>(record.confusion);
        const bool better = record.epoch > 0 && !std::isnan(metric) &&
                            (trial.bestEpochSoFar == 0 || isBetter(metric, trial.bestValueSoFar, m_config->protocol.direction));
        if (better) {
            trial.bestEpochSoFar = record.epoch;
            trial.bestValueSoFar = metric;
            trial.bestConfusion = trial.latestConfusion;
            if (trial.latestConfusion)
                trial.macroF1 = trial.latestConfusion->macroF1();
        }
    }
    touch(static_cast<std::size_t>(record.trial));
}

void StudyBoard::interruptTrial(int number, double atSeconds)
{
    const std::lock_guard lock(m_mutex);
    TrialSnapshot& trial = m_entries[static_cast<std::size_t>(number)].trial;
    count(trial, -1);
    trial.state = TrialState::Paused;
    trial.endSeconds = atSeconds;
    count(trial, 1);
    touch(static_cast<std::size_t>(number));
}

void StudyBoard::tellTrial(int number, const TrialOutcome& outcome, double atSeconds)
{
    const std::lock_guard lock(m_mutex);
    TrialSnapshot& trial = m_entries[static_cast<std::size_t>(number)].trial;
    count(trial, -1);
    trial.state = outcome.state;
    trial.outcome = outcome;
    trial.endSeconds = atSeconds;
    trial.latestConfusion = nullptr;
    count(trial, 1);
    updateBest(number);
    touch(static_cast<std::size_t>(number));
}

void StudyBoard::updateBest(int number)
{
    const TrialSnapshot& trial = m_entries[static_cast<std::size_t>(number)].trial;
    if (trial.state != TrialState::Complete || !trial.outcome.value || trial.deleted)
        return;
    if (m_head.best >= 0) {
        const double best = *m_entries[static_cast<std::size_t>(m_head.best)].trial.outcome.value;
        const double value = *trial.outcome.value;
        const bool tiedButEarlier = value == best && number < m_head.best;
        if (!isBetter(value, best, m_config->protocol.direction) && !tiedButEarlier)
            return;
    }
    m_head.best = number;
}

void StudyBoard::setNote(int number, const std::string& note)
{
    const std::lock_guard lock(m_mutex);
    m_entries[static_cast<std::size_t>(number)].trial.note = note;
    touch(static_cast<std::size_t>(number));
}

void StudyBoard::setDeleted(int number, bool deleted)
{
    const std::lock_guard lock(m_mutex);
    markDeleted(m_entries[static_cast<std::size_t>(number)].trial, deleted);
    touch(static_cast<std::size_t>(number));
}

void StudyBoard::markDeleted(TrialSnapshot& trial, bool deleted)
{
    if (trial.deleted == deleted)
        return;
    trial.deleted = deleted;
    counterOf(m_head.deletedCounts, trial.state) += deleted ? 1 : -1;
    if (deleted && m_head.best != trial.start.number)
        return; // The best one stays the best.
    m_head.best = -1;
    for (std::size_t i = 0; i < m_entries.size(); ++i)
        updateBest(static_cast<int>(i));
}

void StudyBoard::count(const TrialSnapshot& trial, int by)
{
    counterOf(m_head.counts, trial.state) += by;
    if (trial.deleted)
        counterOf(m_head.deletedCounts, trial.state) += by;
}

void StudyBoard::setState(RunnerState state, int workers)
{
    const std::lock_guard lock(m_mutex);
    m_head.state = state;
    m_head.workers = workers;
    changed();
}

void StudyBoard::setPlannedTrials(int trials)
{
    const std::lock_guard lock(m_mutex);
    m_head.plannedTrials = trials;
    changed();
}

void StudyBoard::setFault(std::optional<Error> fault)
{
    const std::lock_guard lock(m_mutex);
    m_head.fault = std::move(fault);
    changed();
}

void StudyBoard::setStopped(std::optional<StopReason> reason)
{
    const std::lock_guard lock(m_mutex);
    m_head.stopped = reason;
    changed();
}

std::shared_ptr<const StudySnapshot::Chunk> StudyBoard::chunkOf(std::size_t index) const
{
    auto chunk = std::make_shared<StudySnapshot::Chunk>();
    const std::size_t first = index * StudySnapshot::kChunk;
    const std::size_t last = std::min(first + StudySnapshot::kChunk, m_entries.size());
    for (std::size_t number = first; number < last; ++number) {
        Entry& entry = m_entries[number];
        if (!entry.shared)
            entry.shared = std::make_shared<const TrialSnapshot>(entry.trial);
        (*chunk)[number - first] = entry.shared;
    }
    return chunk;
}

StudySnapshotPtr StudyBoard::snapshot(double runSeconds) const
{
    const std::lock_guard lock(m_mutex);
    const std::uint64_t revision = m_revision.load(std::memory_order_acquire);
    if (m_last && m_last->revision == revision)
        return m_last;
    for (std::size_t i = 0; i < m_chunks.size(); ++i) {
        if (!m_chunks[i])
            m_chunks[i] = chunkOf(i);
    }
    auto snapshot = std::make_shared<StudySnapshot>(m_head);
    snapshot->revision = revision;
    snapshot->config = m_config;
    snapshot->facts = m_facts;
    snapshot->runSeconds = runSeconds;
    for (const auto& [stage, firstTrial] : m_stages) {
        snapshot->stages.push_back(stage);
        snapshot->stageFirstTrials.push_back(firstTrial);
    }
    snapshot->assign(m_chunks, m_entries.size());
    m_last = snapshot;
    return m_last;
}

} // namespace tunescope
