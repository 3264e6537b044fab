// SPDX-License-Identifier: GPL-3.0-or-later
// Genetic algorithm, differential evolution, CMA-ES, annealing and NSGA-II.
#include "core/search/generations.h"
#include "core/search/pareto.h"
#include "core/search/sampler_registry.h"
#include "core/search/samplers/cmaes_state.h"
#include "core/search/samplers/genetic_operators.h"
#include "core/search/samplers/nsga2_sampler.h"
#include "core/search/unseen.h"
#include "tests/support/proposals.h"
#include "tests/support/spaces.h"

#include <QtTest>

#include <array>
#include <cmath>
#include <functional>
#include <limits>
#include <set>
#include <string>
#include <vector>

using namespace tunescope;

namespace {

constexpr std::array kEvolving{"ga", "de", "cmaes", "anneal", "nsga2"};

SearchSpace cube(int dimensions)
{
    std::vector<ParamSpec> params;
    for (int i = 0; i < dimensions; ++i)
        params.push_back(floatSpec("x" + std::to_string(i), 0.0, 1.0));
    return spaceOf(params);
}

double number(const ParamSet& params, const std::string& name)
{
    return paramNumber(*params.find(name)).value();
}

/// A study of one trial after another, or with `pending` trials that it does not see yet.
struct Study {
    SearchSpace space;
    std::vector<TrialRecordPtr> trials = {};
    int pending = 0;
    std::uint64_t seed = 1;
    Direction direction = Direction::Minimize;
    std::vector<Direction> directions = {};

    using Score = std::function<std::vector<double>(const ParamSet&)>;

    History history(std::size_t told) const
    {
        return {direction, {trials.begin(), trials.begin() + static_cast<std::ptrdiff_t>(told)}, directions};
    }

    Proposal propose(Sampler& sampler) const
    {
        const auto told = static_cast<std::size_t>(std::max(0, static_cast<int>(trials.size()) - pending));
        const History seen = history(told);
        const int number = static_cast<int>(trials.size());
        return proposeUnseen(sampler, {.space = space,
                                       .history = seen,
                                       .pending = std::span(trials).subspan(told),
                                       .trial = number,
                                       .indexInStage = number,
                                       .studySeed = seed})
            .value();
    }

    void tell(const Proposal& proposal, TrialState state, const std::vector<double>& values)
    {
        TrialRecord record;
        record.number = static_cast<int>(trials.size());
        record.params = proposal.params;
        record.origin = proposal.origin;
        record.state = state;
        if (state == TrialState::Complete)
            record.value = values.front();
        if (values.size() > 1)
            record.values = values;
        record.intermediateValues = {{1, values.front()}};
        trials.push_back(std::make_shared<const TrialRecord>(record));
    }

    void run(Sampler& sampler, int count, const Score& score)
    {
        for (int i = 0; i < count; ++i) {
            const Proposal proposal = propose(sampler);
            tell(proposal, TrialState::Complete, score(proposal.params));
        }
    }

    [[nodiscard]] double best() const
    {
        double best = std::numeric_limits<double>::infinity();
        for (const TrialRecordPtr& trial : trials)
            best = std::min(best, trial->value.value_or(best));
        return best;
    }
};

/// Generations of CMA-ES until `target` or `generations` are over; the best loss.
double evolve(CmaesState& state, int generations, double target,
              const std::function<double(const std::vector<double>&)>& f)
{
    double best = std::numeric_limits<double>::infinity();
    int trial = 0;
    for (int g = 0; g < generations && best > target; ++g) {
        std::vector<Individual> generation;
        for (std::size_t k = 0; k < state.lambda(); ++k) {
            Rng rng(Purpose::Sampler, 7, {static_cast<std::uint64_t>(++trial)});
            const std::vector<double> x = state.sample(rng);
            Individual individual{.trial = trial, .genes = {x.begin(), x.end()}, .losses = {f(x)}};
            best = std::min(best, individual.losses.front());
            generation.push_back(std::move(individual));
        }
        state.update(generation, 7);
    }
    return best;
}

} // namespace

