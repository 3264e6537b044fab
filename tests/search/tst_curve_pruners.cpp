// SPDX-License-Identifier: GPL-3.0-or-later
// Percentile, Hyperband, extrapolation, patience and threshold.
#include "core/search/prune_text.h"
#include "core/search/pruner_registry.h"
#include "core/search/pruners/curve_forecast.h"
#include "core/search/pruners/hyperband_pruner.h"
#include "core/search/pruners/percentile_pruner.h"
#include "tests/support/trial_builder.h"

#include <QtTest>

#include <cmath>
#include <limits>
#include <vector>

using namespace tunescope;

namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr double kInfinity = std::numeric_limits<double>::infinity();

std::vector<double> powerCurve(int steps, double end, double fall, double exponent, int horizon)
{
    std::vector<double> values;
    for (int step = 1; step <= steps; ++step)
        values.push_back(end + fall * (std::pow(step + 1.0, -exponent) - std::pow(horizon + 1.0, -exponent)));
    return values;
}

/// Complete trials that ended at these values after 50 flat steps.
History finished(Direction direction, const std::vector<double>& ends)
{
    History history{direction, {}};
    for (const double end : ends)
        history.trials.push_back(completedTrial(std::vector<double>(50, end)));
    return history;
}

std::unique_ptr<Pruner> made(const char* name, const ParamSet& options)
{
    return makePruner(name, options).value();
}

/// What a trial reports that has this curve, at every `every`-th step.
std::vector<IntermediateValue> reported(const std::vector<double>& curve, int every = 1)
{
    std::vector<IntermediateValue> values;
    for (int step = every; step <= static_cast<int>(curve.size()); step += every)
        values.push_back({step, curve[static_cast<std::size_t>(step - 1)]});
    return values;
}

} // namespace

class TestCurvePruners : public QObject
{
    Q_OBJECT

private slots:
    void theBestShareIsInterpolated();
    void percentileComparesWithItsShareOfPeers();
    void hyperbandSharesTrialsLikeThePaper();
    void hyperbandComparesInsideABracketOnly();
    void forecastFindsTheEndOfAPowerLaw_data();
    void forecastFindsTheEndOfAPowerLaw();
    void forecastFollowsAStraightLine();
    void forecastsOfOddCurvesAreNumbers();
    void extrapolationStopsHopelessCurvesOnly_data();
    void extrapolationStopsHopelessCurvesOnly();
    void extrapolationWaitsForFinishedTrials();
    void patienceCountsStepsWithoutImprovement();
    void thresholdStopsOutsideItsBounds();
    void everyReasonIsASentence();
};

/// numpy.percentile([1, 2, 4, 8], 25) is 1.75 and ([1, 2, 4, 8], 75) is 5.
void TestCurvePruners::theBestShareIsInterpolated()
{
    QCOMPARE(bestShareValue({8.0, 1.0, 4.0, 2.0}, 0.25, Direction::Minimize), 1.75);
    QCOMPARE(bestShareValue({8.0, 1.0, 4.0, 2.0}, 0.75, Direction::Minimize), 5.0);
    QCOMPARE(bestShareValue({8.0, 1.0, 4.0, 2.0}, 0.25, Direction::Maximize), 5.0);
    QCOMPARE(bestShareValue({-8.0, -1.0, -4.0, -2.0}, 0.25, Direction::Maximize), -1.75);
    QCOMPARE(bestShareValue({3.0}, 0.9, Direction::Minimize), 3.0);
    QCOMPARE(bestShareValue({3.0, 1.0}, 1.0, Direction::Minimize), 3.0);
}

