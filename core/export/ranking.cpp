// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/export/ranking.h"

#include "core/training/training_config.h"

#include <algorithm>

namespace tunescope {

std::vector<int> rankedTrials(const StoredStudy& study)
{
    std::vector<int> numbers;
    for (const StoredTrial& trial : study.trials) {
        if (trial.state == TrialState::Complete && trial.outcome.value && !trial.deleted)
            numbers.push_back(trial.start.number);
    }
    const auto valueOf = [&](int number) {
        return *study.trials[static_cast<std::size_t>(number)].outcome.value;
    };
    std::stable_sort(numbers.begin(), numbers.end(), [&](int a, int b) {
        return isBetter(valueOf(a), valueOf(b), study.config.protocol.direction);
    });
    return numbers;
}

std::optional<int> bestTrial(const StoredStudy& study)
{
    const std::vector<int> ranked = rankedTrials(study);
    return ranked.empty() ? std::nullopt : std::optional(ranked.front());
}

ParamSet settingsOf(const StoredStudy& study, const StoredTrial& trial)
{
    ParamSet all = trial.start.params;
    const auto stage = static_cast<std::size_t>(trial.start.stage);
    if (stage < study.stages.size()) {
        for (const auto& [name, value] : study.stages[stage].config.fixed) {
            if (!all.contains(name))
                all.set(name, value);
        }
    }
    const Task task = study.facts.classNames.empty() ? Task::Regression : Task::Classification;
    return activeSettings(all, task);
}

const EpochRecord* findEpoch(const StoredTrial& trial, int epoch)
{
    const auto found = std::find_if(trial.epochs.begin(), trial.epochs.end(), [&](const EpochRecord& record) {
        return record.repeat == 0 && record.fold == 0 && record.epoch == epoch;
    });
    return found == trial.epochs.end() ? nullptr : &*found;
}

} // namespace tunescope
