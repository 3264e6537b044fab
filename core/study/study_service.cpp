// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/study_service.h"

#include "core/study/study_service_impl.h"
#include "core/data/dataset_facts.h"
#include "core/data/open_dataset.h"
#include "core/search/sampler_registry.h"
#include "core/search/unseen.h"
#include "core/study/objectives.h"
#include "core/study/baselines.h"
#include "core/study/stage_plan.h"
#include "core/study/stage_rules.h"
#include "core/study/stored_data.h"
#include "core/study/study_data.h"
#include "core/study/training_objective.h"
#include "core/study/trained_trial.h"
#include "core/study/trial_replay.h"
#include "core/training/engine_bench.h"
#include "core/training/model_choice.h"

#include <chrono>
#include <cmath>

namespace tunescope {
namespace {

double secondsSince1970()
{
    return std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch()).count();
}

EngineFacts thisEngine()
{
    const EngineInfo info = engineInfo();
    return {TUNESCOPE_VERSION, info.onednn, info.isa, info.numerics};
}

} // namespace

StudyService::StudyService(std::shared_ptr<StudyStoreFactory> stores)
    : m_impl(std::make_unique<Impl>())
{
    m_impl->stores = std::move(stores);
}

StudyService::~StudyService()
{
    close();
}

// --- Data ---

Result<DatasetFacts> StudyService::describeData(const DataSpec& data, const ProtocolConfig& protocol, std::uint64_t splitSeed)
{
    const auto dataset = openCachedDataset(data);
    if (!dataset)
        return fail(dataset.error());
    auto facts = datasetFacts(**dataset, splitConfigOf(protocol, splitSeed, data));
    if (facts) {
        for (const ModelKind model : modelsFor(**dataset))
            facts->models.emplace_back(kindName(model, modelNames()));
    }
    return facts;
}

Result<Baselines> StudyService::measureBaselines(const DataSpec& data, const ProtocolConfig& protocol, std::uint64_t splitSeed)
{
    StudyConfig config;
    config.seed = splitSeed;
    config.data = data;
    config.protocol = protocol;
    const auto objective = TrainingObjective::create(config);
    if (!objective)
        return fail(objective.error());
    return baselinesOf(**objective);
}

Result<std::vector<RowView>> StudyService::readRows(const DataSpec& data, std::span<const std::int64_t> rows)
{
    const auto dataset = openCachedDataset(data);
    if (!dataset)
        return fail(dataset.error());
    return rowViews(**dataset, rows);
}

// --- Configurations ---

Result<StudyConfig> StudyService::completedConfig(const StudyConfig& config)
{
    StudyConfig complete = config;
    // The model decides which settings exist; a study says which one it is about, unless it searches for it.
    const auto dataset = config.data.source.empty() ? nullptr : openCachedDataset(config.data).value_or(nullptr);
    if (dataset && complete.stage.space.find("model") == nullptr)
        complete.stage.fixed = withDefaultModel(complete.stage.fixed, *dataset);
    auto stage = withNaturalConditions(complete.stage);
    if (!stage)
        return fail(stage.error());
    complete.stage = std::move(*stage);
    if (const auto valid = validateStudyConfig(complete); !valid)
        return fail(valid.error());
    const auto objective = TrainingObjective::create(complete);
    if (!objective)
        return fail(objective.error());
    complete.protocol.metric = (*objective)->metric();
    const MetricEntry* metric = findMetric(complete.protocol.metric);
    complete.protocol.direction = metric ? metric->direction : Direction::Minimize;
    if (const auto valid = checkObjectives(complete, (*objective)->facts()); !valid)
        return fail(valid.error());
    if (const auto valid = checkSettings(complete.stage, (*objective)->dataset().task, complete.protocol.metric); !valid)
        return fail(valid.error());
    if (const auto valid = checkModels(complete.stage, (*objective)->dataset(), complete.protocol.metric); !valid)
        return fail(valid.error());
    return complete;
}

Result<void> StudyService::checkConfig(const StudyConfig& config, int workers)
{
    const auto complete = completedConfig(config);
    if (!complete)
        return fail(complete.error());
    const auto objective = TrainingObjective::create(*complete);
    if (!objective)
        return fail(objective.error());
    return checkMemory(complete->stage, **objective, workers);
}

std::vector<ParamSet> StudyService::nextDraws(const StudyConfig& config, int firstTrial, int count)
{
    std::vector<ParamSet> draws;
    const auto stage = withNaturalConditions(config.stage);
    if (!stage)
        return draws;
    const auto plan = StagePlan::create(std::make_shared<const StageConfig>(*stage), 0, firstTrial);
    const SamplerEntry* sampler = findSampler(stage->sampler.name);
    if (!plan || !sampler || !sampler->historyFree)
        return draws;
    std::vector<TrialRecordPtr> records(static_cast<std::size_t>(firstTrial));
    for (int i = 0; i < count; ++i) {
        auto start = (*plan)->propose(records, firstTrial + i, effectiveLag(config), config.protocol, config.seed);
        if (!start)
            break;
        records.push_back(nullptr);
        draws.push_back(std::move(start->params));
    }
    return draws;
}

// --- The open study ---

