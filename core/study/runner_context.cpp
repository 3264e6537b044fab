// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/runner_context.h"

namespace tunescope {
namespace {

constexpr std::chrono::seconds kCheckpointInterval{5};

} // namespace

RunnerContext::RunnerContext(RunnerCore& core, const Assignment& assignment, TrialRecord& record)
    : m_core(core)
    , m_assignment(assignment)
    , m_record(record)
    , m_further(assignment.from.further)
    , m_checkpoint(assignment.from.checkpoint)
{
}

NextStep RunnerContext::report(EpochRecord record)
{
    m_core.publish(record);
    if (!m_core.protocol().further.empty())
        m_further.push_back(furtherValuesOf(m_core.protocol(), m_core.facts(), record));
    if (record.repeat == 0 && record.fold == 0 && record.epoch > 0) {
        m_record.intermediateValues.push_back({record.epoch, m_core.metricOf(record.validation)});
        if (m_assignment.pruner)
            m_pruneReason = m_assignment.pruner->judge(m_record, m_assignment.history);
    }
    // Judged before an interruption is looked at: a trial that goes on later must not escape its pruner.
    if (m_pruneReason)
        return NextStep::Prune;
    m_core.waitWhilePaused(*m_assignment.active);
    return whyStopped();
}

NextStep RunnerContext::whyStopped() const
{
    if (m_assignment.active->stoppedByHand)
        return NextStep::StopTrial;
    return m_assignment.active->stop.stop_requested() ? NextStep::Interrupt : NextStep::Continue;
}

bool RunnerContext::wantsCheckpoint() const
{
    return Clock::now() - m_lastCheckpoint >= kCheckpointInterval || whyStopped() == NextStep::Interrupt;
}

void RunnerContext::saveCheckpoint(TrialCheckpoint checkpoint)
{
    m_core.keepCheckpoint(m_assignment.start.number, checkpoint);
    m_checkpoint = std::move(checkpoint);
    m_lastCheckpoint = Clock::now();
}

} // namespace tunescope
