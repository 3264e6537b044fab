// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lessons/myths/landscape.h"

#include "core/study/null_store.h"
#include "core/study/study_runner.h"
#include "core/study/study_service.h"
#include "core/study/training_objective.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>
#include <thread>

namespace tunescope {
namespace {

StudyConfig landscapeStudy(const Landscape& landscape)
{
    StudyConfig config;
    config.name = "landscape";
    config.seed = 20; // The landscape is one and the same for all races.
    config.data.source = "digits";
    config.protocol = {.validation = 0.25, .test = 0.0, .metric = "accuracy"};
    config.stage.fixed = {{"model", std::string("mlp")}, {"hidden_layers", std::int64_t{1}}, {"activation", std::string("relu")},
                          {"optimizer", std::string("sgd")}, {"momentum", 0.9}, {"batch_size", std::int64_t{32}}, {"epochs", std::int64_t{8}}};
    config.stage.space = *SearchSpace::create({landscape.axes.begin(), landscape.axes.end()});
    config.stage.pruner.reset();
    for (std::size_t i = 0; i < landscape.counts[0]; ++i) {
        for (std::size_t j = 0; j < landscape.counts[1]; ++j) {
            for (std::size_t k = 0; k < landscape.counts[2]; ++k)
                config.stage.queue.push_back({{landscape.axes[0].name, landscape.valueOf(0, i)},
                                              {landscape.axes[1].name, landscape.valueOf(1, j)},
                                              {landscape.axes[2].name, landscape.valueOf(2, k)}});
        }
    }
    config.stage.budget.trials = static_cast<int>(config.stage.queue.size());
    return config;
}

Landscape emptyLandscape(MythRequest::Size size)
{
    Landscape landscape;
    landscape.axes = {ParamSpec{"learning_rate", FloatRange{1e-4, 3.0, Scale::Log}}, ParamSpec{"units", IntRange{4, 128, Scale::Log}},
                      ParamSpec{"dropout", FloatRange{0.0, 0.8}}};
    landscape.counts = size == MythRequest::Size::Full ? std::array<std::size_t, 3>{24, 7, 5} : std::array<std::size_t, 3>{5, 3, 2};
    return landscape;
}

/// Where a position lies between two grid points: the lower one and the share of the upper one.
std::pair<std::size_t, double> cellOf(double position, std::size_t count)
{
    const double place = std::clamp(position, 0.0, 1.0) * static_cast<double>(count - 1);
    const auto lower = std::min(static_cast<std::size_t>(place), count - 2);
    return {lower, place - static_cast<double>(lower)};
}

} // namespace

ParamValue Landscape::valueOf(std::size_t axis, std::size_t index) const
{
    const double position = static_cast<double>(index) / static_cast<double>(counts[axis] - 1);
    return valueAt(axes[axis].distribution, std::min(position, 1.0 - 1e-12));
}

double Landscape::at(const std::array<double, 3>& position) const
{
    const auto [i, u] = cellOf(position[0], counts[0]);
    const auto [j, v] = cellOf(position[1], counts[1]);
    const auto [k, w] = cellOf(position[2], counts[2]);
    double sum = 0.0;
    for (std::size_t corner = 0; corner < 8; ++corner) {
        const std::size_t a = corner & 1U;
        const std::size_t b = (corner >> 1U) & 1U;
        const std::size_t c = (corner >> 2U) & 1U;
        const double weight = (a == 1 ? u : 1.0 - u) * (b == 1 ? v : 1.0 - v) * (c == 1 ? w : 1.0 - w);
        sum += weight * scoreAt(i + a, j + b, k + c);
    }
    return sum;
}

double Landscape::best() const
{
    return *std::max_element(scores.begin(), scores.end());
}

std::array<std::size_t, 3> Landscape::bestPoint() const
{
    const auto at = static_cast<std::size_t>(std::max_element(scores.begin(), scores.end()) - scores.begin());
    return {at / (counts[1] * counts[2]), at / counts[2] % counts[1], at % counts[2]};
}

Result<Landscape> measureLandscape(const MythRequest& request)
{
    Landscape landscape = emptyLandscape(request.size);
    const auto config = StudyService::completedConfig(landscapeStudy(landscape));
    if (!config)
        return fail(config.error());
    const auto objective = TrainingObjective::create(*config);
    if (!objective)
        return fail(objective.error());
    const auto study = runMythStudy(*config, *objective, request, request.progress);
    if (!study)
        return fail(study.error());
    const std::size_t count = landscape.counts[0] * landscape.counts[1] * landscape.counts[2];
    const double classes = static_cast<double>(std::max<std::size_t>((*study)->facts->classNames.size(), 1));
    for (std::size_t trial = 0; trial < count && trial < (*study)->size(); ++trial)
        landscape.scores.push_back((*study)->trial(trial).outcome.lastValue.value_or(1.0 / classes)); // Diverged: guessing.
    landscape.trainings = static_cast<int>(landscape.scores.size());
    if (landscape.scores.size() != count)
        return fail(ErrorCode::Internal, {{"where", "the landscape"}, {"detail", "not every point was trained"}});
    return landscape;
}

LandscapeObjective::LandscapeObjective(std::shared_ptr<const Landscape> landscape) : m_landscape(std::move(landscape))
{
    m_facts.metricNames = {"accuracy"};
    m_facts.classNames = {"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"};
    m_facts.dataName = "landscape";
}

TrialOutcome LandscapeObjective::evaluate(const TrialStart& trial, const ParamSet& fixed, const std::optional<TrialCheckpoint>& /*from*/, TrialContext& context)
{
    std::array<double, 3> position{};
    for (std::size_t axis = 0; axis < position.size(); ++axis) {
        const ParamValue* value = trial.params.find(m_landscape->axes[axis].name);
        if (value == nullptr)
            value = fixed.find(m_landscape->axes[axis].name);
        if (value != nullptr)
            position[axis] = positionOf(m_landscape->axes[axis].distribution, *value).value_or(0.5);
    }
    const double score = m_landscape->at(position);
    TrialOutcome outcome;
    for (int epoch = 0; epoch <= 1; ++epoch) {
        EpochRecord record;
        record.trial = trial.number;
        record.epoch = epoch;
        record.validation = {1.0 - score, {epoch == 0 ? 0.1 : score}};
        if (epoch > 0)
            record.train = record.validation;
        if (context.report(record) == NextStep::Interrupt) {
            outcome.state = TrialState::Paused;
            return outcome;
        }
    }
    outcome.reason.kind = "completed";
    outcome.value = score;
    outcome.lastValue = score;
    outcome.bestEpoch = 1;
    outcome.runs.push_back({.value = score, .lastValue = score, .bestEpoch = 1, .epochs = 1});
    return outcome;
}

Result<StudySnapshotPtr> runMythStudy(const StudyConfig& config, const std::shared_ptr<Objective>& objective, const MythRequest& request,
                                      const std::function<void(double)>& progress)
{
    StoredStudy study;
    study.config = config;
    study.lag = effectiveLag(config);
    study.facts = objective->facts();
    study.stages.push_back({config.stage, 0, 0.0});
    auto runner = StudyRunner::create(std::move(study), objective, std::make_shared<NullStore>());
    if (!runner)
        return fail(runner.error());
    (*runner)->start(request.workers);
    while ((*runner)->state() == RunnerState::Running) {
        std::this_thread::sleep_for(std::chrono::microseconds(500));
        if (request.stop.stop_requested())
            (*runner)->requestStop();
        if (progress)
            progress(static_cast<double>((*runner)->snapshot()->counts.told()) / std::max(config.stage.budget.trials.value_or(1), 1));
    }
    (*runner)->waitUntilIdle();
    if (const auto on = goesOn(request); !on)
        return fail(on.error());
    return (*runner)->snapshot();
}

std::vector<double> bestSoFar(const StudySnapshot& study, int trials)
{
    std::vector<double> line;
    double best = std::numeric_limits<double>::quiet_NaN();
    for (int trial = 0; trial < trials; ++trial) {
        const bool isThere = static_cast<std::size_t>(trial) < study.size();
        const auto value = isThere ? study.trial(static_cast<std::size_t>(trial)).outcome.value : std::nullopt;
        if (value && !(*value <= best))
            best = *value;
        line.push_back(best);
    }
    return line;
}

StudyConfig landscapeSearch(const Landscape& landscape, const std::string& sampler, int trials, int useless, std::uint64_t seed)
{
    StudyConfig config;
    config.name = sampler;
    config.seed = seed;
    config.data.source = "digits";
    config.protocol = {.metric = "accuracy"};
    std::vector<ParamSpec> params(landscape.axes.begin(), landscape.axes.end());
    for (int i = 1; i <= useless; ++i)
        params.push_back({"useless_" + std::to_string(i), FloatRange{0.0, 1.0}});
    config.stage.space = *SearchSpace::create(std::move(params));
    config.stage.sampler.name = sampler;
    if (sampler == "grid") // As many values a setting as the budget allows.
        config.stage.sampler.options.set("count", static_cast<std::int64_t>(std::max(2.0, std::floor(std::pow(trials, 1.0 / (3.0 + useless)) + 1e-9))));
    config.stage.pruner.reset();
    config.stage.budget.trials = trials;
    return config;
}

double quantileOf(std::vector<double> numbers, double share)
{
    numbers.erase(std::remove_if(numbers.begin(), numbers.end(), [](double number) { return !std::isfinite(number); }), numbers.end());
    if (numbers.empty())
        return std::numeric_limits<double>::quiet_NaN();
    std::sort(numbers.begin(), numbers.end());
    const double place = share * static_cast<double>(numbers.size() - 1);
    const auto lower = static_cast<std::size_t>(place);
    const std::size_t upper = std::min(lower + 1, numbers.size() - 1);
    return numbers[lower] + (place - static_cast<double>(lower)) * (numbers[upper] - numbers[lower]);
}

MythCurve bandOf(std::string id, std::string label, const std::vector<std::vector<double>>& lines, double factor)
{
    MythCurve curve{std::move(id), std::move(label), {}, {}, {}, {}};
    for (std::size_t at = 0; !lines.empty() && at < lines.front().size(); ++at) {
        std::vector<double> column;
        for (const auto& line : lines)
            column.push_back(line[at] * factor);
        curve.x.push_back(static_cast<double>(at + 1));
        curve.middle.push_back(quantileOf(column, 0.5));
        curve.low.push_back(quantileOf(column, 0.25));
        curve.high.push_back(quantileOf(column, 0.75));
    }
    return curve;
}

Result<void> goesOn(const MythRequest& request)
{
    if (request.stop.stop_requested())
        return fail(ErrorCode::Internal, {{"where", "the myth lab"}, {"detail", "stopped"}});
    return {};
}

MythNumber numberOf(std::string id, std::string label, const std::vector<double>& values, std::string unit)
{
    const MeanInterval interval = meanInterval(values);
    const bool hasEnds = interval.count >= 2;
    return {std::move(id), std::move(label), interval.mean, hasEnds ? interval.low : interval.mean, hasEnds ? interval.high : interval.mean, std::move(unit)};
}

} // namespace tunescope
