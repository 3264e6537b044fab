// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewmodels/trial_table_model.h"

#include "tests/ui/run/synthetic_study.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QtTest>

using namespace tunescope;
using namespace tunescope::ui;

namespace {

/// A study whose snapshots a test replaces at will.
struct Fixture {
    StudySnapshotPtr snapshot;
    std::uint64_t revision = 1;
    StudyViewModel study{{[this] { return revision; }, [this] { return snapshot; }}};

    explicit Fixture(StudySnapshotPtr first) : snapshot(std::move(first)) { study.poll(); }
    void replace(StudySnapshotPtr next)
    {
        snapshot = std::move(next);
        ++revision;
        study.poll();
    }
};

/// The first `count` trials of a study, as it was before the others began; the same config object.
StudySnapshotPtr firstTrials(const StudySnapshotPtr& whole, int count)
{
    std::vector<TrialSnapshot> trials;
    for (int i = 0; i < count; ++i)
        trials.push_back(whole->trial(static_cast<std::size_t>(i)));
    auto part = studyOf(std::move(trials), {});
    part->config = whole->config;
    part->stages = whole->stages;
    part->facts = whole->facts;
    return part;
}

int columnNamed(const TrialTableModel& model, const QString& title)
{
    for (int i = 0; i < model.columnCount(); ++i) {
        if (model.columns()[static_cast<std::size_t>(i)].title == title)
            return i;
    }
    return -1;
}

} // namespace

class TestTrialTableModel : public QObject
{
    Q_OBJECT

private slots:
    void keepsTheRulesOfModelsWhileTrialsStream();
    void showsRunningRowsOnTop();
    void neverRanksStoppedTrialsAboveCompleteOnes_data();
    void neverRanksStoppedTrialsAboveCompleteOnes();
    void sortsEmptyCellsLast();
    void countsGroups();
    void keepsTheLastFilterWhenTheNextCannotBeRead();
    void showsNothingForInactiveSettings();
    void resortsAtMostFourTimesASecond();
    void copiesRowsAsText();
    void tellsWhyATrialEnded();
    void hidesDeletedTrials();
};

void TestTrialTableModel::keepsTheRulesOfModelsWhileTrialsStream()
{
    const StudySnapshotPtr whole = syntheticStudy({.trials = 300});
    Fixture fixture(firstTrials(whole, 1));
    TrialTableModel model(fixture.study);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setFilterText(QStringLiteral("lr < 0.5"));
    const QPersistentModelIndex first = model.index(0, 0);
    const int trial = model.trialAt(0);

    for (const int count : {2, 40, 41, 260, 300}) {
        fixture.replace(firstTrials(whole, count));
        model.refresh();
    }
    model.setGroup(TrialGroup::Finished);
    model.setGroup(TrialGroup::All);

    QVERIFY(model.rowCount() > 200);
    if (trial >= 0 && first.isValid())
        QCOMPARE(model.trialAt(first.row()), trial);
}

void TestTrialTableModel::showsRunningRowsOnTop()
{
    Fixture fixture(syntheticStudy({.trials = 80, .running = 2}));
    TrialTableModel model(fixture.study);

    for (int column = 0; column < model.columnCount(); ++column) {
        model.sort(column, Qt::AscendingOrder);
        const int running = model.runningRows();
        QVERIFY(running >= 1);
        for (int row = 0; row < running; ++row)
            QCOMPARE(model.index(row, 0).data(TrialTableModel::StateRole).toInt(), int(TrialState::Running));
    }
}

void TestTrialTableModel::neverRanksStoppedTrialsAboveCompleteOnes_data()
{
    QTest::addColumn<Qt::SortOrder>("order");
    QTest::newRow("best first") << Qt::DescendingOrder;
    QTest::newRow("worst first") << Qt::AscendingOrder;
}

void TestTrialTableModel::neverRanksStoppedTrialsAboveCompleteOnes()
{
    QFETCH(Qt::SortOrder, order);
    Fixture fixture(syntheticStudy({.trials = 200, .running = 0}));
    TrialTableModel model(fixture.study);
    model.sort(3, order);

    bool sawStopped = false;
    for (int row = 0; row < model.rowCount(); ++row) {
        const bool isComplete =
            model.index(row, 0).data(TrialTableModel::StateRole).toInt() == int(TrialState::Complete);
        QVERIFY2(!(sawStopped && isComplete), "a complete trial stands below a stopped one");
        sawStopped = sawStopped || !isComplete;
    }
    QVERIFY(sawStopped);
}

