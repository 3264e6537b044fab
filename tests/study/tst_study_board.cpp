// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/study_board.h"

#include <QtTest>

#include <limits>

using namespace tunescope;

namespace {

std::shared_ptr<const StudyConfig> maximising()
{
    return std::make_shared<const StudyConfig>();
}

std::shared_ptr<const StudyFacts> oneMetric()
{
    auto facts = std::make_shared<StudyFacts>();
    facts->metricNames = {"accuracy"};
    return facts;
}

EpochRecord epochOf(int trial, int epoch, double metric)
{
    EpochRecord record;
    record.trial = trial;
    record.epoch = epoch;
    record.validation = {1.0 - metric, {metric}};
    if (epoch > 0)
        record.train = record.validation;
    return record;
}

TrialOutcome complete(double value)
{
    TrialOutcome outcome;
    outcome.value = value;
    return outcome;
}

} // namespace

class TestStudyBoard : public QObject
{
    Q_OBJECT

private slots:
    void unchangedTrialsAreShared();
    void sameRevisionGivesTheSameSnapshot();
    void curvesStartAtEpochZero();
    void notANumberIsNeverTheBestEpoch();
    void aContinuedTrialIsCutBack();
    void deletedTrialsAreNeverTheBest();
    void countsFollowTheStates();
    void deletedTrialsLeaveTheShownCounts();
};

void TestStudyBoard::unchangedTrialsAreShared()
{
    StudyBoard board(maximising(), oneMetric());
    for (int i = 0; i < 600; ++i)
        board.beginTrial({i}, 10, 0, 0.0, 0);
    const StudySnapshotPtr before = board.snapshot(0.0);
    board.report(epochOf(300, 0, 0.5), 1.0);
    const StudySnapshotPtr after = board.snapshot(1.0);
    QCOMPARE(before->chunks()[0], after->chunks()[0]);
    QVERIFY(before->chunks()[1] != after->chunks()[1]);
    QCOMPARE(before->trialPtr(301), after->trialPtr(301));
    QVERIFY(before->trialPtr(300) != after->trialPtr(300));
    QVERIFY(before->trial(300).curves.validationLoss.empty());
}

void TestStudyBoard::sameRevisionGivesTheSameSnapshot()
{
    StudyBoard board(maximising(), oneMetric());
    board.beginTrial({0}, 10, 0, 0.0, 0);
    QCOMPARE(board.snapshot(0.0), board.snapshot(5.0));
    const std::uint64_t revision = board.revision();
    board.report(epochOf(0, 0, 0.1), 0.0);
    QVERIFY(board.revision() > revision);
}

void TestStudyBoard::curvesStartAtEpochZero()
{
    StudyBoard board(maximising(), oneMetric());
    board.beginTrial({0}, 10, 0, 0.0, 0);
    board.report(epochOf(0, 0, 0.1), 0.0);
    QCOMPARE(board.snapshot(0.0)->trial(0).finishedEpochs(), 0);
    QCOMPARE(board.snapshot(0.0)->trial(0).bestEpochSoFar, 0);
    board.report(epochOf(0, 1, 0.05), 0.0);
    const StudySnapshotPtr snapshot = board.snapshot(0.0);
    QCOMPARE(snapshot->trial(0).curves.validationMetric, (std::vector<float>{0.1F, 0.05F}));
    QVERIFY(std::isnan(snapshot->trial(0).curves.trainLoss[0]));
    QCOMPARE(snapshot->trial(0).bestEpochSoFar, 1);
}

void TestStudyBoard::notANumberIsNeverTheBestEpoch()
{
    StudyBoard board(maximising(), oneMetric());
    board.beginTrial({0}, 10, 0, 0.0, 0);
    board.report(epochOf(0, 1, std::numeric_limits<double>::quiet_NaN()), 0.0);
    QCOMPARE(board.snapshot(0.0)->trial(0).bestEpochSoFar, 0);
    board.report(epochOf(0, 2, 0.3), 0.0);
    board.report(epochOf(0, 3, 0.3), 0.0);
    QCOMPARE(board.snapshot(0.0)->trial(0).bestEpochSoFar, 2);
}

