// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/search/sampler_registry.h"
#include "core/study/stage_plan.h"
#include "core/study/study_snapshot.h"

#include <cmath>
#include <memory>
#include <string>
#include <vector>

namespace tunescope::ui {

/// A study whose trials were proposed by the real sampler and scored by a formula: smooth, best near a
/// learning rate of 0.03 and a dropout of 0.2, ReLU a little ahead.
struct ProposedStudy {
    std::string sampler = "gp";
    int trials = 40;
    std::string pruner = {}; ///< Empty = none; otherwise the worst half of the trials end at epoch 3.

    [[nodiscard]] static SearchSpace space()
    {
        ParamSpec choice{.name = "activation",
                         .distribution = ChoiceSet{{std::string("relu"), std::string("tanh")}}};
        return *SearchSpace::create(
            {{.name = "learning_rate", .distribution = FloatRange{1e-4, 1.0, Scale::Log}},
             {.name = "dropout", .distribution = FloatRange{0.0, 0.8}},
             std::move(choice)});
    }

    [[nodiscard]] static double scoreOf(const ParamSet& params)
    {
        const double rate = std::log10(*paramNumber(*params.find("learning_rate"))) + 1.5;
        const double dropout = *paramNumber(*params.find("dropout")) - 0.2;
        const bool isRelu = sameValue(*params.find("activation"), ParamValue(std::string("relu")));
        return 0.97 - 0.05 * rate * rate - 0.3 * dropout * dropout - (isRelu ? 0.0 : 0.02);
    }

    [[nodiscard]] std::shared_ptr<StudySnapshot> make() const
    {
        StudyConfig config;
        config.name = "proposed";
        config.seed = 7;
        config.protocol.metric = "accuracy";
        config.protocol.direction = Direction::Maximize;
        config.stage.space = space();
        config.stage.fixed.set("epochs", std::int64_t{9});
        config.stage.sampler.name = sampler;
        if (!pruner.empty())
            config.stage.pruner = PrunerConfig{pruner, {}};
        config.stage.budget.trials = trials;
        const auto stage = std::make_shared<const StageConfig>(config.stage);
        auto plan = StagePlan::create(stage, 0, 0).value();
        std::vector<TrialRecordPtr> records;
        std::vector<TrialSnapshot> snapshots;
        for (int number = 0; number < trials; ++number) {
            const TrialStart start =
                plan->propose(records, number, effectiveLag(config), ProtocolConfig{}, 7).value();
            const double score = scoreOf(start.params);
            TrialSnapshot trial;
            trial.start = start;
            const bool isStopped = !pruner.empty() && score < 0.9;
            trial.state = isStopped ? TrialState::Pruned : TrialState::Complete;
            trial.outcome.state = trial.state;
            if (!isStopped)
                trial.outcome.value = score;
            trial.outcome.bestEpoch = isStopped ? 3 : 9;
            trial.plannedEpochs = 9;
            trial.bestEpochSoFar = trial.outcome.bestEpoch;
            trial.bestValueSoFar = score;
            for (int epoch = 0; epoch <= trial.outcome.bestEpoch; ++epoch) {
                const auto value = static_cast<float>(score * (1.0 - 0.5 * std::exp(-epoch)));
                trial.curves.validationMetric.push_back(value);
                trial.curves.validationLoss.push_back(1.0F - value);
                trial.curves.trainMetric.push_back(value);
                trial.curves.trainLoss.push_back(1.0F - value);
            }
            TrialRecord record{number, 0, start.params, trial.state, start.origin};
            record.value = trial.outcome.value;
            for (std::size_t epoch = 1; epoch < trial.curves.validationMetric.size(); ++epoch)
                record.intermediateValues.push_back(
                    {static_cast<int>(epoch), double(trial.curves.validationMetric[epoch])});
            records.push_back(std::make_shared<const TrialRecord>(std::move(record)));
            snapshots.push_back(std::move(trial));
        }
        std::shared_ptr<StudySnapshot> snapshot = snapshotOf(std::move(snapshots));
        snapshot->config = std::make_shared<const StudyConfig>(config);
        snapshot->stages = {stage};
        snapshot->stageFirstTrials = {0};
        snapshot->state = RunnerState::Finished;
        snapshot->plannedTrials = trials;
        StudyFacts facts;
        facts.metricNames = {"accuracy"};
        snapshot->facts = std::make_shared<const StudyFacts>(facts);
        const std::vector<int> ranked = rankedTrials(*snapshot);
        snapshot->best = ranked.empty() ? -1 : ranked.front();
        return snapshot;
    }
};

} // namespace tunescope::ui
