// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/pruners/asha_pruner.h"
#include "core/search/pruner_registry.h"
#include "tests/support/trial_builder.h"

#include <QtTest>

#include <cmath>
#include <limits>
#include <memory>
#include <vector>

using namespace tunescope;

namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

std::vector<double> constant(int steps, double value)
{
    return std::vector<double>(static_cast<std::size_t>(steps), value);
}

/// The steps at which a hopeless trial would be stopped.
std::vector<int> judgedSteps(const Pruner& pruner, int last)
{
    History history{Direction::Minimize, std::vector<TrialRecordPtr>(5, completedTrial(constant(last, 1.0)))};
    std::vector<int> steps;
    for (int step = 1; step <= last; ++step) {
        if (pruner.judge(runningTrial(constant(step, 9.0)), history))
            steps.push_back(step);
    }
    return steps;
}

} // namespace

class TestAshaPruner : public QObject
{
    Q_OBJECT

private slots:
    void followsTheExampleByHand_data();
    void followsTheExampleByHand();
    void stopsWhereAnIndependentImplementationDoes();
    void judgesAtItsRungsOnly();
    void takesItsFirstRungFromTheHorizon();
    void judgesASkippedRungAtTheNextReport();
    void countsEveryTrialThatReachedTheRung();
    void keepsOnlyTheBestWhileThereAreFew();
    void aLaterReductionIsForLaterRungs();
    void letsTheCurveThatLeadsAheadGoOn_data();
    void letsTheCurveThatLeadsAheadGoOn();
    void extrapolatesBetweenItsRungs();
    void stopsNoneOfTwoEqualTrials();
    void ranksNaNLast();
    void carriesItsNumbers();
};

void TestAshaPruner::followsTheExampleByHand_data()
{
    QTest::addColumn<Direction>("direction");
    QTest::addColumn<double>("value");
    QTest::addColumn<bool>("pruned");
    // Rung 2: eight trials with 1 .. 8 and this one are 9; the best 9/3 = 3 go on.
    QTest::newRow("minimise, first") << Direction::Minimize << 0.5 << false;
    QTest::newRow("minimise, third") << Direction::Minimize << 2.5 << false;
    QTest::newRow("minimise, fourth") << Direction::Minimize << 3.5 << true;
    QTest::newRow("maximise, third") << Direction::Maximize << 6.5 << false;
    QTest::newRow("maximise, fourth") << Direction::Maximize << 5.5 << true;
}

void TestAshaPruner::followsTheExampleByHand()
{
    QFETCH(Direction, direction);
    QFETCH(double, value);
    QFETCH(bool, pruned);
    History history{.direction = direction};
    for (int i = 1; i <= 8; ++i)
        history.trials.push_back(completedTrial(constant(2, i)));
    const AshaPruner pruner;

    QCOMPARE(pruner.judge(runningTrial(constant(2, value)), history).has_value(), pruned);
}

/// Source: Debian's python3-optuna 3.1, SuccessiveHalvingPruner(min_resource=2, reduction_factor=3), for
/// forty trials in turn of 20 steps with the value a + (1 + b) / step. 0 = never stopped.
void TestAshaPruner::stopsWhereAnIndependentImplementationDoes()
{
    const std::vector<int> expected{0, 2, 2,  2, 2, 2, 6, 2, 2, 6, 2, 6, 6, 2, 6, 2, 2, 6, 2, 2,
                                    2, 2, 18, 2, 2, 2, 2, 2, 2, 2, 2, 6, 2, 6, 6, 2, 6, 6, 2, 6};
    const auto published = makePruner("asha", {{"steps", std::int64_t{20}}, {"extrapolate", false}}).value();
    History history{.direction = Direction::Minimize};
    std::vector<int> stops;
    for (int i = 0; i < 40; ++i) {
        TrialRecord trial = runningTrial({});
        int stop = 0;
        for (int step = 1; step <= 20 && stop == 0; ++step) {
            trial.intermediateValues.push_back(
                {step, 37 * i % 101 / 101.0 + (1.0 + 53 * i % 89 / 89.0) / step});
            stop = published->judge(trial, history) ? step : 0;
        }
        stops.push_back(stop);
        trial.number = i;
        trial.state = stop > 0 ? TrialState::Pruned : TrialState::Complete;
        if (stop == 0)
            trial.value = trial.intermediateValues.back().value;
        history.trials.push_back(std::make_shared<const TrialRecord>(trial));
    }
    QCOMPARE(stops, expected);
}

