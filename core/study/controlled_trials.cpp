// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/controlled_trials.h"

#include "core/study/stage_plan.h"
#include "core/training/model_choice.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace tunescope {
namespace {

/// What a network that is there already cannot change; `units_1`, ... likewise.
constexpr std::array<std::string_view, 16> kNetworkSettings{
    "model",   "hidden_layers",   "units",         "shape",   "filters",  "kernel_size", "embedding", "sequence_length",
    "activation", "init", "normalization", "scaling", "encoding", "missing",     "features",  "augment"};

bool belongsToNetwork(const std::string& name)
{
    return name.starts_with("units_") || std::find(kNetworkSettings.begin(), kNetworkSettings.end(), name) != kNetworkSettings.end();
}

Result<const StoredTrial*> trialNumbered(const StoredStudy& study, int trial)
{
    if (trial < 0 || trial >= std::ssize(study.trials))
        return fail(ErrorCode::NoSuchTrial, {{"trial", trial}, {"last", std::ssize(study.trials) - 1}});
    return &study.trials[static_cast<std::size_t>(trial)];
}

ParamSet allSettings(const StoredStudy& study, const StoredTrial& trial)
{
    return mergedSettings(study.stages[static_cast<std::size_t>(trial.start.stage)].config.fixed, trial.start.params);
}

const ParamValue* naturalDefault(const std::string& name)
{
    for (const ParamSpec& spec : trainingParams()) {
        if (spec.name == name && spec.defaultValue)
            return &*spec.defaultValue;
    }
    return nullptr;
}

/// What the trial itself must say so that, over the fixed settings of the stage in which it will run, exactly `wanted`
/// holds. Errors: those of settings.
Result<ParamSet> paramsFor(const TrainingObjective& objective, const ParamSet& wanted, const StageConfig& latest)
{
    if (const auto config = objective.configFor(wanted); !config)
        return fail(config.error());
    const ParamSet active = activeFor(wanted, objective.dataset());
    ParamSet params;
    for (const auto& [name, value] : active) {
        const ParamValue* fixed = latest.fixed.find(name);
        if (!fixed || !sameValue(*fixed, value))
            params.set(name, value);
    }
    for (const auto& [name, value] : latest.fixed) {
        const ParamValue* standard = wanted.contains(name) ? nullptr : naturalDefault(name);
        if (standard)
            params.set(name, *standard);
    }
    return params;
}

ParamSet withChanges(ParamSet settings, const ParamSet& changes)
{
    for (const auto& [name, value] : changes)
        settings.set(name, value);
    return settings;
}

int finishedEpochsOf(const StoredTrial& trial)
{
    int last = 0;
    for (const EpochRecord& epoch : trial.epochs)
        last = std::max(last, epoch.epoch);
    return last;
}

Result<void> checkEpoch(const StoredTrial& trial, int epoch)
{
    const int first = trial.start.segments.empty() ? 1 : trial.start.segments.back().until;
    const int last = finishedEpochsOf(trial);
    if (last < 1)
        return fail(ErrorCode::TrialHasNoEpochs, {{"trial", trial.start.number}});
    if (epoch < first || epoch > last)
        return fail(ErrorCode::CountOutOfRange, {{"name", "the epoch at which trial " + std::to_string(trial.start.number) + " is forked"},
                                                 {"low", first},
                                                 {"high", last},
                                                 {"value", epoch}});
    return {};
}

double metricAt(const StoredStudy& study, const EpochRecord& epoch)
{
    const std::size_t metric = study.facts.studyMetric;
    return metric < epoch.validation.metrics.size() ? epoch.validation.metrics[metric] : epoch.validation.loss;
}

std::vector<double> ownCurve(const StoredStudy& study, const StoredTrial& trial)
{
    std::vector<double> curve;
    for (const EpochRecord& epoch : trial.epochs) {
        if (epoch.repeat == 0 && epoch.fold == 0 && epoch.epoch > 0)
            curve.push_back(metricAt(study, epoch));
    }
    return curve;
}

double meanOfLastFive(const std::vector<double>& curve)
{
    const std::size_t count = std::min<std::size_t>(curve.size(), 5);
    double sum = 0.0;
    for (std::size_t i = curve.size() - count; i < curve.size(); ++i)
        sum += curve[i];
    return sum / static_cast<double>(count);
}

const ExtraRun* confirmationOf(const StoredStudy& study, int trial, int draw)
{
    const auto found = std::find_if(study.extraRuns.begin(), study.extraRuns.end(), [&](const ExtraRun& run) {
        return run.kind == ExtraKind::Confirmation && !run.newSplit && run.trial == trial && run.draw == draw && !run.curve.empty();
    });
    return found == study.extraRuns.end() ? nullptr : &*found;
}

std::string verdictWords(const PairedComparison& comparison)
{
    if (comparison.difference.mean == 0.0 && comparison.p == 1.0)
        return "no difference";
    if (comparison.difference.count < 2 || !(comparison.p < 0.05))
        return "could be luck";
    return comparison.difference.mean > 0.0 ? "helped" : "hurt";
}

} // namespace

