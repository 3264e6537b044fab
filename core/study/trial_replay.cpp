// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/trial_replay.h"

#include "core/base/number_text.h"
#include "core/training/trainer.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <map>
#include <tuple>

namespace tunescope {
namespace {

constexpr double kOtherEngineTolerance = 1e-3;

/// Collects epochs; an interruption is passed on, everything else runs to the end of the stored trial.
class ReplayContext final : public TrialContext
{
public:
    ReplayContext(std::stop_token stop, int lastEpoch, std::pair<int, int> lastRun)
        : m_stop(std::move(stop))
        , m_lastEpoch(lastEpoch)
        , m_lastRun(lastRun)
    {
    }

    [[nodiscard]] NextStep report(EpochRecord record) override
    {
        const bool reached = std::pair(record.repeat, record.fold) == m_lastRun && record.epoch >= m_lastEpoch;
        epochs.push_back(std::move(record));
        return reached ? NextStep::Prune : NextStep::Continue;
    }
    [[nodiscard]] bool wantsCheckpoint() const override { return false; }
    void saveCheckpoint(TrialCheckpoint /*checkpoint*/) override {}
    [[nodiscard]] std::stop_token stopToken() const override { return m_stop; }
    [[nodiscard]] NextStep whyStopped() const override { return NextStep::Interrupt; }

