// SPDX-License-Identifier: GPL-3.0-or-later

// Numbers of nlp, pred and gaussianQuantile: numpy 1.24 and scipy 1.10 (K by the formulas of gp_fit.h with
// explicit loops and numpy.linalg.inv, scipy.special.erfcx, scipy.stats.norm.ppf); of log h: mpmath with 60
// digits, mp.log(mp.npdf(z) + z * mp.ncdf(z)).
#include "core/search/gp/acquisition_search.h"
#include "core/search/gp/box_minimum.h"
#include "core/search/gp/gp_math.h"
#include "core/search/gp/gp_posterior.h"
#include "tests/support/spaces.h"
#include "tests/support/trial_builder.h"

#include <QtTest>

#include <cmath>
#include <limits>
#include <numeric>

using namespace tunescope;

namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

bool isNear(double actual, double expected, double relative)
{
    return std::abs(actual - expected) <= relative * std::abs(expected);
}

/// Two numbers, the second of which the data leave out here and there, and a choice of three.
EncodedSpace smallSpace()
{
    ParamSpec kind{.name = "kind", .distribution = textChoices({"a", "b", "c"})};
    return EncodedSpace(spaceOf({floatSpec("x", 0.0, 1.0), floatSpec("y", 0.0, 1.0), kind}));
}

TrainingSet smallData()
{
    return {{{0.1, 0.2, 0.5 / 3},
             {0.4, kNone, 1.5 / 3},
             {0.8, 0.9, 2.5 / 3},
             {0.55, 0.3, 0.5 / 3},
             {0.25, kNone, 1.5 / 3}},
            {0.5, -1.2, 0.9, -0.4, 0.2},
            {1.0, 1.0, 4.0, 1.0, 1.0}};
}

GpScales smallScales()
{
    return {{-0.5, 0.2, 0.1}, 0.3, -3.0};
}

} // namespace

class TestGaussianProcess : public QObject
{
    Q_OBJECT

private slots:
    void erfcxIsExact_data();
    void erfcxIsExact();
    void logImprovementIsExactFarInTheTail_data();
    void logImprovementIsExactFarInTheTail();
    void improvementDerivativesAreDifferences();
    void quantilesInvertTheNormalDistribution();
    void posteriorOfAnIndependentImplementation();
    void likelihoodGradientIsTheDifference();
    void improvementGradientIsTheDifference();
    void boundIsNeverBelowTheImprovement();
    void fitFindsTheLengthThatMatters();
    void boxMinimumOfRosenbrock();
    void halfRankWarpKeepsOrderAndTamesOutliers();
    void visitsOfOnePlaceCountOnce();
    void prunedTrialsAreWorthWhatTheirPeersCameTo();
    void prunedTrialsKeepTheirOrder();
    void projectionSnapsAndTakesInactiveOnesOut();
    void searchNeverGivesSeenPoints();
};

void TestGaussianProcess::erfcxIsExact_data()
{
    QTest::addColumn<double>("x");
    QTest::addColumn<double>("expected");
    QTest::newRow("-3") << -3.0 << 16205.988853999586;
    QTest::newRow("-0.5") << -0.5 << 1.952360489182557;
    QTest::newRow("0.1") << 0.1 << 0.89645697996912677;
    QTest::newRow("1") << 1.0 << 0.427583576155807;
    QTest::newRow("2.5") << 2.5 << 0.21080636406114359;
    QTest::newRow("7.9") << 7.9 << 0.070857477367397143;
    QTest::newRow("8.1") << 8.1 << 0.069133920177343169;
    QTest::newRow("20") << 20.0 << 0.028174348741051323;
    QTest::newRow("1000") << 1e3 << 0.00056418930145338763;
    QTest::newRow("1e8") << 1e8 << 5.6418958354775631e-09;
}

void TestGaussianProcess::erfcxIsExact()
{
    QFETCH(double, x);
    QFETCH(double, expected);
    QVERIFY(isNear(erfcx(x), expected, 1e-13));
}

void TestGaussianProcess::logImprovementIsExactFarInTheTail_data()
{
    QTest::addColumn<double>("z");
    QTest::addColumn<double>("expected");
    QTest::newRow("3") << 3.0 << 1.09873966532770777;
    QTest::newRow("0") << 0.0 << -0.918938533204672742;
    QTest::newRow("-0.5") << -0.5 << -1.62051626438731992;
    QTest::newRow("-1") << -1.0 << -2.48512102571264134;
    QTest::newRow("-1.5") << -1.5 << -3.52993592080570985;
    QTest::newRow("-5") << -5.0 << -16.7443011626609901;
    QTest::newRow("-20") << -20.0 << -206.917838509425098;
    QTest::newRow("-49.9") << -49.9 << -1253.74518366410357;
    QTest::newRow("-50.1") << -50.1 << -1263.75317410146867;
    QTest::newRow("-200") << -200.0 << -20011.5156482597393;
    QTest::newRow("-1e5") << -1e5 << -5000000023.94478946;
}