void TestAshaPruner::judgesAtItsRungsOnly()
{
    QCOMPARE(judgedSteps(AshaPruner(), 60), (std::vector<int>{2, 6, 18, 54}));
    QCOMPARE(judgedSteps(AshaPruner({.firstRung = 1, .eta = 4}), 20), (std::vector<int>{1, 4, 16}));
    // Nothing is stopped in its last epoch.
    QCOMPARE(judgedSteps(AshaPruner({.steps = 18}), 18), (std::vector<int>{2, 6}));
}

void TestAshaPruner::takesItsFirstRungFromTheHorizon()
{
    const auto firstOf = [](const ParamSet& options) {
        return judgedSteps(*makePruner("asha", options).value(), 100).front();
    };
    QCOMPARE(firstOf({}), 2);
    QCOMPARE(firstOf({{"steps", std::int64_t{40}}}), 2);
    QCOMPARE(firstOf({{"steps", std::int64_t{100}}}), 4);
    QCOMPARE(firstOf({{"steps", std::int64_t{100}}, {"r_min", std::int64_t{7}}}), 7);
}

void TestAshaPruner::judgesASkippedRungAtTheNextReport()
{
    TrialRecord trial = runningTrial({});
    trial.intermediateValues = {{1, 9.0}, {4, 9.0}};
    const History history{Direction::Minimize,
                          std::vector<TrialRecordPtr>(5, completedTrial(constant(9, 1.0)))};
    const auto reason = AshaPruner().judge(trial, history);
    QVERIFY(reason);
    QCOMPARE(reason->step, 4);
    QCOMPARE(reason->rung, 2);
    trial.intermediateValues.push_back({5, 9.0});
    QVERIFY(!AshaPruner().judge(trial, history));
}

void TestAshaPruner::countsEveryTrialThatReachedTheRung()
{
    const History history{Direction::Minimize,
                          {completedTrial(constant(9, 1.0)), prunedTrial(constant(2, 2.0)),
                           toldTrial(TrialState::Diverged, {3.0, kNaN}),
                           toldTrial(TrialState::Cancelled, {3.0, 0.5, 0.1}), prunedTrial({0.1})}};
    const auto reason = AshaPruner().judge(runningTrial({5.0, 4.0}), history);
    QVERIFY(reason);
    QCOMPARE(reason->of, 5); // four peers and itself; the last one never reached step 2
    QCOMPARE(reason->rank, 5);
    QCOMPARE(reason->keep, 1);
}

/// Of one or two trials the best third is none; then the best one goes on (as in Optuna 3.1).
void TestAshaPruner::keepsOnlyTheBestWhileThereAreFew()
{
    const AshaPruner pruner;
    QVERIFY(!pruner.judge(runningTrial(constant(2, 9.0)), History{}));
    const History history{Direction::Minimize, {completedTrial(constant(2, 1.0))}};
    QVERIFY(pruner.judge(runningTrial(constant(2, 9.0)), history));
    QVERIFY(!pruner.judge(runningTrial(constant(2, 0.5)), history));
}

/// Nine trials: the best 9/3 = 3 pass every rung, with a later reduction of 2 the best 9/2 = 4 pass the later
/// ones.
void TestAshaPruner::aLaterReductionIsForLaterRungs()
{
    History history{.direction = Direction::Minimize};
    for (int i = 1; i <= 8; ++i)
        history.trials.push_back(completedTrial(constant(20, i)));
    const auto published = makePruner("asha", {}).value();
    const auto milder = makePruner("asha", {{"late_eta", std::int64_t{2}}}).value();
    for (const int rung : {2, 6, 18}) {
        const TrialRecord fourth = runningTrial(constant(rung, 3.5));
        QVERIFY(published->judge(fourth, history));
        QCOMPARE(milder->judge(fourth, history).has_value(), rung == 2);
        QVERIFY(milder->judge(runningTrial(constant(rung, 4.5)), history));
    }
    QCOMPARE(milder->judge(runningTrial(constant(18, 4.5)), history)->keep, 4);
    QCOMPARE(milder->rungPlans(20).front().keptOf(9, 1), 4);
}