void TestCurvePruners::percentileComparesWithItsShareOfPeers()
{
    const History history = finished(Direction::Maximize, {0.1, 0.2, 0.3, 0.4, 0.5});
    const auto gentle = made("percentile", {{"percentile", 75.0}, {"n_warmup", std::int64_t{0}}});
    const auto strict = made("percentile", {{"percentile", 25.0}, {"n_warmup", std::int64_t{0}}});
    QVERIFY(!gentle->judge(runningTrial({0.2}), history));
    const auto reason = gentle->judge(runningTrial({0.15}), history);
    QVERIFY(reason);
    QCOMPARE(reason->threshold, 0.2);
    QCOMPARE(reason->share, 0.75);
    QCOMPARE(reason->peers, 5);
    QVERIFY(strict->judge(runningTrial({0.35}), history));
    QVERIFY(!strict->judge(runningTrial({0.4}), history));
    QVERIFY(strict->judge(runningTrial({kNaN}), history));
}

/// r_min 1, eta 3, R 81: brackets of 81, 34, 15, 8 and 5 trials (Li et al. 2018, table 1, n_i at r_i).
void TestCurvePruners::hyperbandSharesTrialsLikeThePaper()
{
    const HyperbandPruner pruner({.firstRung = 1, .eta = 3, .steps = 81});
    QCOMPARE(pruner.bracketCount(), 5);
    std::vector<double> counts(5, 0.0);
    constexpr int kTrials = 20'000;
    for (int trial = 0; trial < kTrials; ++trial)
        counts[static_cast<std::size_t>(pruner.bracketOf(trial))] += 1.0 / kTrials;
    const std::vector<double> expected{81.0, 34.0, 15.0, 8.0, 5.0};
    for (std::size_t bracket = 0; bracket < 5; ++bracket)
        QVERIFY(std::abs(counts[bracket] - expected[bracket] / 143.0) < 0.015);
    QCOMPARE(HyperbandPruner({.firstRung = 9, .eta = 3, .steps = 5}).bracketCount(), 1);
}

void TestCurvePruners::hyperbandComparesInsideABracketOnly()
{
    const HyperbandPruner pruner({.firstRung = 2, .eta = 3, .steps = 50});
    History history;
    std::vector<int> peers(3, 0);
    for (int number = 0; number < 60; ++number) {
        TrialRecord trial = trialWith(TrialState::Complete, std::vector<double>(50, 1.0));
        trial.number = number;
        ++peers[static_cast<std::size_t>(pruner.bracketOf(number))];
        history.trials.push_back(std::make_shared<const TrialRecord>(trial));
    }
    const std::vector<int> firstRungs{2, 6, 18};
    for (int number = 60; number < 90; ++number) {
        TrialRecord trial = runningTrial({});
        trial.number = number;
        const int bracket = pruner.bracketOf(number);
        std::optional<PruneReason> reason;
        for (int step = 1; step < 50 && !reason; ++step) {
            trial.intermediateValues.push_back({step, 2.0});
            reason = pruner.judge(trial, history);
        }
        QVERIFY(reason);
        QCOMPARE(reason->bracket, bracket);
        QCOMPARE(reason->rung, firstRungs[static_cast<std::size_t>(bracket)]);
        QCOMPARE(reason->of, peers[static_cast<std::size_t>(bracket)] + 1);
    }
}

void TestCurvePruners::forecastFindsTheEndOfAPowerLaw_data()
{
    QTest::addColumn<double>("exponent");
    QTest::addColumn<double>("end");
    for (const double exponent : {0.25, 0.5, 1.2, 2.5})
        QTest::addRow("exponent %g", exponent) << exponent << 0.1;
    QTest::newRow("elsewhere") << 0.8 << -40.0;
}

void TestCurvePruners::forecastFindsTheEndOfAPowerLaw()
{
    QFETCH(double, exponent);
    QFETCH(double, end);
    const std::vector<double> curve = powerCurve(25, end, 1.0, exponent, 50);
    const CurveForecast forecast = forecastCurve(reported(curve), 50);
    const double spread = curve.front() - curve.back();
    QVERIFY2(std::abs(forecast.mean() - end) < 0.1 * spread, qPrintable(QString::number(forecast.mean())));
    QVERIFY(forecast.chanceBelow(end + spread) > 0.99);
    QVERIFY(forecast.chanceBelow(end - spread) < 0.01);
    // The same curve, reported at every fifth epoch only.
    const CurveForecast sparse = forecastCurve(reported(curve, 5), 50);
    QVERIFY2(std::abs(sparse.mean() - end) < 0.2 * spread, qPrintable(QString::number(sparse.mean())));
    double weights = 0.0;
    for (const CurveForecast::Part& part : forecast.parts)
        weights += part.weight;
    QVERIFY(std::abs(weights - 1.0) < 1e-12);
}

