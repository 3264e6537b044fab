// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/test_scores.h"

#include "core/data/prepare.h"
#include "core/study/trial_replay.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace tunescope {
namespace {

/// One run's network, asked about the rows.
Result<PartReport> scoreRun(TrainingObjective& objective, const TrialStart& trial, const ParamSet& fixed, const RunResult& run,
                            const TestRows& rows, const std::stop_token& stop, std::int64_t& count)
{
    const auto split = objective.split(trial.firstRepeat + run.repeat, run.fold);
    const auto config = objective.configFor(mergedSettings(fixed, trial.params));
    if (!split || !config)
        return fail(split ? config.error() : split.error());
    const auto fitted = Preprocessor::fit(objective.dataset(), split->train, config->preprocessing);
    if (!fitted)
        return fail(fitted.error());
    const DataPart part = prepareRows(objective.dataset(), *fitted, rows);
    count = part.size();
    PartReport report;
    const auto ask = [&](Trainer& trainer, const PreparedData& /*data*/) -> Result<void> {
        report = trainer.evaluate(part);
        return {};
    };
    const auto replayed = replayTo(objective, trial, fixed, run.bestEpoch, stop, ask, {run.repeat, run.fold});
    return replayed ? Result<PartReport>(report) : fail(replayed.error());
}

Result<RowScores> scoreStored(TrainingObjective& objective, const StoredStudy& study, const StoredTrial& trial, const std::stop_token& stop)
{
    const auto split = objective.split(0, 0); // The test part is the same for all runs.
    if (!split)
        return fail(split.error());
    const TestRows opened = split->test.open("test score of trial " + std::to_string(trial.start.number));
    return scoreOnRows(objective, trial.start, trial.outcome.runs, study.stages[static_cast<std::size_t>(trial.start.stage)].config.fixed, opened,
                       stop);
}

/// The trials that were the best once, with how many had been told by then.
std::vector<std::pair<int, const StoredTrial*>> incumbents(const StoredStudy& study)
{
    std::vector<std::pair<int, const StoredTrial*>> best;
    int told = 0;
    for (const StoredTrial& trial : study.trials) {
        if (!isTold(trial.state))
            continue;
        ++told;
        if (trial.state != TrialState::Complete || !trial.outcome.value || trial.deleted)
            continue;
        if (best.empty() || isBetter(*trial.outcome.value, *best.back().second->outcome.value, study.config.protocol.direction))
            best.emplace_back(told, &trial);
    }
    return best;
}

Error lookFailed(int trial, const Error& error)
{
    return {ErrorCode::TestLookFailed, {{"trial", trial}, {"detail", errorText(error)}}};
}

} // namespace

Result<RowScores> scoreOnRows(TrainingObjective& objective, const TrialStart& trial, const std::vector<RunResult>& runs,
                              const ParamSet& fixed, const TestRows& rows, const std::stop_token& stop)
{
    RowScores score;
    score.metrics.assign(objective.facts().metricNames.size(), 0.0);
    for (const RunResult& run : runs) {
        const auto report = scoreRun(objective, trial, fixed, run, rows, stop, score.rows);
        if (!report)
            return fail(report.error());
        const std::size_t metric = objective.facts().studyMetric;
        score.runs.push_back(metric < report->metrics.size() ? report->metrics[metric] : report->loss);
        score.loss += report->loss;
        for (std::size_t i = 0; i < std::min(score.metrics.size(), report->metrics.size()); ++i)
            score.metrics[i] += report->metrics[i];
    }
    const double count = static_cast<double>(std::max<std::size_t>(score.runs.size(), 1));
    for (const double value : score.runs)
        score.value += value / count;
    score.loss /= count;
    for (double& value : score.metrics)
        value /= count;
    return score;
}

Result<TestLook> scoreOnTest(TrainingObjective& objective, const StoredStudy& study, int trial, const std::stop_token& stop)
{
    if (trial < 0 || trial >= std::ssize(study.trials))
        return fail(ErrorCode::NoSuchTrial, {{"trial", trial}, {"last", std::ssize(study.trials) - 1}});
    const StoredTrial& wanted = study.trials[static_cast<std::size_t>(trial)];
    if (wanted.state != TrialState::Complete || !wanted.outcome.value)
        return fail(ErrorCode::TrialNotConfirmable, {{"trial", trial}, {"state", trialStateName(wanted.state)}});
    if (objective.facts().testRows == 0)
        return fail(ErrorCode::NoTestPart);
    const auto score = scoreStored(objective, study, wanted, stop);
    if (!score)
        return fail(lookFailed(trial, score.error()));
    TestLook look{.number = static_cast<int>(study.testLooks.size()) + 1,
                  .trial = trial,
                  .epoch = wanted.outcome.bestEpoch,
                  .rows = score->rows,
                  .metric = study.config.protocol.metric,
                  .validation = *wanted.outcome.value,
                  .value = score->value,
                  .loss = score->loss,
                  .metrics = score->metrics,
                  .runs = score->runs};
    look.trials = static_cast<int>(std::count_if(study.trials.begin(), study.trials.end(), [](const StoredTrial& each) { return isTold(each.state); }));
    for (const auto& [told, best] : incumbents(study)) {
        const auto point = best == &wanted ? score : scoreStored(objective, study, *best, stop);
        if (!point)
            return fail(lookFailed(best->start.number, point.error()));
        look.points.push_back({told, best->start.number, *best->outcome.value, point->value});
    }
    return look;
}

} // namespace tunescope
