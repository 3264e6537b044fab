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

PartValues valuesOf(const PartReport& part)
{
    return {part.loss, part.metrics};
}

EpochRecord recordOf(const TrainingRun& run, const EpochReport& report)
{
    EpochRecord record;
    record.trial = run.trial.number;
    record.repeat = run.repeat;
    record.fold = run.fold;
    record.epoch = report.epoch;
    if (report.train)
        record.train = valuesOf(*report.train);
    record.validation = valuesOf(report.validation);
    record.confusion = report.confusion;
    record.layers = report.layers;
    record.learningRate = report.learningRate;
    record.gradientNorm = report.gradientNorm;
    record.epochSeconds = report.epochSeconds;
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

Result<RunEnd> TrainingRun::train(const TrialCheckpoint* from, TrialContext& context) const
{
    const std::uint64_t besides = bookkeepingBytes(config, sizesOf(*data));
    auto created = Trainer::create(data, config, seed, memoryLimit > besides ? memoryLimit - besides : 0);
    if (!created)
        return fail(created.error());
    Trainer& trainer = **created;
    RunEnd end;
    end.weights = trainer.weightCount();
    end.flops = trainer.flops();
    end.result = {repeat, fold, std::nullopt, std::nullopt, 0, 0, std::numeric_limits<double>::quiet_NaN()};
    if (from) {
        if (const auto restored = trainer.restore(from->bytes); !restored)
            return fail(restored.error());
        end.result.epochs = from->epoch;
    }
    NextStep last = NextStep::Continue;
    const auto onEpoch = [&](const EpochReport& report) {
        end.result.epochs = report.epoch;
        last = context.report(recordOf(*this, report));
        if (last != NextStep::Prune && last != NextStep::StopTrial && context.wantsCheckpoint())
            context.saveCheckpoint({repeat, fold, report.epoch, trainer.checkpoint(), finishedRuns});
        return last == NextStep::Continue ? EpochDecision::Continue : EpochDecision::Stop;
    };
    const auto outcome = trainer.run(onEpoch, context.stopToken());
    if (!outcome)
        return fail(outcome.error());
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
