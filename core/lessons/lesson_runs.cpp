// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lessons/lesson_result.h"

#include "core/study/study_service.h"
#include "core/study/training_objective.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace tunescope {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

LessonRuns emptyRuns(const LessonPart& part)
{
    LessonRun none;
    none.score = kNaN;
    none.trainScore = kNaN;
    none.seconds = kNaN;
    return LessonRuns(part.values.size(), std::vector<LessonRun>(static_cast<std::size_t>(part.seeds), none));
}

/// The run that trial or, where values are searches, stage `number` belongs to.
LessonRun* runOf(const LessonPart& part, LessonRuns& runs, int number)
{
    const LessonTrial place = lessonTrialOf(part, number);
    if (place.value >= runs.size() || place.seed >= runs[place.value].size())
        return nullptr;
    return &runs[place.value][place.seed];
}

/// The epochs that the score is a mean of: all but the first evaluation, which is before the first step.
std::vector<std::size_t> scoredEpochs(const ScoreRule& rule, const std::vector<double>& curve, int bestEpoch)
{
    std::vector<std::size_t> epochs;
    if (rule.at == ScoreRule::At::Best) {
        if (bestEpoch > 0 && static_cast<std::size_t>(bestEpoch) < curve.size())
            epochs.push_back(static_cast<std::size_t>(bestEpoch));
        return epochs;
    }
    const std::size_t wanted = rule.at == ScoreRule::At::Last ? 1 : static_cast<std::size_t>(rule.epochs);
    for (std::size_t epoch = curve.size(); epoch-- > 1 && epochs.size() < wanted;) {
        if (std::isfinite(curve[epoch]))
            epochs.push_back(epoch);
    }
    return epochs;
}

double meanAt(const std::vector<double>& curve, const std::vector<std::size_t>& epochs)
{
    double sum = 0.0;
    for (const std::size_t epoch : epochs)
        sum += epoch < curve.size() ? curve[epoch] : kNaN;
    return epochs.empty() ? kNaN : sum / static_cast<double>(epochs.size());
}

bool isToldState(TrialState state)
{
    return state == TrialState::Complete || state == TrialState::Diverged;
}

/// What follows from the curves and the outcome, once both are in the run.
void scoreRun(const ScoreRule& rule, const TrialOutcome& outcome, LessonRun& run)
{
    run.weights = outcome.weights;
    if (!isToldState(run.state))
        return;
    run.seconds = outcome.trialSeconds;
    const auto epochs = scoredEpochs(rule, run.curve, outcome.bestEpoch);
    run.score = rule.metric == "train_seconds" ? outcome.trialSeconds * rule.factor : meanAt(run.curve, epochs);
    run.trainScore = meanAt(run.trainCurve, epochs);
}

std::vector<double> scaled(const std::vector<float>& values, double factor)
{
    std::vector<double> curve;
    curve.reserve(values.size());
    for (const float value : values)
        curve.push_back(static_cast<double>(value) * factor);
    return curve;
}

/// A number of a part by the metric's name; not-a-number where it is not reported.
double numberOf(const PartValues& values, const StudyFacts& facts, const std::string& metric)
{
    if (metric == "loss")
        return values.loss;
    const auto found = std::find(facts.metricNames.begin(), facts.metricNames.end(), metric);
    const auto index = static_cast<std::size_t>(found - facts.metricNames.begin());
    return index < values.metrics.size() ? values.metrics[index] : kNaN;
}

/// The metric that is drawn epoch by epoch: the score's, or the study's where the score is a time.
std::string curveMetric(const LessonPart& part)
{
    return part.score.metric == "train_seconds" ? part.study.protocol.metric : part.score.metric;
}

double curveFactor(const LessonPart& part)
{
    if (part.score.metric != "train_seconds")
        return part.score.factor;
    const MetricEntry* metric = findMetric(part.study.protocol.metric);
    return metric != nullptr && metric->isShare ? 100.0 : 1.0;
}

void takeEpochs(const LessonPart& part, const StoredTrial& trial, const StudyFacts& facts, LessonRun& run)
{
    std::vector<std::vector<double>> further(part.further.size());
    for (const EpochRecord& epoch : trial.epochs) {
        if (epoch.repeat != 0 || epoch.fold != 0)
            continue;
        const std::string metric = curveMetric(part);
        run.curve.push_back(numberOf(epoch.validation, facts, metric) * curveFactor(part));
        run.trainCurve.push_back(epoch.train ? numberOf(*epoch.train, facts, metric) * curveFactor(part) : kNaN);
        for (std::size_t i = 0; i < further.size(); ++i)
            further[i].push_back(numberOf(epoch.validation, facts, part.further[i].metric) * part.further[i].factor);
    }
    const auto epochs = scoredEpochs(part.score, run.curve, trial.outcome.bestEpoch);
    for (const auto& curve : further)
        run.further.push_back(isToldState(trial.state) ? meanAt(curve, epochs) : kNaN);
}

