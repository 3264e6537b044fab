// SPDX-License-Identifier: GPL-3.0-or-later
// A lesson from its first card to its last, with real mouse and key events and real training.
#include "tests/ui/project/project_fixture.h"
#include "ui/charts/band_curve_chart.h"
#include "ui/charts/guess_chart.h"
#include "ui/charts/lesson_result_chart.h"
#include "ui/pages/lessons/explain_step.h"
#include "ui/pages/lessons/lesson_list.h"
#include "ui/pages/lessons/lesson_steps.h"
#include "ui/pages/lessons/myth_view.h"
#include "ui/pages/lessons/numbered_button.h"
#include "ui/pages/lessons/part_panel.h"
#include "ui/pages/lessons/predict_step.h"
#include "ui/pages/lessons/run_step.h"
#include "ui/pages/lessons/see_step.h"
#include "ui/pages/lessons_page.h"
#include "ui/widgets/theme_manager.h"

#include <QAccessible>
#include <QPushButton>
#include <QtTest>

using namespace tunescope;
using namespace tunescope::ui;

namespace {

constexpr int kRunMs = 60'000;
constexpr auto kMain = LessonPartKind::Main;
constexpr auto kTwist = LessonPartKind::Twist;
using Phase = LessonPartState::Phase;

struct LessonFixture : ProjectFixture {
    LessonFixture() { open(); }

    /// As if the program had been started again.
    void open()
    {
        page.reset();
        LessonLibrary library;
        auto lesson = readLessonFile(TUNESCOPE_TEST_DATA "/lessons/iris.json");
        if (!lesson)
            qFatal("%s", lesson.error().text().c_str());
        library.lessons.push_back(*lesson);
        const auto read = [](const std::string& path) -> Result<StoredStudy> {
            auto store = SqliteStoreFactory(StoreAccess::Look).open(path);
            if (!store)
                return fail(store.error());
            return (*store)->load();
        };
        page = std::make_unique<LessonsPage>(std::move(library), loadMyths(), *controller, read);
        page->resize(1356, 800);
        page->show();
        static_cast<void>(QTest::qWaitForWindowExposed(page.get()));
        page->activateWindow();
    }

    [[nodiscard]] LessonModel& model() { return page->model(); }
    [[nodiscard]] const LessonPartState& state(LessonPartKind kind = kMain) { return page->model().state(kind); }
    [[nodiscard]] GuessChart& chart() { return page->predictStep().chart(); }
    void click(QAbstractButton* button) { QTest::mouseClick(button, Qt::LeftButton); }

    /// Guesses 40 and 90 by keys and runs to the end.
    void predictAndRun()
    {
        model().setStep(LessonStep::Predict);
        chart().column(0)->setFocus();
        QTest::keyClicks(chart().column(0), "40");
        chart().column(1)->setFocus();
        QTest::keyClicks(chart().column(1), "90");
        click(page->predictStep().nextButton());
        QTRY_VERIFY_WITH_TIMEOUT(state().phase == Phase::Complete, kRunMs);
    }

    std::unique_ptr<LessonsPage> page;
};

} // namespace

class TestLessonsPage : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void lessonsCostNothingBeforeTheyAreLookedAt();
    void nothingRunsBeforeEveryGuessIsPlaced();
    void guessesByMouseAndKeys();
    void theGuessIsLockedAndKept();
    void theResultShowsGuessRunAndArticle();
    void questionsAndTwist();
    void aStartedProgramGoesOnWhereItWas();
    void aLostFileIsForgotten();
    void anotherProjectDoesNotMixIn();
    void screenReadersHearSliders();
    void aTeachersFileComesIn();
    void aMythIsGuessedRunAndShown();

private:
    std::unique_ptr<ThemeManager> m_themes;
};

void TestLessonsPage::initTestCase()
{
    m_themes = std::make_unique<ThemeManager>(*qApp);
}

void TestLessonsPage::lessonsCostNothingBeforeTheyAreLookedAt()
{
    ProjectFixture project;
    LessonLibrary library;
    library.lessons.push_back(*readLessonFile(TUNESCOPE_TEST_DATA "/lessons/iris.json"));
    const auto read = [](const std::string&) -> Result<StoredStudy> { return fail(ErrorCode::FileMissing, {{"path", "x"}}); };
    LessonsPage page(std::move(library), {}, *project.controller, read);
    QTest::qWait(300);
    QVERIFY(page.model().state(kMain).baselines.empty());
    page.show();
    QTRY_VERIFY(!page.model().state(kMain).baselines.empty());
    QVERIFY(page.model().state(kTwist).baselines.empty()); // Explain is not reached.
}

