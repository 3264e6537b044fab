// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/pareto.h"

#include <QtTest>

#include <cmath>
#include <limits>

using namespace tunescope;

class TestPareto : public QObject
{
    Q_OBJECT

private slots:
    void betterSomewhereAndWorseNowhereDominates();
    void frontsPeelOff();
    void hypervolumeOfStaircases_data();
    void hypervolumeOfStaircases();
    void hypervolumeOfAnIndependentImplementation();
    void missingValuesAreTheWorst();
};

void TestPareto::betterSomewhereAndWorseNowhereDominates()
{
    QVERIFY(dominates({1, 2}, {1, 3}));
    QVERIFY(!dominates({1, 3}, {1, 3}));
    QVERIFY(!dominates({0, 4}, {1, 3}));
}

void TestPareto::frontsPeelOff()
{
    const std::vector<Losses> points{{1, 3}, {2, 2}, {3, 1}, {2, 3}, {3, 3}, {1, 3}};
    QCOMPARE(nonDominatedRanks(points), (std::vector<int>{0, 0, 0, 1, 2, 0}));
}

void TestPareto::hypervolumeOfStaircases_data()
{
    QTest::addColumn<std::vector<Losses>>("points");
    QTest::addColumn<Losses>("reference");
    QTest::addColumn<double>("volume");
    QTest::newRow("none") << std::vector<Losses>{} << Losses{1, 1} << 0.0;
    QTest::newRow("one objective") << std::vector<Losses>{{3}, {1}} << Losses{5} << 4.0;
    QTest::newRow("three steps") << std::vector<Losses>{{3, 1}, {1, 3}, {2, 2}, {3, 3}} << Losses{4, 4}
                                 << 6.0;
    QTest::newRow("outside") << std::vector<Losses>{{5, 0}, {1, 1}} << Losses{4, 4} << 9.0;
    // Two boxes of 2 x 1 x 3 and 1 x 2 x 3 that share 1 x 1 x 3, and a third on the floor of a corner.
    QTest::newRow("three objectives")
        << std::vector<Losses>{{1, 2, 0}, {2, 1, 0}, {0, 0, 2}} << Losses{3, 3, 3} << 3.0 * 3.0 - 3.0 + 9.0;
}

void TestPareto::hypervolumeOfStaircases()
{
    QFETCH(std::vector<Losses>, points);
    QFETCH(Losses, reference);
    QFETCH(double, volume);
    QCOMPARE(hypervolume(points, reference), volume);
}

/// Source: Debian's python3-optuna 3.1, optuna._hypervolume.WFG().compute, for the same twelve points.
void TestPareto::hypervolumeOfAnIndependentImplementation()
{
    std::vector<Losses> two;
    std::vector<Losses> three;
    for (int i = 1; i <= 12; ++i) {
        three.push_back({37 * i % 101 / 101.0, 53 * i % 89 / 89.0, 29 * i % 97 / 97.0});
        two.push_back({three.back()[0], three.back()[1]});
    }
    QVERIFY(std::abs(hypervolume(two, {1.1, 1.1}) - 0.8917221047947493) < 1e-12);
    QVERIFY(std::abs(hypervolume(three, {1.1, 1.1, 1.1}) - 0.8012460968904722) < 1e-12);
}

void TestPareto::missingValuesAreTheWorst()
{
    const History two{Direction::Maximize, {}, {Direction::Maximize, Direction::Minimize}};
    TrialRecord trial;
    trial.values = {0.5, std::numeric_limits<double>::quiet_NaN()};
    QCOMPARE(lossesOf(trial, two), (Losses{-0.5, std::numeric_limits<double>::infinity()}));
    trial.value = 0.5;
    QCOMPARE(lossesOf(trial, History{Direction::Minimize}), Losses{0.5});
    trial.value = std::nullopt;
    QVERIFY(std::isinf(lossesOf(trial, History{Direction::Minimize})[0]));
}

QTEST_APPLESS_MAIN(TestPareto)
#include "tst_pareto.moc"
