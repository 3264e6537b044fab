// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/search/trial_record.h"

#include <memory>
#include <utility>
#include <vector>

namespace tunescope {

/// A trial in this state that reported one value a step, from step 1 on.
inline TrialRecord trialWith(TrialState state, const std::vector<double>& values)
{
    TrialRecord trial;
    trial.state = state;
    int step = 0;
    for (const double value : values)
        trial.intermediateValues.push_back({++step, value});
    if (state == TrialState::Complete && !values.empty())
        trial.value = values.back();
    return trial;
}

inline TrialRecord runningTrial(const std::vector<double>& values)
{
    return trialWith(TrialState::Running, values);
}

inline TrialRecordPtr toldTrial(TrialState state, const std::vector<double>& values)
{
    return std::make_shared<const TrialRecord>(trialWith(state, values));
}

inline TrialRecordPtr completedTrial(const std::vector<double>& values)
{
    return toldTrial(TrialState::Complete, values);
}

inline TrialRecordPtr prunedTrial(const std::vector<double>& values)
{
    return toldTrial(TrialState::Pruned, values);
}

/// A finished trial that has these params and no curve.
inline TrialRecordPtr triedParams(int number, ParamSet params)
{
    TrialRecord trial = trialWith(TrialState::Complete, {0.5});
    trial.number = number;
    trial.params = std::move(params);
    return std::make_shared<const TrialRecord>(std::move(trial));
}

} // namespace tunescope