/// One trial of a search: the best value so far is the curve, the best of all the score.
void takeSearched(const LessonPart& part, const std::vector<StageConfig>& stages, const TrialStart& start, TrialState state,
                  const TrialOutcome& outcome, LessonRun& run)
{
    if (run.trial < 0) {
        run.trial = start.number;
        run.curve.push_back(kNaN);
        run.seconds = 0.0;
    }
    if (!isTold(state))
        return;
    const bool isMaximum = part.study.protocol.direction == Direction::Maximize;
    const double value = outcome.value ? *outcome.value * part.score.factor : kNaN;
    const double before = run.curve.back();
    const bool isBetter = std::isfinite(value) && (!std::isfinite(before) || (isMaximum ? value > before : value < before));
    run.curve.push_back(isBetter ? value : before);
    run.seconds += outcome.trialSeconds;
    run.weights = std::max(run.weights, outcome.weights);
    const int trials = stages[static_cast<std::size_t>(start.stage)].budget.trials.value_or(0);
    const bool isDone = std::ssize(run.curve) > trials;
    run.state = isDone ? TrialState::Complete : TrialState::Running;
    run.score = isDone ? run.curve.back() : kNaN;
}

double previousAnswerScore(const Dataset& dataset, const std::vector<std::int64_t>& rows)
{
    const auto& codes = dataset.target.codes;
    std::int64_t right = 0;
    std::int64_t asked = 0;
    for (const std::int64_t row : rows) {
        if (row < 1 || static_cast<std::size_t>(row) >= codes.size())
            continue;
        ++asked;
        right += codes[static_cast<std::size_t>(row)] == codes[static_cast<std::size_t>(row) - 1] ? 1 : 0;
    }
    return asked == 0 || dataset.order != RowOrder::Time ? kNaN : static_cast<double>(right) / static_cast<double>(asked);
}

Result<double> previousBaseline(const StudyConfig& study)
{
    const auto objective = TrainingObjective::create(study);
    if (!objective)
        return fail(objective.error());
    const auto split = (*objective)->split(0, 0);
    if (!split)
        return fail(split.error());
    return previousAnswerScore((*objective)->dataset(), split->validation);
}

} // namespace

LessonRuns lessonRuns(const LessonPart& part, const StudySnapshot& study)
{
    LessonRuns runs = emptyRuns(part);
    const std::vector<StageConfig> stages = lessonStages(part);
    for (std::size_t i = 0; i < study.size(); ++i) {
        const TrialSnapshot& trial = study.trial(i);
        if (!stages.empty()) {
            if (LessonRun* run = runOf(part, runs, trial.start.stage))
                takeSearched(part, stages, trial.start, trial.state, trial.outcome, *run);
            continue;
        }
        LessonRun* run = runOf(part, runs, static_cast<int>(i));
        if (run == nullptr)
            break;
        run->trial = static_cast<int>(i);
        run->state = trial.state;
        const bool isLoss = curveMetric(part) == "loss";
        run->curve = scaled(isLoss ? trial.curves.validationLoss : trial.curves.validationMetric, curveFactor(part));
        run->trainCurve = scaled(isLoss ? trial.curves.trainLoss : trial.curves.trainMetric, curveFactor(part));
        scoreRun(part.score, trial.outcome, *run);
    }
    return runs;
}

LessonRuns lessonRuns(const LessonPart& part, const StoredStudy& study)
{
    LessonRuns runs = emptyRuns(part);
    const std::vector<StageConfig> stages = lessonStages(part);
    for (const StoredTrial& trial : study.trials) {
        if (!stages.empty()) {
            if (LessonRun* run = runOf(part, runs, trial.start.stage))
                takeSearched(part, stages, trial.start, trial.state, trial.outcome, *run);
            continue;
        }
        LessonRun* run = runOf(part, runs, trial.start.number);
        if (run == nullptr)
            break;
        run->trial = trial.start.number;
        run->state = trial.state;
        takeEpochs(part, trial, study.facts, *run);
        scoreRun(part.score, trial.outcome, *run);
    }
    return runs;
}

Result<std::vector<LessonBaseline>> measureLessonBaselines(const Lesson& lesson, LessonPartKind kind)
{
    std::vector<LessonBaseline> measured;
    const LessonPart* part = lesson.part(kind);
    if (part == nullptr)
        return measured;
    const StudyConfig& study = part->study;
    const auto needs = [&](BaselineRule::Kind wanted) {
        return std::any_of(part->baselines.begin(), part->baselines.end(), [&](const BaselineRule& rule) { return rule.kind == wanted; });
    };
    Baselines simple;
    if (needs(BaselineRule::Kind::Constant) || needs(BaselineRule::Kind::Linear)) {
        const auto baselines = StudyService::measureBaselines(study.data, study.protocol, splitSeedOf(study));
        if (!baselines)
            return fail(baselines.error());
        simple = *baselines;
    }
    for (const BaselineRule& rule : part->baselines) {
        double value = rule.value;
        if (rule.kind == BaselineRule::Kind::Constant)
            value = simple.constant * part->score.factor;
        if (rule.kind == BaselineRule::Kind::Linear)
            value = simple.linear * part->score.factor;
        if (rule.kind == BaselineRule::Kind::Previous) {
            const auto previous = previousBaseline(study);
            if (!previous)
                return fail(previous.error());
            value = *previous * part->score.factor;
        }
        measured.push_back({rule.id, rule.label, value});
    }
    return measured;
}

} // namespace tunescope