class TestEvolution : public QObject
{
    Q_OBJECT

private slots:
    void cmaesSolvesTheSphere();
    void cmaesSolvesRosenbrock();
    void cmaesKeepsMovingOnWholeNumbers();
    void cmaesLearnsChoices();
    void crowdingDistancesMatchTheDefinition();
    void nsgaFindsTheFrontOfZdt1();
    void everyOneBeatsChanceOnABowl_data();
    void everyOneBeatsChanceOnABowl();
    void everyOneIsAPureFunction_data();
    void everyOneIsAPureFunction();
    void everyOneCopesWithAnyHistory_data();
    void everyOneCopesWithAnyHistory();
    void everyOneTriesDefaultsFirst_data();
    void everyOneTriesDefaultsFirst();
    void everyOneCopesWithChoicesOnly_data();
    void everyOneCopesWithChoicesOnly();
    void parentsAreEarlierTrials_data();
    void parentsAreEarlierTrials();

private:
    static void addSamplers()
    {
        QTest::addColumn<std::string>("name");
        for (const char* name : kEvolving)
            QTest::newRow(name) << std::string(name);
    }
};

/// Hansen's tutorial (2016), appendix C: a sphere in n dimensions to 1e-9 takes about 1e2 n evaluations.
void TestEvolution::cmaesSolvesTheSphere()
{
    CmaesState state(cube(5), std::vector<double>(5, 0.8), 0.3, 8);
    const double best = evolve(state, 150, 1e-9, [](const std::vector<double>& x) {
        double sum = 0.0;
        for (const double value : x)
            sum += (value - 0.3) * (value - 0.3);
        return sum;
    });
    QVERIFY2(best <= 1e-9, qPrintable(QString::number(best)));
    for (const double value : state.mean())
        QVERIFY(std::abs(value - 0.3) < 1e-3);
}

void TestEvolution::cmaesSolvesRosenbrock()
{
    CmaesState state(cube(4), std::vector<double>(4, 0.5), 0.2, 8);
    const double best = evolve(state, 600, 1e-6, [](const std::vector<double>& u) {
        double sum = 0.0;
        for (std::size_t i = 0; i + 1 < u.size(); ++i) {
            const double x = 4.0 * u[i] - 2.0;
            const double y = 4.0 * u[i + 1] - 2.0;
            sum += 100.0 * (y - x * x) * (y - x * x) + (1.0 - x) * (1.0 - x);
        }
        return sum;
    });
    QVERIFY2(best <= 1e-6, qPrintable(QString::number(best)));
}

/// SphereInt of Hamano et al. 2022: half real, half whole numbers. Without the margin the whole ones get
/// stuck.
void TestEvolution::cmaesKeepsMovingOnWholeNumbers()
{
    const SearchSpace space = spaceOf({floatSpec("x", 0.0, 1.0), floatSpec("y", 0.0, 1.0),
                                       intSpec("n", 0, 20), intSpec("m", 1, 64, Scale::Log)});
    CmaesState state(space, {0.9, 0.9, 0.9, 0.9}, 0.1, 8);
    const double best = evolve(state, 200, 1e-5, [&](const std::vector<double>& u) {
        const ParamSet params = space.at(u);
        const double n = number(params, "n") - 4.0;
        const double m = number(params, "m") - 2.0;
        const double x = number(params, "x") - 0.2;
        const double y = number(params, "y") - 0.4;
        return x * x + y * y + n * n + m * m;
    });
    QVERIFY2(best <= 1e-5, qPrintable(QString::number(best)));
}

void TestEvolution::cmaesLearnsChoices()
{
    const SearchSpace space =
        spaceOf({floatSpec("x", 0.0, 1.0), {.name = "c", .distribution = textChoices({"a", "b", "c", "d"})}});
    CmaesState state(space, {0.9, 0.1}, 0.2, 8);
    const double best = evolve(state, 60, 1e-6, [&](const std::vector<double>& u) {
        const double x = u[0] - 0.3;
        return x * x + (u[1] > 0.5 && u[1] < 0.75 ? 0.0 : 0.1);
    });
    QVERIFY(best < 1e-4);
    QVERIFY(state.choiceProbabilities(0)[2] > 0.5);
}

