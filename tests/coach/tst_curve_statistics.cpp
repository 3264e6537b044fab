// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/coach/curve_statistics.h"

#include "core/base/rng.h"

#include <QtTest>

#include <cmath>
#include <limits>

using namespace tunescope;

class TestCurveStatistics : public QObject
{
    Q_OBJECT

private slots:
    void slopeOfALine();
    void slopeErrorIsThatOfTheTextbook();
    void noiseIsFoundBesideATrend();
    void noiseOfASmoothCurveIsNone();
    void medianKeepsTrends();
    void sharesHaveErrorsAtTheEnds();
    void nothingComesOfNothing();
};

void TestCurveStatistics::slopeOfALine()
{
    const std::vector<double> line{1.0, 3.0, std::numeric_limits<double>::quiet_NaN(), 7.0, 9.0};
    QCOMPARE(slopeOf(line).perEpoch, 2.0);
    QVERIFY(slopeOf(line).error < 1e-9);
}

void TestCurveStatistics::slopeErrorIsThatOfTheTextbook()
{
    // R: summary(lm(c(1, 2, 1, 3) ~ c(0, 1, 2, 3))) gives 0.5, standard error 0.3872983.
    const CurveSlope slope = slopeOf(std::vector<double>{1.0, 2.0, 1.0, 3.0});
    QVERIFY(std::abs(slope.perEpoch - 0.5) < 1e-12);
    QVERIFY(std::abs(slope.error - 0.3872983) < 1e-6);
}

void TestCurveStatistics::noiseIsFoundBesideATrend()
{
    Rng rng(Purpose::Noise, 5);
    std::vector<double> values;
    for (int i = 0; i < 2000; ++i)
        values.push_back(0.01 * i + 0.3 * rng.normal());
    const double noise = curveNoise(values);
    QVERIFY2(std::abs(noise - 0.3) < 0.02, qPrintable(QString::number(noise)));
}

void TestCurveStatistics::noiseOfASmoothCurveIsNone()
{
    std::vector<double> values;
    for (int i = 0; i < 40; ++i)
        values.push_back(std::exp(-0.1 * i));
    QVERIFY(curveNoise(values) < 0.002);
}

void TestCurveStatistics::medianKeepsTrends()
{
    QCOMPARE(runningMedian(std::vector<double>{1.0, 2.0, 30.0, 4.0, 5.0}, 3),
             (std::vector<double>{1.0, 2.0, 4.0, 5.0, 5.0}));
    QCOMPARE(medianOf({4.0, 1.0, 3.0, 2.0}), 2.5);
}

void TestCurveStatistics::sharesHaveErrorsAtTheEnds()
{
    QVERIFY(shareError(1.0, 30.0) > 0.02);
    QVERIFY(std::abs(shareError(0.5, 998.0) - std::sqrt(0.25 / 1000.0)) < 1e-9);
    // Wilson's interval of 10 in 100: 0.0552 to 0.1744 (Brown, Cai & DasGupta, Statistical Science 16, 2001).
    QVERIFY(std::abs(wilsonLow(0.1, 100.0) - 0.0552) < 1e-4);
}

void TestCurveStatistics::nothingComesOfNothing()
{
    QVERIFY(std::isnan(slopeOf({}).perEpoch));
    QCOMPARE(curveNoise({}), 0.0);
    QCOMPARE(meanChange({}), 0.0);
    QVERIFY(std::isnan(medianOf({})));
    QVERIFY(runningMedian({}, 3).empty());
    QCOMPARE(wilsonLow(0.0, 0.0), 0.0);
}

QTEST_APPLESS_MAIN(TestCurveStatistics)
#include "tst_curve_statistics.moc"