void TestGaussianProcess::logImprovementIsExactFarInTheTail()
{
    QFETCH(double, z);
    QFETCH(double, expected);
    QVERIFY(isNear(logImprovement(z), expected, 1e-12));
    QVERIFY(isNear(logExpectedImprovement(-z * 0.5, 0.5, 0.0).value, expected + std::log(0.5), 1e-12));
}

void TestGaussianProcess::improvementDerivativesAreDifferences()
{
    for (const double mean : {-1.0, 0.2, 0.6, 4.0, 30.0}) {
        const double h = 1e-6;
        const LogImprovement at = logExpectedImprovement(mean, 0.4, 0.1);
        const double byMean = (logExpectedImprovement(mean + h, 0.4, 0.1).value -
                               logExpectedImprovement(mean - h, 0.4, 0.1).value) /
                              (2 * h);
        const double byDeviation = (logExpectedImprovement(mean, 0.4 + h, 0.1).value -
                                    logExpectedImprovement(mean, 0.4 - h, 0.1).value) /
                                   (2 * h);
        QVERIFY(isNear(at.byMean, byMean, 1e-5));
        QVERIFY(isNear(at.byDeviation, byDeviation, 1e-5));
    }
}

void TestGaussianProcess::quantilesInvertTheNormalDistribution()
{
    QVERIFY(isNear(gaussianQuantile(1e-300), -37.047096299361201, 1e-12));
    QVERIFY(isNear(gaussianQuantile(1e-10), -6.3613409024040557, 1e-12));
    QVERIFY(isNear(gaussianQuantile(0.3), -0.52440051270804089, 1e-12));
    QVERIFY(isNear(gaussianQuantile(0.975), 1.959963984540054, 1e-12));
    QVERIFY(std::abs(gaussianQuantile(0.5)) < 1e-15);
}

void TestGaussianProcess::posteriorOfAnIndependentImplementation()
{
    const EncodedSpace space = smallSpace();
    QVERIFY(
        isNear(negativeLogPosterior(space, smallData(), smallScales(), nullptr), 6.23356041986736, 1e-10));
    const GpPosterior posterior(space, smallData(), smallScales());
    const auto predictions = posterior.predict({{0.3, 0.6, 0.5 / 3}, {0.9, kNone, 1.5 / 3}});
    QVERIFY(isNear(predictions[0].mean, 0.102467468201038, 1e-8));
    QVERIFY(isNear(predictions[0].deviation, 0.468361489514964, 1e-7));
    QVERIFY(isNear(predictions[1].mean, -1.0060020082937, 1e-8));
    QVERIFY(isNear(predictions[1].deviation, 0.811103695084653, 1e-7));
}

void TestGaussianProcess::likelihoodGradientIsTheDifference()
{
    const EncodedSpace space = smallSpace();
    std::vector<double> gradient;
    QVERIFY(std::isfinite(negativeLogPosterior(space, smallData(), smallScales(), &gradient)));
    for (std::size_t i = 0; i < 5; ++i) {
        const auto shifted = [&](double h) {
            GpScales scales = smallScales();
            (i < 3 ? scales.logLengths[i] : i == 3 ? scales.logVariance : scales.logNoise) += h;
            return negativeLogPosterior(space, smallData(), scales, nullptr);
        };
        const double difference = (shifted(1e-5) - shifted(-1e-5)) / 2e-5;
        QVERIFY2(std::abs(gradient[i] - difference) < 1e-7,
                 QByteArray::number(static_cast<int>(i)).constData());
    }
}

void TestGaussianProcess::improvementGradientIsTheDifference()
{
    const EncodedSpace space = smallSpace();
    const GpPosterior posterior(space, smallData(), smallScales());
    const EncodedPoint point{0.35, 0.45, 0.5 / 3};
    std::vector<double> gradient;
    const double value = posterior.logImprovement(point, -1.2, gradient);
    QVERIFY(isNear(posterior.logImprovements({point}, -1.2)[0], value, 1e-10));
    for (const std::size_t i : {std::size_t{0}, std::size_t{1}}) {
        std::vector<double> unused;
        EncodedPoint right = point;
        EncodedPoint left = point;
        right[i] += 1e-5;
        left[i] -= 1e-5;
        const double difference =
            (posterior.logImprovement(right, -1.2, unused) - posterior.logImprovement(left, -1.2, unused)) /
            2e-5;
        QVERIFY(isNear(gradient[i], difference, 1e-5));
    }
    QCOMPARE(gradient[2], 0.0);
}

