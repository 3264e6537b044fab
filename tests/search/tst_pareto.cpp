// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/pareto.h"

#include <QtTest>

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
