// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewmodels/error_text.h"
#include "ui/viewmodels/param_words.h"
#include "ui/viewmodels/project_draft.h"
#include "ui/viewmodels/project_files.h"
#include "ui/viewmodels/undo.h"

#include <QTemporaryDir>
#include <QUndoStack>
#include <QtTest>

using namespace tunescope;
using namespace tunescope::ui;
using Change = ProjectController::DraftChange;

namespace {

StudyConfig someDraft()
{
    StudyConfig config;
    config.data.source = "digits";
    config.stage.space = *SearchSpace::create({{"dropout", FloatRange{0.0, 0.5}}});
    config.stage.budget.trials = 10;
    return config;
}

TrialSnapshot timedTrial(int number, double seconds)
{
    TrialSnapshot trial;
    trial.start.number = number;
    trial.state = TrialState::Complete;
    trial.outcome.trialSeconds = seconds;
    return trial;
}

} // namespace

class TestProjectDraft : public QObject
{
    Q_OBJECT

private slots:
    void tellsWhatDiffersFromTheOpenStudy();
    void anOpenMetricIsTheStudysMetric();
    void stepsOfOneDragAreOneUndo();
    void aDragThatEndsWhereItBeganIsNoUndo();
    void estimatesFromTheTrialsThatRan();
    void needsFourTrialsForAnEstimate();
    void namesFilesSafely_data();
    void namesFilesSafely();
    void findsAFreeName();
    void makesSentencesOfErrors();
    void writesNumbersAsPeopleType_data();
    void writesNumbersAsPeopleType();
};

void TestProjectDraft::tellsWhatDiffersFromTheOpenStudy()
{
    const StudyConfig open = someDraft();
    StudyConfig budget = open;
    budget.stage.budget.trials = 20;
    StudyConfig stage = budget;
    stage.stage.fixed.set("epochs", std::int64_t{5});
    StudyConfig split = open;
    split.protocol.validation = 0.3;
    StudyConfig seed = open;
    seed.seed = 43;
    StudyConfig queue = open;
    queue.stage.queue.push_back({{"dropout", 0.1}});

    QCOMPARE(compareDraft(open, open), Change::None);
    QCOMPARE(compareDraft(queue, open), Change::None);
    QCOMPARE(compareDraft(budget, open), Change::Budget);
    QCOMPARE(compareDraft(stage, open), Change::Stage);
    QCOMPARE(compareDraft(split, open), Change::Study);
    QCOMPARE(compareDraft(seed, open), Change::Study);
}

void TestProjectDraft::anOpenMetricIsTheStudysMetric()
{
    const StudyConfig draft = someDraft();
    StudyConfig open = draft;
    open.protocol.metric = "rmse";
    open.protocol.direction = Direction::Minimize;
    open.protocol.splitSeed = draft.seed;

    QCOMPARE(compareDraft(draft, open), Change::None);
}

void TestProjectDraft::stepsOfOneDragAreOneUndo()
{
    QUndoStack stack;
    const StudyConfig first = someDraft();
    StudyConfig shown = first;
    const auto apply = [&](const StudyConfig& /*from*/, const StudyConfig& to) { shown = to; };
    for (int trials = 11; trials <= 15; ++trials) {
        StudyConfig next = shown;
        next.stage.budget.trials = trials;
        stack.push(new DraftCommand(shown, next, "Change trials", 7, apply));
    }

    QCOMPARE(stack.count(), 1);
    stack.undo();
    QVERIFY(shown == first);
    stack.redo();
    QCOMPARE(shown.stage.budget.trials, std::optional(15));
}

void TestProjectDraft::aDragThatEndsWhereItBeganIsNoUndo()
{
    QUndoStack stack;
    const StudyConfig first = someDraft();
    StudyConfig shown = first;
    const auto apply = [&](const StudyConfig& /*from*/, const StudyConfig& to) { shown = to; };
    for (const int trials : {11, 10}) {
        StudyConfig next = shown;
        next.stage.budget.trials = trials;
        stack.push(new DraftCommand(shown, next, "Change trials", 7, apply));
    }

    QCOMPARE(stack.count(), 0);
    QVERIFY(shown == first);
}

