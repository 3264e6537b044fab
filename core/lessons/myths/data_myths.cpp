// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lessons/myths/myth_experiments.h"

#include "core/base/rng.h"
#include "core/data/dataset_fingerprint.h"
#include "core/data/open_dataset.h"
#include "core/study/study_service.h"
#include "core/study/training_objective.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace tunescope {
namespace {

constexpr double kToPercent = 100.0;

ParamSpec rate(double low, double high)
{
    return {"learning_rate", FloatRange{low, high, Scale::Log}};
}

/// A study of mlps on one data set.
StudyConfig tuningStudy(const std::string& source, std::vector<ParamSpec> params, const ParamSet& fixed, int trials, std::uint64_t seed)
{
    StudyConfig config;
    config.name = source;
    config.seed = seed;
    config.data.source = source;
    config.protocol = {.validation = 0.3, .test = 0.0, .metric = "accuracy"};
    config.stage.space = *SearchSpace::create(std::move(params));
    config.stage.fixed = {{"model", std::string("mlp")}, {"activation", std::string("relu")}, {"batch_size", std::int64_t{32}}};
    for (const auto& [name, value] : fixed)
        config.stage.fixed.set(name, value);
    config.stage.sampler.name = "random";
    config.stage.pruner.reset();
    config.stage.budget.trials = trials;
    return config;
}

/// Last validation accuracy of every trial, in percent; a diverged one guesses.
Result<std::vector<double>> scoresOn(const StudyConfig& given, const std::shared_ptr<const Dataset>& dataset, const MythRequest& request)
{
    const auto config = StudyService::completedConfig(given);
    if (!config)
        return fail(config.error());
    const auto objective = dataset ? TrainingObjective::create(*config, dataset) : TrainingObjective::create(*config);
    if (!objective)
        return fail(objective.error());
    const auto study = runMythStudy(*config, *objective, request);
    if (!study)
        return fail(study.error());
    std::vector<double> scores;
    for (std::size_t trial = 0; trial < (*study)->size(); ++trial) {
        const auto& outcome = (*study)->trial(trial).outcome;
        scores.push_back(outcome.lastValue.value_or(1.0 / static_cast<double>(std::max<std::size_t>((*study)->facts->classNames.size(), 1))) * kToPercent);
    }
    if (scores.empty())
        return fail(ErrorCode::Internal, {{"where", "the myth lab"}, {"detail", "no trial of " + given.data.source + " could be trained"}});
    return scores;
}

std::size_t bestAt(const std::vector<double>& scores)
{
    return static_cast<std::size_t>(std::max_element(scores.begin(), scores.end()) - scores.begin());
}

/// The draws that random search makes with that seed.
std::vector<ParamSet> drawsOf(const StudyConfig& config)
{
    return StudyService::nextDraws(config, 0, config.stage.budget.trials.value_or(0));
}

/// The same study with given configurations instead of a search.
StudyConfig withConfigurations(StudyConfig config, std::vector<ParamSet> configurations)
{
    config.stage.queue = std::move(configurations);
    config.stage.budget.trials = static_cast<int>(config.stage.queue.size());
    return config;
}

std::vector<ParamSet> repeated(const ParamSet& params, int times)
{
    return std::vector<ParamSet>(static_cast<std::size_t>(times), params);
}

double meanOf(const std::vector<double>& numbers)
{
    return meanInterval(numbers).mean;
}

MythNumber exactNumber(std::string id, std::string label, double value, std::string unit)
{
    return {std::move(id), std::move(label), value, value, value, std::move(unit)};
}

// --- One size fits all ---

constexpr std::array<std::string_view, 4> kTasks{"digits", "vowel", "spirals:samples=600,turns=2", "foods"};
constexpr std::array<std::string_view, 4> kTaskTitles{"digits", "vowels", "spirals", "reviews"};

std::vector<ParamSpec> taskSpace()
{
    return {rate(1e-3, 0.3), {"units", IntRange{4, 128, Scale::Log}}, {"hidden_layers", IntRange{1, 4}}, {"l2", FloatRange{1e-5, 1e-1, Scale::Log}}};
}

// --- One-time ---

/// Version `version` of the data, 0, 1, ...: the arms wind further and further.
std::string driftedSource(int version, std::uint64_t seed)
{
    const std::array<std::string_view, 6> turns{"0.5", "0.8", "1.1", "1.4", "1.7", "2.0"};
    return "spirals:samples=800,noise=0.05,turns=" + std::string(turns[static_cast<std::size_t>(version)]) + ",seed=" + std::to_string(seed % 1'000'000);
}

std::vector<ParamSpec> driftSpace()
{
    return {rate(1e-3, 0.3), {"units", IntRange{2, 64, Scale::Log}}, {"hidden_layers", IntRange{1, 3}}, {"weight_decay", FloatRange{1e-5, 0.3, Scale::Log}}};
}

// --- Cure-all, lucky winner: data that are made worse ---

std::shared_ptr<const Dataset> finished(Dataset dataset, const std::string& name)
{
    dataset.name = name;
    dataset.sha256 = datasetFingerprint(dataset);
    return std::make_shared<const Dataset>(std::move(dataset));
}

/// A share of the training labels drawn anew from the other classes; validation rows keep theirs, so that the score
/// says what was learned. The split must not look at labels (protocol.stratified false).
Result<Dataset> withNoise(const std::shared_ptr<const Dataset>& dataset, const StudyConfig& study, double share, std::uint64_t seed)
{
    const auto objective = TrainingObjective::create(study, dataset);
    if (!objective)
        return fail(objective.error());
    const auto split = (*objective)->split(0, 0);
    if (!split)
        return fail(split.error());
    Dataset noisy = *dataset;
    Rng rng(Purpose::Noise, seed, {1});
    const auto classes = static_cast<std::uint64_t>(noisy.classes());
    for (const std::int64_t row : split->train) {
        std::int32_t& code = noisy.target.codes[static_cast<std::size_t>(row)];
        const bool isWrong = rng.uniform() < share;
        const auto shift = 1 + rng.below(classes - 1);
        if (isWrong)
            code = static_cast<std::int32_t>((static_cast<std::uint64_t>(code) + shift) % classes);
    }
    return noisy;
}

/// The labels in an order that has nothing to do with the rows.
Dataset shuffledLabels(Dataset dataset, std::uint64_t seed)
{
    Rng rng(Purpose::Noise, seed, {2});
    rng.shuffle(std::span<std::int32_t>(dataset.target.codes));
    return dataset;
}

Dataset withoutFeature(Dataset dataset, std::size_t feature)
{
    dataset.features.erase(dataset.features.begin() + static_cast<std::ptrdiff_t>(feature));
    return dataset;
}

/// The best of a search, and one plain configuration beside it, several seeds each.
struct TunedAndPlain {
    std::vector<double> tuned;
    std::vector<double> plain;
};

/// Tunes on `hard`, trains the winner on new seeds there, and a plain configuration on `easy`.
Result<TunedAndPlain> tunedAgainstPlain(const StudyConfig& search, const std::shared_ptr<const Dataset>& hard, const StudyConfig& plain,
                                     const ParamSet& plainSettings, const std::shared_ptr<const Dataset>& easy, int seeds, const MythRequest& request)
{
    const std::vector<ParamSet> draws = drawsOf(search);
    const auto scores = scoresOn(withConfigurations(search, draws), hard, request);
    if (!scores)
        return fail(scores.error());
    StudyConfig again = withConfigurations(search, repeated(draws[bestAt(*scores)], seeds));
    again.protocol.splitSeed = splitSeedOf(search);
    again.seed = deriveSeed(Purpose::Trial, search.seed, {5}); // New seeds: the winner's luck stays behind.
    auto tuned = scoresOn(again, hard, request);
    if (!tuned)
        return fail(tuned.error());
    auto other = scoresOn(withConfigurations(plain, repeated(plainSettings, seeds)), easy, request);
    if (!other)
        return fail(other.error());
    return TunedAndPlain{std::move(*tuned), std::move(*other)};
}

} // namespace

