// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/runner_core.h"

#include "core/study/runner_context.h"
#include "core/study/trial_reason.h"

#include <algorithm>
#include <chrono>
#include <new>

namespace tunescope {
namespace {

/// The values that a trial had reported when its checkpoint was made; none without one.
std::vector<IntermediateValue> valuesUntil(const std::optional<TrialCheckpoint>& checkpoint, std::vector<IntermediateValue> values)
{
    if (!checkpoint)
        return {};
    if (checkpoint->repeat == 0 && checkpoint->fold == 0)
        std::erase_if(values, [&](const IntermediateValue& value) { return value.step > checkpoint->epoch; });
    return values;
}

TrialRecordPtr pendingRecord(const TrialStart& start)
{
    return std::make_shared<const TrialRecord>(
        TrialRecord{start.number, start.stage, start.params, TrialState::Running, start.origin, std::nullopt, {}});
}

} // namespace

RunnerCore::RunnerCore(StoredStudy stored, std::shared_ptr<Objective> objective, std::shared_ptr<StudyStore> store,
                       StudyListener* listener)
    : m_config(std::make_shared<const StudyConfig>(stored.config))
    , m_stored(std::move(stored))
    , m_objective(std::move(objective))
    , m_store(std::move(store))
    , m_listener(listener)
    , m_board(m_config, std::make_shared<const StudyFacts>(m_objective->facts()))
{
}

RunnerCore::~RunnerCore()
{
    requestStop();
    m_threads.clear(); // Joins; the trials leave at their next step.
}

Result<void> RunnerCore::restore()
{
    for (std::size_t i = 0; i < m_stored.stages.size(); ++i) {
        const StoredStage& stage = m_stored.stages[i];
        auto plan = StagePlan::create(std::make_shared<const StageConfig>(stage.config), static_cast<int>(i), stage.firstTrial, stage.lineages);
        if (!plan)
            return fail(plan.error());
        m_board.addStage((*plan)->shared(), stage.firstTrial);
        m_stages.push_back(std::move(*plan));
    }
    for (StoredTrial& trial : m_stored.trials) {
        m_starts.push_back(trial.start);
        m_board.restoreTrial(trial, plannedEpochs(trial.start));
        TrialRecord record{trial.start.number, trial.start.stage, trial.start.params, trial.state, trial.start.origin,
                           trial.outcome.value, {}, trial.outcome.values};
        std::vector<FurtherValues> further;
        for (const EpochRecord& epoch : trial.epochs) {
            if (!protocol().further.empty())
                further.push_back(furtherValuesOf(protocol(), facts(), epoch));
            if (epoch.repeat == 0 && epoch.fold == 0 && epoch.epoch > 0)
                record.intermediateValues.push_back({epoch.epoch, metricOf(epoch.validation)});
        }
        if (!isTold(trial.state)) {
            m_records.push_back(pendingRecord(trial.start));
            auto values = valuesUntil(trial.checkpoint, std::move(record.intermediateValues));
            m_interrupted.emplace(trial.start.number, InterruptedTrial{std::move(trial.checkpoint), std::move(values), std::move(further)});
            continue;
        }
        m_records.push_back(std::make_shared<const TrialRecord>(std::move(record)));
    }
    advanceToldPrefix();
    for (const auto& plan : m_stages)
        rememberIn(*plan);
    m_stored.trials.clear();
    publishPlan();
    return {};
}

void RunnerCore::rememberIn(StagePlan& plan) const
{
    for (const TrialStart& start : m_starts) {
        const auto stage = static_cast<std::size_t>(start.stage);
        if (start.stage == plan.stage() || (stage < m_stages.size() && m_stages[stage]->config().fixed == plan.config().fixed))
            plan.remember(start);
    }
}

double RunnerCore::metricOf(const PartValues& values) const
{
    const std::size_t metric = m_objective->facts().studyMetric;
    return metric < values.metrics.size() ? values.metrics[metric] : values.loss;
}

// --- Workers ---

void RunnerCore::work(int lane)
{
    while (const std::optional<Assignment> assignment = ask(lane))
        evaluate(*assignment);
    leave(lane);
}

std::optional<Assignment> RunnerCore::ask(int lane)
{
    std::unique_lock lock(m_mutex);
    while (true) {
        if (m_state == RunnerState::Stopping || lane >= m_targetWorkers)
            return std::nullopt;
        if (m_state == RunnerState::Running) {
            if (const std::optional<TrialStart> start = nextStart())
                return assign(*start, lane);
            if (m_active.empty())
                return std::nullopt;
        }
        m_wake.wait(lock);
    }
}

std::optional<TrialStart> RunnerCore::nextStart()
{
    // Interrupted trials first: their numbers are the lowest that are not told.
    if (!m_interrupted.empty() && mayStart(m_interrupted.begin()->first))
        return m_starts[static_cast<std::size_t>(m_interrupted.begin()->first)];
    if (m_queueOnly && !m_stages.back()->hasQueued())
        return std::nullopt;
    if (m_exhausted || !budgetLeft() || !mayStart(static_cast<int>(m_starts.size())))
        return std::nullopt;
    if (ruleThatStops(static_cast<int>(m_starts.size())))
        return std::nullopt;
    return proposeNext();
}

std::optional<TrialStart> RunnerCore::proposeNext()
{
    const int number = static_cast<int>(m_starts.size());
    auto start = m_stages.back()->propose(m_records, number, m_stored.lag, m_config->protocol, m_config->seed);
    if (!start) {
        m_exhausted = true;
        publishPlan();
        logEvent("search_exhausted", errorText(start.error()));
        return std::nullopt;
    }
    m_starts.push_back(*start);
    m_records.push_back(pendingRecord(*start));
    return *start;
}

bool RunnerCore::mayStart(int number) const
{
    const auto known = static_cast<std::size_t>(number) < m_starts.size();
    const auto stage = known ? static_cast<std::size_t>(m_starts[static_cast<std::size_t>(number)].stage) : m_stages.size() - 1;
    return m_stages[stage]->isFree() || m_toldPrefix >= number - m_stored.lag;
}

bool RunnerCore::budgetLeft() const
{
    const StagePlan& plan = *m_stages.back();
    const Budget& budget = plan.config().budget;
    const int begun = static_cast<int>(m_starts.size()) - plan.firstTrial() - plan.imported();
    if (budget.trials && begun >= *budget.trials)
        return false;
    return !budget.seconds || m_clock.seconds() < *budget.seconds;
}

/// The stopping rule that holds for what trial `number` may see, if there is one. Like a proposal it depends on the
/// trials before `number` - lag alone, so every number of workers ends at the same trial.
std::optional<StopReason> RunnerCore::ruleThatStops(int number) const
{
    const StagePlan& plan = *m_stages.back();
    const StoppingRules& rules = plan.config().budget.rules;
    if (rules.empty() || plan.hasQueued())
        return std::nullopt;
    const int first = std::min(plan.firstTrial(), static_cast<int>(m_records.size()));
    const int last = std::max(first, number - m_stored.lag);
    return stopReason(rules, {m_config->protocol.direction, {m_records.begin() + first, m_records.begin() + last}});
}

StopReason RunnerCore::whyFinished() const
{
    const StagePlan& plan = *m_stages.back();
    const int begun = static_cast<int>(m_starts.size()) - plan.firstTrial() - plan.imported();
    if (m_exhausted)
        return {.kind = StopKind::Exhausted, .trials = begun};
    if (!budgetLeft()) {
        const Budget& budget = plan.config().budget;
        const bool trials = budget.trials && begun >= *budget.trials;
        return {.kind = trials ? StopKind::Trials : StopKind::Seconds, .trials = begun};
    }
    return ruleThatStops(static_cast<int>(m_starts.size())).value_or(StopReason{.trials = begun});
}

int RunnerCore::plannedEpochs(const TrialStart& start) const
{
    const StagePlan& plan = *m_stages[static_cast<std::size_t>(start.stage)];
    return m_objective->plannedEpochs(mergedSettings(plan.config().fixed, start.params));
}

Assignment RunnerCore::assign(const TrialStart& start, int lane)
{
    const StagePlan& plan = *m_stages[static_cast<std::size_t>(start.stage)];
    const Pruner* pruner = isControlled(start.origin) ? nullptr : plan.pruner();
    Assignment assignment{start, plan.config().fixed, pruner, std::make_shared<ActiveTrial>(), {}, {}};
    if (const auto waiting = m_interrupted.find(start.number); waiting != m_interrupted.end()) {
        assignment.from = std::move(waiting->second);
        m_interrupted.erase(waiting);
    }
    if (assignment.pruner) {
        const auto visible = static_cast<std::ptrdiff_t>(std::max(start.number - m_stored.lag, 0));
        assignment.history = {m_config->protocol.direction, {m_records.begin(), m_records.begin() + visible}};
    }
    m_active.emplace(start.number, assignment.active);
    const int planned = plannedEpochs(start);
    const auto& checkpoint = assignment.from.checkpoint;
    const bool firstRun = checkpoint && checkpoint->repeat == 0 && checkpoint->fold == 0;
    m_board.beginTrial(start, planned, lane, m_clock.seconds(), !checkpoint ? 0 : firstRun ? checkpoint->epoch : planned);
    m_store->trialStarted(start);
    return assignment;
}

void RunnerCore::evaluate(const Assignment& assignment)
{
    const TrialStart& start = assignment.start;
    if (m_listener) {
        const std::lock_guard lock(m_listenerMutex);
        m_listener->onTrialStarted(start);
    }
    TrialRecord record{start.number, start.stage, start.params, TrialState::Running, start.origin, std::nullopt,
                       assignment.from.intermediateValues};
    RunnerContext context(*this, assignment, record);
    TrialOutcome outcome;
    const auto began = std::chrono::steady_clock::now();
    try {
        outcome = m_objective->evaluate(start, assignment.fixed, assignment.from.checkpoint, context);
    } catch (const std::bad_alloc&) {
        outcome.state = TrialState::Failed;
        outcome.reason = failedReason({ErrorCode::OutOfMemory, {{"what", "trial " + std::to_string(start.number)}}});
    } catch (const std::exception& exception) {
        outcome.state = TrialState::Failed;
        outcome.reason = failedReason({ErrorCode::Internal, {{"where", "trial " + std::to_string(start.number)}, {"detail", exception.what()}}});
    }
    outcome.trialSeconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
    outcome.values = objectiveValues(protocol(), outcome, context.further());
    if (outcome.state == TrialState::Pruned && context.pruneReason())
        outcome.reason = prunedReason(*context.pruneReason(), metric());
    InterruptedTrial interrupted{context.takeCheckpoint(), {}, context.further()};
    interrupted.intermediateValues = valuesUntil(interrupted.checkpoint, record.intermediateValues);
    tell(start, outcome, std::move(record), std::move(interrupted));
}

void RunnerCore::tell(const TrialStart& start, const TrialOutcome& outcome, TrialRecord record, InterruptedTrial interrupted)
{
    const bool told = isTold(outcome.state);
    if (told && m_listener) {
        const std::lock_guard lock(m_listenerMutex);
        m_listener->onTrialTold(start.number, outcome);
    }
    const std::lock_guard lock(m_mutex);
    m_active.erase(start.number);
    if (told) {
        settle(start.number, outcome, std::move(record));
    } else {
        m_interrupted.emplace(start.number, std::move(interrupted));
        m_board.interruptTrial(start.number, m_clock.seconds());
        m_store->trialInterrupted(start.number);
    }
    m_wake.notify_all();
}

void RunnerCore::settle(int number, const TrialOutcome& outcome, TrialRecord record)
{
    record.state = outcome.state;
    record.value = outcome.value;
    record.values = outcome.values;
    m_records[static_cast<std::size_t>(number)] = std::make_shared<const TrialRecord>(std::move(record));
    advanceToldPrefix();
    m_board.tellTrial(number, outcome, m_clock.seconds());
    m_store->trialTold(number, outcome);
}

void RunnerCore::advanceToldPrefix()
{
    while (m_toldPrefix < static_cast<int>(m_records.size()) && isTold(m_records[static_cast<std::size_t>(m_toldPrefix)]->state))
        ++m_toldPrefix;
}

void RunnerCore::leave(int lane)
{
    const std::lock_guard lock(m_mutex);
    m_lanes[static_cast<std::size_t>(lane)] = false;
    if (std::any_of(m_lanes.begin(), m_lanes.end(), [](bool taken) { return taken; }))
        return;
    m_clock.halt();
    if (m_state != RunnerState::Stopping && !m_queueOnly) {
        const StopReason reason = whyFinished();
        m_board.setStopped(reason);
        logEvent("study_finished", stopText(reason));
    }
    setState(m_state == RunnerState::Stopping || m_queueOnly ? RunnerState::Idle : RunnerState::Finished);
    m_wake.notify_all();
}

void RunnerCore::publish(const EpochRecord& record)
{
    m_board.report(record, m_clock.seconds());
    m_store->epochReported(record);
    if (m_listener) {
        const std::lock_guard lock(m_listenerMutex);
        m_listener->onEpoch(record);
    }
    if (std::optional<Error> fault = m_store->fault())
        pause(std::move(fault));
}

void RunnerCore::waitWhilePaused(const ActiveTrial& active) const
{
    std::unique_lock lock(m_mutex);
    m_wake.wait(lock, [&] { return m_state != RunnerState::Paused || active.stop.stop_requested(); });
}

} // namespace tunescope