void TestCurvePruners::forecastFollowsAStraightLine()
{
    std::vector<double> curve;
    for (int step = 1; step <= 25; ++step)
        curve.push_back(1.0 - step / 50.0);
    const CurveForecast forecast = forecastCurve(reported(curve), 50);
    QVERIFY2(std::abs(forecast.mean()) < 0.1, qPrintable(QString::number(forecast.mean())));
    QVERIFY(forecast.chanceBelow(0.1) > 0.5);
}

void TestCurvePruners::forecastsOfOddCurvesAreNumbers()
{
    for (const std::vector<double>& curve :
         {std::vector<double>(6, 0.5), std::vector<double>(6, 0.0), std::vector<double>{1e300, 0, 1e300, 0},
          std::vector<double>{0, 0, 0, 1e-300}, std::vector<double>{1, 2, 3, 4, 5, 1e6}}) {
        const CurveForecast forecast = forecastCurve(reported(curve), 50);
        QVERIFY(std::isfinite(forecast.mean()));
        const double chance = forecast.chanceBelow(curve.back());
        QVERIFY(chance >= 0.0 && chance <= 1.0);
    }
}

void TestCurvePruners::extrapolationStopsHopelessCurvesOnly_data()
{
    QTest::addColumn<double>("end");
    QTest::addColumn<bool>("stopped");
    QTest::newRow("far too high") << 0.6 << true;
    QTest::newRow("a little better") << 0.08 << false;
    QTest::newRow("clearly better") << 0.02 << false;
}

void TestCurvePruners::extrapolationStopsHopelessCurvesOnly()
{
    QFETCH(double, end);
    QFETCH(bool, stopped);
    const History history = finished(Direction::Minimize, {0.1, 0.3, 0.5, 0.2});
    const auto pruner = made("extrapolate", {{"steps", std::int64_t{50}}});
    const std::vector<double> curve = powerCurve(49, end, 0.8, 0.8, 50);
    std::optional<PruneReason> reason;
    for (int step = 1; step < 50 && !reason; ++step)
        reason = pruner->judge(runningTrial({curve.begin(), curve.begin() + step}), history);
    QCOMPARE(reason.has_value(), stopped);
    if (reason) {
        QVERIFY(reason->kind == PruneKind::Extrapolated);
        QVERIFY(reason->step >= 5);
        QCOMPARE(reason->threshold, 0.1);
        QCOMPARE(reason->peers, 4);
        QVERIFY(reason->share < 0.03);
        QVERIFY(std::abs(reason->predicted - end) < 0.2);
    }
}

void TestCurvePruners::extrapolationWaitsForFinishedTrials()
{
    const auto pruner = made("extrapolate", {{"steps", std::int64_t{50}}});
    const TrialRecord hopeless = runningTrial(std::vector<double>(5, 9.0));
    QVERIFY(!pruner->judge(hopeless, finished(Direction::Minimize, {0.1, 0.2, 0.3})));
    QVERIFY(pruner->judge(hopeless, finished(Direction::Minimize, {0.1, 0.2, 0.3, 0.4})));
    // Without a horizon there is nothing to extrapolate to.
    QVERIFY(!made("extrapolate", {})->judge(hopeless, finished(Direction::Minimize, {0.1, 0.2, 0.3, 0.4})));
}

