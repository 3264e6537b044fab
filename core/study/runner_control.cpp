// SPDX-License-Identifier: GPL-3.0-or-later
// The controlling thread's side of RunnerCore: starting, pausing, stopping and live changes.
#include "core/study/runner_core.h"

#include "core/base/number_text.h"
#include "core/study/study_notebook.h"
#include "core/study/training_objective.h"
#include "core/study/trial_reason.h"

#include <chrono>

namespace tunescope {

void RunnerCore::setState(RunnerState state)
{
    m_state = state;
    m_board.setState(state, m_targetWorkers);
}

void RunnerCore::logEvent(const char* kind, std::string detail)
{
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    m_store->eventHappened({std::chrono::duration<double>(now).count(), kind, std::move(detail)});
}

/// The trials of all stages together: begun ones of earlier stages, and the latest stage's budget.
void RunnerCore::publishPlan()
{
    if (m_stages.empty())
        return;
    const StagePlan& latest = *m_stages.back();
    const Budget& budget = latest.config().budget;
    if (m_exhausted)
        m_board.setPlannedTrials(static_cast<int>(m_starts.size()));
    else
        m_board.setPlannedTrials(budget.trials ? latest.firstTrial() + latest.imported() + *budget.trials : 0);
}

void RunnerCore::start(int workers)
{
    const std::lock_guard lock(m_mutex);
    m_queueOnly = false;
    begin(workers);
}

void RunnerCore::startQueued(int workers)
{
    const std::lock_guard lock(m_mutex);
    m_queueOnly = true;
    begin(workers);
}

void RunnerCore::begin(int workers)
{
    if (m_state == RunnerState::Paused || m_state == RunnerState::Stopping)
        return;
    m_targetWorkers = std::max(workers, 1);
    m_board.setStopped(std::nullopt);
    m_clock.run();
    setState(RunnerState::Running);
    shareMemory();
    logEvent("run_started", runText());
    spawnWorkers();
    m_wake.notify_all();
}

/// "trial 12 on, 2 at a time, up to 40 trials"
std::string RunnerCore::runText() const
{
    const Budget& budget = m_stages.back()->config().budget;
    std::string text = "trial " + std::to_string(m_toldPrefix) + " on, " + std::to_string(m_targetWorkers) + " at a time";
    if (budget.trials)
        text += ", up to " + std::to_string(m_stages.back()->firstTrial() + *budget.trials) + " trials";
    if (budget.seconds)
        text += ", up to " + numberText(*budget.seconds) + " s";
    return text;
}

void RunnerCore::setMemoryLimit(std::uint64_t bytes)
{
    const std::lock_guard lock(m_mutex);
    m_memoryLimit = bytes;
    shareMemory();
}

void RunnerCore::shareMemory()
{
    m_objective->limitMemory(m_memoryLimit ? *m_memoryLimit : memoryPerTrial(1), m_targetWorkers);
}

void RunnerCore::spawnWorkers()
{
    m_threads.remove_if([](const WorkerThread& thread) { return thread.isDone(); });
    m_lanes.resize(std::max(m_lanes.size(), static_cast<std::size_t>(m_targetWorkers)), false);
    for (int lane = 0; lane < m_targetWorkers; ++lane) {
        if (m_lanes[static_cast<std::size_t>(lane)])
            continue;
        m_lanes[static_cast<std::size_t>(lane)] = true;
        m_threads.emplace_back([this, lane] { work(lane); });
    }
}

void RunnerCore::pause(std::optional<Error> fault)
{
    const std::lock_guard lock(m_mutex);
    if (m_state != RunnerState::Running)
        return;
    m_clock.halt();
    m_board.setFault(std::move(fault));
    setState(RunnerState::Paused);
}

void RunnerCore::resume()
{
    // After a full disk the writer tries again what was queued; if that fails, the next report pauses again.
    if (m_store->fault())
        m_store->retry();
    const std::lock_guard lock(m_mutex);
    if (m_state != RunnerState::Paused)
        return;
    m_board.setFault(std::nullopt);
    m_clock.run();
    setState(RunnerState::Running);
    m_wake.notify_all();
}

void RunnerCore::requestStop()
{
    const std::lock_guard lock(m_mutex);
    if (m_state != RunnerState::Running && m_state != RunnerState::Paused)
        return;
    setState(RunnerState::Stopping);
    for (const auto& [number, active] : m_active)
        active->stop.request_stop();
    m_wake.notify_all();
}

void RunnerCore::setWorkers(int workers)
{
    const std::lock_guard lock(m_mutex);
    m_targetWorkers = std::max(workers, 1);
    shareMemory();
    if (m_state == RunnerState::Running || m_state == RunnerState::Paused)
        spawnWorkers();
    setState(m_state);
    logEvent("workers_changed", std::to_string(m_targetWorkers));
    m_wake.notify_all();
}

void RunnerCore::setTrialBudget(int trials)
{
    const std::lock_guard lock(m_mutex);
    m_stages.back()->setTrialBudget(trials);
    budgetChanged(std::to_string(trials));
}

void RunnerCore::setStoppingRules(const StoppingRules& rules)
{
    const std::lock_guard lock(m_mutex);
    m_stages.back()->setStoppingRules(rules);
    budgetChanged("stopping rules");
}

void RunnerCore::budgetChanged(std::string detail)
{
    const StagePlan& plan = *m_stages.back();
    m_board.replaceStage(plan.stage(), plan.shared());
    m_store->budgetChanged(plan.stage(), plan.config().budget);
    logEvent("budget_changed", std::move(detail));
    publishPlan();
    if (m_state == RunnerState::Running)
        spawnWorkers();
    m_wake.notify_all();
}

void RunnerCore::stopTrial(int number)
{
    const std::lock_guard lock(m_mutex);
    if (const auto active = m_active.find(number); active != m_active.end()) {
        active->second->stoppedByHand = true;
        active->second->stop.request_stop();
        logEvent("trial_stopped", std::to_string(number));
    } else if (m_interrupted.erase(number) > 0) {
        TrialOutcome outcome;
        outcome.state = TrialState::Cancelled;
        outcome.reason = stoppedByHandReason(0);
        const TrialStart& start = m_starts[static_cast<std::size_t>(number)];
        settle(number, outcome,
               {number, start.stage, start.params, TrialState::Cancelled, start.origin, std::nullopt, {}});
        logEvent("trial_stopped", std::to_string(number));
    }
    m_wake.notify_all();
}

void RunnerCore::enqueue(const ParamSet& params, const TrialLineage& lineage)
{
    const std::lock_guard lock(m_mutex);
    StagePlan& plan = *m_stages.back();
    plan.enqueue(params, lineage);
    m_exhausted = false;
    m_board.replaceStage(plan.stage(), plan.shared());
    m_store->trialQueued(plan.stage(), params, lineage);
    m_store->budgetChanged(plan.stage(), plan.config().budget);
    publishPlan();
    if (m_state == RunnerState::Running)
        spawnWorkers();
    m_wake.notify_all();
}

Result<void> RunnerCore::openStage(const StageConfig& config)
{
    const std::lock_guard lock(m_mutex);
    if (m_state != RunnerState::Idle && m_state != RunnerState::Finished)
        return fail(ErrorCode::StageWhileRunning);
    const int firstTrial = static_cast<int>(m_starts.size());
    auto plan = StagePlan::create(std::make_shared<const StageConfig>(config),
                                  static_cast<int>(m_stages.size()), firstTrial);
    if (!plan)
        return fail(plan.error());
    m_stages.push_back(std::move(*plan));
    rememberIn(*m_stages.back());
    m_exhausted = false;
    m_board.addStage(m_stages.back()->shared(), firstTrial);
    m_store->stageOpened(config, firstTrial);
    logEvent("stage_opened", std::to_string(m_stages.size()));
    logEvent("range", rangeText(config));
    publishPlan();
    return {};
}

void RunnerCore::setNote(int number, const std::string& note)
{
    m_board.setNote(number, note);
    m_store->noteChanged(number, note);
}

void RunnerCore::setDeleted(int number, bool deleted)
{
    m_board.setDeleted(number, deleted);
    m_store->deletedChanged(number, deleted);
}

RunnerState RunnerCore::state() const
{
    const std::lock_guard lock(m_mutex);
    return m_state;
}

void RunnerCore::waitUntilIdle() const
{
    std::unique_lock lock(m_mutex);
    m_wake.wait(lock, [&] { return m_state == RunnerState::Idle || m_state == RunnerState::Finished; });
}

} // namespace tunescope