Result<void> StudyService::create(const StudyConfig& config, const std::string& path, StudyListener* listener)
{
    close();
    const auto complete = completedConfig(config);
    if (!complete)
        return fail(complete.error());
    auto objective = TrainingObjective::create(*complete);
    if (!objective)
        return fail(objective.error());
    const std::string dataFile = wholeFileOf(complete->data.source);
    auto store = m_impl->stores->create(path, *complete, (*objective)->facts(), thisEngine(), dataFile);
    if (!store)
        return fail(store.error());
    m_impl->store = std::move(*store);
    m_impl->objective = std::move(*objective);
    StoredStudy stored;
    stored.config = *complete;
    stored.lag = effectiveLag(*complete);
    stored.facts = m_impl->objective->facts();
    stored.engine = thisEngine();
    stored.stages.push_back({complete->stage, 0, secondsSince1970()});
    return m_impl->begin(std::move(stored), listener);
}

Result<void> StudyService::open(const std::string& path, StudyListener* listener)
{
    close();
    auto store = m_impl->stores->open(path);
    if (!store)
        return fail(store.error());
    auto stored = (*store)->load();
    if (!stored)
        return fail(stored.error());
    auto data = openStoredData(*stored, **store, m_impl->dataFile);
    if (!data)
        return fail(data.error());
    auto objective = TrainingObjective::create(stored->config, std::move(*data));
    if (!objective)
        return fail(objective.error());
    m_impl->store = std::move(*store);
    m_impl->objective = std::move(*objective);
    m_impl->viewState = std::move(stored->viewState);
    m_impl->looks = stored->testLooks;
    return m_impl->begin(std::move(*stored), listener);
}

void StudyService::close()
{
    m_impl->runner.reset(); // Interrupts what is running and waits.
    if (m_impl->store)
        static_cast<void>(m_impl->store->flush()); // A fault was already shown; the file keeps what it has.
    m_impl->store.reset();
    m_impl->objective.reset();
    m_impl->dataFile.reset();
    m_impl->viewState.clear();
    m_impl->looks.clear();
}

bool StudyService::isOpen() const { return m_impl->runner != nullptr; }
std::string StudyService::path() const { return m_impl->store ? m_impl->store->path() : std::string(); }
StudyRunner& StudyService::runner() { return *m_impl->runner; }
StudySnapshotPtr StudyService::snapshot() const { return m_impl->runner ? m_impl->runner->snapshot() : nullptr; }
std::uint64_t StudyService::revision() const { return m_impl->runner ? m_impl->runner->revision() : 0; }
std::vector<TestLook> StudyService::testLooks() const
{
    const std::lock_guard lock(m_impl->looksMutex);
    return m_impl->looks;
}
const ViewState& StudyService::viewState() const { return m_impl->viewState; }

void StudyService::setViewState(const std::string& name, const std::string& value)
{
    if (!m_impl->store)
        return;
    std::string& known = m_impl->viewState[name];
    if (known == value)
        return;
    known = value;
    m_impl->store->viewStateChanged(name, value);
}

EngineFacts StudyService::engine() const { return thisEngine(); }

Result<void> StudyService::saveCopy(const std::string& path) const { return m_impl->store->copyTo(path); }

Result<void> StudyService::moveTo(const std::string& path) { return m_impl->store->moveTo(path); }

Result<StoredStudy> StudyService::stored() const
{
    return m_impl->store->load();
}

Result<ConfusionMatrix> StudyService::confusion(int trial, int epoch) const
{
    return m_impl->store->confusion(trial, 0, 0, epoch);
}

std::shared_ptr<const Dataset> StudyService::dataset() const
{
    return m_impl->objective ? m_impl->objective->sharedDataset() : nullptr;
}

Result<std::vector<EpochLayers>> StudyService::layerReports(int trial) const
{
    return m_impl->store->layerReports(trial);
}

Result<PredictionSet> StudyService::predictions(int trial, int epoch, std::stop_token stop) const
{
    const auto wanted = m_impl->epochToReplay(snapshot(), trial, epoch);
    if (!wanted)
        return fail(wanted.error());
    return replayPredictions(*m_impl->objective, wanted->start, wanted->fixed, wanted->epoch, stop);
}

Result<TrainedTrial> StudyService::trained(int trial, int epoch, std::stop_token stop) const
{
    const auto wanted = m_impl->epochToReplay(snapshot(), trial, epoch);
    if (!wanted)
        return fail(wanted.error());
    return replayTrained(*m_impl->objective, wanted->start, wanted->fixed, wanted->epoch, stop);
}

Result<WrittenTexts> StudyService::writeTexts(int trial, int epoch, const TextRequest& request, std::stop_token stop) const
{
    const auto wanted = m_impl->epochToReplay(snapshot(), trial, epoch);
    if (!wanted)
        return fail(wanted.error());
    return replayTexts(*m_impl->objective, wanted->start, wanted->fixed, wanted->epoch, request, stop);
}

Result<StudyService::RerunReport> StudyService::rerun(int trial, std::stop_token stop) const
{
    const auto all = stored();
    if (!all)
        return fail(all.error());
    if (trial < 0 || static_cast<std::size_t>(trial) >= all->trials.size())
        return fail(ErrorCode::NoSuchTrial, {{"trial", trial}, {"last", static_cast<std::int64_t>(all->trials.size()) - 1}});
    const StoredTrial& wanted = all->trials[static_cast<std::size_t>(trial)];
    const StageConfig& stage = all->stages[static_cast<std::size_t>(wanted.start.stage)].config;
    return replayAndCompare(*m_impl->objective, wanted, stage.fixed, all->engine == thisEngine(), stop);
}

} // namespace tunescope