Result<MythResult> runOneSize(const MythRequest& request, const LandscapePtr& /*landscape*/)
{
    const int trials = isSmall(request) ? 4 : 24;
    MythResult result{.id = "one-size-fits-all"};
    std::vector<std::vector<double>> scores; // [task][configuration], the same configurations for all.
    std::vector<ParamSet> draws;
    for (std::size_t task = 0; task < kTasks.size(); ++task) {
        const StudyConfig study = tuningStudy(std::string(kTasks[task]), taskSpace(), {{"optimizer", std::string("adam")}, {"epochs", std::int64_t{isSmall(request) ? 2 : 12}}},
                                              trials, request.seed);
        if (draws.empty())
            draws = drawsOf(study);
        const auto own = scoresOn(withConfigurations(study, draws), nullptr, request);
        if (!own)
            return fail(own.error());
        scores.push_back(*own);
        result.trainings += static_cast<int>(own->size());
        tellProgress(request, static_cast<double>(task + 1), kTasks.size());
    }
    MythMatrix matrix{"best settings for", "scored on", {}, {}, {}, "%"};
    std::vector<double> losses;
    std::size_t winners = 0;
    std::vector<std::size_t> best;
    for (std::size_t row = 0; row < kTasks.size(); ++row) {
        matrix.rows.emplace_back(kTaskTitles[row]);
        matrix.columns.emplace_back(kTaskTitles[row]);
        matrix.cells.emplace_back();
        const std::size_t chosen = bestAt(scores[row]);
        winners += std::find(best.begin(), best.end(), chosen) == best.end() ? 1 : 0;
        best.push_back(chosen);
        for (std::size_t column = 0; column < kTasks.size(); ++column) {
            matrix.cells.back().push_back(scores[column][chosen]);
            if (row != column)
                losses.push_back(scores[column][bestAt(scores[column])] - scores[column][chosen]);
        }
    }
    result.matrix = std::move(matrix);
    result.numbers = {numberOf("loss", "points lost with another task's best settings", losses, "points"),
                      exactNumber("worst", "the most lost", *std::max_element(losses.begin(), losses.end()), "points"),
                      exactNumber("winners", "different winners", static_cast<double>(winners), "of 4")};
    ClaimResult fits{"one_winner", winners == 1 ? ClaimVerdict::Yes : ClaimVerdict::No, {}, std::to_string(winners) + " different winners for four tasks"};
    result.claims = {fits, claimAbove("loses", result.numbers[0], 0.0)};
    return result;
}

