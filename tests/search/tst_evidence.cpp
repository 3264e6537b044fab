// SPDX-License-Identifier: GPL-3.0-or-later
// Narrowing, stopping rules and rungs.
#include "core/base/rng.h"
#include "core/search/narrowing.h"
#include "core/search/pruner_registry.h"
#include "core/search/rungs.h"
#include "core/search/sampler_registry.h"
#include "core/search/stopping.h"
#include "core/search/unseen.h"
#include "tests/support/spaces.h"
#include "tests/support/trial_builder.h"

#include <QtTest>

#include <cmath>
#include <limits>
#include <string>
#include <vector>

using namespace tunescope;

namespace {

SearchSpace cube(int dimensions)
{
    std::vector<ParamSpec> params;
    for (int i = 0; i < dimensions; ++i)
        params.push_back(floatSpec("x" + std::to_string(i), -1.0, 1.0));
    return spaceOf(params);
}

TrialRecordPtr complete(int number, double value, ParamSet params = {})
{
    TrialRecord trial;
    trial.number = number;
    trial.state = TrialState::Complete;
    trial.value = value;
    trial.params = std::move(params);
    return std::make_shared<const TrialRecord>(std::move(trial));
}

double bowlValue(const ParamSet& params, const std::vector<double>& optimum)
{
    double value = 0.0;
    for (std::size_t k = 0; k < optimum.size(); ++k)
        value += std::pow(*paramNumber(*params.find("x" + std::to_string(k))) - optimum[k], 2);
    return value;
}

/// What a sampler tries in a bowl, one trial after the other.
History searchedBowl(const char* sampler, const SearchSpace& space, const std::vector<double>& optimum,
                     int count, std::uint64_t seed)
{
    const auto searching = makeSampler(sampler, {}).value();
    History history;
    for (int i = 0; i < count; ++i) {
        const ProposalContext context{.space = space,
                                      .history = history,
                                      .pending = {},
                                      .trial = i,
                                      .indexInStage = i,
                                      .studySeed = seed};
        ParamSet params = proposeUnseen(*searching, context).value().params;
        const double value = bowlValue(params, optimum);
        history.trials.push_back(complete(i, value, std::move(params)));
    }
    return history;
}

/// Random trials of a bowl with its optimum at `optimum`.
History bowl(const SearchSpace& space, const std::vector<double>& optimum, int count, Rng& rng)
{
    History history;
    for (int i = 0; i < count; ++i) {
        std::vector<double> unit(space.size());
        for (double& u : unit)
            u = rng.uniform();
        const ParamSet params = space.at(unit);
        history.trials.push_back(complete(i, bowlValue(params, optimum), params));
    }
    return history;
}

History scores(const std::vector<double>& values, Direction direction = Direction::Maximize)
{
    History history{.direction = direction};
    for (const double value : values)
        history.trials.push_back(complete(static_cast<int>(history.trials.size()), value));
    return history;
}

} // namespace

class TestEvidence : public QObject
{
    Q_OBJECT

private slots:
    void suggestedRangesHoldTheOptimum_data();
    void suggestedRangesHoldTheOptimum();
    void anOptimumOnTheEdgeIsFlagged();
    void choicesWithoutAGoodTrialAreDropped();
    void narrowingNeedsSixteenTrials();
    void targetAndStagnationStop();
    void theExpectedGainOfExponentialScoresIsKnown();
    void noiseComesFromCurves();
    void stopReasonsAreSentences();
    void rungsListWhoReachedThem();
};

void TestEvidence::suggestedRangesHoldTheOptimum_data()
{
    QTest::addColumn<QString>("sampler"); // Random ones are only drawn.
    QTest::addColumn<int>("dimensions");
    for (int dimensions = 1; dimensions <= 6; ++dimensions) {
        QTest::addRow("random trials, %d", dimensions) << QString() << dimensions;
        QTest::addRow("trials of auto, %d", dimensions) << QStringLiteral("auto") << dimensions;
        QTest::addRow("trials of tpe, %d", dimensions) << QStringLiteral("tpe") << dimensions;
    }
}

