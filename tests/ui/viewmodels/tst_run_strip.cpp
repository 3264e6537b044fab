// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewmodels/run_strip_model.h"
#include "ui/viewmodels/run_strip_text.h"
#include "ui/viewmodels/value_text.h"

#include "tests/ui/run/synthetic_study.h"

#include <QtTest>

using namespace tunescope;
using namespace tunescope::ui;

class TestRunStrip : public QObject
{
    Q_OBJECT

private slots:
    void saysHowLongItTakes_data();
    void saysHowLongItTakes();
    void estimatesFromTimedTrials();
    void knowsNothingBeforeTheFirstTrial();
    void doesNotCountUpSuddenly();
    void namesWhatRuns();
    void saysWhereItWaits();
    void fillsLanesAndBest();
    void writesNumbers_data();
    void writesNumbers();
};

void TestRunStrip::saysHowLongItTakes_data()
{
    QTest::addColumn<double>("seconds");
    QTest::addColumn<QString>("words");
    QTest::newRow("nearly over") << 9.0 << "a few seconds left";
    QTest::newRow("seconds") << 41.0 << "about 40 s left";
    QTest::newRow("a minute") << 61.0 << "about 1 min left";
    QTest::newRow("minutes and seconds") << 70.0 << "about 1 min 10 s left";
    QTest::newRow("many minutes") << 1500.0 << "about 25 min left, ends 12:25";
    QTest::newRow("hours") << 8100.0 << "about 2 h 15 min left, ends 14:15";
    QTest::newRow("whole hours") << 7200.0 << "about 2 h left, ends 14:00";
}

void TestRunStrip::saysHowLongItTakes()
{
    QFETCH(double, seconds);
    QFETCH(QString, words);
    QCOMPARE(remainingText(seconds, QDateTime(QDate(2026, 1, 2), QTime(12, 0))), words);
}

void TestRunStrip::estimatesFromTimedTrials()
{
    // 10 told trials of 2 s each, 30 to come on 2 workers: 30 s.
    std::vector<TrialSnapshot> trials(10);
    for (TrialSnapshot& trial : trials) {
        trial.state = TrialState::Complete;
        trial.curves.validationLoss = {1.0F, 0.5F};
        trial.outcome.trialSeconds = 2.0;
    }
    const auto study = studyOf(std::move(trials), {.planned = 40});

    const std::optional<RemainingTime> time = remainingTime(*study);

    QVERIFY(time);
    QCOMPARE(time->expected, 30.0);
    QCOMPARE(time->low, 30.0); // All took the same: nothing is uncertain.
    QCOMPARE(remainingRangeText({70.0, 55.0, 100.0}), QStringLiteral("range 0:55 – 1:40"));
}

void TestRunStrip::knowsNothingBeforeTheFirstTrial()
{
    std::vector<TrialSnapshot> trials(2);
    trials[0].state = trials[1].state = TrialState::Running;
    QVERIFY(!remainingTime(*studyOf(std::move(trials), {.planned = 40})));
}

void TestRunStrip::doesNotCountUpSuddenly()
{
    SteadyTime steady;
    QCOMPARE(steady.update(100.0, 0.0), 100.0);
    QCOMPARE(steady.update(400.0, 10.0), 90.0 * 1.05);
    QCOMPARE(steady.update(50.0, 11.0), 50.0);
}

void TestRunStrip::namesWhatRuns()
{
    const auto study = syntheticStudy({.trials = 25, .running = 2, .planned = 32});
    QCOMPARE(runHeadline(*study), QStringLiteral("Running 23 and 24 of 32"));
    QCOMPARE(listText({"1", "2", "3"}), QStringLiteral("1, 2 and 3"));
    study->state = RunnerState::Finished;
    study->counts = {.complete = 16, .pruned = 29, .diverged = 3};
    QCOMPARE(runHeadline(*study), QStringLiteral("Search finished · 48 trials"));
    QCOMPARE(runCounts(study->counts), QStringLiteral("16 finished · 29 pruned · 3 diverged"));
}

void TestRunStrip::saysWhereItWaits()
{
    std::vector<TrialSnapshot> trials(2);
    trials[0].state = trials[1].state = TrialState::Paused;
    trials[0].curves.validationLoss.resize(7);
    trials[1].curves.validationLoss.resize(15);
    const auto study = studyOf(std::move(trials), {.state = RunnerState::Paused});

    QCOMPARE(waitingText(*study), QStringLiteral("waiting at epochs 6 and 14"));
}

void TestRunStrip::fillsLanesAndBest()
{
    const StudySnapshotPtr snapshot = syntheticStudy({.trials = 120, .planned = 200});
    StudyViewModel study({[] { return std::uint64_t{1}; }, [snapshot] { return snapshot; }});
    study.poll();
    const RunStripModel strip(study, [] { return 0.0; });

    QCOMPARE(strip.lanes(), 2);
    QCOMPARE(strip.blocks().size(), std::size_t{120});
    double last[2] = {-1, -1};
    for (const RunBlock& block : strip.blocks()) {
        QVERIFY(block.start >= last[block.lane]);
        last[block.lane] = block.start;
    }
    QCOMPARE(strip.words().best, snapshot->best);
    QVERIFY(strip.words().bestScore.endsWith(QLatin1String(" %")));
    QVERIFY(strip.horizon() > strip.now());
}

void TestRunStrip::writesNumbers_data()
{
    QTest::addColumn<QString>("written");
    QTest::addColumn<QString>("expected");
    QTest::newRow("rate") << settingText(ParamValue(0.0047)) << "0.0047";
    QTest::newRow("small rate") << settingText(ParamValue(5e-4)) << "5.0e-4";
    QTest::newRow("share") << settingText(ParamValue(0.17)) << "0.17";
    QTest::newRow("choice") << settingText(ParamValue(std::string("leaky_relu"))) << "Leaky ReLU";
    QTest::newRow("count") << wholeText(44890) << QStringLiteral("44\u2009890");
    QTest::newRow("percent") << scoreText(0.9722, MetricStyle{}) << "97.2";
    QTest::newRow("no score") << scoreText(kNoValue, MetricStyle{}) << QStringLiteral("–");
    QTest::newRow("gap") << gapText(0.044, MetricStyle{}) << "+4.4";
    QTest::newRow("short time") << durationText(0.0942) << "94 ms";
    QTest::newRow("time") << durationText(12.13) << "12.1 s";
    QTest::newRow("long time") << durationText(151) << "2 min 31 s";
    QTest::newRow("rate a minute") << perMinuteText(2871.0) << QStringLiteral("2\u2009900 a minute");
}

void TestRunStrip::writesNumbers()
{
    QFETCH(QString, written);
    QFETCH(QString, expected);
    QCOMPARE(written, expected);
}

QTEST_GUILESS_MAIN(TestRunStrip)
#include "tst_run_strip.moc"
