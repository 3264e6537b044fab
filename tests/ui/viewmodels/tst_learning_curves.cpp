// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewmodels/learning_curve_axis.h"
#include "ui/viewmodels/learning_curve_model.h"

#include "tests/ui/run/synthetic_study.h"

#include <QSignalSpy>
#include <QtTest>

using namespace tunescope;
using namespace tunescope::ui;

namespace {

QStringList texts(const std::vector<AxisTick>& ticks)
{
    QStringList list;
    for (const AxisTick& tick : ticks)
        list << tick.text;
    return list;
}

} // namespace

class TestLearningCurves : public QObject
{
    Q_OBJECT

private slots:
    void stretchesTheTopOfTheAccuracyAxis();
    void placesTicks();
    void mapsThereAndBack_data();
    void mapsThereAndBack();
    void keepsExtremesWhenDecimating();
    void drawsAtMostTwelveCurves_data();
    void drawsAtMostTwelveCurves();
    void drawsTheBestBehindTheSelectedOnly();
    void includesEpochZero();
    void leavesOutValuesThatAreNoNumbers();
    void stopsWherePlaybackIs();
    void keepsTheLossAxisFreeOfDivergedTrials();
};

void TestLearningCurves::stretchesTheTopOfTheAccuracyAxis()
{
    const CurveAxis axis(CurveScale::Stretched, {0.0, 0.99});
    QCOMPARE(axis.position(0.9), 0.5);
    QCOMPARE(axis.position(0.0), 0.0);
    QCOMPARE(axis.even(1.0), -std::log10(0.0045));
}

void TestLearningCurves::placesTicks()
{
    QCOMPARE(texts(CurveAxis(CurveScale::Stretched, {0.0, 0.9955}).ticks(8, CurveAxis::Unit::Percent)),
             QStringList({"0", "50", "80", "90", "95", "98", "99"}));
    QCOMPARE(texts(CurveAxis(CurveScale::Log, {0.005, 12.0}).ticks(8, CurveAxis::Unit::Plain)),
             QStringList({"0.01", "0.1", "1", "10"}));
    QCOMPARE(texts(CurveAxis(CurveScale::Linear, {0.0, 1.0}).ticks(5, CurveAxis::Unit::Percent)),
             QStringList({"0", "20", "40", "60", "80", "100"}));
    QCOMPARE(texts(epochTicks({0, 20}, 7)), QStringList({"0", "4", "8", "12", "16", "20"}));
    QCOMPARE(texts(epochTicks({0, 40}, 7)), QStringList({"0", "10", "20", "30", "40"}));
    QVERIFY(CurveAxis(CurveScale::Linear, {1.0, 1.0}).ticks(5, CurveAxis::Unit::Plain).empty());
}

void TestLearningCurves::mapsThereAndBack_data()
{
    QTest::addColumn<CurveScale>("scale");
    QTest::addColumn<double>("value");
    QTest::newRow("linear") << CurveScale::Linear << 0.3;
    QTest::newRow("log") << CurveScale::Log << 0.02;
    QTest::newRow("stretched") << CurveScale::Stretched << 0.97;
}

void TestLearningCurves::mapsThereAndBack()
{
    QFETCH(CurveScale, scale);
    QFETCH(double, value);
    const CurveAxis axis(scale, {0.01, 0.99});
    QVERIFY(std::abs(axis.valueAt(axis.position(value)) - value) < 1e-12);
}