Result<MythResult> runOneTime(const MythRequest& request, const LandscapePtr& /*landscape*/)
{
    const int versions = isSmall(request) ? 2 : 6;
    const int trials = isSmall(request) ? 4 : 24;
    const int seeds = isSmall(request) ? 2 : 12;
    MythResult result{.id = "one-time-process", .xTitle = "version of the data", .yTitle = "accuracy on new rows, %"};
    MythCurve kept{"kept", "tuned once", {}, {}, {}, {}};
    MythCurve again{"again", "tuned again", {}, {}, {}, {}};
    const ParamSet fixed{{"optimizer", std::string("adam")}, {"epochs", std::int64_t{isSmall(request) ? 2 : 40}}};
    ParamSet champion;
    std::vector<double> gains;
    for (int version = 0; version < versions; ++version) {
        const std::uint64_t dataSeed = request.seed * 2 + 1;
        const StudyConfig search = tuningStudy(driftedSource(version, dataSeed), driftSpace(), fixed, trials, request.seed + static_cast<std::uint64_t>(version) * 100);
        const std::vector<ParamSet> draws = drawsOf(search);
        const auto scores = scoresOn(withConfigurations(search, draws), nullptr, request);
        if (!scores)
            return fail(scores.error());
        const ParamSet& winner = draws[bestAt(*scores)];
        if (version == 0)
            champion = winner;
        // Judged on other rows of the same version, so that neither profits from having been chosen.
        StudyConfig fresh = search;
        fresh.data.source = driftedSource(version, dataSeed + 1);
        std::vector<ParamSet> both = repeated(champion, seeds);
        const std::vector<ParamSet> winners = repeated(winner, seeds);
        both.insert(both.end(), winners.begin(), winners.end());
        const auto judged = scoresOn(withConfigurations(fresh, both), nullptr, request);
        if (!judged)
            return fail(judged.error());
        result.trainings += static_cast<int>(scores->size() + judged->size());
        const std::vector<double> old(judged->begin(), judged->begin() + seeds);
        const std::vector<double> tuned(judged->begin() + seeds, judged->end());
        for (auto [curve, numbers] : {std::pair{&kept, &old}, std::pair{&again, &tuned}}) {
            curve->x.push_back(version + 1.0);
            curve->middle.push_back(quantileOf(*numbers, 0.5));
            curve->low.push_back(quantileOf(*numbers, 0.25));
            curve->high.push_back(quantileOf(*numbers, 0.75));
        }
        if (version == versions - 1) {
            for (std::size_t i = 0; i < old.size(); ++i)
                gains.push_back(tuned[i] - old[i]);
            result.numbers = {numberOf("kept", "tuned once, last version", old, "%"), numberOf("again", "tuned again, last version", tuned, "%"),
                              numberOf("gain", "points won by tuning again", gains, "points")};
        }
        tellProgress(request, version + 1.0, versions);
    }
    result.curves = {std::move(kept), std::move(again)};
    result.claims = {claimAbove("pays", result.numbers[2], 0.0)};
    return result;
}