void TestEvidence::suggestedRangesHoldTheOptimum()
{
    QFETCH(QString, sampler);
    QFETCH(int, dimensions);
    const std::uint64_t studies = sampler.isEmpty() ? 40 : 10;
    const SearchSpace space = cube(dimensions);
    int held = 0;
    int all = 0;
    int suggested = 0;
    for (std::uint64_t study = 0; study < studies; ++study) {
        Rng rng(Purpose::Sampler, study, {static_cast<std::uint64_t>(dimensions), 5});
        std::vector<double> optimum(static_cast<std::size_t>(dimensions));
        for (double& value : optimum)
            value = -1.0 + 2.0 * rng.uniform();
        const Narrowing result =
            narrowing(space, sampler.isEmpty()
                                 ? bowl(space, optimum, 30, rng)
                                 : searchedBowl(sampler.toLatin1().constData(), space, optimum, 30, study));
        for (std::size_t i = 0; i < optimum.size(); ++i) {
            const SuggestedRange& range = result.params[i];
            ++all;
            if (!range.hasSuggestion())
                continue;
            ++suggested;
            held += paramNumber(*range.low).value() <= optimum[i] &&
                            optimum[i] <= paramNumber(*range.high).value()
                        ? 1
                        : 0;
        }
    }
    QVERIFY2(held >= 0.95 * suggested, qPrintable(QString("%1 of %2").arg(held).arg(suggested)));
    QVERIFY(suggested > all / 10);
}

void TestEvidence::anOptimumOnTheEdgeIsFlagged()
{
    const SearchSpace space = cube(2);
    Rng rng(Purpose::Sampler, 3, {6});
    const Narrowing result = narrowing(space, bowl(space, {1.3, 0.0}, 60, rng));
    QVERIFY(result.params[0].edge);
    QVERIFY(result.params[0].edge->end == RangeEnd::High);
    QVERIFY(sameValue(result.params[0].edge->value, 1.0));
    QVERIFY(result.params[0].edge->near >= 3);
    QCOMPARE(result.params[0].edge->of, 5);
    QVERIFY(!result.params[1].edge);
    QVERIFY(sameValue(*result.params[0].high, 1.0));
    QCOMPARE(result.params[0].best, 15);
    QVERIFY(result.params[0].worstOfBest > 0.0);
}

void TestEvidence::choicesWithoutAGoodTrialAreDropped()
{
    const SearchSpace space =
        spaceOf({{.name = "act", .distribution = textChoices({"relu", "tanh", "sigmoid", "rare"})}});
    History history{.direction = Direction::Maximize};
    for (int i = 0; i < 30; ++i) {
        const char* choice = i == 29 ? "rare" : i % 3 == 0 ? "relu" : i % 3 == 1 ? "tanh" : "sigmoid";
        const double value = i % 3 == 2 ? 0.1 : 0.8 + 0.001 * i;
        history.trials.push_back(complete(i, i == 29 ? 0.2 : value, {{"act", std::string(choice)}}));
    }
    const SuggestedRange range = narrowing(space, history).params.front();
    QCOMPARE(range.choices.size(), std::size_t{3});
    QVERIFY(sameValue(range.choices[0], std::string("relu")));
    QVERIFY(sameValue(range.choices[2], std::string("rare"))); // one trial is no evidence
    QCOMPARE(range.width, 0.75);
}

void TestEvidence::narrowingNeedsSixteenTrials()
{
    const SearchSpace space = cube(1);
    Rng rng(Purpose::Sampler, 1, {7});
    const Narrowing few = narrowing(space, bowl(space, {0.0}, 15, rng));
    QVERIFY(few.params.empty());
    QCOMPARE(few.trials, 15);
    QCOMPARE(few.needed, 16);
    QCOMPARE(narrowing(space, bowl(space, {0.0}, 16, rng)).params.size(), std::size_t{1});
}

void TestEvidence::targetAndStagnationStop()
{
    QVERIFY(!stopReason({.target = 0.9}, scores({0.5, 0.8})));
    const auto target = stopReason({.target = 0.9}, scores({0.5, 0.9, 0.1}));
    QVERIFY(target);
    QVERIFY(target->kind == StopKind::Target);
    QCOMPARE(target->trial, 1);
    QVERIFY(stopReason({.target = 0.3}, scores({0.5, 0.2}, Direction::Minimize)));
    QVERIFY(!stopReason({.stagnation = 3}, scores({0.5, 0.9, 0.1, 0.2})));
    const auto stagnation = stopReason({.stagnation = 3}, scores({0.5, 0.9, 0.1, 0.2, 0.9}));
    QVERIFY(stagnation && stagnation->kind == StopKind::Stagnation); // an equal score is not better
    QCOMPARE(stagnation->trials, 3);
    QVERIFY(!stopReason({}, scores({0.5, 0.9})));
    QVERIFY(!stopReason({.target = 0.1, .stagnation = 1}, {}));
}

