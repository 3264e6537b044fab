// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/project/project_fixture.h"

#include <QFile>
#include <QFileInfo>
#include <QSignalSpy>
#include <QUndoStack>
#include <QtTest>

using namespace tunescope;
using namespace tunescope::ui;

class TestProjectController : public QObject
{
    Q_OBJECT

private slots:
    void aProjectIsListedOnceHoweverItIsNamed();
    void opensDataInTheBackground();
    void saysWhyDataCannotBeOpened();
    void undoBringsDraftAndFactsBack();
    void findsFaultsOfTheDraft();
    void startMakesAProjectThatRunsTheDraft();
    void aChangedSettingOpensTheNextStage();
    void anotherSplitIsANewProject();
    void moreTrialsContinueTheStage();
    void aFolderThatCannotBeMadeIsSaid();
    void reopensAProject();
    void keepsTheOpenProjectWhenAnotherCannotBeRead();
    void closesWhileRunning();
    void jobsOfPagesDeliver();
};

void TestProjectController::opensDataInTheBackground()
{
    ProjectFixture fixture;
    QSignalSpy changed(fixture.controller.get(), &ProjectController::dataChanged);
    fixture.controller->openData(DataSpec{"iris"});
    QVERIFY(fixture.controller->isLoadingData());

    QTRY_VERIFY_WITH_TIMEOUT(fixture.controller->facts().has_value(), 20'000);
    QCOMPARE(fixture.controller->draft().data.source, std::string("iris"));
    QTRY_VERIFY_WITH_TIMEOUT(fixture.controller->baselines().has_value(), 20'000);
    QTRY_VERIFY_WITH_TIMEOUT(fixture.controller->estimate().has_value(), 20'000);
    QVERIFY(fixture.controller->estimate()->trialSeconds > 0.0);
}

void TestProjectController::saysWhyDataCannotBeOpened()
{
    ProjectFixture fixture;
    QSignalSpy failed(fixture.controller.get(), &ProjectController::dataFailed);
    fixture.controller->openData(DataSpec{"/nowhere/missing.csv"});

    QTRY_COMPARE_WITH_TIMEOUT(failed.count(), 1, 20'000);
    QVERIFY(!fixture.controller->facts());
    QVERIFY(!fixture.controller->isLoadingData());
}

void TestProjectController::undoBringsDraftAndFactsBack()
{
    ProjectFixture fixture;
    fixture.controller->openData(DataSpec{"iris"});
    QTRY_VERIFY_WITH_TIMEOUT(fixture.controller->facts().has_value(), 20'000);
    const StudyConfig iris = fixture.controller->draft();
    fixture.controller->openData(DataSpec{"wine"});
    QTRY_COMPARE_WITH_TIMEOUT(fixture.controller->draft().data.source, std::string("wine"), 20'000);

    fixture.controller->undoStack().undo();

    QVERIFY(fixture.controller->draft() == iris);
    QCOMPARE(fixture.controller->undoStack().redoText(), QString("Open wine"));
}

void TestProjectController::findsFaultsOfTheDraft()
{
    ProjectFixture fixture;
    StudyConfig draft = ProjectFixture::smallSearch();
    draft.stage.fixed.set("dropout", 0.1); // Also searched: found at once.
    fixture.controller->setDraft(draft, "Break it");
    QVERIFY(fixture.controller->draftFault());
    QCOMPARE(fixture.controller->draftFault()->code, ErrorCode::BothSearchedAndFixed);

    draft.stage.fixed.erase("dropout");
    draft.stage.fixed.set("no_such_setting", 0.1); // Needs the settings: found in the background.
    fixture.controller->setDraft(draft, "Break it otherwise");
    QTRY_VERIFY_WITH_TIMEOUT(fixture.controller->draftFault().has_value(), 20'000);

    fixture.controller->start();
    QVERIFY(!fixture.messages.isEmpty());
    QVERIFY(fixture.controller->projectPath().isEmpty());
}

void TestProjectController::startMakesAProjectThatRunsTheDraft()
{
    ProjectFixture fixture;
    const StudyConfig draft = ProjectFixture::smallSearch();
    fixture.controller->setDraft(draft, "Small");
    QCOMPARE(fixture.controller->saveState(), ProjectController::SaveState::NoProject);
    fixture.controller->start();

    QTRY_COMPARE_WITH_TIMEOUT(fixture.state(), RunnerState::Finished, 30'000);
    QVERIFY(QFileInfo::exists(fixture.controller->projectPath()));
    QCOMPARE(fixture.controller->study().snapshot()->counts.told(), 4);
    QCOMPARE(fixture.controller->saveState(), ProjectController::SaveState::Saved);
    QVERIFY(fixture.controller->draft().stage == draft.stage);
    const auto stages = ProjectFixture::storedStages(fixture.controller->projectPath());
    QCOMPARE(stages.size(), std::size_t{1});
    QVERIFY(stages.front().config == draft.stage);
    QCOMPARE(fixture.controller->recentProjects().size(), 1);
    QCOMPARE(fixture.controller->recentProjects().front().trials, 4);
}

void TestProjectController::aChangedSettingOpensTheNextStage()
{
    ProjectFixture fixture;
    fixture.controller->setDraft(ProjectFixture::smallSearch(), "Small");
    fixture.controller->start();
    QTRY_COMPARE_WITH_TIMEOUT(fixture.state(), RunnerState::Finished, 30'000);
    const QString path = fixture.controller->projectPath();
    StudyConfig draft = fixture.controller->draft();
    draft.stage.fixed.set("epochs", std::int64_t{3});
    fixture.controller->setDraft(draft, "More epochs");
    fixture.controller->start();

    QTRY_COMPARE_WITH_TIMEOUT(fixture.controller->study().snapshot()->counts.told(), 8, 30'000);
    QCOMPARE(fixture.controller->projectPath(), path);
    const auto stages = ProjectFixture::storedStages(path);
    QCOMPARE(stages.size(), std::size_t{2});
    QVERIFY(stages.back().config == draft.stage);
}

void TestProjectController::anotherSplitIsANewProject()
{
    ProjectFixture fixture;
    fixture.controller->setDraft(ProjectFixture::smallSearch(), "Small");
    fixture.controller->start();
    QTRY_COMPARE_WITH_TIMEOUT(fixture.state(), RunnerState::Finished, 30'000);
    const QString first = fixture.controller->projectPath();
    StudyConfig draft = fixture.controller->draft();
    draft.protocol.validation = 0.3;
    fixture.controller->setDraft(draft, "Change split");
    fixture.controller->start();

    QTRY_VERIFY_WITH_TIMEOUT(fixture.controller->projectPath() != first, 30'000);
    QTRY_COMPARE_WITH_TIMEOUT(fixture.state(), RunnerState::Finished, 30'000);
    QVERIFY(QFileInfo::exists(first));
    QCOMPARE(ProjectFixture::storedStages(first).size(), std::size_t{1});
    QVERIFY(fixture.messages.back().detail.contains("not comparable"));
}

void TestProjectController::moreTrialsContinueTheStage()
{
    ProjectFixture fixture;
    fixture.controller->setDraft(ProjectFixture::smallSearch(), "Small");
    fixture.controller->start();
    QTRY_COMPARE_WITH_TIMEOUT(fixture.state(), RunnerState::Finished, 30'000);
    fixture.controller->runMore(3);

    QTRY_COMPARE_WITH_TIMEOUT(fixture.controller->study().snapshot()->counts.told(), 7, 30'000);
    QCOMPARE(fixture.controller->draft().stage.budget.trials, std::optional(7));
    QCOMPARE(ProjectFixture::storedStages(fixture.controller->projectPath()).size(), std::size_t{1});
}

void TestProjectController::aFolderThatCannotBeMadeIsSaid()
{
    ProjectFixture fixture;
    QFile file(fixture.folder.filePath("file"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    fixture.controller->setProjectsFolder(file.fileName() + "/below");
    fixture.controller->setDraft(ProjectFixture::smallSearch(), "Small");
    QSignalSpy wanted(fixture.controller.get(), &ProjectController::folderWanted);
    fixture.controller->start();

    QTRY_VERIFY_WITH_TIMEOUT(!fixture.messages.isEmpty(), 30'000);
    QCOMPARE(fixture.messages.back().kind, Message::Kind::Error);
    QCOMPARE(fixture.messages.back().actionText, QString("Choose another folder"));
    fixture.messages.back().action();
    QCOMPARE(wanted.count(), 1);
    QVERIFY(fixture.controller->projectPath().isEmpty());
}

void TestProjectController::reopensAProject()
{
    ProjectFixture fixture;
    const StudyConfig draft = ProjectFixture::smallSearch();
    fixture.controller->setDraft(draft, "Small");
    fixture.controller->start();
    QTRY_COMPARE_WITH_TIMEOUT(fixture.state(), RunnerState::Finished, 30'000);
    const QString path = fixture.controller->projectPath();
    StudyViewModel& study = fixture.controller->study();
    QTRY_VERIFY(study.trial(1) != nullptr);
    QVERIFY(study.togglePin(1)); // QTRY_VERIFY would evaluate, and so toggle, twice.
    study.select(0);
    QSignalSpy closed(fixture.controller.get(), &ProjectController::projectClosed);
    fixture.controller->closeProject(ProjectController::LeaveRunning::PauseAndClose);
    QTRY_COMPARE_WITH_TIMEOUT(closed.count(), 1, 30'000);
    QVERIFY(!fixture.controller->hasTrials());
    QVERIFY(fixture.controller->projectPath().isEmpty());

    fixture.controller->openProject(path);

    QTRY_VERIFY_WITH_TIMEOUT(fixture.controller->hasTrials(), 30'000);
    QCOMPARE(study.pinOf(1), 0);
    QCOMPARE(study.selected(), 0);
    QVERIFY(fixture.controller->draft().stage == draft.stage);
    QCOMPARE(fixture.controller->draftChange(), ProjectController::DraftChange::None);
    QTRY_VERIFY_WITH_TIMEOUT(fixture.controller->facts().has_value(), 30'000);
}

void TestProjectController::keepsTheOpenProjectWhenAnotherCannotBeRead()
{
    ProjectFixture fixture;
    fixture.controller->setDraft(ProjectFixture::smallSearch(), "Small");
    fixture.controller->start();
    QTRY_COMPARE_WITH_TIMEOUT(fixture.state(), RunnerState::Finished, 30'000);
    const QString path = fixture.controller->projectPath();
    fixture.controller->openProject(fixture.folder.filePath("missing.tune"));

    QTRY_VERIFY_WITH_TIMEOUT(!fixture.messages.isEmpty(), 30'000);
    QCOMPARE(fixture.messages.back().kind, Message::Kind::Error);
    QCOMPARE(fixture.controller->projectPath(), path);
    QVERIFY(fixture.controller->hasTrials());
}

void TestProjectController::aProjectIsListedOnceHoweverItIsNamed()
{
    QSettings().remove(QStringLiteral("recentProjects"));
    QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("a.tune")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    const QString before = QDir::currentPath();
    QVERIFY(QDir::setCurrent(folder.path()));
    RecentProjects projects;
    projects.put({.path = file.fileName(), .name = QStringLiteral("a"), .trials = 1});
    projects.put({.path = QStringLiteral("a.tune"), .name = QStringLiteral("a"), .trials = 2});
    projects.put({.path = folder.filePath(QStringLiteral("../")) + QFileInfo(folder.path()).fileName() +
                          QStringLiteral("/a.tune"),
                  .name = QStringLiteral("a"),
                  .trials = 3});
    QVERIFY(QDir::setCurrent(before));
    QCOMPARE(projects.list().size(), 1);
    QCOMPARE(projects.list().front().trials, 3);
    QVERIFY(QDir::isAbsolutePath(projects.list().front().path));
    projects.remove(file.fileName());
    QVERIFY(projects.list().isEmpty());
}

void TestProjectController::closesWhileRunning()
{
    ProjectFixture fixture;
    StudyConfig draft = ProjectFixture::smallSearch();
    draft.stage.budget.trials = 100'000;
    fixture.controller->setDraft(draft, "Long");
    fixture.controller->start();
    QTRY_VERIFY_WITH_TIMEOUT(fixture.controller->hasTrials(), 30'000);
    const QString path = fixture.controller->projectPath();
    QSignalSpy closed(fixture.controller.get(), &ProjectController::projectClosed);
    fixture.controller->closeProject(ProjectController::LeaveRunning::PauseAndClose);
    QTRY_COMPARE_WITH_TIMEOUT(closed.count(), 1, 30'000);

    QCOMPARE(ProjectFixture::storedStages(path).size(), std::size_t{1});
}

void TestProjectController::jobsOfPagesDeliver()
{
    ProjectFixture fixture;
    int result = 0;
    fixture.controller->inBackground<int>(
        "sum", [] { return 42; }, [&](int value) { result = value; });

    QTRY_COMPARE(result, 42);
}

QTEST_GUILESS_MAIN(TestProjectController)
#include "tst_project_controller.moc"
