// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lessons/lesson_result.h"
#include "core/lessons/lesson_study.h"
#include "core/storage/sqlite_store_factory.h"
#include "core/study/study_notebook.h"
#include "core/study/study_service.h"
#include "tests/lessons/lesson_fixture.h"

#include <QtTest>

using namespace tunescope;

class TestLessonStudy : public QObject
{
    Q_OBJECT

private slots:
    void everySeedOfEveryValueIsATrial();
    void searchesAreStages();
    void predictionsReadBack();
    void wrongPredictionsAreRefused_data();
    void wrongPredictionsAreRefused();
    void predictionsAreLocked();
    void snapshotAndFileGiveTheSameScores();
    void answersAreKept();
    void studiesKnowTheirLesson();
    void theQuestHasABudget();

private:
    QTemporaryDir m_folder;
};

namespace {

std::unique_ptr<StudyService> newService()
{
    return std::make_unique<StudyService>(std::make_shared<SqliteStoreFactory>());
}

Prediction guess(std::vector<double> guesses)
{
    Prediction prediction;
    prediction.guesses = std::move(guesses);
    prediction.confidence = 0.8;
    return prediction;
}

} // namespace

void TestLessonStudy::everySeedOfEveryValueIsATrial()
{
    const Lesson lesson = smallLesson();
    const StudyConfig study = lessonStudy(lesson, LessonPartKind::Main);
    QCOMPARE(study.stage.queue.size(), std::size_t{6});
    QCOMPARE(*study.stage.budget.trials, 6);
    QVERIFY(!study.stage.pruner);
    QVERIFY(study.stage.queue[0] == lesson.main.values[0].settings);
    QVERIFY(study.stage.queue[3] == lesson.main.values[1].settings);
    const LessonTrial third = lessonTrialOf(lesson.main, 3);
    QCOMPARE(third.value, std::size_t{1});
    QCOMPARE(third.seed, std::size_t{1});
}

void TestLessonStudy::searchesAreStages()
{
    const auto lesson = parseLesson(edited("\"setting\": \"learning_rate\", \"values\": [0.001, 0.1], \"article\": [40, 95]",
        R"("values": [{"label": "0.001", "search": {"sampler": {"name": "grid"}, "budget": {"trials": 2}, "space": {"params": [
            {"name": "learning_rate", "type": "categorical", "choices": [0.1, 0.2]}]}}},
            {"label": "0.1", "search": {"sampler": {"name": "random"}, "budget": {"trials": 2}}}])"));
    QVERIFY2(lesson.has_value(), lesson ? "" : lesson.error().text().c_str());
    const auto stages = lessonStages(lesson->main);
    QCOMPARE(stages.size(), std::size_t{6});
    QCOMPARE(stages[0].queue.size(), std::size_t{2}); // The grid's points, so that it can be repeated.
    QCOMPARE(stages[1].queue.size(), std::size_t{0});
    auto service = newService();
    QVERIFY(service->create(lessonStudy(*lesson, LessonPartKind::Main), m_folder.filePath("stages.tune").toStdString()).has_value());
    for (std::size_t i = 0; i < stages.size(); ++i) {
        if (i > 0)
            QVERIFY(service->runner().openStage(stages[i]).has_value());
        service->runner().start(1);
        service->runner().waitUntilIdle();
    }
    const LessonResult result = evaluateLesson(lesson->main, lessonRuns(lesson->main, *service->snapshot()), {});
    QCOMPARE(result.progress, LessonResult::Progress::Complete);
    QCOMPARE(result.values[0].scores.size(), std::size_t{3});
    QCOMPARE(result.values[1].scores.size(), std::size_t{3});
    service->close();
}

void TestLessonStudy::predictionsReadBack()
{
    const Lesson lesson = smallLesson();
    Prediction prediction = guess({40.5, 95});
    prediction.lesson = "small";
    const std::string text = predictionText(lesson.main, prediction);
    QVERIFY(text.starts_with("0.001: 40.5, 0.1: 95 (80 % sure)"));
    QVERIFY(*parsePrediction(text) == prediction);
    QVERIFY(!parsePrediction("I think that it will rise."));
    QVERIFY(!parsePrediction("{\"format\": \"tunescope.prediction/1\", \"part\": "));
    QVERIFY(!parsePrediction("{\"format\": \"tunescope.prediction/1\", \"part\": \"main\", \"guesses\": [\"x\"]}"));
}

void TestLessonStudy::wrongPredictionsAreRefused_data()
{
    QTest::addColumn<std::vector<double>>("guesses");
    QTest::addColumn<double>("confidence");
    QTest::addColumn<QString>("word");
    QTest::newRow("too few") << std::vector<double>{50} << 0.5 << "2 guesses";
    QTest::newRow("outside") << std::vector<double>{50, 101} << 0.5 << "0 to 100";
    QTest::newRow("not a number") << std::vector<double>{50, std::nan("")} << 0.5 << "0 to 100";
    QTest::newRow("confidence") << std::vector<double>{50, 60} << 1.5 << "confidence";
}

void TestLessonStudy::wrongPredictionsAreRefused()
{
    QFETCH(std::vector<double>, guesses);
    QFETCH(double, confidence);
    QFETCH(QString, word);
    Prediction prediction = guess(guesses);
    prediction.confidence = confidence;
    const auto valid = validatePrediction(smallLesson().main, prediction);
    QVERIFY(!valid);
    QVERIFY(QString::fromStdString(errorText(valid.error())).contains(word));
}