void TestLearningCurves::keepsExtremesWhenDecimating()
{
    std::vector<QPointF> points;
    for (int i = 0; i < 10'000; ++i)
        points.emplace_back(i, i == 5000 ? 9.0 : i == 7000 ? -9.0 : 0.0);

    const std::vector<QPointF> kept = decimated(points, 100);

    QVERIFY(kept.size() <= 202);
    QVERIFY(std::find(kept.begin(), kept.end(), QPointF(5000, 9.0)) != kept.end());
    QVERIFY(std::find(kept.begin(), kept.end(), QPointF(7000, -9.0)) != kept.end());
    QCOMPARE(kept.back(), points.back());
}

void TestLearningCurves::drawsAtMostTwelveCurves_data()
{
    QTest::addColumn<CurveShow>("show");
    for (const auto& [name, show] :
         {std::pair("best and last", CurveShow::BestAndLast), std::pair("top", CurveShow::TopAndRunning),
          std::pair("all", CurveShow::All), std::pair("pinned", CurveShow::Pinned)})
        QTest::newRow(name) << show;
}

namespace {

struct Fixture {
    StudySnapshotPtr snapshot;
    StudyViewModel study{{[] { return std::uint64_t{1}; }, [this] { return snapshot; }}};

    explicit Fixture(const SyntheticOptions& options) : snapshot(syntheticStudy(options)) { study.poll(); }
};

} // namespace

void TestLearningCurves::drawsAtMostTwelveCurves()
{
    QFETCH(CurveShow, show);
    Fixture fixture({.trials = 200});
    for (const int trial : {10, 11, 12, 13, 14, 15})
        fixture.study.togglePin(trial);
    fixture.study.select(20);
    LearningCurveModel model(fixture.study, nullptr);
    model.setShow(show);

    QVERIFY(model.choices().size() <= std::size_t(kMostCurves));
    const auto drawn = [&](int trial) {
        return std::any_of(model.choices().begin(), model.choices().end(),
                           [&](const CurveChoice& c) { return c.trial == trial; });
    };
    for (const int trial : {10, 15, 20})
        QVERIFY(drawn(trial));
}

void TestLearningCurves::drawsTheBestBehindTheSelectedOnly()
{
    Fixture fixture({.trials = 200});
    fixture.study.select(20);
    LearningCurveModel model(fixture.study, nullptr);
    QCOMPARE(model.choices().back().trial, 20);
    QCOMPARE(model.choices()[model.choices().size() - 2].trial, fixture.snapshot->best);
}

void TestLearningCurves::includesEpochZero()
{
    Fixture fixture({.trials = 20});
    LearningCurveModel model(fixture.study, nullptr);
    const std::vector<QPointF> points = model.points({fixture.snapshot->best}, CurveQuantity::Loss);
    QCOMPARE(points.front().x(), 0.0);
}

void TestLearningCurves::leavesOutValuesThatAreNoNumbers()
{
    Fixture fixture({.trials = 200});
    LearningCurveModel model(fixture.study, nullptr);
    for (std::size_t i = 0; i < fixture.snapshot->size(); ++i) {
        for (const QPointF& point : model.points({static_cast<int>(i)}, CurveQuantity::Loss))
            QVERIFY(std::isfinite(point.y()));
    }
}

void TestLearningCurves::stopsWherePlaybackIs()
{
    Fixture fixture({.trials = 40});
    double seconds = 0.0;
    PlaybackModel playback(fixture.study, [&] { return seconds; });
    LearningCurveModel model(fixture.study, &playback);
    playback.setSpeed(1);
    playback.setMode(PlaybackMode::WatchOne);
    const CurveChoice best{fixture.snapshot->best};
    QCOMPARE(model.points(best, CurveQuantity::Metric).size(), std::size_t{1});
    QSignalSpy changed(&model, &LearningCurveModel::choicesChanged);

    seconds = 3.2;
    playback.advance();

    QCOMPARE(model.points(best, CurveQuantity::Metric).size(), std::size_t{4});
    QVERIFY(changed.count() > 0);
    QVERIFY(model.isHeldBack(best.trial));
}

void TestLearningCurves::keepsTheLossAxisFreeOfDivergedTrials()
{
    Fixture fixture({.trials = 400});
    QVERIFY(fixture.snapshot->counts.diverged > 0);
    const LearningCurveModel model(fixture.study, nullptr);
    QVERIFY(model.valueRange(CurveQuantity::Loss).high < 15.0);
}

QTEST_GUILESS_MAIN(TestLearningCurves)
#include "tst_learning_curves.moc"