void TestLessonsPage::nothingRunsBeforeEveryGuessIsPlaced()
{
    LessonFixture f;
    QCOMPARE(f.model().step(), LessonStep::Read);
    QVERIFY(!f.page->steps().button(LessonStep::See)->isEnabled());
    f.click(f.page->findChild<LessonSteps*>()->button(LessonStep::Predict));
    QCOMPARE(f.model().step(), LessonStep::Predict);
    QVERIFY(!f.page->predictStep().nextButton()->isEnabled());
    f.chart().column(1)->setFocus();
    QTest::keyClicks(f.chart().column(1), "90");
    QCOMPARE(f.model().missingGuesses(kMain), 1);
    QVERIFY(!f.page->predictStep().nextButton()->isEnabled());
    f.model().run(kMain); // However it is asked for.
    QCOMPARE(f.state().phase, Phase::Open);
    QTest::keyClicks(f.chart().column(0), "4");
    QVERIFY(f.page->predictStep().nextButton()->isEnabled());
}

void TestLessonsPage::guessesByMouseAndKeys()
{
    LessonFixture f;
    f.model().setStep(LessonStep::Predict);
    GuessChart& chart = f.chart();
    const auto guess = [&](int i) { return chart.guesses()[static_cast<std::size_t>(i)]; };
    // A click in the column places the diamond there; a drag moves it.
    GuessColumn* first = chart.column(0);
    const QPoint at(first->width() / 2, qRound(chart.scoreY(30)) - first->y());
    QTest::mouseClick(first, Qt::LeftButton, {}, at);
    QVERIFY(guess(0) && std::abs(*guess(0) - 30) <= 1);
    QTest::mousePress(first, Qt::LeftButton, {}, at);
    QTest::mouseMove(first, QPoint(at.x(), qRound(chart.scoreY(70)) - first->y()));
    QMouseEvent move(QEvent::MouseMove, QPointF(at.x(), chart.scoreY(70) - first->y()), first->mapToGlobal(QPointF()), Qt::NoButton,
                     Qt::LeftButton, {});
    QCoreApplication::sendEvent(first, &move);
    QTest::mouseRelease(first, Qt::LeftButton, {}, at);
    QVERIFY(guess(0) && std::abs(*guess(0) - 70) <= 1);
    // Keys: the first arrow places it in the middle, then one step or ten.
    GuessColumn* second = chart.column(1);
    QTest::keyClick(second, Qt::Key_Up);
    QCOMPARE(*guess(1), 50.0);
    QTest::keyClick(second, Qt::Key_Up);
    QCOMPARE(*guess(1), 51.0);
    QTest::keyClick(second, Qt::Key_Down, Qt::ShiftModifier);
    QCOMPARE(*guess(1), 41.0);
    QTest::keyClick(second, Qt::Key_End);
    QCOMPARE(*guess(1), 100.0);
    QTest::keyClicks(second, "87");
    QCOMPARE(*guess(1), 87.0);
    QTest::keyClicks(second, "999"); // No guess leaves the axis.
    QCOMPARE(*guess(1), 100.0);
    QCOMPARE(*f.state().guesses[1], 100.0);
}

void TestLessonsPage::theGuessIsLockedAndKept()
{
    LessonFixture f;
    f.predictAndRun();
    f.model().setGuess(kMain, 0, 99);
    f.model().setStep(LessonStep::Predict);
    QTest::keyClicks(f.chart().column(0), "77");
    QCOMPARE(*f.chart().guesses()[0], 40.0);
    // It is in the notebook, before the first trial.
    const auto stored = f.service->stored();
    QVERIFY(stored);
    const std::vector<Prediction> predictions = predictionsOf(*stored);
    QCOMPARE(predictions.size(), std::size_t{1});
    QCOMPARE(predictions[0].guesses, (std::vector<double>{40.0, 90.0}));
    QVERIFY(!stored->trials.empty());
    QVERIFY(predictions[0].at <= stored->trials.front().startedAt + 1e-3);
}

