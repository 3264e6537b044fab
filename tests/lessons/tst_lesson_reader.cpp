// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lessons/lesson_library.h"
#include "core/lessons/lesson_study.h"
#include "core/study/study_service.h"
#include "tests/lessons/lesson_fixture.h"

#include <QtTest>

#include <fstream>

using namespace tunescope;

class TestLessonReader : public QObject
{
    Q_OBJECT

private slots:
    void readsEveryPart();
    void namesEveryMistake_data();
    void namesEveryMistake();
    void aTwistChangesTheStudy();
    void aTwistWithoutItsOwnSweepHasNoArticle();
    void faultsNameTheFile();
    void twoLessonsOfOneNumberAreAFault();
    void shippedLessonsAreSound();
    void shippedLessonsFitTheirData();
};

void TestLessonReader::readsEveryPart()
{
    const Lesson lesson = smallLesson();
    QCOMPARE(lesson.number, 901);
    QCOMPARE(lesson.main.values.size(), std::size_t{2});
    QCOMPARE(lesson.main.values[0].label, std::string("0.001"));
    QCOMPARE(*lesson.main.values[1].article, 95.0);
    QCOMPARE(lesson.main.seeds, 3);
    QCOMPARE(lesson.main.further.front().metric, std::string("f1"));
    QCOMPARE(lesson.questions.size(), std::size_t{2});
    QVERIFY(lesson.part(LessonPartKind::Twist) != nullptr);
    QVERIFY(lesson.part(LessonPartKind::Elsewhere) == nullptr);
    QCOMPARE(lesson.twist->prediction.kind, PredictionForm::Kind::Choice);
}

