// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/pruners/median_pruner.h"
#include "tests/support/trial_builder.h" // completedTrial({...}), runningTrial({...}): one value per step

#include <QtTest>

#include <limits>
#include <vector>

using namespace tunescope;

namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

} // namespace

class TestMedianPruner : public QObject
{
    Q_OBJECT

private slots:
    void comparesBestValueWithMedianOfPeers_data();
    void comparesBestValueWithMedianOfPeers();
    void takesTheMeanOfTheMiddleTwo();
    void comparesBestSoFarAtTheSameStep();
    void countsOnlyCompletePeersThatReachedTheStep();
    void keepsEveryTrialDuringStartup();
    void judgesAfterTheWarmupOnly();
    void judgesEveryIntervalThStep();
    void prunesTrialThatReportedOnlyNaN();
    void ignoresPeersThatReportedOnlyNaN();
    void keepsTrialsThatReportedNothing();
    void carriesItsNumbers();
};

void TestMedianPruner::comparesBestValueWithMedianOfPeers_data()
{
    QTest::addColumn<Direction>("direction");
    QTest::addColumn<double>("value");
    QTest::addColumn<bool>("pruned");
    // The peers report 1, 2 and 3 at step 1, so the median is 2.
    QTest::newRow("minimise, worse") << Direction::Minimize << 2.5 << true;
    QTest::newRow("minimise, equal") << Direction::Minimize << 2.0 << false;
    QTest::newRow("minimise, better") << Direction::Minimize << 1.5 << false;
    QTest::newRow("maximise, worse") << Direction::Maximize << 1.5 << true;
    QTest::newRow("maximise, equal") << Direction::Maximize << 2.0 << false;
    QTest::newRow("maximise, better") << Direction::Maximize << 2.5 << false;
}

void TestMedianPruner::comparesBestValueWithMedianOfPeers()
{
    QFETCH(Direction, direction);
    QFETCH(double, value);
    QFETCH(bool, pruned);
    const History history{direction, {completedTrial({1.0}), completedTrial({2.0}), completedTrial({3.0})}};
    const MedianPruner pruner(MedianPrunerOptions{.startupTrials = 3, .warmupSteps = 0});

    QCOMPARE(pruner.judge(runningTrial({value}), history).has_value(), pruned);
}

void TestMedianPruner::takesTheMeanOfTheMiddleTwo()
{
    // Median of 1, 2, 4, 9 = 3; mirrored for the other direction, so f and -f are judged alike.
    const MedianPruner pruner(MedianPrunerOptions{.startupTrials = 1, .warmupSteps = 0});
    const History least{
        Direction::Minimize,
        {completedTrial({9.0}), completedTrial({1.0}), completedTrial({4.0}), completedTrial({2.0})}};
    QCOMPARE(pruner.judge(runningTrial({3.5}), least)->threshold, 3.0);
    QVERIFY(!pruner.judge(runningTrial({3.0}), least));
    const History most{
        Direction::Maximize,
        {completedTrial({-9.0}), completedTrial({-1.0}), completedTrial({-4.0}), completedTrial({-2.0})}};
    QCOMPARE(pruner.judge(runningTrial({-3.5}), most)->threshold, -3.0);
    QVERIFY(!pruner.judge(runningTrial({-3.0}), most));
}

void TestMedianPruner::comparesBestSoFarAtTheSameStep()
{
    // At step 2 the peer's best is 1 (from step 1); what it reaches at step 3 does not count yet.
    const History history{Direction::Minimize, {completedTrial({1.0, 5.0, 0.1})}};
    const MedianPruner pruner(MedianPrunerOptions{.startupTrials = 1, .warmupSteps = 0});

    QVERIFY(!pruner.judge(runningTrial({0.9, 7.0}), history));
    QVERIFY(pruner.judge(runningTrial({3.0, 2.0}), history));
}

