// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/study_service.h"
#include "core/study/training_objective.h"
#include "core/training/lr_range_test.h"
#include "core/training/model_choice.h"

namespace tunescope {

Result<RateTest> StudyService::testLearningRates(const StudyConfig& config, const ParamSet& settings,
                                                 std::stop_token stop)
{
    StudyConfig one = config;
    one.stage.space = SearchSpace();
    one.stage.pruner.reset();
    one.stage.queue.clear();
    for (const auto& [name, value] : settings)
        one.stage.fixed.set(name, value);
    const auto complete = completedConfig(one);
    if (!complete)
        return fail(complete.error());
    if (const auto valid = checkConfig(*complete, 1); !valid)
        return fail(valid.error());
    auto objective = TrainingObjective::create(*complete);
    if (!objective)
        return fail(objective.error());
    const auto training =
        trainingConfigFor(complete->stage.fixed, (*objective)->dataset(), complete->protocol.metric);
    if (!training)
        return fail(training.error());
    const auto data = (*objective)->prepared(training->preprocessing, 0, 0);
    if (!data)
        return fail(data.error());
    const auto tested = ::tunescope::testLearningRates(
        *data, *training, trialSeedOf(complete->seed, 0), {}, [](const RangeTestPoint&) {}, stop);
    if (!tested)
        return fail(tested.error());
    RateTest result{{}, tested->suggested, tested->steepest, tested->divergedAt};
    for (const RangeTestPoint& point : tested->points)
        result.points.push_back({point.learningRate, point.loss, point.smoothed});
    return result;
}

} // namespace tunescope
