// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/nested_evaluation.h"

#include "core/study/null_store.h"
#include "core/study/study_data.h"
#include "core/study/study_runner.h"
#include "core/study/test_scores.h"

#include <chrono>
#include <thread>

namespace tunescope {
namespace {

/// The outer folds are cut as the study itself would be judged.
SplitConfig outerSplit(const StudyConfig& config, int folds)
{
    SplitConfig split = splitConfigOf(config.protocol, splitSeedOf(config), config.data);
    split.stopping = 0.0;
    split.folds = folds;
    if (split.kind == SplitKind::Grouped)
        split.validation = (1.0 - split.test) / folds;
    else if (split.kind == SplitKind::Holdout)
        split.kind = SplitKind::KFold;
    return split;
}

/// The study on the other rows: they have no test part, so its shares are those of what was left beside it.
StudyConfig innerStudy(const StudyConfig& config)
{
    StudyConfig inner = config;
    inner.protocol.validation = config.protocol.validation / (1.0 - config.protocol.test);
    inner.protocol.test = 0.0;
    inner.protocol.splitSeed = splitSeedOf(config);
    return inner;
}

/// Runs the search to the end of its budget; a stop request interrupts it.
Result<StudySnapshotPtr> searchDone(const StudyConfig& config, const std::shared_ptr<TrainingObjective>& objective, int workers,
                                  const std::stop_token& stop)
{
    StoredStudy study;
    study.config = config;
    study.lag = effectiveLag(config);
    study.stages.push_back({config.stage, 0, 0.0});
    auto runner = StudyRunner::create(std::move(study), objective, std::make_shared<NullStore>());
    if (!runner)
        return fail(runner.error());
    (*runner)->start(workers);
    while ((*runner)->state() == RunnerState::Running) {
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
        if (stop.stop_requested())
            (*runner)->requestStop();
    }
    (*runner)->waitUntilIdle();
    return (*runner)->snapshot();
}

Result<NestedFold> nestedFold(const StudyConfig& config, const std::shared_ptr<const Dataset>& dataset, const Split& outer, int fold,
                              int workers, const std::stop_token& stop)
{
    const StudyConfig inner = innerStudy(config);
    auto objective = TrainingObjective::create(inner, dataset, outer.train);
    if (!objective)
        return fail(objective.error());
    const auto study = searchDone(inner, *objective, workers, stop);
    if (!study)
        return fail(study.error());
    NestedFold result{.fold = fold, .trials = (*study)->counts.told()};
    if ((*study)->best < 0 || stop.stop_requested())
        return result;
    const TrialSnapshot& best = (*study)->trial(static_cast<std::size_t>((*study)->best));
    const TestRows rows = TestVault(outer.validation).open("outer fold of nested cross-validation");
    const auto score = scoreOnRows(**objective, best.start, best.outcome.runs, config.stage.fixed, rows, stop);
    if (!score)
        return fail(score.error());
    result.rows = score->rows;
    result.inner = best.outcome.value.value_or(0.0);
    result.outer = score->value;
    result.params = best.start.params;
    return result;
}

} // namespace

Result<NestedReport> nestedEvaluation(const StudyConfig& config, int folds, int workers, const ExtraProgress& progress, const std::stop_token& stop)
{
    const auto dataset = openCachedDataset(config.data);
    if (!dataset)
        return fail(dataset.error());
    const SplitConfig split = outerSplit(config, folds);
    NestedReport report;
    report.metric = config.protocol.metric;
    std::vector<double> inner;
    std::vector<double> outer;
    for (int fold = 0; fold < folds && !stop.stop_requested(); ++fold) {
        const bool drawnAnew = split.kind == SplitKind::Grouped;
        const auto parts = makeSplit(**dataset, split, drawnAnew ? fold : 0, drawnAnew ? 0 : fold);
        if (!parts)
            return fail(parts.error());
        const auto result = nestedFold(config, *dataset, *parts, fold, workers, stop);
        if (!result)
            return fail(result.error());
        if (result->rows > 0) {
            report.folds.push_back(*result);
            inner.push_back(result->inner);
            outer.push_back(result->outer);
        }
        if (progress)
            progress(fold + 1, folds);
    }
    report.inner = meanInterval(inner);
    report.outer = meanInterval(outer);
    report.optimism = (config.protocol.direction == Direction::Maximize ? 1.0 : -1.0) * (report.inner.mean - report.outer.mean);
    return report;
}

} // namespace tunescope