void TestTrialTableModel::sortsEmptyCellsLast()
{
    Fixture fixture(syntheticStudy({.trials = 60, .running = 0}));
    TrialTableModel model(fixture.study);
    const int momentum = columnNamed(model, QStringLiteral("Momentum"));
    for (const Qt::SortOrder order : {Qt::AscendingOrder, Qt::DescendingOrder}) {
        model.sort(momentum, order);
        QVERIFY(!model.index(0, momentum).data().toString().isEmpty());
        QVERIFY(model.index(model.rowCount() - 1, momentum).data().toString().isEmpty());
    }
}

void TestTrialTableModel::countsGroups()
{
    Fixture fixture(syntheticStudy({.trials = 90}));
    TrialTableModel model(fixture.study);
    for (const TrialGroup group : {TrialGroup::All, TrialGroup::Running, TrialGroup::Finished,
                                   TrialGroup::Pruned, TrialGroup::Diverged}) {
        model.setGroup(group);
        QCOMPARE(model.rowCount(), model.countOf(group));
        QVERIFY(model.rowCount() > 0);
    }
}

void TestTrialTableModel::keepsTheLastFilterWhenTheNextCannotBeRead()
{
    Fixture fixture(syntheticStudy({.trials = 60}));
    TrialTableModel model(fixture.study);
    QVERIFY(model.setFilterText(QStringLiteral("optimizer = adam")));
    const int kept = model.rowCount();

    QVERIFY(!model.setFilterText(QStringLiteral("optimizer = adam and lr <")));

    QCOMPARE(model.rowCount(), kept);
    QCOMPARE(model.filterFault(),
             QStringLiteral("Could not read “optimizer = adam and lr <”. Write for example lr < 0.1"));
}

void TestTrialTableModel::showsNothingForInactiveSettings()
{
    Fixture fixture(syntheticStudy({.trials = 40}));
    TrialTableModel model(fixture.study);
    const int optimizer = columnNamed(model, QStringLiteral("Optimizer")),
              momentum = columnNamed(model, QStringLiteral("Momentum"));
    for (int row = 0; row < model.rowCount(); ++row) {
        const bool isSgd = model.index(row, optimizer).data().toString() == QLatin1String("SGD");
        QCOMPARE(!model.index(row, momentum).data().toString().isEmpty(), isSgd);
        QCOMPARE(!model.index(row, optimizer).data(TrialTableModel::SideTextRole).toString().isEmpty(),
                 isSgd);
    }
}

void TestTrialTableModel::resortsAtMostFourTimesASecond()
{
    const StudySnapshotPtr whole = syntheticStudy({.trials = 120, .running = 0});
    Fixture fixture(firstTrials(whole, 100));
    TrialTableModel model(fixture.study);
    QSignalSpy refreshed(&model, &TrialTableModel::rowsRefreshed);

    for (int count = 101; count <= 120; ++count)
        fixture.replace(firstTrials(whole, count));

    QCOMPARE(refreshed.count(), 0); // All twenty wait for one timer.
    QTRY_COMPARE(refreshed.count(), 1);
    QCOMPARE(model.rowCount(), 120);
    QVERIFY(model.news().count > 0);
}

void TestTrialTableModel::copiesRowsAsText()
{
    Fixture fixture(syntheticStudy({.trials = 10}));
    TrialTableModel model(fixture.study);

    const QStringList lines = model.tabSeparated({0, 2}, {1, 2}).split(u'\n');

    QCOMPARE(lines[0], QStringLiteral("#\tState"));
    QCOMPARE(lines[1],
             QStringLiteral("%1\t%2").arg(model.trialAt(0)).arg(model.index(0, 2).data().toString()));
    QCOMPARE(lines.size(), 4);
}

void TestTrialTableModel::tellsWhyATrialEnded()
{
    Fixture fixture(syntheticStudy({.trials = 60}));
    TrialTableModel model(fixture.study);
    model.setGroup(TrialGroup::Pruned);

    QVERIFY(model.index(0, 2).data(Qt::ToolTipRole).toString().startsWith(QLatin1String("Pruned at epoch")));
}

void TestTrialTableModel::hidesDeletedTrials()
{
    const StudySnapshotPtr whole = syntheticStudy({.trials = 20, .running = 0});
    Fixture fixture(whole);
    TrialTableModel model(fixture.study);
    std::vector<TrialSnapshot> trials;
    for (std::size_t i = 0; i < whole->size(); ++i)
        trials.push_back(whole->trial(i));
    trials[3].deleted = true;
    auto next = studyOf(std::move(trials), {});
    next->config = whole->config;
    fixture.replace(next);
    model.refresh();

    QCOMPARE(model.rowOf(3), -1);
    QCOMPARE(model.rowCount(), 19);
}

QTEST_GUILESS_MAIN(TestTrialTableModel)
#include "tst_trial_table_model.moc"
