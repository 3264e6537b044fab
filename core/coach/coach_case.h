// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/coach/data_probe.h"
#include "core/study/study_service.h"
#include "core/study/study_store.h"

#include <optional>
#include <string>
#include <vector>

namespace tunescope {

/// Series of run (0, 0); index = epoch. Index 0 is before the first step: training values, learning rate and
/// gradient norm are not-a-number there.
struct CoachCurves {
    std::vector<double> trainLoss;
    std::vector<double> validationLoss;
    std::vector<double> trainMetric;
    std::vector<double> validationMetric;
    std::vector<double> learningRate;
    std::vector<double> gradientNorm;

    [[nodiscard]] int lastEpoch() const
    {
        return validationLoss.empty() ? 0 : static_cast<int>(validationLoss.size()) - 1;
    }
};

/// One trial as the rules look at it.
struct TrialCase {
    int number = 0;
    TrialState state = TrialState::Complete;
    TrialReason reason = {};
    Origin origin = {};
    ParamSet params = {};   ///< Those of the space.
    ParamSet settings = {}; ///< All that have an effect: params, fixed ones, defaults.
    CoachCurves curves = {};
    std::vector<EpochLayers> layers = {}; ///< Of run (0, 0), by epoch.
    ConfusionMatrix confusion = {};       ///< At the best epoch; empty where there is none.
    int bestEpoch = 0;
    std::optional<double> value = std::nullopt;
    double gap =
        0.0; ///< Metric on the training part (dropout off) minus validation at the best epoch, or NaN.
};

/// A trial among its peers.
struct PeerTrial {
    int number = 0;
    TrialState state = TrialState::Complete;
    ParamSet params = {};
    std::optional<double> value = std::nullopt;
};

/// What is the same for all trials of a study. What is not known is empty; rules that need it stay silent.
struct StudyCase {
    Task task = Task::Classification;
    std::string metric;
    Direction direction = Direction::Maximize;
    StudyFacts facts = {};
    SearchSpace space = {}; ///< Of the latest stage.
    ParamSet fixed = {};
    std::vector<SettingEntry> settings = {}; ///< That have an effect on this data.
    std::optional<Baselines> baselines = std::nullopt;
    std::optional<DatasetFacts> data = std::nullopt;
    std::optional<DataProbe> probe = std::nullopt;
    std::vector<PeerTrial> trials = {};
    History history = {};
};

/// What a rule looks at; `trial` is null for rules about the study.
struct CoachCase {
    const StudyCase& study;
    const TrialCase* trial = nullptr;
};

} // namespace tunescope
