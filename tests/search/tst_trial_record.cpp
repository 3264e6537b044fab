// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/prune_text.h"
#include "core/search/trial_record.h"

#include <QtTest>

#include <array>
#include <limits>
#include <string>

using namespace tunescope;

class TestTrialRecord : public QObject
{
    Q_OBJECT

private slots:
    void statesHaveTheNamesOfTheFormats();
    void originsReadBack_data();
    void originsReadBack();
    void wrongOriginsAreRefused();
    void prunedTrialsSayWhy_data();
    void prunedTrialsSayWhy();
};

void TestTrialRecord::statesHaveTheNamesOfTheFormats()
{
    constexpr std::array<const char*, 8> kNames{"queued", "running",  "paused", "complete",
                                                "pruned", "diverged", "failed", "cancelled"};
    for (std::size_t i = 0; i < kNames.size(); ++i) {
        const auto state = static_cast<TrialState>(i);
        QCOMPARE(trialStateName(state), std::string_view(kNames[i]));
        QVERIFY(trialStateFromName(kNames[i]) == state);
        QCOMPARE(isTold(state), i >= 3);
    }
    QVERIFY(!trialStateFromName("Complete"));
    QVERIFY(!trialStateFromName(""));
}

void TestTrialRecord::originsReadBack_data()
{
    QTest::addColumn<Origin>("origin");
    QTest::addColumn<std::string>("text");
    QTest::newRow("sampler") << Origin{} << std::string("sampler");
    QTest::newRow("by hand") << Origin{OriginKind::ByHand} << std::string("by hand");
    QTest::newRow("twin") << Origin{OriginKind::Twin, 3} << std::string("twin of 3");
    QTest::newRow("continued") << Origin{OriginKind::Continued, 0} << std::string("continued 0");
    QTest::newRow("imported") << Origin{OriginKind::Imported} << std::string("imported");
    QTest::newRow("fork") << Origin{OriginKind::Fork, 7} << std::string("fork of 7");
    QTest::newRow("repeat") << Origin{OriginKind::Repeat, 12345} << std::string("repeat of 12345");
}

void TestTrialRecord::originsReadBack()
{
    QFETCH(Origin, origin);
    QFETCH(std::string, text);
    QCOMPARE(originText(origin), text);
    QVERIFY(originFromText(text) == origin);
}

void TestTrialRecord::wrongOriginsAreRefused()
{
    for (const char* text : {"", "twin", "twin of ", "twin of x", "twin of -1", "twin of 3 ",
                             "twin of 99999999999", "Sampler", "continued"})
        QVERIFY(!originFromText(text));
}

void TestTrialRecord::prunedTrialsSayWhy_data()
{
    QTest::addColumn<PruneReason>("reason");
    QTest::addColumn<QString>("title");
    QTest::addColumn<bool>("share");
    QTest::addColumn<QString>("text");
    const auto median = [](int step, double value, double threshold, int peers) {
        return PruneReason{.kind = PruneKind::BelowMedian,
                           .step = step,
                           .value = value,
                           .threshold = threshold,
                           .peers = peers};
    };
    QTest::newRow("share") << median(8, 0.808, 0.904, 12) << "Accuracy" << true
                           << "Pruned at epoch 8: 80.8 % was below the median 90.4 % of 12 finished trials.";
    QTest::newRow("minimised")
        << median(8, 12.5, 9.25, 5) << "RMSE" << false
        << "Pruned at epoch 8: RMSE 12.5 was above the median 9.25 of 5 finished trials.";
    QTest::newRow("close")
        << median(4, 0.90401, 0.90404, 6) << "Accuracy" << true
        << "Pruned at epoch 4: 90.401 % was below the median 90.404 % of 6 finished trials.";
    QTest::newRow("one peer") << median(4, 0.5, 0.75, 1) << "" << false
                              << "Pruned at epoch 4: 0.5 was below the median 0.75 of 1 finished trial.";
    QTest::newRow("nan") << median(4, std::numeric_limits<double>::quiet_NaN(), 0.75, 7) << "Accuracy" << true
                         << "Pruned at epoch 4: no number so far; the median is 75.0 % of 7 finished trials.";
    const PruneReason rung{
        .kind = PruneKind::RungRank, .step = 6, .value = 0.5, .rung = 6, .rank = 14, .of = 30, .keep = 10};
    QTest::newRow("rung") << rung << "Accuracy" << true
                          << "Pruned at epoch 6: rank 14 of 30 at this rung, the best 10 go on.";
    const PruneReason first{.kind = PruneKind::RungRank, .step = 2, .rung = 2, .rank = 3, .of = 4, .keep = 1};
    QTest::newRow("one goes on") << first << "Accuracy" << true
                                 << "Pruned at epoch 2: rank 3 of 4 at this rung, only the best goes on.";
}

void TestTrialRecord::prunedTrialsSayWhy()
{
    QFETCH(PruneReason, reason);
    QFETCH(QString, title);
    QFETCH(bool, share);
    QFETCH(QString, text);
    QCOMPARE(QString::fromStdString(pruneText(reason, title.toStdString(), share)), text);
}

QTEST_APPLESS_MAIN(TestTrialRecord)
#include "tst_trial_record.moc"