    std::vector<EpochRecord> epochs;

private:
    std::stop_token m_stop;
    int m_lastEpoch;
    std::pair<int, int> m_lastRun;
};

bool agrees(double found, double stored, bool sameEngine)
{
    if (std::isnan(found) || std::isnan(stored))
        return std::isnan(found) == std::isnan(stored);
    if (sameEngine)
        return std::bit_cast<std::uint64_t>(found) == std::bit_cast<std::uint64_t>(stored) || found == stored;
    return std::abs(found - stored) <= kOtherEngineTolerance * std::max(1.0, std::abs(stored));
}

std::string place(const EpochRecord& epoch)
{
    std::string text = "epoch " + std::to_string(epoch.epoch);
    if (epoch.repeat != 0 || epoch.fold != 0)
        text += " of repeat " + std::to_string(epoch.repeat) + ", fold " + std::to_string(epoch.fold);
    return text;
}

/// The first difference between two parts, or "".
std::string partDifference(const char* part, const PartValues& found, const PartValues& stored, const StudyFacts& facts, bool sameEngine)
{
    const auto text = [&](const std::string& what, double a, double b) {
        return std::string(part) + " " + what + " " + numberText(a) + " instead of " + numberText(b);
    };
    if (!agrees(found.loss, stored.loss, sameEngine))
        return text("loss", found.loss, stored.loss);
    for (std::size_t i = 0; i < std::min(found.metrics.size(), stored.metrics.size()); ++i) {
        if (!agrees(found.metrics[i], stored.metrics[i], sameEngine))
            return text(facts.metricNames[i], found.metrics[i], stored.metrics[i]);
    }
    return {};
}

/// The first layer whose weights are others, or "".
std::string layersDifference(const std::vector<LayerReport>& found, const std::vector<LayerReport>& stored)
{
    const auto same = [](const LayerReport& a, const LayerReport& b) {
        return a.name == b.name && a.histogram == b.histogram && a.limit == b.limit && a.gradientNorm == b.gradientNorm;
    };
    const auto [a, b] = std::mismatch(found.begin(), found.end(), stored.begin(), stored.end(), same);
    if (a == found.end() && b == stored.end())
        return {};
    return "other weights in " + (b == stored.end() ? a->name : b->name);
}

std::string epochDifference(const EpochRecord& found, const EpochRecord& stored, const StudyFacts& facts, bool sameEngine)
{
    std::string difference = partDifference("validation", found.validation, stored.validation, facts, sameEngine);
    if (difference.empty() && found.train && stored.train)
        difference = partDifference("training", *found.train, *stored.train, facts, sameEngine);
    if (difference.empty() && found.stopping && stored.stopping)
        difference = partDifference("stopping", *found.stopping, *stored.stopping, facts, sameEngine);
    if (difference.empty() && !agrees(found.learningRate, stored.learningRate, sameEngine))
        difference = "another learning rate";
    if (difference.empty() && !agrees(found.gradientNorm, stored.gradientNorm, sameEngine))
        difference = "gradient norm " + numberText(found.gradientNorm) + " instead of " + numberText(stored.gradientNorm);
    if (difference.empty() && sameEngine && !stored.layers.empty())
        difference = layersDifference(found.layers, stored.layers);
    return difference.empty() ? difference : place(stored) + ": " + difference;
}

void keepAnswers(PredictionSet& set, const PreparedData& data, PartPrediction prediction)
{
    set.classes = prediction.classes;
    set.rows = data.validation.rows;
    set.trueClass = data.validation.trueClass;
    set.trueValue = data.validation.trueValue;
    set.previousValue = data.validation.previousValue;
    set.threshold = prediction.threshold;
    set.probabilities = std::move(prediction.probabilities);
    set.predictedValue = std::move(prediction.values);
    if (data.target == TargetForm::Itself) { // the score of a row, and 1 where it is an anomaly
        set.trueValue.assign(data.validation.trueClass.begin(), data.validation.trueClass.end());
        for (const float score : set.predictedValue)
            set.predictedClass.push_back(static_cast<double>(score) > set.threshold ? 1 : 0);
    }
    if (set.classes == 0)
        return;
    if (const auto labels = static_cast<std::size_t>(data.labelsPerSample()); labels > 1) {
        set.rows.clear(); // one entry a pixel or a step
        for (const std::int64_t row : data.validation.rows)
            set.rows.insert(set.rows.end(), labels, row);
    }
    for (std::size_t i = 0; i < set.rows.size(); ++i) {
        const auto row = set.probabilitiesOf(i);
        set.predictedClass.push_back(static_cast<std::int32_t>(std::max_element(row.begin(), row.end()) - row.begin()));
    }
}

Result<TrainingConfig> configOf(const TrainingObjective& objective, const TrialStart& trial, const ParamSet& fixed)
{
    return objective.configFor(mergedSettings(fixed, trial.params));
}

} // namespace

Result<std::vector<TrainingLeg>> legsOf(const TrainingObjective& objective, const TrialStart& trial)
{
    std::vector<TrainingLeg> legs;
    for (const TrainingSegment& segment : trial.segments) {
        const auto config = objective.configFor(segment.settings);
        if (!config)
            return fail(config.error());
        legs.push_back({*config, segment.until});
    }
    return legs;
}

Result<void> replayTo(TrainingObjective& objective, const TrialStart& trial, const ParamSet& fixed, int epoch, const std::stop_token& stop,
                      const AfterEpoch& then, RunPlace place)
{
    const auto config = configOf(objective, trial, fixed);
    const auto legs = legsOf(objective, trial);
    if (!config || !legs)
        return fail(config ? legs.error() : config.error());
    const auto data = objective.prepared(config->preprocessing, trial.firstRepeat + place.repeat, place.fold);
    if (!data)
        return fail(data.error());
    const std::vector<RunResult> none;
    const TrainingRun run{trial, place.repeat, place.fold, *config, *data, runSeedOf(trial.seed, place.repeat, place.fold),
                          none,  memoryPerTrial(1), *legs};
    bool reached = false;
    Result<void> answer;
    SharedBytes endOfLeg;
    for (std::size_t leg = 0; leg <= legs->size() && !reached; ++leg) {
        auto trainer = run.trainerOfLeg(leg, endOfLeg);
        if (!trainer)
            return fail(trainer.error());
        endOfLeg = SharedBytes();
        const auto onEpoch = [&](const EpochReport& report) {
            const bool ends = leg < legs->size() && report.epoch >= (*legs)[leg].until;
            if (ends)
                endOfLeg = (*trainer)->checkpoint();
            if (report.epoch < epoch)
                return ends ? EpochDecision::Stop : EpochDecision::Continue;
            reached = true;
            answer = then(**trainer, **data);
            return EpochDecision::Stop;
        };
        if (const auto outcome = (*trainer)->run(onEpoch, stop); !outcome)
            return fail(outcome.error());
        if (endOfLeg.size() == 0)
            break;
    }
    if (!reached)
        return fail(ErrorCode::NoSuchEpoch, {{"trial", trial.number}, {"epoch", epoch}, {"last", epoch - 1}});
    return answer;
}

Result<PredictionSet> replayPredictions(TrainingObjective& objective, const TrialStart& trial, const ParamSet& fixed, int epoch,
                                        const std::stop_token& stop)
{
    PredictionSet set;
    set.trial = trial.number;
    set.epoch = epoch;
    const auto keep = [&](Trainer& trainer, const PreparedData& data) -> Result<void> {
        keepAnswers(set, data, trainer.predict(data.validation));
        return {};
    };
    if (const auto replayed = replayTo(objective, trial, fixed, epoch, stop, keep); !replayed)
        return fail(replayed.error());
    return set;
}

Result<TrainedTrial> replayTrained(TrainingObjective& objective, const TrialStart& trial, const ParamSet& fixed, int epoch,
                                   const std::stop_token& stop)
{
    const auto config = configOf(objective, trial, fixed);
    const auto split = objective.split(0, 0);
    if (!config || !split)
        return fail(config ? split.error() : config.error());
    auto preprocessor = Preprocessor::fit(objective.dataset(), split->train, config->preprocessing);
    if (!preprocessor)
        return fail(preprocessor.error());
    TrainedTrial trained{.trial = trial.number, .epoch = epoch, .preprocessor = std::move(*preprocessor)};
    const auto keep = [&](Trainer& trainer, const PreparedData& /*data*/) -> Result<void> {
        trained.network = trainer.trained();
        return {};
    };
    if (const auto replayed = replayTo(objective, trial, fixed, epoch, stop, keep); !replayed)
        return fail(replayed.error());
    return trained;
}

Result<StudyService::RerunReport> replayAndCompare(TrainingObjective& objective, const StoredTrial& trial, const ParamSet& fixed,
                                                   bool sameEngine, const std::stop_token& stop)
{
    if (trial.epochs.empty())
        return fail(ErrorCode::TrialHasNoEpochs, {{"trial", trial.start.number}});
    std::map<std::tuple<int, int, int>, const EpochRecord*> stored;
    for (const EpochRecord& epoch : trial.epochs)
        stored.emplace(std::tuple(epoch.repeat, epoch.fold, epoch.epoch), &epoch);
    const EpochRecord& last = *stored.rbegin()->second;
    ReplayContext context(stop, last.epoch, {last.repeat, last.fold});
    const TrialOutcome outcome = objective.evaluate(trial.start, fixed, std::nullopt, context);

    StudyService::RerunReport report;
    report.sameEngine = sameEngine;
    if (outcome.state == TrialState::Failed) {
        report.identical = false;
        report.firstDifference = outcome.reason.text;
        return report;
    }
    report.epochs = static_cast<int>(std::count_if(context.epochs.begin(), context.epochs.end(),
                                                   [](const EpochRecord& found) { return found.epoch > 0; }));
    for (const EpochRecord& found : context.epochs) {
        const auto match = stored.find({found.repeat, found.fold, found.epoch});
        if (match == stored.end())
            report.firstDifference = place(found) + " was not there before";
        else
            report.firstDifference = epochDifference(found, *match->second, objective.facts(), sameEngine);
        if (!report.firstDifference.empty())
            break;
    }
    if (report.firstDifference.empty() && context.epochs.size() != stored.size() && !stop.stop_requested())
        report.firstDifference = "it now ends after " + std::to_string(context.epochs.size()) + " epochs instead of " + std::to_string(stored.size());
    report.identical = report.firstDifference.empty();
    return report;
}

} // namespace tunescope
