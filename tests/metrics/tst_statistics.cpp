// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/rng.h"
#include "core/metrics/comparison.h"
#include "core/metrics/statistics.h"

#include <QtTest>

#include <algorithm>
#include <cmath>
#include <limits>

using namespace tunescope;

class TestStatistics : public QObject
{
    Q_OBJECT

private slots:
    void knowsStudentsT_data();
    void knowsStudentsT();
    void knowsTheStudentizedRange_data();
    void knowsTheStudentizedRange();
    void twoGroupsAreATTest();
    void knowsTheExpectedMaximum();
    void intervalCoversTheMean();
    void equalNumbersHaveNoSpread();
    void pairsFindWhatSharedLuckHides();
    void callsIdenticalConfigurationsATie_data();
    void callsIdenticalConfigurationsATie();
    void findsADifferenceOfFiveStandardErrors_data();
    void findsADifferenceOfFiveStandardErrors();
    void choosesSmallAndFastWithinTheNoise();
    void oneScoreTellsNothingApart();
    void failedDrawsAreLeftOut();
    void chancesAreThoseOfTheMeans();
};

/// Table of t quantiles: NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.2.
void TestStatistics::knowsStudentsT_data()
{
    QTest::addColumn<double>("probability");
    QTest::addColumn<double>("freedom");
    QTest::addColumn<double>("t");
    QTest::newRow("1") << 0.975 << 1.0 << 12.706;
    QTest::newRow("4") << 0.975 << 4.0 << 2.776;
    QTest::newRow("9") << 0.95 << 9.0 << 1.833;
    QTest::newRow("29") << 0.995 << 29.0 << 2.756;
    QTest::newRow("100") << 0.9 << 100.0 << 1.290;
    QTest::newRow("low") << 0.025 << 9.0 << -2.262;
}

void TestStatistics::knowsStudentsT()
{
    QFETCH(double, probability);
    QFETCH(double, freedom);
    QFETCH(double, t);
    QVERIFY(std::abs(studentQuantile(probability, freedom) - t) < 6e-4);
    QVERIFY(std::abs(studentCdf(studentQuantile(probability, freedom), freedom) - probability) < 1e-12);
}

/// Upper 5 % points of the studentized range: Harter, "Tables of Range and Studentized Range", Annals of Mathematical
/// Statistics 31, 1960; the 1 % point of (4, 20) likewise.
void TestStatistics::knowsTheStudentizedRange_data()
{
    QTest::addColumn<double>("q");
    QTest::addColumn<int>("groups");
    QTest::addColumn<double>("freedom");
    QTest::addColumn<double>("tail");
    QTest::newRow("2, 18") << 2.971 << 2 << 18.0 << 0.05;
    QTest::newRow("3, 2") << 8.331 << 3 << 2.0 << 0.05;
    QTest::newRow("3, 10") << 3.877 << 3 << 10.0 << 0.05;
    QTest::newRow("4, 20") << 3.958 << 4 << 20.0 << 0.05;
    QTest::newRow("4, 20, 1 %") << 5.018 << 4 << 20.0 << 0.01;
    QTest::newRow("5, 5") << 5.673 << 5 << 5.0 << 0.05;
    QTest::newRow("10, 60") << 4.646 << 10 << 60.0 << 0.05;
    QTest::newRow("4, infinite") << 3.633 << 4 << 1e9 << 0.05;
}

void TestStatistics::knowsTheStudentizedRange()
{
    QFETCH(double, q);
    QFETCH(int, groups);
    QFETCH(double, freedom);
    QFETCH(double, tail);
    QVERIFY(std::abs(studentizedRangeTail(q, groups, freedom) - tail) < 1e-4);
}

void TestStatistics::twoGroupsAreATTest()
{
    for (const double t : {0.3, 1.0, 2.5, 4.0})
        QVERIFY(std::abs(studentizedRangeTail(t * std::sqrt(2.0), 2, 7.0) - 2.0 * studentCdf(-t, 7.0)) < 1e-5);
}

/// Tippett, "On the extreme individuals and the range of samples", Biometrika 17, 1925; for two 1 / sqrt(pi).
void TestStatistics::knowsTheExpectedMaximum()
{
    QCOMPARE(expectedMaximum(1), 0.0);
    QVERIFY(std::abs(expectedMaximum(2) - 0.5641896) < 1e-6);
    QVERIFY(std::abs(expectedMaximum(10) - 1.5387527) < 1e-6);
    QVERIFY(std::abs(expectedMaximum(100) - 2.5075936) < 1e-6);
}