void TestStudyBoard::aContinuedTrialIsCutBack()
{
    StudyBoard board(maximising(), oneMetric());
    board.beginTrial({0}, 10, 0, 0.0, 0);
    for (int epoch = 0; epoch <= 6; ++epoch)
        board.report(epochOf(0, epoch, 0.1 * epoch), 0.0);
    board.interruptTrial(0, 1.0);
    board.beginTrial({0}, 10, 0, 2.0, 4);
    const TrialSnapshot& trial = board.snapshot(2.0)->trial(0);
    QCOMPARE(trial.finishedEpochs(), 4);
    QCOMPARE(trial.bestEpochSoFar, 4);
    board.interruptTrial(0, 3.0);
    board.beginTrial({0}, 10, 0, 4.0, 0);
    QVERIFY(board.snapshot(4.0)->trial(0).curves.validationLoss.empty());
}

void TestStudyBoard::deletedTrialsAreNeverTheBest()
{
    StudyBoard board(maximising(), oneMetric());
    for (int i = 0; i < 3; ++i) {
        board.beginTrial({i}, 1, 0, 0.0, 0);
        board.tellTrial(i, complete(0.5 + 0.1 * i), 1.0);
    }
    QCOMPARE(board.snapshot(1.0)->best, 2);
    board.setDeleted(2, true);
    QCOMPARE(board.snapshot(1.0)->best, 1);
    board.setDeleted(2, false);
    QCOMPARE(board.snapshot(1.0)->best, 2);
}

void TestStudyBoard::countsFollowTheStates()
{
    StudyBoard board(maximising(), oneMetric());
    board.beginTrial({0}, 1, 0, 0.0, 0);
    QCOMPARE(board.snapshot(0.0)->counts.running, 1);
    board.interruptTrial(0, 0.0);
    QCOMPARE(board.snapshot(0.0)->counts.paused, 1);
    board.beginTrial({0}, 1, 0, 0.0, 0);
    board.tellTrial(0, complete(0.5), 0.0);
    const TrialCounts counts = board.snapshot(0.0)->counts;
    QCOMPARE(counts.running, 0);
    QCOMPARE(counts.paused, 0);
    QCOMPARE(counts.complete, 1);
    QCOMPARE(counts.told(), 1);
}

void TestStudyBoard::deletedTrialsLeaveTheShownCounts()
{
    StudyBoard board(maximising(), oneMetric());
    for (int i = 0; i < 3; ++i) {
        board.beginTrial({i}, 1, 0, 0.0, 0);
        board.tellTrial(i, complete(0.5), 1.0);
    }
    board.setDeleted(1, true);
    board.setDeleted(1, true);
    QCOMPARE(shownCounts(*board.snapshot(1.0)).complete, 2);
    QCOMPARE(board.snapshot(1.0)->counts.complete, 3); // What the budget was spent on.
    board.setDeleted(1, false);
    QCOMPARE(shownCounts(*board.snapshot(1.0)).told(), 3);
    board.beginTrial({3}, 1, 0, 0.0, 0);
    board.setDeleted(3, true);
    board.tellTrial(3, complete(0.9), 2.0);
    QCOMPARE(shownCounts(*board.snapshot(2.0)).complete, 3);
    QCOMPARE(shownCounts(*board.snapshot(2.0)).running, 0);
    StudyBoard restored(maximising(), oneMetric());
    StoredTrial stored{
        .start = {0}, .state = TrialState::Complete, .outcome = complete(0.5), .deleted = true};
    restored.restoreTrial(stored, 1);
    QCOMPARE(shownCounts(*restored.snapshot(0.0)).told(), 0);
    QCOMPARE(restored.snapshot(0.0)->best, -1);
}

QTEST_APPLESS_MAIN(TestStudyBoard)
#include "tst_study_board.moc"
