// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/study_runner.h"

#include "core/study/runner_core.h"

namespace tunescope {

Result<std::unique_ptr<StudyRunner>> StudyRunner::create(StoredStudy stored, std::shared_ptr<Objective> objective,
                                                         std::shared_ptr<StudyStore> store, StudyListener* listener)
{
    auto core = std::make_unique<RunnerCore>(std::move(stored), std::move(objective), std::move(store), listener);
    if (const auto restored = core->restore(); !restored)
        return fail(restored.error());
    return std::unique_ptr<StudyRunner>(new StudyRunner(std::move(core)));
}

StudyRunner::StudyRunner(std::unique_ptr<RunnerCore> core)
    : m_core(std::move(core))
{
}

StudyRunner::~StudyRunner() = default;

void StudyRunner::start(int workers) { m_core->start(workers); }
void StudyRunner::setMemoryLimit(std::uint64_t bytes) { m_core->setMemoryLimit(bytes); }
void StudyRunner::pause() { m_core->pause(std::nullopt); }
void StudyRunner::resume() { m_core->resume(); }
void StudyRunner::requestStop() { m_core->requestStop(); }
void StudyRunner::setWorkers(int workers) { m_core->setWorkers(workers); }
void StudyRunner::setTrialBudget(int trials) { m_core->setTrialBudget(trials); }
void StudyRunner::setStoppingRules(const StoppingRules& rules) { m_core->setStoppingRules(rules); }
void StudyRunner::stopTrial(int number) { m_core->stopTrial(number); }
void StudyRunner::startQueued(int workers) { m_core->startQueued(workers); }
void StudyRunner::enqueue(const ParamSet& params, Origin origin) { m_core->enqueue(params, TrialLineage{.origin = origin}); }
void StudyRunner::enqueueControlled(const ParamSet& params, const TrialLineage& lineage) { m_core->enqueue(params, lineage); }
Result<void> StudyRunner::openStage(const StageConfig& stage) { return m_core->openStage(stage); }
void StudyRunner::setNote(int number, const std::string& note) { m_core->setNote(number, note); }
void StudyRunner::setDeleted(int number, bool deleted) { m_core->setDeleted(number, deleted); }
std::uint64_t StudyRunner::revision() const { return m_core->revision(); }
StudySnapshotPtr StudyRunner::snapshot() const { return m_core->snapshot(); }
RunnerState StudyRunner::state() const { return m_core->state(); }
void StudyRunner::waitUntilIdle() const { m_core->waitUntilIdle(); }

} // namespace tunescope