void TestLessonsPage::theResultShowsGuessRunAndArticle()
{
    LessonFixture f;
    f.predictAndRun();
    f.model().setStep(LessonStep::See);
    const LessonResultChart& chart = f.page->seeStep().chart();
    QCOMPARE(chart.scores().guesses, (LessonScores{40.0, 90.0}));
    QCOMPARE(chart.scores().article, (LessonScores{40.0, 90.0}));
    for (const auto& seeds : chart.scores().seeds)
        QCOMPARE(seeds.size(), std::size_t{3});
    // The mean that is drawn is that of the trials.
    const StudySnapshotPtr& snapshot = f.controller->study().snapshot();
    double sum = 0;
    for (int seed = 0; seed < 3; ++seed)
        sum += 100.0 * double(snapshot->trial(static_cast<std::size_t>(seed * 2 + 1)).curves.validationMetric.back());
    QVERIFY(std::abs(*chart.meanOf(1) - sum / 3) < 1e-4);
    const double miss = (std::abs(*chart.meanOf(0) - 40) + std::abs(*chart.meanOf(1) - 90)) / 2;
    QVERIFY2(f.page->seeStep().miss().text().contains(QString::number(std::lround(miss))), qPrintable(f.page->seeStep().miss().text()));
    QVERIFY(!f.state().result.claims.empty());
    QVERIFY(chart.reading().sentence.contains(QStringLiteral("0.03 reached")));
}

void TestLessonsPage::questionsAndTwist()
{
    LessonFixture f;
    f.predictAndRun();
    f.model().setStep(LessonStep::Explain);
    ExplainStep& explain = f.page->explainStep();
    QTest::mouseClick(explain.answerButton(0, 1), Qt::LeftButton, {}, QPoint(8, explain.answerButton(0, 1)->height() / 2));
    QCOMPARE(f.model().answerOf(0), 1);
    // The first full set of answers is in the notebook; a changed mind does not change it.
    QTest::mouseClick(explain.answerButton(1, 0), Qt::LeftButton, {}, QPoint(8, explain.answerButton(1, 0)->height() / 2));
    f.model().answer(0, 0);
    QTRY_VERIFY(f.model().progress().answersWritten);
    QCOMPARE(answersOf(*f.service->stored()), (std::vector<int>{1, 0}));
    PartPanel& twist = explain.twist();
    QVERIFY(!twist.runButton()->isEnabled());
    f.click(twist.options().button(0));
    QVERIFY(twist.runButton()->isEnabled());
    f.click(twist.runButton());
    QTRY_VERIFY_WITH_TIMEOUT(f.state(kTwist).phase == Phase::Complete, kRunMs);
    QVERIFY(f.state(kTwist).result.choiceRight.has_value());
    QCOMPARE(f.state(kTwist).prediction->choice, std::string("better"));
    QVERIFY(twist.resultChart().isVisibleTo(&explain));
    // The main run is another file and still there.
    QCOMPARE(f.state().phase, Phase::Complete);
    QVERIFY(f.model().progress().mainPath != f.model().progress().twistPath);
    QCOMPARE(explain.nextButton()->text(), QStringLiteral("Finish the lesson"));
    f.click(explain.nextButton());
    QVERIFY(f.model().isDone(0));
    QCOMPARE(explain.nextButton()->text(), QStringLiteral("Next lesson"));
    QCOMPARE(f.page->list().row(0)->state(), NumberedButton::State::Done);
}

void TestLessonsPage::aStartedProgramGoesOnWhereItWas()
{
    LessonFixture f;
    f.predictAndRun();
    f.model().setStep(LessonStep::Explain);
    f.model().answer(1, 0);
    const double mean = f.state().result.values[1].interval.mean;
    QSignalSpy closed(f.controller.get(), &ProjectController::projectClosed);
    f.controller->newProject();
    QVERIFY(closed.wait());
    f.open();
    QTRY_VERIFY(f.state().phase == Phase::Complete);
    QCOMPARE(f.model().step(), LessonStep::Explain);
    QCOMPARE(f.model().answerOf(1), 0);
    QVERIFY(std::abs(f.state().result.values[1].interval.mean - mean) < 1e-4); // A snapshot holds floats.
    QVERIFY(f.state().prediction && f.state().prediction->guesses[1] == 90.0);
}

void TestLessonsPage::aLostFileIsForgotten()
{
    LessonFixture f;
    f.predictAndRun();
    f.model().setStep(LessonStep::See);
    const QString path = f.model().progress().mainPath;
    QSignalSpy closed(f.controller.get(), &ProjectController::projectClosed);
    f.controller->newProject();
    QVERIFY(closed.wait());
    QVERIFY(QFile::remove(path));
    f.open();
    QCOMPARE(f.state().phase, Phase::Open);
    QCOMPARE(f.model().step(), LessonStep::Predict);
}