void TestCurvePruners::patienceCountsStepsWithoutImprovement()
{
    const auto pruner = made("patience", {{"patience", std::int64_t{3}}, {"min_delta", 0.01}});
    QVERIFY(!pruner->judge(runningTrial({0.5, 0.6, 0.6}), {}));
    const auto reason = pruner->judge(runningTrial({0.5, 0.495, 0.6, kNaN}), {});
    QVERIFY(reason);
    QCOMPARE(reason->step, 4);
    QCOMPARE(reason->since, 1);
    QCOMPARE(reason->value, 0.5);
    QVERIFY(!pruner->judge(runningTrial({0.5, 0.4, 0.6, 0.6}), {}));
    QVERIFY(!pruner->judge(runningTrial({0.5, 0.6, 0.7, 0.8}), History{Direction::Maximize, {}}));
    const auto late = made("patience", {{"patience", std::int64_t{3}}, {"grace", std::int64_t{10}}});
    QVERIFY(!late->judge(runningTrial(std::vector<double>(12, 0.5)), {}));
    QVERIFY(late->judge(runningTrial(std::vector<double>(13, 0.5)), {}));
}

void TestCurvePruners::thresholdStopsOutsideItsBounds()
{
    const auto pruner = made("threshold", {{"lower", 0.2}, {"upper", 0.8}, {"n_warmup", std::int64_t{1}}});
    QVERIFY(!pruner->judge(runningTrial({0.9}), {}));
    QVERIFY(!pruner->judge(runningTrial({0.9, 0.8}), {}));
    QCOMPARE(pruner->judge(runningTrial({0.5, 0.9}), {})->threshold, 0.8);
    QCOMPARE(pruner->judge(runningTrial({0.5, 0.1}), {})->threshold, 0.2);
    QVERIFY(pruner->judge(runningTrial({0.5, kNaN}), {}));
    QVERIFY(pruner->judge(runningTrial({0.5, kInfinity}), {}));
    QVERIFY(made("threshold", {})->judge(runningTrial({kNaN}), {}));
    QVERIFY(!made("threshold", {})->judge(runningTrial({1e300}), {}));
}

void TestCurvePruners::everyReasonIsASentence()
{
    const auto text = [](const PruneReason& reason) { return pruneText(reason, "RMSE", false); };
    QCOMPARE(text({.kind = PruneKind::BelowPercentile,
                   .step = 8,
                   .value = 12.5,
                   .threshold = 9.0,
                   .peers = 12,
                   .share = 0.75}),
             std::string(
                 "Pruned at epoch 8: RMSE 12.5, while the best 75 % of 12 finished trials had reached 9."));
    QCOMPARE(text({.kind = PruneKind::Extrapolated,
                   .step = 8,
                   .value = 12.5,
                   .threshold = 9.0,
                   .peers = 4,
                   .share = 0.0123,
                   .predicted = 11.0}),
             std::string("Pruned at epoch 8: its curve leads to RMSE 11; the chance to beat the best 9 of 4 "
                         "finished trials is 1.2 %."));
    QCOMPARE(text({.kind = PruneKind::NoImprovement, .step = 8, .value = 12.5, .since = 3}),
             std::string("Pruned at epoch 8: nothing better than RMSE 12.5 since epoch 3."));
    QCOMPARE(text({.kind = PruneKind::OutOfBounds, .step = 8, .value = 12.5, .threshold = 9.0}),
             std::string("Pruned at epoch 8: RMSE 12.5 is above the upper bound 9."));
    QCOMPARE(text({.kind = PruneKind::OutOfBounds, .step = 8, .value = kNaN, .threshold = 9.0}),
             std::string("Pruned at epoch 8: it reported no number."));
    QCOMPARE(
        text(
            {.kind = PruneKind::RungRank, .step = 6, .rung = 6, .rank = 3, .of = 4, .keep = 1, .bracket = 1}),
        std::string("Pruned at epoch 6: rank 3 of 4 at this rung of bracket 2, only the best goes on."));
    QCOMPARE(pruneKindName(PruneKind::Extrapolated), std::string_view("extrapolate"));
}

QTEST_APPLESS_MAIN(TestCurvePruners)
#include "tst_curve_pruners.moc"