/// Phi(1.959963984540054) = 0.975 and Phi(-3.090232306167813) = 0.001 (Abramowitz & Stegun, table 26.1).
void TestEvolution::crowdingDistancesMatchTheDefinition()
{
    // Front (0, 4), (1, 2), (3, 1), (4, 0): the second has (3 - 0)/4 + (4 - 1)/4, the third (4 - 1)/4 + (2 -
    // 0)/4.
    const std::vector<double> distances = crowdingDistances({{0, 4}, {1, 2}, {3, 1}, {4, 0}});
    QVERIFY(std::isinf(distances[0]) && std::isinf(distances[3]));
    QCOMPARE(distances[1], 1.5);
    QCOMPARE(distances[2], 1.25);
    QVERIFY(crowdingDistances({}).empty());
}

/// ZDT1 (Zitzler, Deb & Thiele 2000): the true front's hypervolume up to (1.1, 1.1) is 0.8767.
void TestEvolution::nsgaFindsTheFrontOfZdt1()
{
    const auto zdt1 = [](const ParamSet& params) -> std::vector<double> {
        const double f1 = number(params, "x0");
        double sum = 0.0;
        for (int i = 1; i < 5; ++i)
            sum += number(params, "x" + std::to_string(i));
        const double g = 1.0 + 9.0 * sum / 4.0;
        return {f1, g * (1.0 - std::sqrt(f1 / g))};
    };
    const auto volumeOf = [&](const char* name) {
        Study study{.space = cube(5), .directions = {Direction::Minimize, Direction::Minimize}};
        study.run(*makeSampler(name, {}).value(), 500, zdt1);
        std::vector<Losses> points;
        for (const TrialRecordPtr& trial : study.trials)
            points.push_back(trial->values);
        return hypervolume(points, {1.1, 1.1});
    };
    const double evolved = volumeOf("nsga2");
    const double random = volumeOf("random");
    QVERIFY2(evolved > 0.6, qPrintable(QString("%1 against %2 by chance").arg(evolved).arg(random)));
    QVERIFY(evolved > random + 0.2);
    QVERIFY(evolved < 0.8767);
}

void TestEvolution::everyOneBeatsChanceOnABowl_data()
{
    addSamplers();
}

void TestEvolution::everyOneBeatsChanceOnABowl()
{
    QFETCH(std::string, name);
    const auto bowl = [](const ParamSet& params) -> std::vector<double> {
        double sum = 0.0;
        for (const auto& [key, value] : params)
            sum += std::pow(*paramNumber(value) - 0.35, 2);
        return {sum};
    };
    double evolved = 0.0;
    double random = 0.0;
    for (const std::uint64_t seed : {1, 2, 3}) {
        Study study{.space = cube(4), .pending = 4, .seed = seed};
        study.run(*makeSampler(name, {}).value(), 120, bowl);
        evolved += study.best();
        Study chance{.space = cube(4), .seed = seed};
        chance.run(*makeSampler("random", {}).value(), 120, bowl);
        random += chance.best();
    }
    QVERIFY2(evolved < 0.5 * random, qPrintable(QString("%1 against %2").arg(evolved).arg(random)));
}

void TestEvolution::everyOneIsAPureFunction_data()
{
    addSamplers();
}

void TestEvolution::everyOneIsAPureFunction()
{
    QFETCH(std::string, name);
    const auto sampler = makeSampler(name, {}).value();
    Study study{.space = conditionalSpace(), .pending = 3};
    std::vector<ParamSet> proposed;
    for (int i = 0; i < 60; ++i) {
        const Proposal proposal = study.propose(*sampler);
        proposed.push_back(proposal.params);
        study.tell(proposal, i % 7 == 3 ? TrialState::Pruned : TrialState::Complete, {std::sin(i * 1.7)});
    }
    // Asked again by others in any order, without what they remember.
    const auto other = makeSampler(name, {}).value();
    for (const std::size_t number : {std::size_t{59}, std::size_t{20}, std::size_t{40}, std::size_t{5}}) {
        Study earlier = study;
        earlier.trials.resize(number);
        QVERIFY(earlier.propose(*other).params == proposed[number]);
        QVERIFY(earlier.propose(*makeSampler(name, {}).value()).params == proposed[number]);
    }
}

void TestEvolution::everyOneCopesWithAnyHistory_data()
{
    addSamplers();
}