void TestLessonStudy::predictionsAreLocked()
{
    const Lesson lesson = smallLesson();
    auto service = newService();
    QVERIFY(service->create(lessonStudy(lesson, LessonPartKind::Main), m_folder.filePath("lock.tune").toStdString()).has_value());
    QVERIFY(writePrediction(*service, lesson, LessonPartKind::Main, guess({40, 90})).has_value());
    const auto second = writePrediction(*service, lesson, LessonPartKind::Main, guess({50, 80}));
    QVERIFY(!second && errorText(second.error()).find("cannot be changed") != std::string::npos);
    service->runner().start(1);
    service->runner().waitUntilIdle();
    const auto late = writePrediction(*service, lesson, LessonPartKind::Twist, [] { Prediction p; p.choice = "rises"; return p; }());
    QVERIFY(!late && errorText(late.error()).find("before the run") != std::string::npos);
    const auto stored = service->stored();
    QVERIFY(stored.has_value());
    QCOMPARE(predictionsOf(*stored).size(), std::size_t{1});
    QCOMPARE(predictionsOf(*stored).front().guesses, (std::vector<double>{40, 90}));
    QVERIFY(predictedBeforeRun(*stored, LessonPartKind::Main));
    QVERIFY(notebookFaults(*stored).empty());
    // Edited in the file: the chain tells.
    StoredStudy forged = *stored;
    for (StudyEvent& event : forged.events) {
        if (event.kind == "prediction")
            event.detail.replace(event.detail.find("90"), 2, "95");
    }
    QVERIFY(!notebookFaults(forged).empty());
    service->close();
}

void TestLessonStudy::snapshotAndFileGiveTheSameScores()
{
    const Lesson lesson = smallLesson();
    auto service = newService();
    QVERIFY(service->create(lessonStudy(lesson, LessonPartKind::Main), m_folder.filePath("same.tune").toStdString()).has_value());
    service->runner().start(1);
    service->runner().waitUntilIdle();
    const auto baselines = measureLessonBaselines(lesson, LessonPartKind::Main);
    QVERIFY(baselines.has_value());
    QVERIFY(baselines->front().value > 20.0 && baselines->front().value < 50.0);
    const LessonRuns live = lessonRuns(lesson.main, *service->snapshot());
    const LessonRuns stored = lessonRuns(lesson.main, *service->stored());
    for (std::size_t value = 0; value < live.size(); ++value) {
        for (std::size_t seed = 0; seed < live[value].size(); ++seed) {
            QVERIFY(std::abs(live[value][seed].score - stored[value][seed].score) < 1e-4); // Curves are float32.
            QCOMPARE(live[value][seed].curve.size(), std::size_t{7});
            QVERIFY(!stored[value][seed].further.empty() && std::isfinite(stored[value][seed].further.front()));
        }
    }
    const LessonResult result = evaluateLesson(lesson.main, stored, *baselines);
    QCOMPARE(result.verdict->title, std::string("Up"));
    service->close();
}

void TestLessonStudy::answersAreKept()
{
    const Lesson lesson = smallLesson();
    auto service = newService();
    QVERIFY(service->create(lessonStudy(lesson, LessonPartKind::Main), m_folder.filePath("answers.tune").toStdString()).has_value());
    QVERIFY(!writeAnswers(*service, lesson, {0}));
    QVERIFY(!writeAnswers(*service, lesson, {0, 2}));
    QVERIFY(writeAnswers(*service, lesson, {0, 1}).has_value());
    QVERIFY(writeAnswers(*service, lesson, {0, 0}).has_value());
    QCOMPARE(answersOf(*service->stored()), (std::vector<int>{0, 1})); // The first ones count.
    service->close();
}

void TestLessonStudy::studiesKnowTheirLesson()
{
    const std::vector<Lesson> lessons{smallLesson()};
    StudyConfig study = lessonStudy(lessons.front(), LessonPartKind::Twist);
    QCOMPARE(lessonOf(lessons, study)->part, LessonPartKind::Twist);
    study.name = "renamed";
    QVERIFY(lessonOf(lessons, study).has_value()); // By its trials and data.
    study.stage.queue.clear();
    QVERIFY(!lessonOf(lessons, study).has_value());
}

void TestLessonStudy::theQuestHasABudget()
{
    QVERIFY(questStudy(smallLesson()).name.empty());
    const auto lesson = parseLesson(edited("\"questions\": [", "\"quest\": {\"trials\": 2, \"beat\": 60, \"reference\": \"A test.\"}, \"questions\": ["));
    QVERIFY2(lesson.has_value(), lesson ? "" : lesson.error().text().c_str());
    StudyConfig study = questStudy(*lesson);
    study.stage.queue = {{{"learning_rate", 0.001}}, {{"learning_rate", 0.1}}};
    auto service = newService();
    QVERIFY(service->create(study, m_folder.filePath("quest.tune").toStdString()).has_value());
    QCOMPARE(questStanding(*lesson, *service->snapshot()).left, 2);
    service->runner().start(1);
    service->runner().waitUntilIdle();
    const QuestStanding standing = questStanding(*lesson, *service->snapshot());
    QCOMPARE(standing.tries, 2);
    QCOMPARE(standing.left, 0);
    QCOMPARE(standing.outcome, standing.best > 60.0 ? QuestStanding::Outcome::Beaten : QuestStanding::Outcome::Lost);
    QVERIFY(standing.best > 60.0);
    service->close();
}

QTEST_APPLESS_MAIN(TestLessonStudy)
#include "tst_lesson_study.moc"