void TestGaussianProcess::boundIsNeverBelowTheImprovement()
{
    const EncodedSpace space = smallSpace();
    TrainingSet data = smallData();
    data.noise.assign(5, 1.0);
    const GpPosterior posterior(space, data, smallScales());
    Rng rng(Purpose::Sampler, 1);
    std::vector<EncodedPoint> points(200, EncodedPoint(3));
    for (EncodedPoint& point : points) {
        for (double& u : point)
            u = rng.uniform();
        space.project(point, point);
    }
    const std::vector<double> bounds = posterior.improvementBounds(points, -1.0);
    const std::vector<double> values = posterior.logImprovements(points, -1.0);
    for (std::size_t i = 0; i < points.size(); ++i)
        QVERIFY(bounds[i] >= values[i] - 1e-9);
}

void TestGaussianProcess::fitFindsTheLengthThatMatters()
{
    const EncodedSpace space(spaceOf({floatSpec("matters", 0.0, 1.0), floatSpec("idle", 0.0, 1.0)}));
    TrainingSet data;
    Rng rng(Purpose::Sampler, 3);
    for (int i = 0; i < 30; ++i) {
        data.points.push_back({rng.uniform(), rng.uniform()});
        data.values.push_back(std::sin(6.0 * data.points.back()[0]));
        data.noise.push_back(1.0);
    }
    const GpScales scales = fitScales(space, data, {defaultScales(space)}, 40);
    QVERIFY(scales.logLengths[0] < scales.logLengths[1] - 1.0);
    QVERIFY(scales.logNoise < -6.0);
    QVERIFY(negativeLogPosterior(space, data, scales, nullptr) <
            negativeLogPosterior(space, data, defaultScales(space), nullptr) - 5.0);
}

void TestGaussianProcess::boxMinimumOfRosenbrock()
{
    const SmoothFunction rosenbrock = [](const std::vector<double>& x, std::vector<double>& gradient) {
        const double a = x[1] - x[0] * x[0];
        gradient = {-400.0 * x[0] * a - 2.0 * (1.0 - x[0]), 200.0 * a};
        return 100.0 * a * a + (1.0 - x[0]) * (1.0 - x[0]);
    };
    const BoxMinimum free = minimizeInBox(rosenbrock, {-1.2, 1.0}, {{-2.0, -2.0}, {2.0, 2.0}}, 100);
    QVERIFY(std::abs(free.point[0] - 1.0) < 1e-3);
    // With x <= 1/2 the minimum is (1/2, 1/4).
    const BoxMinimum held = minimizeInBox(rosenbrock, {-1.2, 1.0}, {{-2.0, -2.0}, {0.5, 2.0}}, 100);
    QCOMPARE(held.point[0], 0.5);
    QVERIFY(std::abs(held.point[1] - 0.25) < 1e-3);
}

void TestGaussianProcess::halfRankWarpKeepsOrderAndTamesOutliers()
{
    const std::vector<double> warped = warpedLosses({1.0, 2.0, 3.0, 4.0, 1e300}, {1.0, 1.0, 1.0, 1.0, 1.0});
    QVERIFY(std::is_sorted(warped.begin(), warped.end()));
    QVERIFY(warped.back() < 3.0);
    double sum = 0.0;
    for (const double value : warped)
        sum += value;
    QVERIFY(std::abs(sum) < 1e-12);
    QCOMPARE(warpedLosses({2.0, 2.0}, {1.0, 1.0}), (std::vector<double>{0.0, 0.0}));
    for (const double value : warpedLosses({-1e308, 1e308, 0.0}, {1.0, 1.0, 1.0}))
        QVERIFY(std::isfinite(value));
}

/// Thirty visits of one place do not make its differences as large as those of the space.
void TestGaussianProcess::visitsOfOnePlaceCountOnce()
{
    const EncodedSpace space(spaceOf({floatSpec("x", 0.0, 1.0), floatSpec("y", 0.0, 1.0)}));
    std::vector<EncodedPoint> points{{0.1, 0.9}, {0.9, 0.1}, {0.9, 0.9}};
    std::vector<double> losses{2.0, 3.0, 4.0};
    for (int i = 0; i < 30; ++i) {
        points.push_back({0.1 + 1e-3 * i, 0.1});
        losses.push_back(1.0 + 1e-3 * i);
    }
    const std::vector<double> weights = spreadWeights(space, points);
    QVERIFY(weights[0] > 0.5 && weights[2] > 0.5);
    const double visits = std::accumulate(weights.begin() + 3, weights.end(), 0.0);
    QVERIFY2(visits > 0.5 && visits < 1.5, qPrintable(QString::number(visits)));
    const std::vector<double> warped = warpedLosses(losses, weights);
    QVERIFY(warped[3 + 29] - warped[3] < 0.1);
    QVERIFY(warped[0] - warped[3] > 0.5);
}