void TestLessonReader::namesEveryMistake_data()
{
    QTest::addColumn<std::string>("text");
    QTest::addColumn<QStringList>("words"); ///< That the sentence has.
    const auto row = [](const char* name, const std::string& from, const std::string& to, const QStringList& words) {
        QTest::newRow(name) << edited(from, to) << words;
    };
    row("no JSON", "\"number\": 901,", "\"number\": 901,,", {"line 3", "JSON"});
    row("format", "tunescope.lesson/1", "tunescope.lesson/9", {"format", "tunescope.lesson/1"});
    row("number missing", "\"number\": 901,", "", {"number", "missing"});
    row("number out of range", "901", "0", {"number", "1 to 999"});
    row("number of a wrong type", "901", "\"nine\"", {"number", "whole number"});
    row("key twice", "\"number\": 901,", "\"number\": 901, \"number\": 902,", {"number", "twice"});
    row("id", "\"id\": \"small\"", "\"id\": \"Small one\"", {"id", "small letters"});
    row("title empty", "\"A short lesson\"", "\"\"", {"title", "not empty"});
    row("read missing", "\"read\": {", "\"reed\": {", {"read", "missing"});
    row("unknown key", "\"topic\": \"learning rate\",", "\"topic\": \"learning rate\", \"colour\": 1,", {"colour", "no such key"});
    row("unknown key inside", "\"title\": \"Read\"", "\"title\": \"Read\", \"figur\": \"x\"", {"read.figur", "figure"});
    std::string many;
    for (int i = 0; i < 61; ++i)
        many += "word ";
    row("too many words", "A lesson short enough for a test.", many, {"read.text", "60 words", "61"});
    row("unknown data", "\"source\": \"iris\"", "\"source\": \"irys\"", {"study.data.source", "irys", "iris"});
    row("unknown setting", "\"units\": 8", "\"unitz\": 8", {"unitz", "units"});
    row("setting out of range", "\"epochs\": 6", "\"epochs\": 0", {"epochs"});
    row("unknown metric of the study", "\"test\": 0.2, \"metric\": \"accuracy\"", "\"test\": 0.2, \"metric\": \"acuracy\"", {"metric"});
    row("unknown metric of the score", "\"score\": {\"metric\": \"accuracy\"", "\"score\": {\"metric\": \"acuracy\"", {"score.metric", "accuracy"});
    row("value outside the space", "[0.001, 0.1]", "[0.001, 7.0]", {"sweep.values[1]", "learning_rate", "7"});
    row("one value", "\"values\": [0.001, 0.1], \"article\": [40, 95]", "\"values\": [0.1]", {"sweep.values", "2 to 12"});
    row("value twice", "[0.001, 0.1]", "[0.1, 0.1]", {"sweep.values", "0.1", "once"});
    row("article too short", "[40, 95]", "[40]", {"sweep.article", "as many"});
    row("seeds", "\"seeds\": 3", "\"seeds\": 2", {"seeds", "3 to 100"});
    row("axis", "\"axis\": [0, 100]", "\"axis\": [100, 0]", {"score.axis", "lower one first"});
    row("baseline kind", "\"kind\": \"constant\"", "\"kind\": \"constnat\"", {"baselines[0].kind", "constant"});
    row("claim kind", "\"kind\": \"rises\"", "\"kind\": \"raises\"", {"claims[0].kind", "rises"});
    row("claim of no value", "\"values\": [\"0.001\", \"0.1\"], \"by\": 10", "\"values\": [\"0.001\", \"0.2\"]", {"claims[0].values[1]", "0.2", "0.1"});
    row("claim of too few values", "\"values\": [\"0.001\", \"0.1\"], \"by\": 10", "\"values\": [\"0.1\"]", {"claims[0].values", "2 or more"});
    row("claim of no metric", "\"by\": 10", "\"metric\": \"iou\"", {"claims[0].metric", "f1"});
    row("claim without a sentence", "\"no\": \"It does not rise.\"", "\"unclear\": \"\"", {"claims[0].no", "missing"});
    row("condition on no claim", "\"when\": {\"rises\": \"yes\"}", "\"when\": {\"falls\": \"yes\"}", {"verdicts", "falls", "rises"});
    row("condition of no verdict", "\"when\": {\"rises\": \"yes\"}", "\"when\": {\"rises\": \"maybe\"}", {"verdicts[0].when.rises", "maybe"});
    row("no last verdict", ", {\"title\": \"Not up\", \"text\": \"No rise.\"}]", "]", {"verdicts", "when"});
    row("unknown place", "It rises to {0.1}.", "It rises to {0.5}.", {"claims.rises", "{0.5}"});
    row("three questions", "\"questions\": [", "\"questions\": [{\"text\": \"x\", \"answers\": []}, ", {"questions", "two"});
    row("two right answers", "{\"text\": \"no\", \"feedback\": \"Wrong.\"}", "{\"text\": \"no\", \"right\": true, \"feedback\": \"Wrong.\"}", {"questions[0].answers", "one of them"});
    row("prediction missing", "\"prediction\": {\"question\": \"How many?\"},", "", {"prediction", "missing"});
    row("one option", "{\"id\": \"rises\", \"text\": \"rises\", \"when\": {\"rises\": \"yes\"}}, ", "", {"twist.prediction.options", "two"});
    row("twist without change", "\"change\": {\"fixed\": {\"epochs\": 8}},", "", {"twist.change", "missing"});
    row("twist changes what is not there", "\"change\": {\"fixed\": {\"epochs\": 8}}", "\"change\": {\"fixd\": {\"epochs\": 8}}", {"twist.change.fixd", "fixed"});
    row("teacher", "\"questions\": [", "\"teacher\": {\"locked\": 1}, \"questions\": [", {"teacher.locked", "true or false"});
}

void TestLessonReader::namesEveryMistake()
{
    QFETCH(std::string, text);
    QFETCH(QStringList, words);
    const auto lesson = parseLesson(text);
    QVERIFY(!lesson);
    const QString sentence = QString::fromStdString(lesson.error().text());
    for (const QString& word : words)
        QVERIFY2(sentence.contains(word), qPrintable(sentence + " has no " + word));
    QVERIFY2(sentence.endsWith('.') || sentence.endsWith('?'), qPrintable(sentence));
}