void TestMedianPruner::countsOnlyCompletePeersThatReachedTheStep()
{
    const MedianPruner pruner(MedianPrunerOptions{.startupTrials = 2, .warmupSteps = 0});
    const History history{Direction::Minimize,
                          {completedTrial({1.0, 1.0}), completedTrial({1.0}), prunedTrial({1.0, 1.0}),
                           toldTrial(TrialState::Diverged, {1.0, 1.0})}};

    QVERIFY(pruner.judge(runningTrial({9.0}), history));
    QVERIFY(!pruner.judge(runningTrial({9.0, 9.0}), history));
}

void TestMedianPruner::keepsEveryTrialDuringStartup()
{
    const History history{Direction::Minimize, {completedTrial({1.0}), completedTrial({2.0})}};
    const MedianPruner pruner(MedianPrunerOptions{.startupTrials = 3, .warmupSteps = 0});

    QVERIFY(!pruner.judge(runningTrial({100.0}), history));
    QVERIFY(!pruner.judge(runningTrial({100.0}), History{}));
}

void TestMedianPruner::judgesAfterTheWarmupOnly()
{
    const History history{Direction::Minimize,
                          std::vector<TrialRecordPtr>(5, completedTrial({1.0, 1.0, 1.0, 1.0, 1.0}))};
    const MedianPruner pruner; // n_startup 5, n_warmup 3

    QVERIFY(!pruner.judge(runningTrial({9.0, 9.0, 9.0}), history));
    QVERIFY(pruner.judge(runningTrial({9.0, 9.0, 9.0, 9.0}), history));
}

void TestMedianPruner::judgesEveryIntervalThStep()
{
    const History history{Direction::Minimize, {completedTrial(std::vector<double>(10, 1.0))}};
    const MedianPruner pruner(MedianPrunerOptions{.startupTrials = 1, .warmupSteps = 2, .interval = 3});
    std::vector<int> judged;
    for (int step = 1; step <= 10; ++step) {
        if (pruner.judge(runningTrial(std::vector<double>(static_cast<std::size_t>(step), 9.0)), history))
            judged.push_back(step);
    }
    QCOMPARE(judged, (std::vector<int>{3, 6, 9}));
}

void TestMedianPruner::prunesTrialThatReportedOnlyNaN()
{
    const History history{Direction::Minimize, {completedTrial({1.0})}};
    const MedianPruner pruner(MedianPrunerOptions{.startupTrials = 1, .warmupSteps = 0});

    QVERIFY(pruner.judge(runningTrial({kNaN}), history));
}

void TestMedianPruner::ignoresPeersThatReportedOnlyNaN()
{
    const History history{Direction::Minimize,
                          {completedTrial({kNaN}), completedTrial({kNaN}), completedTrial({2.0})}};
    QVERIFY(!MedianPruner({.startupTrials = 2, .warmupSteps = 0}).judge(runningTrial({9.0}), history));
    QVERIFY(!MedianPruner({.startupTrials = 1, .warmupSteps = 0}).judge(runningTrial({1.0}), history));
    QCOMPARE(MedianPruner({.startupTrials = 1, .warmupSteps = 0}).judge(runningTrial({9.0}), history)->peers,
             1);
}

void TestMedianPruner::keepsTrialsThatReportedNothing()
{
    const History history{Direction::Minimize, {completedTrial({1.0})}};
    const MedianPruner pruner(MedianPrunerOptions{.startupTrials = 1, .warmupSteps = 0});

    QVERIFY(!pruner.judge(runningTrial({}), history));
}

void TestMedianPruner::carriesItsNumbers()
{
    const History history{
        Direction::Maximize,
        {completedTrial({0.8, 0.9}), completedTrial({0.7, 0.95}), completedTrial({0.6, 0.6})}};
    const MedianPruner pruner(MedianPrunerOptions{.startupTrials = 3, .warmupSteps = 0});
    const PruneReason expected{
        .kind = PruneKind::BelowMedian, .step = 2, .value = 0.5, .threshold = 0.9, .peers = 3};

    QVERIFY(pruner.judge(runningTrial({0.5, 0.4}), history) == expected);
}

QTEST_APPLESS_MAIN(TestMedianPruner)
#include "tst_median_pruner.moc"
