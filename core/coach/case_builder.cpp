// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/coach/case_builder.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <utility>

namespace tunescope {
namespace {

constexpr double kNoValue = std::numeric_limits<double>::quiet_NaN();

Task guessedTask(const StudyFacts& facts)
{
    const auto has = [&](const char* metric) {
        return std::find(facts.metricNames.begin(), facts.metricNames.end(), metric) !=
               facts.metricNames.end();
    };
    if (has("iou"))
        return Task::Segmentation;
    if (has("perplexity"))
        return Task::TextGeneration;
    if (has("recall_at_fpr"))
        return Task::AnomalyDetection;
    return facts.classNames.empty() ? Task::Regression : Task::Classification;
}

double metricOfPart(const PartValues& part, const StudyFacts& facts)
{
    if (facts.studyMetric == facts.metricNames.size())
        return part.loss;
    return facts.studyMetric < part.metrics.size() ? part.metrics[facts.studyMetric] : kNoValue;
}

void addEpoch(CoachCurves& curves, const EpochRecord& record, const StudyFacts& facts)
{
    const auto epoch = static_cast<std::size_t>(std::max(record.epoch, 0));
    for (std::vector<double>* series : {&curves.trainLoss, &curves.validationLoss, &curves.trainMetric,
                                        &curves.validationMetric, &curves.learningRate, &curves.gradientNorm})
        series->resize(std::max(series->size(), epoch + 1), kNoValue);
    curves.validationLoss[epoch] = record.validation.loss;
    curves.validationMetric[epoch] = metricOfPart(record.validation, facts);
    if (!record.train)
        return;
    curves.trainLoss[epoch] = record.train->loss;
    curves.trainMetric[epoch] = metricOfPart(*record.train, facts);
    curves.learningRate[epoch] = record.learningRate;
    curves.gradientNorm[epoch] = record.gradientNorm;
}

bool isActive(const ParamSpec& spec, const ParamSet& settings)
{
    return std::all_of(spec.when.begin(), spec.when.end(), [&](const Condition& condition) {
        const ParamValue* parent = settings.find(condition.param);
        return parent != nullptr && std::any_of(condition.in.begin(), condition.in.end(),
                                                [&](const ParamValue& in) { return sameValue(in, *parent); });
    });
}

/// Given settings, and the defaults of the others that have an effect beside them.
ParamSet withDefaults(ParamSet settings, const std::vector<SettingEntry>& entries)
{
    constexpr int kDepth = 3; // conditions on conditions
    for (int round = 0; round < kDepth; ++round) {
        for (const SettingEntry& entry : entries) {
            if (!settings.contains(entry.spec.name) && entry.spec.defaultValue &&
                isActive(entry.spec, settings))
                settings.set(entry.spec.name, *entry.spec.defaultValue);
        }
    }
    return settings;
}

} // namespace

StudyCase studyCaseOf(const StoredStudy& study)
{
    StudyCase result{.task = guessedTask(study.facts),
                     .metric = study.config.protocol.metric,
                     .direction = study.config.protocol.direction,
                     .facts = study.facts};
    const StageConfig& stage = study.stages.empty() ? study.config.stage : study.stages.back().config;
    result.space = stage.space;
    result.fixed = stage.fixed;
    result.settings = settingEntries(result.task);
    result.history.direction = result.direction;
    for (const StoredTrial& trial : study.trials) {
        if (!isTold(trial.state) || trial.deleted)
            continue;
        const bool complete = trial.state == TrialState::Complete;
        result.trials.push_back({trial.start.number, trial.state, trial.start.params,
                                 complete ? trial.outcome.value : std::nullopt});
        result.history.trials.push_back(
            std::make_shared<const TrialRecord>(TrialRecord{.number = trial.start.number,
                                                            .stage = trial.start.stage,
                                                            .params = trial.start.params,
                                                            .state = trial.state,
                                                            .origin = trial.start.origin,
                                                            .value = trial.outcome.value}));
    }
    return result;
}

Result<void> addDataFacts(StudyCase& study, const StudyConfig& config)
{
    auto facts = StudyService::describeData(config.data, config.protocol, splitSeedOf(config));
    if (!facts)
        return fail(facts.error());
    study.task = facts->task;
    study.settings = settingEntries(*facts);
    if (auto baselines = StudyService::measureBaselines(config.data, config.protocol, splitSeedOf(config)))
        study.baselines = std::move(*baselines);
    if (const auto table = probeTable(config.data, *facts))
        study.probe = probeData(*table);
    study.data = std::move(*facts);
    return {};
}

TrialCase trialCaseOf(const StudyCase& study, const StoredStudy& stored, const StoredTrial& trial,
                      std::vector<EpochLayers> layers, ConfusionMatrix confusion)
{
    TrialCase result{.number = trial.start.number,
                     .state = trial.state,
                     .reason = trial.outcome.reason,
                     .origin = trial.start.origin,
                     .params = trial.start.params,
                     .confusion = std::move(confusion),
                     .bestEpoch = trial.outcome.bestEpoch,
                     .value = trial.outcome.value,
                     .gap = trial.outcome.runs.empty() ? kNoValue : trial.outcome.runs.front().gap};
    const auto stage = static_cast<std::size_t>(trial.start.stage);
    const ParamSet fixed =
        stage < stored.stages.size() ? stored.stages[stage].config.fixed : stored.config.stage.fixed;
    result.settings = withDefaults(mergedSettings(fixed, trial.start.params), study.settings);
    for (const StoredEpoch& epoch : trial.epochs) {
        if (epoch.repeat == 0 && epoch.fold == 0)
            addEpoch(result.curves, epoch, study.facts);
    }
    for (EpochLayers& epoch : layers) {
        if (epoch.repeat == 0 && epoch.fold == 0 && epoch.epoch > 0 && !epoch.layers.empty())
            result.layers.push_back(std::move(epoch));
    }
    return result;
}

} // namespace tunescope