void TestLessonReader::aTwistChangesTheStudy()
{
    const Lesson lesson = smallLesson();
    QCOMPARE(std::get<std::int64_t>(*lesson.main.study.stage.fixed.find("epochs")), std::int64_t{6});
    QCOMPARE(std::get<std::int64_t>(*lesson.twist->study.stage.fixed.find("epochs")), std::int64_t{8});
    QCOMPARE(std::get<std::int64_t>(*lesson.twist->study.stage.fixed.find("units")), std::int64_t{8});
    const auto removed = parseLesson(edited("\"change\": {\"fixed\": {\"epochs\": 8}}", "\"change\": {\"fixed\": {\"units\": null}}"));
    QVERIFY(removed.has_value());
    QVERIFY(!removed->twist->study.stage.fixed.contains("units"));
}

void TestLessonReader::aTwistWithoutItsOwnSweepHasNoArticle()
{
    const Lesson lesson = smallLesson();
    QVERIFY(lesson.main.values[0].article.has_value());
    QVERIFY(!lesson.twist->values[0].article.has_value());
}

void TestLessonReader::faultsNameTheFile()
{
    QTemporaryDir folder;
    const std::string path = folder.filePath("wrong.json").toStdString();
    std::ofstream(path) << edited("\"seeds\": 3", "\"seeds\": 1");
    const auto lesson = readLessonFile(path);
    QVERIFY(!lesson);
    QVERIFY(QString::fromStdString(lesson.error().text()).startsWith(QString::fromStdString(path + ": seeds: ")));
    const auto missing = readLessonFile(folder.filePath("none.json").toStdString());
    QVERIFY(!missing && missing.error().text().find("none.json: there is no such file") != std::string::npos);
}

void TestLessonReader::twoLessonsOfOneNumberAreAFault()
{
    QTemporaryDir folder;
    std::ofstream(folder.filePath("a.json").toStdString()) << smallLessonText();
    std::ofstream(folder.filePath("b.json").toStdString()) << edited("\"id\": \"small\"", "\"id\": \"other\"");
    std::ofstream(folder.filePath("c.json").toStdString()) << edited("901", "902");
    const LessonLibrary library = loadLessons(folder.path().toStdString());
    QCOMPARE(library.lessons.size(), std::size_t{1});
    QCOMPARE(library.faults.size(), std::size_t{2});
    QVERIFY(library.faults[0].text().find("number: it must be another one than that of a.json, got 901") != std::string::npos);
    QVERIFY(library.faults[1].text().find("id: it must be another one than that of a.json") != std::string::npos);
}

void TestLessonReader::shippedLessonsAreSound()
{
    const LessonLibrary library = loadLessons();
    for (const LessonFault& fault : library.faults)
        QFAIL(fault.text().c_str());
    QVERIFY(library.lessons.size() >= 10);
    for (int number = 1; number <= 10; ++number)
        QVERIFY(library.byNumber(number) != nullptr);
    for (const Lesson& lesson : library.lessons) {
        QVERIFY(lesson.twist.has_value());
        QVERIFY(lesson.main.seeds >= kFewestSeeds);
    }
}

void TestLessonReader::shippedLessonsFitTheirData()
{
    for (const Lesson& lesson : loadLessons().lessons) {
        for (const auto kind : {LessonPartKind::Main, LessonPartKind::Twist, LessonPartKind::Elsewhere}) {
            if (lesson.part(kind) == nullptr)
                continue;
            const auto config = StudyService::completedConfig(lessonStudy(lesson, kind));
            QVERIFY2(config.has_value(), config ? "" : (lesson.id + " " + errorText(config.error())).c_str());
        }
    }
}

QTEST_APPLESS_MAIN(TestLessonReader)
#include "tst_lesson_reader.moc"
