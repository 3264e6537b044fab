// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/database.h"
#include "core/storage/sqlite_store_factory.h"
#include "core/study/study_notebook.h"

#include "tests/storage/study_samples.h"

#include <QtTest>

#include <cmath>
#include <filesystem>
#include <limits>

using namespace tunescope;

class TestStudyTrust : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void keepsExtraRuns();
    void keepsLooksAndMarksWhatFollows();
    void keepsStoppingPartsSegmentsAndLineages();
    void findsAnEditedNotebook_data();
    void findsAnEditedNotebook();
    void chainsTheNotebookOfVersion2();

private:
    [[nodiscard]] std::string path() const { return m_folder->filePath("s.tune").toStdString(); }
    std::unique_ptr<StudyStore> create()
    {
        return *SqliteStoreFactory().create(path(), sampleConfig(), sampleFacts(), sampleEngine(), "");
    }
    StoredStudy load() { return *(*SqliteStoreFactory(StoreAccess::Look).open(path()))->load(); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestStudyTrust::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

void TestStudyTrust::keepsExtraRuns()
{
    const ExtraRun run{.kind = ExtraKind::Ghost,
                       .trial = 3,
                       .draw = 2,
                       .newSplit = true,
                       .seed = 18446744073709551615U,
                       .state = TrialState::Complete,
                       .reason = "Trained all 2 epochs.",
                       .value = 0.1 + 0.2,
                       .lastValue = 0.3,
                       .bestEpoch = 1,
                       .runs = {{.repeat = 0, .fold = 1, .value = 0.25, .bestEpoch = 1, .epochs = 2}},
                       .curve = {0.1 + 0.2, std::numeric_limits<double>::quiet_NaN()},
                       .weights = 77,
                       .extraSeconds = 0.5,
                       .finishedAt = 12.25};
    {
        const auto store = create();
        ExtraRun before = run;
        before.value = 0.0;
        store->extraRunDone(before);
        store->extraRunDone(run); // The same again replaces it.
        store->extraRunDone({.kind = ExtraKind::Confirmation, .trial = 3, .state = TrialState::Diverged});
    }
    const StoredStudy study = load();
    QVERIFY(study.warnings.empty());
    QCOMPARE(study.extraRuns.size(), std::size_t{2});
    const ExtraRun& read = study.extraRuns[1];
    QCOMPARE(read.kind, ExtraKind::Ghost);
    QCOMPARE(read.seed, run.seed);
    QVERIFY(read.newSplit && read.draw == 2 && read.trial == 3 && read.weights == 77);
    QCOMPARE(*read.value, 0.1 + 0.2);
    QCOMPARE(read.runs.size(), std::size_t{1});
    QCOMPARE(read.curve.size(), std::size_t{2});
    QCOMPARE(read.curve[0], 0.1 + 0.2);
    QVERIFY(std::isnan(read.curve[1]));
    QVERIFY(!study.extraRuns[0].value && study.extraRuns[0].curve.empty());
}

void TestStudyTrust::keepsLooksAndMarksWhatFollows()
{
    {
        const auto store = create();
        store->trialStarted(sampleStart(0));
        store->trialStarted(sampleStart(1));
        store->trialTold(0, sampleOutcome(1));
        store->testOpened({.number = 1, .openedAt = 5.5, .trial = 0, .epoch = 1, .trials = 1, .rows = 360, .metric = "accuracy",
                           .validation = 0.5, .value = 0.25, .loss = 1.5, .metrics = {0.25, std::numeric_limits<double>::quiet_NaN()},
                           .runs = {0.25}, .points = {{1, 0, 0.5, 0.25}}});
        store->trialTold(1, sampleOutcome(1));
    }
    const StoredStudy study = load();
    QCOMPARE(study.trials[0].looks, 0);
    QCOMPARE(study.trials[1].looks, 1);
    QCOMPARE(study.testLooks.size(), std::size_t{1});
    QCOMPARE(study.testLooks[0].points, (std::vector<TestPoint>{{1, 0, 0.5, 0.25}}));
    QCOMPARE(study.testLooks[0].value, 0.25);
    QVERIFY(std::isnan(study.testLooks[0].metrics[1]));
    // A second look of the same number is a fault of the writer, not a replacement.
    const auto store = *SqliteStoreFactory().open(path());
    store->testOpened({.number = 1, .value = 0.99});
    QVERIFY(!store->flush());
}

void TestStudyTrust::keepsStoppingPartsSegmentsAndLineages()
{
    TrialStart start = sampleStart(0);
    start.segments = {{3, {{"learning_rate", 0.1}}}};
    const TrialLineage lineage{{OriginKind::Fork, 2}, 18446744073709551615U, start.segments};
    {
        const auto store = create();
        store->trialStarted(start);
        EpochRecord record = sampleEpoch(0, 1);
        record.stopping = PartValues{0.75, {0.1, 0.2}};
        store->epochReported(record);
        store->epochReported(sampleEpoch(0, 2));
        store->trialQueued(0, {{"units", std::int64_t{32}}}, lineage);
    }
    const StoredStudy study = load();
    QVERIFY(study.warnings.empty());
    QCOMPARE(study.trials[0].start.segments, start.segments);
    QCOMPARE(study.trials[0].epochs[0].stopping->loss, 0.75);
    QCOMPARE(study.trials[0].epochs[0].stopping->metrics, (std::vector<double>{0.1, 0.2}));
    QVERIFY(!study.trials[0].epochs[1].stopping);
    QCOMPARE(study.stages[0].lineages.size(), std::size_t{2});
    QVERIFY(study.stages[0].lineages[0] == TrialLineage());
    QVERIFY(study.stages[0].lineages[1] == lineage);
}

void TestStudyTrust::findsAnEditedNotebook_data()
{
    QTest::addColumn<QString>("edit");
    QTest::newRow("a word") << "UPDATE event SET detail = 'I knew it' WHERE kind = 'prediction'";
    QTest::newRow("a time") << "UPDATE event SET at = at + 1 WHERE kind = 'prediction'";
    QTest::newRow("one taken out") << "DELETE FROM event WHERE kind = 'prediction'";
    QTest::newRow("the last one taken out") << "DELETE FROM event WHERE id = (SELECT max(id) FROM event)";
    QTest::newRow("one put in") << "INSERT INTO event (at, kind, detail, hash) VALUES (1, 'note', 'x', '')";
}

void TestStudyTrust::findsAnEditedNotebook()
{
    QFETCH(QString, edit);
    {
        const auto store = create();
        store->eventHappened({.at = 1.5, .kind = "prediction", .detail = "A small rate wins."});
        store->eventHappened({.at = 2.5, .kind = "conclusion", .detail = "It did not."});
    }
    QVERIFY(notebookFaults(load()).empty());
    {
        const auto store = *SqliteStoreFactory().open(path()); // The chain goes on after opening.
        store->eventHappened({.at = 3.5, .kind = "note", .detail = "later"});
    }
    QVERIFY(notebookFaults(load()).empty());
    QCOMPARE(load().notebookEntries, std::int64_t{5});
    {
        const auto database = *Database::open(path(), OpenMode::ReadWrite);
        QVERIFY(database->execute(edit.toStdString().c_str()));
    }
    QVERIFY(!notebookFaults(load()).empty());
}

void TestStudyTrust::chainsTheNotebookOfVersion2()
{
    std::filesystem::copy_file(TUNESCOPE_TEST_DATA "/studies/version-2.tune", path());
    const StoredStudy before = load(); // Looking changes nothing.
    QVERIFY(before.warnings.empty());
    QCOMPARE(before.notebookEntries, std::int64_t{-1});
    QVERIFY(notebookFaults(before).empty());
    {
        const auto store = *SqliteStoreFactory().open(path());
        store->eventHappened({.at = 3.5, .kind = "note", .detail = "later"});
    }
    const StoredStudy study = load();
    QVERIFY(study.warnings.empty());
    QCOMPARE(study.trials.size(), std::size_t{3});
    QCOMPARE(study.trials[2].outcome.value, before.trials[2].outcome.value);
    QCOMPARE(study.events.size(), before.events.size() + 1);
    QCOMPARE(study.notebookEntries, static_cast<std::int64_t>(study.events.size()));
    QVERIFY(notebookFaults(study).empty());
    QVERIFY(study.stages[0].lineages == std::vector<TrialLineage>(1));
    QVERIFY(study.extraRuns.empty() && study.testLooks.empty());
}

QTEST_APPLESS_MAIN(TestStudyTrust)
#include "tst_study_trust.moc"