void TestEvolution::everyOneCopesWithAnyHistory()
{
    QFETCH(std::string, name);
    const auto sampler = makeSampler(name, {}).value();
    Study study{.space = conditionalSpace(), .pending = 8, .direction = Direction::Maximize};
    constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
    study.tell({ParamSet{{"optimizer", std::string("lion")}}, {OriginKind::Imported}}, TrialState::Complete,
               {1e9});
    std::set<std::string> different;
    for (int i = 0; i < 100; ++i) {
        const Proposal proposal = study.propose(*sampler);
        QVERIFY(study.space.validate(proposal.params));
        different.insert(paramKey(proposal.params));
        const TrialState state = i % 5 == 0   ? TrialState::Diverged
                                 : i % 5 == 1 ? TrialState::Pruned
                                 : i % 5 == 2 ? TrialState::Failed
                                              : TrialState::Complete;
        study.tell(proposal, state,
                   {i % 11 == 0 && state != TrialState::Complete ? kNaN
                    : i % 3 == 0                                 ? 1e300
                                                                 : -1.0 * i});
    }
    QCOMPARE(different.size(), std::size_t{100}); // of 122 that there are
}

void TestEvolution::everyOneTriesDefaultsFirst_data()
{
    addSamplers();
}

void TestEvolution::everyOneTriesDefaultsFirst()
{
    QFETCH(std::string, name);
    ParamSpec lr = floatSpec("lr", 1e-4, 1.0, Scale::Log);
    lr.defaultValue = 0.01;
    ParamSpec layers = intSpec("layers", 1, 4);
    layers.defaultValue = std::int64_t{2};
    Study study{.space = spaceOf({lr, layers})};
    const ParamSet defaults{{"lr", 0.01}, {"layers", std::int64_t{2}}};
    QVERIFY(study.propose(*makeSampler(name, {}).value()).params == defaults);
    study.tell({defaults, {OriginKind::ByHand}}, TrialState::Complete, {1.0});
    QVERIFY(!(study.propose(*makeSampler(name, {}).value()).params == defaults));
}

void TestEvolution::everyOneCopesWithChoicesOnly_data()
{
    addSamplers();
}

void TestEvolution::everyOneCopesWithChoicesOnly()
{
    QFETCH(std::string, name);
    std::vector<ParamSpec> params;
    for (int i = 0; i < 5; ++i)
        params.push_back({.name = "op" + std::to_string(i), .distribution = textChoices({"a", "b", "c"})});
    Study study{.space = spaceOf(params)};
    study.run(*makeSampler(name, {}).value(), 80, [](const ParamSet& ops) -> std::vector<double> {
        double wrong = 0.0;
        for (const auto& [key, value] : ops)
            wrong += paramText(value) == "b" ? 0.0 : 1.0;
        return {wrong};
    });
    QVERIFY(study.best() <= 1.0); // of 243; chance reaches it in 3 of 10 studies
}

void TestEvolution::parentsAreEarlierTrials_data()
{
    addSamplers();
}

void TestEvolution::parentsAreEarlierTrials()
{
    QFETCH(std::string, name);
    const auto sampler = makeSampler(name, {}).value();
    Study study{.space = cube(3), .pending = 4};
    study.run(*sampler, 60, [](const ParamSet& params) { return std::vector<double>{number(params, "x0")}; });
    const ProposalRecord record{
        .space = study.space, .trials = study.trials, .lag = 4, .studySeed = study.seed};
    const std::vector<Birth> births = birthsOf(*sampler, record);
    QCOMPARE(births.size(), std::size_t{60});
    QCOMPARE(births.front().ancestry.generation, 0);
    QVERIFY(births.back().ancestry.generation > 1);
    for (const Birth& birth : births) {
        QCOMPARE(birth.ancestry.parents.empty(), birth.ancestry.generation == 0);
        for (const int parent : birth.ancestry.parents)
            QVERIFY(parent >= 0 && parent < birth.trial - 3);
    }
    QVERIFY(birthsOf(*makeSampler("random", {}).value(), record).empty());
}

QTEST_APPLESS_MAIN(TestEvolution)
#include "tst_evolution.moc"