Result<MythResult> runCureAll(const MythRequest& request, const LandscapePtr& /*landscape*/)
{
    const int trials = isSmall(request) ? 4 : 24;
    const int seeds = isSmall(request) ? 2 : 6;
    const ParamSet adam{{"optimizer", std::string("adam")}, {"epochs", std::int64_t{isSmall(request) ? 2 : 40}}};
    const ParamSet plain{{"learning_rate", 0.01}, {"units", std::int64_t{32}}};
    const std::vector<ParamSpec> space{rate(1e-3, 0.3), {"units", IntRange{2, 128, Scale::Log}}};
    MythResult result{.id = "cure-all"};
    const auto moons = openDataset({"moons:samples=600,noise=0.15"});
    const auto spirals = openDataset({"spirals:samples=600,turns=1.5"});
    if (!moons || !spirals)
        return fail(moons ? spirals.error() : moons.error());
    ParamSet deep = adam;
    deep.set("hidden_layers", std::int64_t{2});
    const auto study = [&](const char* source, std::vector<ParamSpec> params, const ParamSet& fixed, int count) {
        return tuningStudy(source, std::move(params), fixed, count, request.seed);
    };
    const auto add = [&](std::string id, const std::string& tuned, const std::string& better, const Result<TunedAndPlain>& comparison, double step) -> Result<void> {
        if (!comparison)
            return fail(comparison.error());
        std::vector<double> gains;
        for (std::size_t i = 0; i < comparison->tuned.size(); ++i)
            gains.push_back(comparison->plain[i] - comparison->tuned[i]);
        result.numbers.push_back(numberOf(id + "_tuned", tuned, comparison->tuned, "%"));
        result.numbers.push_back(numberOf(id + "_plain", better, comparison->plain, "%"));
        MythNumber gain = numberOf(id + "_gain", better + " over " + tuned, gains, "points");
        result.claims.push_back(claimAbove(id, gain, 0.0));
        result.numbers.push_back(std::move(gain));
        result.trainings += trials + 2 * seeds;
        tellProgress(request, step, 3.0);
        return {};
    };
    const auto blind = finished(withoutFeature(**moons, 1), "moons without a feature");
    if (const auto done = add("feature", "one feature, tuned", "both features, untuned",
                              tunedAgainstPlain(study("moons", space, deep, trials), blind, study("moons", space, deep, trials), plain, *moons, seeds, request), 1.0);
        !done)
        return fail(done.error());
    ParamSet linear = adam;
    linear.set("hidden_layers", std::int64_t{0});
    const StudyConfig lineSearch = study("spirals", {rate(1e-4, 1.0), {"l2", FloatRange{1e-6, 1e-1, Scale::Log}}}, linear, trials);
    if (const auto done = add("linear", "no hidden layer, tuned", "two hidden layers, untuned",
                              tunedAgainstPlain(lineSearch, *spirals, study("spirals", space, deep, trials), plain, *spirals, seeds, request), 2.0);
        !done)
        return fail(done.error());
    StudyConfig unstratified = study("moons", space, deep, trials);
    unstratified.protocol.stratified = false;
    unstratified.protocol.splitSeed = request.seed;
    auto wrong = withNoise(*moons, unstratified, 0.4, request.seed);
    if (!wrong)
        return fail(wrong.error());
    const auto noisy = finished(std::move(*wrong), "moons with wrong labels");
    if (const auto done = add("noise", "40 % wrong labels, tuned", "right labels, untuned",
                              tunedAgainstPlain(unstratified, noisy, unstratified, plain, *moons, seeds, request), 3.0);
        !done)
        return fail(done.error());
    return result;
}