void TestStatistics::intervalCoversTheMean()
{
    constexpr int kStudies = 10'000;
    for (const int runs : {2, 5, 30}) {
        int covered = 0;
        for (int study = 0; study < kStudies; ++study) {
            Rng rng(Purpose::Noise, 5, {static_cast<std::uint64_t>(runs), static_cast<std::uint64_t>(study)});
            std::vector<double> values;
            for (int i = 0; i < runs; ++i)
                values.push_back(0.93 + 0.01 * rng.normal());
            const MeanInterval interval = meanInterval(values);
            covered += interval.low <= 0.93 && 0.93 <= interval.high ? 1 : 0;
        }
        QVERIFY2(covered >= 9300 && covered <= 9700, qPrintable(QString::number(covered)));
    }
}

void TestStatistics::equalNumbersHaveNoSpread()
{
    const std::vector<double> equal(10, 0.1);
    const MeanInterval interval = meanInterval(equal);
    QCOMPARE(interval.mean, 0.1);
    QCOMPARE(interval.deviation, 0.0);
    QCOMPARE(interval.low, 0.1);
    QCOMPARE(comparePairs(equal, equal).p, 1.0);
    QVERIFY(std::isnan(meanInterval({}).mean));
    QVERIFY(std::isnan(meanInterval(std::vector<double>{1.0}).low));
}

/// 1 2 3 4 against 2 3 4 6: differences -1 -1 -1 -2, mean -1.25, deviation 0.5, t = -5 with 3 degrees of freedom.
void TestStatistics::pairsFindWhatSharedLuckHides()
{
    const PairedComparison pairs = comparePairs(std::vector<double>{1, 2, 3, 4}, std::vector<double>{2, 3, 4, 6});
    QCOMPARE(pairs.difference.mean, -1.25);
    QCOMPARE(pairs.difference.deviation, 0.5);
    QVERIFY(std::abs(pairs.p - 2.0 * studentCdf(-5.0, 3.0)) < 1e-12);
    QVERIFY(pairs.p < 0.02);
}

namespace {

constexpr int kSimulated = 200;
constexpr int kSeedsEach = 10;
constexpr double kSpread = 0.01;

/// Scores of equal configurations; the first is better by `gain`.
std::vector<CandidateScores> simulatedStudy(int number, int configurations, double gain)
{
    Rng rng(Purpose::Noise, 7, {static_cast<std::uint64_t>(number), static_cast<std::uint64_t>(configurations)});
    std::vector<CandidateScores> study(static_cast<std::size_t>(configurations));
    for (std::size_t i = 0; i < study.size(); ++i) {
        for (int seed = 0; seed < kSeedsEach; ++seed)
            study[i].values.push_back(0.9 + kSpread * rng.normal() + (i == 0 ? gain : 0.0));
    }
    return study;
}

int tiedOf(const Comparison& comparison)
{
    return static_cast<int>(std::count_if(comparison.verdicts.begin(), comparison.verdicts.end(),
                                          [](const CandidateVerdict& verdict) { return verdict.tied; }));
}

} // namespace

void TestStatistics::callsIdenticalConfigurationsATie_data()
{
    QTest::addColumn<int>("configurations");
    for (const int count : {2, 4, 8})
        QTest::addRow("%d", count) << count;
}

void TestStatistics::callsIdenticalConfigurationsATie()
{
    QFETCH(int, configurations);
    int ties = 0;
    for (int study = 0; study < kSimulated; ++study) {
        const auto scores = simulatedStudy(study, configurations, 0.0);
        ties += tiedOf(compareCandidates(scores, Direction::Maximize, 0.0, 1)) == configurations ? 1 : 0;
    }
    QVERIFY2(ties >= 180, qPrintable(QString::number(ties)));
    QVERIFY2(ties < 200, "a test that never tells apart proves nothing");
}

/// The standard error is that of the difference of two means, spread * sqrt(2 / seeds).
void TestStatistics::findsADifferenceOfFiveStandardErrors_data()
{
    QTest::addColumn<int>("configurations");
    QTest::addColumn<double>("gain");
    const double ofOne = 5.0 * kSpread / std::sqrt(static_cast<double>(kSeedsEach));
    QTest::newRow("of a difference, 2") << 2 << ofOne * std::sqrt(2.0);
    QTest::newRow("of a difference, 4") << 4 << ofOne * std::sqrt(2.0);
}