void TestGaussianProcess::prunedTrialsAreWorthWhatTheirPeersCameTo()
{
    // At step 1 the peers had 1, 2, 3 and ended at 0.1, 0.2, 0.3: 1.5 lies half-way between the first two,
    // and 9 is six times as far beyond the last as they lie apart.
    const std::vector<TrialRecordPtr> trials{completedTrial({1.0, 0.1}), completedTrial({2.0, 0.2}),
                                             completedTrial({3.0, 0.3}), prunedTrial({1.5}),
                                             prunedTrial({9.0}),         toldTrial(TrialState::Diverged, {})};
    const std::vector<RawLoss> losses = rawLosses(trials, Direction::Minimize);
    QVERIFY(isNear(losses[3].value, 0.15, 1e-12));
    QCOMPARE(losses[3].noise, kGuessedNoise);
    QVERIFY(isNear(losses[4].value, 0.9, 1e-12));
    QVERIFY(isNear(losses[5].value, 0.9, 1e-12)); // The worst of all.
}

/// The trial stopped at step 2 is judged by complete ones, then tells about the one stopped at step 1, too.
void TestGaussianProcess::prunedTrialsKeepTheirOrder()
{
    const std::vector<TrialRecordPtr> trials{completedTrial({4.0, 2.0, 1.0}),
                                             completedTrial({5.0, 3.0, 2.0}),
                                             completedTrial({6.0, 4.0, 3.0}),
                                             prunedTrial({7.0, 5.0}),
                                             prunedTrial({9.0}),
                                             prunedTrial({8.0})};
    const std::vector<RawLoss> losses = rawLosses(trials, Direction::Minimize);
    QVERIFY(isNear(losses[3].value, 4.0, 1e-12));
    QVERIFY(isNear(losses[5].value, 5.0, 1e-12));
    QVERIFY(isNear(losses[4].value, 6.0, 1e-12));
    // Of fewer than three peers only the mean change is known: -3.
    const std::vector<RawLoss> few =
        rawLosses(std::vector<TrialRecordPtr>{trials[0], trials[4], trials[5]}, Direction::Minimize);
    QVERIFY(isNear(few[1].value, 6.0, 1e-12));
    QVERIFY(isNear(few[2].value, 5.0, 1e-12));
}

void TestGaussianProcess::projectionSnapsAndTakesInactiveOnesOut()
{
    const EncodedSpace space(conditionalSpace());
    Rng rng(Purpose::Sampler, 5);
    for (int k = 0; k < 500; ++k) {
        EncodedPoint point(space.size());
        for (double& u : point)
            u = rng.uniform();
        const ParamSet params = space.space().at(point);
        space.project(point, point);
        QVERIFY(space.decode(point) == params);
        const auto encoded = space.encode(params);
        for (std::size_t i = 0; i < point.size(); ++i)
            QVERIFY(std::isnan(point[i]) ? std::isnan((*encoded)[i])
                                         : std::abs(point[i] - (*encoded)[i]) < 1e-12);
    }
    const EncodedSpace logarithmic(spaceOf({intSpec("units", 8, 512, Scale::Log)}));
    for (const std::int64_t units : {8, 9, 100, 511, 512}) {
        const auto point = logarithmic.encode({{"units", units}});
        QVERIFY(std::abs(logarithmic.axis(0).snapped((*point)[0]) - (*point)[0]) < 1e-12);
        QVERIFY(logarithmic.decode(*point) == (ParamSet{{"units", units}}));
    }
}

void TestGaussianProcess::searchNeverGivesSeenPoints()
{
    const EncodedSpace space(spaceOf({intSpec("a", 1, 3), intSpec("b", 1, 2)}));
    SeenPoints seen;
    TrainingSet data;
    for (const std::int64_t a : {1, 2, 3}) {
        for (const std::int64_t b : {1, 2}) {
            if (a == 2 && b == 2)
                continue;
            data.points.push_back(*space.encode({{"a", a}, {"b", b}}));
            data.values.push_back(static_cast<double>(a + b));
            data.noise.push_back(1.0);
            seen.add(data.points.back());
        }
    }
    const GpPosterior posterior(space, data, defaultScales(space));
    const std::vector<Candidate> found =
        searchAcquisition({space, posterior, 2.0, seen, {data.points[0]}, 7});
    QCOMPARE(found.size(), std::size_t{1});
    QVERIFY(space.decode(found[0].point) == (ParamSet{{"a", std::int64_t{2}}, {"b", std::int64_t{2}}}));
}

QTEST_APPLESS_MAIN(TestGaussianProcess)
#include "tst_gaussian_process.moc"