Result<MythResult> runLuckyWinner(const MythRequest& request, const LandscapePtr& /*landscape*/)
{
    const int trials = isSmall(request) ? 6 : 60;
    const int repeats = isSmall(request) ? 2 : 12;
    MythResult result{.id = "lucky-winner", .xTitle = "trials", .yTitle = "best validation accuracy so far, %"};
    const auto iris = openDataset({"iris"});
    if (!iris)
        return fail(iris.error());
    const std::vector<ParamSpec> space{rate(1e-3, 0.3), {"units", IntRange{2, 64, Scale::Log}}, {"hidden_layers", IntRange{1, 3}}, {"dropout", FloatRange{0.0, 0.7}}};
    std::vector<std::vector<double>> lines;
    std::vector<double> winners;
    std::vector<double> honest;
    for (int repeat = 0; repeat < repeats; ++repeat) {
        const std::uint64_t seed = deriveSeed(Purpose::Noise, request.seed, {static_cast<std::uint64_t>(repeat)});
        const auto dataset = finished(shuffledLabels(**iris, seed), "iris with shuffled labels");
        StudyConfig search = tuningStudy("iris", space, {{"optimizer", std::string("adam")}, {"epochs", std::int64_t{isSmall(request) ? 2 : 15}}}, trials, seed);
        const std::vector<ParamSet> draws = drawsOf(search);
        const auto scores = scoresOn(withConfigurations(search, draws), dataset, request);
        if (!scores)
            return fail(scores.error());
        std::vector<double> line;
        for (const double score : *scores)
            line.push_back(line.empty() ? score : std::max(line.back(), score));
        winners.push_back(line.back());
        lines.push_back(std::move(line));
        // The winner on another split of the same meaningless labels.
        search.protocol.splitSeed = seed + 1;
        search.seed = seed + 1;
        const auto fresh = scoresOn(withConfigurations(search, repeated(draws[bestAt(*scores)], 3)), dataset, request);
        if (!fresh)
            return fail(fresh.error());
        honest.push_back(meanOf(*fresh));
        result.trainings += static_cast<int>(scores->size() + fresh->size());
        tellProgress(request, repeat + 1.0, repeats);
    }
    result.curves.push_back(bandOf("winner", "best of the trials so far", lines, 1.0));
    const double chance = kToPercent / 3.0;
    std::vector<double> optimism;
    for (std::size_t i = 0; i < winners.size(); ++i)
        optimism.push_back(winners[i] - honest[i]);
    result.numbers = {numberOf("winner", "the best trial, as it was chosen", winners, "%"), numberOf("honest", "the same settings on another split", honest, "%"),
                      numberOf("optimism", "points of pure luck", optimism, "points"), exactNumber("chance", "guessing", chance, "%")};
    result.claims = {claimAbove("looks_good", result.numbers[0], chance + 5.0), claimAbove("optimism", result.numbers[2], 0.0)};
    return result;
}

} // namespace tunescope
