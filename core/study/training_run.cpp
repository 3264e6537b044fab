// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/training_run.h"

#include "core/metrics/metric_registry.h"
#include "core/study/text_writing.h"
#include "core/study/training_objective.h"
#include "core/study/trial_reason.h"
#include "core/training/trainer.h"

#include <limits>

namespace tunescope {
namespace {

/// The loss stands beside the metrics, also where it is the study's metric and the trainer lists it last.
PartValues valuesOf(const TrainingRun& run, const PartReport& part)
{
    PartValues values{part.loss, part.metrics};
    if (run.config.metric == "loss" && !values.metrics.empty())
        values.metrics.pop_back();
    return values;
}

EpochRecord recordOf(const TrainingRun& run, const EpochReport& report)
{
    EpochRecord record;
    record.trial = run.trial.number;
    record.repeat = run.repeat;
    record.fold = run.fold;
    record.epoch = report.epoch;
    if (report.train)
        record.train = valuesOf(run, *report.train);
    record.validation = valuesOf(run, report.validation);
    record.confusion = report.confusion;
    record.layers = report.layers;
    record.learningRate = report.learningRate;
    record.gradientNorm = report.gradientNorm;
    record.epochSeconds = report.epochSeconds;
    if (report.stopping)
        record.stopping = valuesOf(run, *report.stopping);
    return record;
}

/// Training minus validation metric with the weights of the best epoch, dropout off.
double gapOf(Trainer& trainer, const PreparedData& data, const TrainingConfig& config, double validation)
{
    if (config.metric == "loss" || config.metric == "perplexity") // a loss again
        return std::numeric_limits<double>::quiet_NaN();
    const PartPrediction prediction = trainer.predict(data.train);
    const std::string metric = indexedMetric(config.metric, data.classNames).value_or(config.metric);
    return computeMetrics(predictionsOf(prediction, data, data.train), std::span(&metric, 1)).front() -
           validation;
}

void describeEnd(RunEnd& end, const TrainingOutcome& outcome, const TrainingConfig& config, NextStep last,
                 TrialContext& context)
{
    switch (outcome.end) {
    case TrainingEnd::Completed:
        end.reason = completedReason(end.result.epochs);
        return;
    case TrainingEnd::EarlyStopped:
        end.reason = earlyStoppingReason(end.result.epochs, outcome.bestEpoch, config.patience);
        return;
    case TrainingEnd::Diverged:
        end.state = TrialState::Diverged;
        end.reason = divergedReason(outcome.divergedEpoch, outcome.divergedStep, outcome.divergedLayer);
        return;
    case TrainingEnd::StoppedByCaller:
    case TrainingEnd::Cancelled:
        break;
    }
    const NextStep why = outcome.end == TrainingEnd::Cancelled ? context.whyStopped() : last;
    if (why == NextStep::Prune) {
        end.state = TrialState::Pruned; // The runner knows the reason.
    } else if (why == NextStep::StopTrial) {
        end.state = TrialState::Cancelled;
        end.reason = stoppedByHandReason(end.result.epochs);
    } else {
        end.state = TrialState::Paused;
    }
}

} // namespace

Result<std::unique_ptr<Trainer>> TrainingRun::trainerFor(const TrainingConfig& settings) const
{
    const std::uint64_t besides = bookkeepingBytes(settings, sizesOf(*data));
    return Trainer::create(data, settings, seed, memoryLimit > besides ? memoryLimit - besides : 0);
}

Result<std::unique_ptr<Trainer>> TrainingRun::trainerOfLeg(std::size_t leg, const SharedBytes& before) const
{
    const TrainingConfig& settings = leg < legs.size() ? legs[leg].config : config;
    auto trainer = trainerFor(settings);
    if (!trainer || leg == 0)
        return trainer;
    const bool sameOptimizer = settings.optimizer == legs[leg - 1].config.optimizer;
    const auto taken = (*trainer)->takeOver(before, sameOptimizer ? OptimizerMemory::Keep : OptimizerMemory::Fresh,
                                            trial.origin.kind == OriginKind::Continued ? PatienceMemory::Fresh
                                                                                       : PatienceMemory::Keep);
    return taken ? std::move(trainer) : fail(taken.error());
}

Result<RunEnd> TrainingRun::train(const TrialCheckpoint* from, TrialContext& context) const
{
    RunEnd end;
    end.result = {repeat, fold, std::nullopt, std::nullopt, 0, 0, std::numeric_limits<double>::quiet_NaN()};
    std::size_t leg = 0; // A checkpoint at the end of a leg is that leg's own.
    while (from && leg < legs.size() && from->epoch > legs[leg].until)
        ++leg;
    auto created = from ? trainerFor(leg < legs.size() ? legs[leg].config : config) : trainerOfLeg(leg, {});
    if (!created)
        return fail(created.error());
    if (from) {
        if (const auto restored = (*created)->restore(from->bytes); !restored)
            return fail(restored.error());
        end.result.epochs = from->epoch;
    }
    NextStep last = NextStep::Continue;
    SharedBytes endOfLeg = from && leg < legs.size() && from->epoch == legs[leg].until ? from->bytes : SharedBytes();
    const auto onEpoch = [&](const EpochReport& report) {
        end.result.epochs = report.epoch;
        last = context.report(recordOf(*this, report));
        const bool ends = leg < legs.size() && report.epoch >= legs[leg].until;
        const bool wanted = last != NextStep::Prune && last != NextStep::StopTrial && context.wantsCheckpoint();
        if (wanted || ends) {
            const SharedBytes bytes((*created)->checkpoint());
            if (wanted)
                context.saveCheckpoint({repeat, fold, report.epoch, bytes, finishedRuns});
            endOfLeg = ends ? bytes : SharedBytes();
        }
        return last == NextStep::Continue && !ends ? EpochDecision::Continue : EpochDecision::Stop;
    };
    Result<TrainingOutcome> outcome;
    while (true) {
        if (endOfLeg.size() == 0)
            outcome = (*created)->run(onEpoch, context.stopToken());
        if (!outcome)
            return fail(outcome.error());
        if (endOfLeg.size() == 0 || last != NextStep::Continue)
            break;
        created = trainerOfLeg(++leg, endOfLeg);
        if (!created)
            return fail(created.error());
        endOfLeg = SharedBytes();
    }
    Trainer& trainer = **created;
    end.weights = trainer.weightCount();
    end.flops = trainer.flops();
    if (outcome->bestEpoch > 0) {
        end.result.bestEpoch = outcome->bestEpoch;
        end.result.value = outcome->bestValue;
        end.result.lastValue = outcome->lastValue;
    }
    describeEnd(end, *outcome, config, last, context);
    if (end.state == TrialState::Complete && outcome->bestEpoch == 0) {
        end.state = TrialState::Diverged;
        end.reason = divergedReason(end.result.epochs, outcome->steps, "loss");
    }
    if (end.state == TrialState::Complete)
        end.result.gap = gapOf(trainer, *data, config, outcome->bestValue);
    const TextContinuation* wanted = end.state == TrialState::Complete ? context.wantedText() : nullptr;
    if (wanted != nullptr) {
        auto text = continuedText(trainer, *data, *wanted);
        if (!text)
            return fail(text.error());
        context.takeText(std::move(*text));
    }
    return end;
}

} // namespace tunescope
