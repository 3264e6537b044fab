// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/run/synthetic_study.h"

#include "core/base/rng.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace tunescope::ui {
namespace {

constexpr int kClasses = 10;
constexpr int kPerClass = 36;
constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

SearchSpace digitsSpace()
{
    using Choices = std::vector<ParamValue>;
    std::vector<ParamSpec> specs{
        {.name = "learning_rate", .distribution = FloatRange{1e-4, 1.0, Scale::Log}},
        {.name = "optimizer",
         .distribution = ChoiceSet{Choices{std::string("sgd"), std::string("rmsprop"), std::string("adam")}}},
        {.name = "momentum",
         .distribution = FloatRange{0.0, 0.99},
         .when = {{"optimizer", {std::string("sgd")}}}},
        {.name = "batch_size",
         .distribution =
             ChoiceSet{Choices{std::int64_t{16}, std::int64_t{32}, std::int64_t{64}, std::int64_t{128}},
                       true}},
        {.name = "hidden_layers", .distribution = IntRange{1, 4}},
        {.name = "units", .distribution = IntRange{24, 192, Scale::Log}},
        {.name = "activation",
         .distribution = ChoiceSet{Choices{std::string("relu"), std::string("tanh"),
                                           std::string("leaky_relu"), std::string("sigmoid")}}},
        {.name = "dropout", .distribution = FloatRange{0.0, 0.6}},
        {.name = "weight_decay", .distribution = FloatRange{1e-6, 1e-2, Scale::Log}},
    };
    return *SearchSpace::create(std::move(specs));
}

struct Course {
    double ceiling = 0.9; ///< Accuracy that the curve tends to.
    double pace = 3.0;    ///< Epochs.
    int divergesAt = -1;
};

Course courseOf(const ParamSet& params, Rng& rng)
{
    const double lr = std::log10(*paramNumber(*params.find("learning_rate")));
    const bool isSgd = paramText(*params.find("optimizer")) == "sgd";
    const double centre = isSgd ? -1.2 : -2.4;
    const double miss = std::abs(lr - centre);
    Course course;
    course.ceiling = std::clamp(0.988 - 0.035 * miss * miss - 0.02 * rng.uniform(), 0.1, 0.99);
    course.pace = 0.8 + 0.9 * miss + rng.uniform();
    if (lr > centre + 1.3)
        course.ceiling = 0.1 + 0.5 * rng.uniform();
    if (lr > centre + 1.15 && rng.uniform() < 0.35)
        course.divergesAt = 1 + static_cast<int>(rng.below(4));
    return course;
}

void fillCurves(TrialSnapshot& trial, const Course& course, int epochs, Rng& rng)
{
    TrialCurves& curves = trial.curves;
    const double start = 2.1 + 0.6 * rng.uniform();
    for (int epoch = 0; epoch <= epochs; ++epoch) {
        const double share = 1.0 - std::exp(-epoch / course.pace);
        const double accuracy =
            0.1 + (course.ceiling - 0.1) * share + 0.012 * (1.0 - course.ceiling + 0.2) * rng.normal();
        const double loss =
            start * std::exp(-epoch / course.pace) + 3.2 * (1.0 - course.ceiling) * share + 0.03 * share;
        const bool isGone = course.divergesAt >= 0 && epoch >= course.divergesAt;
        const double blow = course.divergesAt >= 0 ? std::pow(6.0, epoch) : 1.0;
        curves.validationMetric.push_back(float(isGone ? kNan : std::clamp(accuracy, 0.02, 0.992)));
        curves.validationLoss.push_back(float(isGone ? kNan : loss * blow * (1.0 + 0.05 * rng.normal())));
        const double trainAccuracy = accuracy + 0.03 * share;
        curves.trainMetric.push_back(float(epoch == 0 || isGone ? kNan : std::min(trainAccuracy, 0.9999)));
        curves.trainLoss.push_back(float(epoch == 0 || isGone ? kNan : loss * blow * (1.0 - 0.75 * share)));
        if (isGone)
            break;
    }
}

/// Accuracies become errors in the target's units.
void turnIntoErrors(TrialCurves& curves)
{
    for (auto* column : {&curves.validationMetric, &curves.trainMetric}) {
        for (float& value : *column)
            value = 50.0F + 40.0F * (1.0F - value);
    }
}

void tell(TrialSnapshot& trial, Direction direction)
{
    const std::vector<float>& metric = trial.curves.validationMetric;
    trial.bestValueSoFar = kNan;
    for (std::size_t epoch = 1; epoch < metric.size(); ++epoch) {
        if (std::isfinite(metric[epoch]) &&
            (std::isnan(trial.bestValueSoFar) || isBetter(metric[epoch], trial.bestValueSoFar, direction))) {
            trial.bestValueSoFar = double(metric[epoch]);
            trial.bestEpochSoFar = static_cast<int>(epoch);
        }
    }
    trial.outcome.state = trial.state;
    trial.outcome.bestEpoch = trial.bestEpochSoFar;
    if (trial.state == TrialState::Complete)
        trial.outcome.value = trial.bestValueSoFar;
    trial.outcome.weights = 64 * 64 + 640;
    trial.macroF1 = trial.bestValueSoFar - 0.002;
}

void cutCurves(TrialCurves& curves, std::size_t epochs)
{
    for (auto* column :
         {&curves.trainLoss, &curves.validationLoss, &curves.trainMetric, &curves.validationMetric})
        column->resize(std::min(column->size(), epochs + 1));
}

void decideState(TrialSnapshot& trial, const Course& course, const SyntheticOptions& options, bool isRunning,
                 Rng& rng)
{
    const auto at = [&](int epoch) {
        return double(trial.curves.validationMetric[static_cast<std::size_t>(epoch)]);
    };
    trial.state = TrialState::Complete;
    trial.outcome.reason = {"completed", "All epochs were trained."};
    if (course.divergesAt >= 0) {
        trial.state = TrialState::Diverged;
        trial.outcome.reason = {"diverged", "Diverged in epoch " + std::to_string(course.divergesAt) +
                                                ": the loss is no longer a number."};
        return;
    }
    if (isRunning) {
        trial.state = TrialState::Running;
        cutCurves(trial.curves,
                  static_cast<std::size_t>(std::max(1, options.epochs / 3 - trial.number() % 3)));
        return;
    }
    constexpr std::array kRungs{std::pair(4, 0.86), std::pair(8, 0.93), std::pair(12, 0.955)};
    for (const auto& [epoch, least] : kRungs) {
        if (epoch < options.epochs && at(epoch) < least && rng.uniform() < 0.85) {
            trial.state = TrialState::Pruned;
            trial.outcome.reason = {"median",
                                    "Pruned at epoch " + std::to_string(epoch) + ": below the median."};
            cutCurves(trial.curves, static_cast<std::size_t>(epoch));
            return;
        }
    }
    if (rng.uniform() < 0.25) {
        trial.outcome.reason = {"early_stopping", "Stopped early."};
        cutCurves(trial.curves,
                  static_cast<std::size_t>(std::max(3, options.epochs - 1 - static_cast<int>(rng.below(4)))));
    }
}

std::shared_ptr<StudyConfig> configOf(const SyntheticOptions& options)
{
    auto config = std::make_shared<StudyConfig>();
    config->name = "Digits · first search";
    config->data.source = "digits";
    config->protocol.metric = options.isRegression ? "rmse" : "accuracy";
    config->protocol.direction = options.isRegression ? Direction::Minimize : Direction::Maximize;
    config->stage.space = digitsSpace();
    config->stage.fixed = ParamSet{{"epochs", std::int64_t{options.epochs}}};
    config->stage.budget.trials = options.planned > 0 ? options.planned : options.trials;
    return config;
}

std::shared_ptr<StudyFacts> factsOf(const SyntheticOptions& options)
{
    auto facts = std::make_shared<StudyFacts>();
    facts->metricNames = options.isRegression ? std::vector<std::string>{"rmse", "mae", "r2"}
                                              : std::vector<std::string>{"accuracy", "f1"};
    if (!options.isRegression) {
        for (int i = 0; i < kClasses; ++i)
            facts->classNames.push_back(std::to_string(i));
    }
    facts->dataName = options.isRegression ? "diabetes" : "digits";
    facts->validationRows = kClasses * kPerClass;
    return facts;
}

} // namespace