/// A straight line that is last at the rung, but leads below all the others, which have come to rest.
void TestAshaPruner::letsTheCurveThatLeadsAheadGoOn_data()
{
    QTest::addColumn<Direction>("direction");
    QTest::newRow("minimise") << Direction::Minimize;
    QTest::newRow("maximise") << Direction::Maximize;
}

void TestAshaPruner::letsTheCurveThatLeadsAheadGoOn()
{
    QFETCH(Direction, direction);
    const double sign = direction == Direction::Minimize ? 1.0 : -1.0;
    const auto curve = [sign](int steps, double start, double fall) {
        std::vector<double> values;
        for (int step = 1; step <= steps; ++step)
            values.push_back(sign * (start - fall * step));
        return values;
    };
    History history{.direction = direction};
    for (int i = 0; i < 8; ++i)
        history.trials.push_back(completedTrial(curve(50, 0.5 + 0.01 * i, 1e-6)));
    const ParamSet horizon{{"steps", std::int64_t{50}}};
    const auto ahead = makePruner("asha", horizon).value();
    const TrialRecord falling = runningTrial(curve(6, 0.9, 0.03)); // 0.72 at step 6, -0.6 at the horizon
    QVERIFY(!ahead->judge(falling, history));
    const auto flat = ahead->judge(runningTrial(curve(6, 0.9, 1e-6)), history);
    QVERIFY(flat && flat->kind == PruneKind::RungRank);
    QVERIFY(std::abs(sign * flat->predicted - 0.9) < 0.01);
    const auto published = makePruner("asha", {{"steps", std::int64_t{50}}, {"extrapolate", false}}).value();
    QVERIFY(published->judge(falling, history));
    // Two values are no curve: at the first rung ranks decide.
    QVERIFY(ahead->judge(runningTrial(curve(2, 0.9, 0.03)), history));
}

void TestAshaPruner::extrapolatesBetweenItsRungs()
{
    const History history{Direction::Minimize,
                          std::vector<TrialRecordPtr>(5, completedTrial(constant(50, 0.1)))};
    const auto with = makePruner("asha", {{"steps", std::int64_t{50}}}).value();
    const auto without = makePruner("asha", {{"steps", std::int64_t{50}}, {"extrapolate", false}}).value();
    TrialRecord trial = runningTrial(constant(1, 0.9));
    std::vector<int> stops;
    for (int step = 7; step < 18; ++step) { // flat at 0.9 after the rung at 6
        trial.intermediateValues.push_back({step, 0.9 - 0.001 * step});
        if (const auto reason = with->judge(trial, history)) {
            QVERIFY(reason->kind == PruneKind::Extrapolated || step == 7);
            stops.push_back(step);
        }
        QVERIFY(step == 7 || !without->judge(trial, history));
    }
    QVERIFY(stops.size() >= 2);
    QVERIFY(stops.back() >= 10);
}

void TestAshaPruner::stopsNoneOfTwoEqualTrials()
{
    const History history{Direction::Maximize,
                          std::vector<TrialRecordPtr>(8, completedTrial(constant(2, 0.5)))};
    QVERIFY(!AshaPruner().judge(runningTrial(constant(2, 0.5)), history));
}

void TestAshaPruner::ranksNaNLast()
{
    const History history{Direction::Maximize,
                          {completedTrial(constant(2, kNaN)), completedTrial(constant(2, 0.1)),
                           completedTrial(constant(2, kNaN))}};
    QVERIFY(AshaPruner().judge(runningTrial(constant(2, kNaN)), history));
    QVERIFY(!AshaPruner().judge(runningTrial(constant(2, 0.2)), history));
}

void TestAshaPruner::carriesItsNumbers()
{
    History history{.direction = Direction::Maximize};
    for (int i = 0; i < 29; ++i)
        history.trials.push_back(prunedTrial(constant(6, 0.5 + 0.01 * i))); // 13 of them beat 0.655
    const PruneReason expected{
        .kind = PruneKind::RungRank, .step = 6, .value = 0.655, .rung = 6, .rank = 14, .of = 30, .keep = 10};

    QVERIFY(AshaPruner().judge(runningTrial(constant(6, 0.655)), history) == expected);
}

QTEST_APPLESS_MAIN(TestAshaPruner)
#include "tst_asha_pruner.moc"
