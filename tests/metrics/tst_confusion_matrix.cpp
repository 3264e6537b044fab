// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/confusion_matrix.h"

#include <QtTest>

#include <cmath>

using namespace tunescope;

class TestConfusionMatrix : public QObject
{
    Q_OBJECT

private slots:
    void countsRowsAndColumns();
    void givesRatesPerClass();
    void leavesUndefinedRatesUndefined();
    void averagesOverClassesThatOccur();
    void matthewsIsOneForAPerfectMatrixAndZeroWithoutSpread();
    void emptyMatrixHasNoRates();
};

namespace {

/// True classes in rows; sums and rates worked out by hand.
ConfusionMatrix threeClasses()
{
    return {3, {2, 1, 0, 1, 3, 0, 0, 1, 2}};
}

} // namespace

void TestConfusionMatrix::countsRowsAndColumns()
{
    ConfusionMatrix matrix(2);
    matrix.add(0, 1);
    matrix.add(0, 1);
    matrix.add(1, 1);

    QCOMPARE(matrix.at(0, 1), 2U);
    QCOMPARE(matrix.at(1, 0), 0U);
    QCOMPARE(matrix.total(), std::uint64_t{3});
    QCOMPARE(matrix.rowSum(0), std::uint64_t{2});
    QCOMPARE(matrix.columnSum(1), std::uint64_t{3});
    QCOMPARE(matrix.columnSum(0), std::uint64_t{0});
}

void TestConfusionMatrix::givesRatesPerClass()
{
    const ConfusionMatrix matrix = threeClasses();
    QCOMPARE(matrix.accuracy(), 0.7);
    QCOMPARE(matrix.recall(0), 2.0 / 3.0);
    QCOMPARE(matrix.recall(1), 0.75);
    QCOMPARE(matrix.precision(1), 0.6);
    QCOMPARE(matrix.precision(2), 1.0);
    QCOMPARE(matrix.f1(2), 0.8);
}

void TestConfusionMatrix::leavesUndefinedRatesUndefined()
{
    // Class 1 has no rows but is predicted once; class 2 does not occur at all.
    const ConfusionMatrix matrix(3, {3, 1, 0, 0, 0, 0, 0, 0, 0});
    QVERIFY(std::isnan(matrix.recall(1)));
    QCOMPARE(matrix.precision(1), 0.0);
    QCOMPARE(matrix.f1(1), 0.0);
    QVERIFY(std::isnan(matrix.precision(2)));
    QVERIFY(std::isnan(matrix.f1(2)));
}

void TestConfusionMatrix::averagesOverClassesThatOccur()
{
    const ConfusionMatrix matrix = threeClasses();
    QCOMPARE(matrix.macroF1(), (2.0 / 3.0 + 2.0 / 3.0 + 0.8) / 3.0);
    QCOMPARE(matrix.macroPrecision(), (2.0 / 3.0 + 0.6 + 1.0) / 3.0);
    QCOMPARE(matrix.balancedAccuracy(), (2.0 / 3.0 + 0.75 + 2.0 / 3.0) / 3.0);

    const ConfusionMatrix predictedOnly(3, {3, 1, 0, 0, 0, 0, 0, 0, 0});
    QCOMPARE(predictedOnly.balancedAccuracy(), 0.75);
    QCOMPARE(predictedOnly.macroRecall(), 0.375);
    QCOMPARE(predictedOnly.macroF1(), (6.0 / 7.0) / 2.0);
}

void TestConfusionMatrix::matthewsIsOneForAPerfectMatrixAndZeroWithoutSpread()
{
    QCOMPARE(ConfusionMatrix(2, {5, 0, 0, 7}).matthews(), 1.0);
    QCOMPARE(ConfusionMatrix(2, {0, 5, 7, 0}).matthews(), -1.0);
    QCOMPARE(ConfusionMatrix(2, {5, 0, 7, 0}).matthews(), 0.0);
    // (c s - sum t p) / sqrt(...) = (70 - 35) / sqrt(66 * 62), worked out with numpy 1.24:
    // 0.5471422245456321.
    QVERIFY(std::abs(threeClasses().matthews() - 0.5471422245456321) < 1e-15);
}

void TestConfusionMatrix::emptyMatrixHasNoRates()
{
    const ConfusionMatrix matrix;
    QVERIFY(matrix.empty());
    QCOMPARE(matrix.accuracy(), 0.0);
    QVERIFY(std::isnan(matrix.macroF1()));
    QVERIFY(std::isnan(matrix.balancedAccuracy()));
}

QTEST_APPLESS_MAIN(TestConfusionMatrix)
#include "tst_confusion_matrix.moc"
