// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/objective.h"

#include <atomic>
#include <cmath>
#include <functional>

namespace tunescope {

/// An objective without networks: a smooth learning curve whose height depends on x, so that studies of hundreds
/// of trials take milliseconds. x above 0.95 diverges at epoch 2.
class FakeObjective final : public Objective
{
public:
    explicit FakeObjective(int epochs = 10)
        : m_epochs(epochs)
    {
        m_facts.metricNames = {"accuracy"};
        m_facts.classNames = {"a", "b"};
    }

    [[nodiscard]] const StudyFacts& facts() const override { return m_facts; }
    [[nodiscard]] int plannedEpochs(const ParamSet& /*settings*/) const override { return m_epochs; }

    [[nodiscard]] static double valueAt(double x, int epoch) { return (1.0 - (x - 0.3) * (x - 0.3)) * (1.0 - std::exp(-0.4 * epoch)); }

    [[nodiscard]] TrialOutcome evaluate(const TrialStart& trial, const ParamSet& /*fixed*/, const std::optional<TrialCheckpoint>& from,
                                        TrialContext& context) override
    {
        ++evaluations;
        const double x = paramNumber(*trial.params.find("x")).value_or(0.0);
        TrialOutcome outcome;
        RunResult run;
        if (from) { // What the checkpoint of a real trainer remembers: it may have been the last epoch.
            run.bestEpoch = from->epoch;
            run.value = valueAt(x, from->epoch);
        }
        for (int epoch = from ? from->epoch + 1 : 0; epoch <= m_epochs; ++epoch) {
            if (beforeEpoch)
                beforeEpoch(trial.number, epoch);
            spin(trial.seed);
            if (context.stopToken().stop_requested())
                return stopped(context.whyStopped());
            if (x > 0.95 && epoch == 2) {
                outcome.state = TrialState::Diverged;
                outcome.reason.kind = "diverged";
                return outcome;
            }
            EpochRecord record;
            record.trial = trial.number;
            record.epoch = epoch;
            record.validation = {1.0 - valueAt(x, epoch), {valueAt(x, epoch)}};
            if (epoch > 0) {
                record.train = record.validation;
                run.bestEpoch = epoch;
                run.value = valueAt(x, epoch);
            }
            const NextStep next = context.report(record);
            if (next != NextStep::Prune && context.wantsCheckpoint())
                context.saveCheckpoint({0, 0, epoch, {std::byte{1}}, {}});
            if (next != NextStep::Continue)
                return stopped(next);
        }
        run.epochs = m_epochs;
        run.lastValue = run.value;
        outcome.value = run.value;
        outcome.lastValue = run.value;
        outcome.bestEpoch = run.bestEpoch;
        outcome.reason.kind = "completed";
        outcome.runs.push_back(run);
        return outcome;
    }

    std::function<void(int trial, int epoch)> beforeEpoch; ///< Set before the study starts.
    std::atomic<int> evaluations{0};

private:
    static TrialOutcome stopped(NextStep why)
    {
        TrialOutcome outcome;
        outcome.state = why == NextStep::Prune ? TrialState::Pruned : why == NextStep::StopTrial ? TrialState::Cancelled : TrialState::Paused;
        return outcome;
    }

    /// Busy work whose length depends on the trial, by a factor of 40.
    static void spin(std::uint64_t seed)
    {
        volatile std::uint64_t value = seed;
        for (int i = 0; i < (seed % 7 == 0 ? 20'000 : 500); ++i)
            value = value * 6364136223846793005ULL + 1;
    }

    StudyFacts m_facts;
    int m_epochs;
};

} // namespace tunescope