ConfusionMatrix syntheticConfusion(double accuracy, unsigned seed)
{
    Rng rng(Purpose::Generator, seed);
    ConfusionMatrix matrix(kClasses);
    for (int truth = 0; truth < kClasses; ++truth) {
        for (int i = 0; i < kPerClass; ++i) {
            const bool isRight = rng.uniform() < accuracy;
            const int other = truth == 8 ? 1 : static_cast<int>(rng.below(kClasses));
            matrix.add(truth, isRight ? truth : other);
        }
    }
    return matrix;
}

std::vector<TrialSnapshot> syntheticTrials(const SyntheticOptions& options)
{
    const SearchSpace space = digitsSpace();
    const Direction direction = options.isRegression ? Direction::Minimize : Direction::Maximize;
    std::vector<TrialSnapshot> trials(static_cast<std::size_t>(options.trials));
    std::array<double, 2> busyUntil{};
    for (int n = 0; n < options.trials; ++n) {
        TrialSnapshot& trial = trials[static_cast<std::size_t>(n)];
        Rng rng(Purpose::Generator, 7, {static_cast<std::uint64_t>(n)});
        std::vector<double> unit(space.size());
        std::generate(unit.begin(), unit.end(), [&] { return rng.uniform(); });
        trial.start = {.number = n, .stage = 0, .seed = rng.next64(), .params = space.at(unit)};
        trial.plannedEpochs = options.epochs;
        const Course course = courseOf(trial.start.params, rng);
        fillCurves(trial, course, options.epochs, rng);
        decideState(trial, course, options, n >= options.trials - options.running, rng);
        if (options.isRegression)
            turnIntoErrors(trial.curves);
        tell(trial, direction);
        trial.worker = busyUntil[0] <= busyUntil[1] ? 0 : 1;
        double& busy = busyUntil[static_cast<std::size_t>(trial.worker)];
        trial.startSeconds = busy;
        busy += options.secondsPerTrial * (0.4 + 1.2 * rng.uniform()) * double(trial.finishedEpochs()) /
                options.epochs;
        trial.endSeconds = busy;
        trial.outcome.trialSeconds = trial.endSeconds - trial.startSeconds;
        if (!options.isRegression && trial.state == TrialState::Complete)
            trial.bestConfusion = std::make_shared<const ConfusionMatrix>(
                syntheticConfusion(trial.bestValueSoFar, static_cast<unsigned>(n)));
        if (!options.isRegression && trial.state == TrialState::Running)
            trial.latestConfusion = std::make_shared<const ConfusionMatrix>(
                syntheticConfusion(trial.bestValueSoFar, static_cast<unsigned>(n)));
    }
    return trials;
}

std::shared_ptr<StudySnapshot> studyOf(std::vector<TrialSnapshot> trials, const SyntheticOptions& options)
{
    double end = 0.0;
    for (const TrialSnapshot& trial : trials)
        end = std::max(end, trial.endSeconds);
    auto study = snapshotOf(std::move(trials));
    study->config = configOf(options);
    study->facts = factsOf(options);
    study->stages = {std::make_shared<const StageConfig>(study->config->stage)};
    study->stageFirstTrials = {0};
    study->plannedTrials = *study->config->stage.budget.trials;
    study->workers = 2;
    study->state = options.state;
    study->runSeconds = end;
    // snapshotOf() could not know the direction.
    const std::vector<int> ranked = rankedTrials(*study);
    study->best = ranked.empty() ? -1 : ranked.front();
    return study;
}

std::shared_ptr<StudySnapshot> syntheticStudy(const SyntheticOptions& options)
{
    return studyOf(syntheticTrials(options), options);
}

} // namespace tunescope::ui
