// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/objective.h"

#include <stop_token>
#include <utility>
#include <vector>

namespace tunescope {

/// Listens to a training outside the search: keeps the study's metric of run (0, 0); a stop request ends it without
/// a result.
class ExtraContext final : public TrialContext
{
public:
    ExtraContext(std::stop_token stop, std::size_t metric) : m_stop(std::move(stop)), m_metric(metric) {}

    [[nodiscard]] NextStep report(EpochRecord record) override
    {
        if (record.repeat == 0 && record.fold == 0 && record.epoch > 0) {
            const PartValues& part = record.validation;
            curve.push_back(m_metric < part.metrics.size() ? part.metrics[m_metric] : part.loss);
        }
        return m_stop.stop_requested() ? NextStep::Interrupt : NextStep::Continue;
    }
    [[nodiscard]] bool wantsCheckpoint() const override { return false; }
    void saveCheckpoint(TrialCheckpoint /*checkpoint*/) override {}
    [[nodiscard]] std::stop_token stopToken() const override { return m_stop; }
    [[nodiscard]] NextStep whyStopped() const override { return NextStep::Interrupt; }

    std::vector<double> curve; ///< From epoch 1 on.

private:
    std::stop_token m_stop;
    std::size_t m_metric;
};

} // namespace tunescope