Result<ControlledTrial> twinOf(const TrainingObjective& objective, const StoredStudy& study, int trial, const ParamSet& changes,
                               const StageConfig& latest)
{
    const auto origin = trialNumbered(study, trial);
    if (!origin)
        return fail(origin.error());
    auto params = paramsFor(objective, withChanges(allSettings(study, **origin), changes), latest);
    if (!params)
        return fail(params.error());
    return ControlledTrial{std::move(*params), {{OriginKind::Twin, trial}, (*origin)->start.seed, (*origin)->start.segments}};
}

Result<ControlledTrial> forkOf(const TrainingObjective& objective, const StoredStudy& study, int trial, int epoch, const ParamSet& changes,
                               const StageConfig& latest)
{
    const auto origin = trialNumbered(study, trial);
    if (!origin)
        return fail(origin.error());
    if (const auto valid = checkEpoch(**origin, epoch); !valid)
        return fail(valid.error());
    const ParamSet settings = allSettings(study, **origin);
    for (const auto& [name, value] : changes) {
        const ParamValue* before = settings.find(name);
        if (belongsToNetwork(name) && !(before && sameValue(*before, value)))
            return fail(ErrorCode::ForkChangesNetwork, {{"param", name}});
    }
    auto params = paramsFor(objective, withChanges(settings, changes), latest);
    if (!params)
        return fail(params.error());
    TrialLineage lineage{{OriginKind::Fork, trial}, (*origin)->start.seed, (*origin)->start.segments};
    lineage.segments.push_back({epoch, settings});
    return ControlledTrial{std::move(*params), std::move(lineage)};
}

Result<ControlledTrial> continuationOf(const TrainingObjective& objective, const StoredStudy& study, int trial, int epochs,
                                       const StageConfig& latest)
{
    const auto origin = trialNumbered(study, trial);
    if (!origin)
        return fail(origin.error());
    const int last = finishedEpochsOf(**origin);
    auto longer = forkOf(objective, study, trial, last, {{"epochs", std::int64_t{last} + epochs}}, latest);
    if (!longer)
        return longer;
    longer->lineage.origin = {OriginKind::Continued, trial};
    // A run that stopped early goes on to where the longest one came, before all of them go further.
    longer->lineage.segments.back().settings.set("patience", std::int64_t{0});
    return longer;
}

std::optional<TwinVerdict> twinVerdict(const StoredStudy& study, int trial)
{
    const auto twin = trialNumbered(study, trial);
    if (!twin || !isControlled((*twin)->start.origin))
        return std::nullopt;
    TwinVerdict verdict{.trial = trial, .of = (*twin)->start.origin.of, .differences = {}, .comparison = {}, .words = {}};
    const auto origin = trialNumbered(study, verdict.of);
    if (!origin)
        return std::nullopt;
    const double sign = study.config.protocol.direction == Direction::Maximize ? 1.0 : -1.0;
    const auto add = [&](const std::vector<double>& own, const std::vector<double>& other) {
        const double difference = own.empty() || other.empty() ? std::nan("") : sign * (meanOfLastFive(own) - meanOfLastFive(other));
        if (std::isfinite(difference))
            verdict.differences.push_back(difference + 0.0); // no negative zero
    };
    add(ownCurve(study, **twin), ownCurve(study, **origin));
    for (const ExtraRun& run : study.extraRuns) {
        const ExtraRun* own = run.trial == verdict.of ? confirmationOf(study, trial, run.draw) : nullptr;
        const ExtraRun* other = own ? confirmationOf(study, verdict.of, run.draw) : nullptr;
        if (other == &run)
            add(own->curve, other->curve);
    }
    if (verdict.differences.empty())
        return std::nullopt;
    verdict.comparison = comparePairs(verdict.differences, std::vector<double>(verdict.differences.size(), 0.0));
    verdict.words = verdictWords(verdict.comparison);
    return verdict;
}

} // namespace tunescope