/// The largest of n exponential scores with mean 1 is 1 + 1/2 + ... + 1/n on average.
void TestEvidence::theExpectedGainOfExponentialScoresIsKnown()
{
    Rng rng(Purpose::Sampler, 2, {8});
    double estimated = 0.0;
    constexpr int kStudies = 400;
    for (int study = 0; study < kStudies; ++study) {
        std::vector<double> values;
        for (int i = 0; i < 100; ++i)
            values.push_back(-std::log(1.0 - rng.uniform()));
        estimated += expectedGain(scores(values, Direction::Maximize), 10).value() / kStudies;
    }
    double exact = 0.0;
    for (int n = 101; n <= 110; ++n)
        exact += 1.0 / n;
    QVERIFY2(std::abs(estimated - exact) < 0.1 * exact,
             qPrintable(QString("%1, exact %2").arg(estimated).arg(exact)));
    QVERIFY(!expectedGain(scores({1.0, 2.0}), 10));
    const auto stop = stopReason({.expectedGain = 1.0}, scores(std::vector<double>(20, 0.5)));
    QVERIFY(stop && stop->kind == StopKind::ExpectedGain);
}

void TestEvidence::noiseComesFromCurves()
{
    Rng rng(Purpose::Noise, 4, {});
    History history{.direction = Direction::Maximize};
    for (int trial = 0; trial < 40; ++trial) {
        std::vector<double> curve;
        for (int step = 1; step <= 60; ++step)
            curve.push_back(0.9 - 0.5 / step + 0.01 * rng.normal());
        history.trials.push_back(completedTrial(curve));
    }
    const double noise = scoreNoise(history).value();
    QVERIFY2(noise > 0.008 && noise < 0.012, qPrintable(QString::number(noise)));
    QVERIFY(!scoreNoise(scores({0.5, 0.6})));
}

void TestEvidence::stopReasonsAreSentences()
{
    QCOMPARE(stopText({.kind = StopKind::Trials, .trials = 40}),
             std::string("All 40 trials of the budget are done."));
    QCOMPARE(stopText({.kind = StopKind::Target, .trial = 3, .value = 0.925, .threshold = 0.9}),
             std::string("The target 0.9 was reached by trial 3 with 0.925."));
    QCOMPARE(stopText({.kind = StopKind::Stagnation, .trial = 3, .value = 0.925, .trials = 1}),
             std::string("Nothing better than trial 3 with 0.925 came up in 1 trial after it."));
    QCOMPARE(stopKindName(StopKind::ExpectedGain), std::string_view("expected_gain"));
}

void TestEvidence::rungsListWhoReachedThem()
{
    History history{.direction = Direction::Minimize};
    const auto add = [&](TrialState state, int steps, double value) {
        TrialRecord trial = trialWith(state, std::vector<double>(static_cast<std::size_t>(steps), value));
        trial.number = static_cast<int>(history.trials.size());
        history.trials.push_back(std::make_shared<const TrialRecord>(trial));
    };
    add(TrialState::Complete, 20, 0.3);
    add(TrialState::Pruned, 2, 0.9);
    add(TrialState::Pruned, 6, 0.4);
    add(TrialState::Diverged, 3, std::numeric_limits<double>::quiet_NaN());
    const auto asha = makePruner("asha", {{"steps", std::int64_t{20}}}).value();
    const std::vector<Rung> table = rungTable(*asha, history);
    QCOMPARE(table.size(), std::size_t{3});
    QCOMPARE(table[0].step, 2);
    QCOMPARE(table[0].entries.size(), std::size_t{4});
    QCOMPARE(table[0].keep, 1);
    QCOMPARE(table[0].entries[0].trial, 0);
    QCOMPARE(table[0].entries[2].trial, 1);
    QVERIFY(table[0].entries[2].stopped && !table[0].entries[1].stopped);
    QCOMPARE(table[0].entries[3].trial, 3);
    QCOMPARE(table[1].entries.size(), std::size_t{2});
    QVERIFY(table[1].entries[1].stopped);
    QCOMPARE(table[2].entries.size(), std::size_t{1});
    QVERIFY(rungTable(*makePruner("median", {}).value(), history).empty());
    const auto hyperband = makePruner("hyperband", {{"steps", std::int64_t{20}}}).value();
    QCOMPARE(rungTable(*hyperband, history).back().bracket, 2);
}

QTEST_APPLESS_MAIN(TestEvidence)
#include "tst_evidence.moc"
