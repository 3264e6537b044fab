// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/study_snapshot.h"

#include <memory>
#include <vector>

namespace tunescope::ui {

struct TrialNumbers {
    double value = 0.9;
    double seconds = 1.0;
    std::int64_t weights = 1000;
};

/// A finished study on 360 validation rows with these complete trials.
inline StudySnapshotPtr studyOf(const std::vector<TrialNumbers>& numbers)
{
    std::vector<TrialSnapshot> trials;
    for (const TrialNumbers& number : numbers) {
        TrialSnapshot trial;
        trial.state = TrialState::Complete;
        trial.start.seed = 512;
        trial.start.params = {{"learning_rate", 0.0019677},        {"optimizer", std::string("rmsprop")},
                              {"hidden_layers", std::int64_t(4)},  {"units", std::int64_t(110)},
                              {"activation", std::string("relu")}, {"dropout", 0.174}};
        trial.outcome.value = number.value;
        trial.outcome.trialSeconds = number.seconds;
        trial.outcome.weights = number.weights;
        trial.outcome.bestEpoch = 13;
        trial.curves.validationLoss.assign(21, 0.1F);
        trials.push_back(trial);
    }
    const auto snapshot = snapshotOf(std::move(trials));
    auto facts = std::make_shared<StudyFacts>();
    facts->metricNames = {"accuracy"};
    facts->classNames = {"0", "1"};
    facts->validationRows = 360;
    facts->testRows = 359;
    auto config = std::make_shared<StudyConfig>();
    config->protocol.metric = "accuracy";
    auto stage = std::make_shared<StageConfig>();
    stage->fixed = {{"batch_size", std::int64_t(32)}, {"epochs", std::int64_t(20)}};
    snapshot->facts = facts;
    snapshot->config = config;
    snapshot->stages = {stage};
    snapshot->stageFirstTrials = {0};
    snapshot->state = RunnerState::Finished;
    return snapshot;
}

} // namespace tunescope::ui