void TestStatistics::findsADifferenceOfFiveStandardErrors()
{
    QFETCH(int, configurations);
    QFETCH(double, gain);
    int found = 0;
    for (int study = 0; study < kSimulated; ++study) {
        const Comparison comparison = compareCandidates(simulatedStudy(study, configurations, gain), Direction::Maximize, 0.0, 1);
        found += comparison.leader == 0 && tiedOf(comparison) == 1 ? 1 : 0;
    }
    QVERIFY2(found >= 180, qPrintable(QString::number(found)));
}

void TestStatistics::choosesSmallAndFastWithinTheNoise()
{
    // Means 0.90, 0.89 and 0.70 with a spread of about 0.01: the first two are a tie.
    const std::vector<CandidateScores> candidates{
        {{0.89, 0.90, 0.91}, 500.0, 3.0}, {{0.88, 0.89, 0.90}, 100.0, 4.0}, {{0.69, 0.70, 0.71}, 10.0, 1.0}};
    const Comparison comparison = compareCandidates(candidates, Direction::Maximize, 0.01, 1);
    QCOMPARE(comparison.leader, 0);
    QVERIFY(comparison.verdicts[1].tied && !comparison.verdicts[2].tied);
    QCOMPARE(comparison.smallestTied, 1);
    QCOMPARE(comparison.fastestTied, 0);
    // One standard error: hypot(0.01 / sqrt(3), 0.01) = 0.0115, so 0.89 is within it.
    QVERIFY(std::abs(comparison.oneError - std::hypot(0.01 / std::sqrt(3.0), 0.01)) < 1e-12);
    QCOMPARE(comparison.oneErrorChoice, 1);
    // For an error to be minimised the last one leads, and nothing is near it.
    const Comparison other = compareCandidates(candidates, Direction::Minimize, 0.01, 1);
    QCOMPARE(other.leader, 2);
    QCOMPARE(tiedOf(other), 1);
    QCOMPARE(other.oneErrorChoice, 2);
}

void TestStatistics::oneScoreTellsNothingApart()
{
    const std::vector<CandidateScores> candidates{{{0.9}, 1.0, 1.0}, {{0.1}, 2.0, 2.0}};
    const Comparison comparison = compareCandidates(candidates, Direction::Maximize, 0.0, 1);
    QCOMPARE(tiedOf(comparison), 2);
    QCOMPARE(comparison.verdicts[0].chanceOfBest, 0.5);
    QVERIFY(std::isnan(comparison.pooledDeviation));
    QCOMPARE(compareCandidates({}, Direction::Maximize, 0.0, 1).leader, -1);
}

void TestStatistics::failedDrawsAreLeftOut()
{
    constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
    const std::vector<CandidateScores> candidates{{{0.9, kNone, 0.92}, 1.0, 1.0}, {{kNone, kNone, kNone}, 1.0, 1.0}};
    const Comparison comparison = compareCandidates(candidates, Direction::Maximize, 0.0, 1);
    QCOMPARE(comparison.leader, 0);
    QCOMPARE(comparison.verdicts[0].mean.count, 2);
    QCOMPARE(comparison.verdicts[1].rank, 0);
    QVERIFY(!comparison.verdicts[1].tied);
    QCOMPARE(comparison.verdicts[1].chanceOfBest, 0.0);
}

void TestStatistics::chancesAreThoseOfTheMeans()
{
    const std::vector<double> scores{0.88, 0.90, 0.92};
    const Comparison equal = compareCandidates(std::vector<CandidateScores>(4, {scores, 1.0, 1.0}), Direction::Maximize, 0.0, 1);
    for (const CandidateVerdict& verdict : equal.verdicts)
        QVERIFY(std::abs(verdict.chanceOfBest - 0.25) < 0.02);
    // Two means 2 standard errors of their difference apart, 4 degrees of freedom: P(T_4 > -2) = 0.9419.
    const double shift = 2.0 * 0.02 * std::sqrt(2.0 / 3.0);
    const std::vector<double> better{0.88 + shift, 0.90 + shift, 0.92 + shift};
    const Comparison two = compareCandidates(std::vector<CandidateScores>{{scores, 1.0, 1.0}, {better, 1.0, 1.0}}, Direction::Maximize, 0.0, 1);
    QVERIFY(std::abs(two.verdicts[1].chanceOfBest - studentCdf(2.0, 4.0)) < 0.01);
}

QTEST_APPLESS_MAIN(TestStatistics)
#include "tst_statistics.moc"