void TestProjectDraft::estimatesFromTheTrialsThatRan()
{
    std::vector<TrialSnapshot> trials;
    for (int i = 0; i < 10; ++i)
        trials.push_back(timedTrial(i, i % 2 == 0 ? 1.0 : 3.0));

    const auto estimate = measuredEstimate(*snapshotOf(trials), 20);

    QVERIFY(estimate);
    QCOMPARE(estimate->trialSeconds, 2.0);
    QCOMPARE(estimate->timedTrials, 10);
    QVERIFY(estimate->trialSecondsLow < 2.0 && estimate->trialSecondsLow >= 1.0);
    QVERIFY(estimate->trialSecondsHigh > 2.0 && estimate->trialSecondsHigh <= 3.0);
}

void TestProjectDraft::needsFourTrialsForAnEstimate()
{
    QVERIFY(!measuredEstimate(*snapshotOf({timedTrial(0, 1.0), timedTrial(1, 1.0), timedTrial(2, 1.0)}), 20));
}

void TestProjectDraft::namesFilesSafely_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("stem");
    QTest::newRow("plain") << "Digits demo"
                           << "Digits demo";
    QTest::newRow("path") << "../a/b"
                          << "-a-b";
    QTest::newRow("forbidden") << "a:b*c?"
                               << "a-b-c-";
    QTest::newRow("hidden") << "..."
                            << "Study";
    QTest::newRow("empty") << "  "
                           << "Study";
    QTest::newRow("long") << QString(200, 'x') << QString(80, 'x');
}

void TestProjectDraft::namesFilesSafely()
{
    QFETCH(QString, name);
    QFETCH(QString, stem);
    QCOMPARE(fileStem(name), stem);
}

void TestProjectDraft::findsAFreeName()
{
    QTemporaryDir folder;
    const QString projects = folder.filePath("new/projects");
    const auto first = newProjectPath(projects, "Iris");
    QVERIFY(first);
    QCOMPARE(*first, projects + "/Iris.tune");
    QFile taken(*first);
    QVERIFY(taken.open(QIODevice::WriteOnly));

    QCOMPARE(*newProjectPath(projects, "Iris"), projects + "/Iris 2.tune");
}

void TestProjectDraft::makesSentencesOfErrors()
{
    const Error error{ErrorCode::RangeEmpty, {{"param", "learning_rate"}, {"low", 2.0}, {"high", 1.0}}};
    const ErrorWords words = errorWords({ErrorCode::FolderReadOnly, {{"path", "/media/{usb}"}}});

    QCOMPARE(errorSentence(error),
             QString("Learning rate: the low end must be below the high end, got low = 2 and high = 1."));
    QCOMPARE(words.headline + ' ' + words.detail,
             errorSentence({ErrorCode::FolderReadOnly, {{"path", "/media/{usb}"}}}));
    QCOMPARE(words.detail, QString("Choose another folder."));
    QVERIFY(words.headline.contains("/media/{usb}"));
}

void TestProjectDraft::writesNumbersAsPeopleType_data()
{
    QTest::addColumn<double>("value");
    QTest::addColumn<QString>("text");
    QTest::newRow("zero") << 0.0 << "0";
    QTest::newRow("whole") << 256.0 << "256";
    QTest::newRow("short") << 0.19 << "0.19";
    QTest::newRow("thousandth") << 0.001 << "0.001";
    QTest::newRow("small") << 1e-6 << "1e-6";
    QTest::newRow("small with digits") << 2.134e-4 << "2.13e-4";
    QTest::newRow("four digits") << 0.012346 << "0.01235";
}

void TestProjectDraft::writesNumbersAsPeopleType()
{
    QFETCH(double, value);
    QFETCH(QString, text);
    QCOMPARE(shortNumber(value), text);
}

QTEST_GUILESS_MAIN(TestProjectDraft)
#include "tst_project_draft.moc"