void TestLessonsPage::anotherProjectDoesNotMixIn()
{
    LessonFixture f;
    f.predictAndRun();
    const LessonRuns runs = f.state().runs;
    f.controller->startStudy(
        ProjectFixture::smallSearch(), [](StudyService&) -> Result<void> { return {}; }, [](const QString&) {});
    QTRY_VERIFY_WITH_TIMEOUT(!f.controller->isBusy() && f.state().phase == Phase::Complete && f.ProjectFixture::state() == RunnerState::Finished, kRunMs);
    QVERIFY(!f.model().isOpen(kMain));
    QCOMPARE(f.state().runs.size(), runs.size());
    QVERIFY(std::abs(f.state().runs[1][2].score - runs[1][2].score) < 1e-4); // A snapshot holds floats.
}

void TestLessonsPage::screenReadersHearSliders()
{
    LessonFixture f;
    f.model().setStep(LessonStep::Predict);
    QAccessibleInterface* face = QAccessible::queryAccessibleInterface(f.chart().column(1));
    QVERIFY(face);
    QCOMPARE(face->role(), QAccessible::Slider);
    QVERIFY(face->valueInterface());
    face->valueInterface()->setCurrentValue(62.0);
    QCOMPARE(*f.chart().guesses()[1], 62.0);
    QCOMPARE(face->text(QAccessible::Name), QStringLiteral("0.03, guess 62 %"));
    QCOMPARE(face->valueInterface()->maximumValue().toDouble(), 100.0);
}

void TestLessonsPage::aTeachersFileComesIn()
{
    LessonFixture f;
    QFile given(QStringLiteral(TUNESCOPE_TEST_DATA "/lessons/iris.json"));
    QVERIFY(given.open(QIODevice::ReadOnly));
    const QByteArray text = given.readAll();
    const auto written = [&f](const QString& name, const QByteArray& content) {
        QFile file(f.folder.filePath(name));
        return file.open(QIODevice::WriteOnly) && file.write(content) == content.size() ? file.fileName() : QString();
    };
    QByteArray own = text;
    own.replace("\"number\": 1", "\"number\": 11, \"teacher\": {\"locked\": true, \"note\": \"Hand it in on Friday.\"}").replace("iris-rate", "friday");
    QVERIFY(!f.page->openLesson(written(QStringLiteral("friday.json"), own)));
    QCOMPARE(f.model().library().lessons.size(), std::size_t{2});
    QCOMPARE(f.model().lesson().id, std::string("friday"));
    QCOMPARE(f.page->list().row(1)->text(), QStringLiteral("A rate for flowers"));
    QVERIFY(!f.model().isLockedStudyOpen());
    f.predictAndRun();
    QVERIFY(f.model().isLockedStudyOpen());
    // A faulty one says what is wrong and changes nothing.
    QByteArray faulty = text;
    faulty.replace("\"seeds\": 3", "\"seeds\": 1");
    const auto fault = f.page->openLesson(written(QStringLiteral("faulty.json"), faulty));
    QVERIFY(fault);
    QVERIFY2(fault->contains(QStringLiteral("seeds")), qPrintable(*fault));
    QCOMPARE(f.model().library().lessons.size(), std::size_t{2});
    // The same id from another file is another lesson.
    QVERIFY(f.page->openLesson(written(QStringLiteral("again.json"), own)));
}

void TestLessonsPage::aMythIsGuessedRunAndShown()
{
    MythModel model(loadMyths(), 2, nullptr, MythRequest::Size::Small);
    QVERIFY(model.myths().size() >= 8);
    MythView view(model);
    view.resize(1100, 800);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    for (std::size_t i = 0; i < model.myths().size(); ++i) {
        if (model.myths()[i].id.find("race") == std::string::npos)
            continue;
        model.setCurrent(static_cast<int>(i));
        QVERIFY(!view.runButton()->isEnabled());
        QTest::mouseClick(view.options().button(0), Qt::LeftButton);
        QVERIFY(view.runButton()->isEnabled());
        QTest::mouseClick(view.runButton(), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(model.phase(), MythModel::Phase::Done, kRunMs);
        const QString guess = model.choice();
        model.choose(QStringLiteral("another"));
        QCOMPARE(model.choice(), guess); // Seen is seen.
        QVERIFY(!view.curves().curves().isEmpty());
        QCOMPARE(view.curves().curves().size(), static_cast<int>(model.result()->curves.size()));
        QVERIFY(view.curves().reading().sentence.contains(view.curves().curves()[0].name));
        return;
    }
    QFAIL("no race");
}

QTEST_MAIN(TestLessonsPage)
#include "tst_lessons_page.moc"
