// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/cli_process.h"

#include <QtTest>

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <sqlite3.h>

using namespace tunescope;

namespace {

const QString kLesson = QStringLiteral(TUNESCOPE_TEST_DATA "/lessons/small.json");

QJsonObject objectOf(const CliResult& result)
{
    return QJsonDocument::fromJson(result.out).object();
}

/// The state of one mark of `lesson --check --json`.
QString markOf(const CliResult& result, const QString& id)
{
    for (const QJsonValue mark : objectOf(result)["marks"].toArray()) {
        if (mark["id"].toString() == id)
            return mark["state"].toString();
    }
    return QStringLiteral("none");
}

/// What somebody does with an SQLite editor.
void execute(const QString& file, const char* sql)
{
    sqlite3* database = nullptr;
    if (sqlite3_open(qPrintable(file), &database) != SQLITE_OK || sqlite3_exec(database, sql, nullptr, nullptr, nullptr) != SQLITE_OK)
        qFatal("%s", sqlite3_errmsg(database));
    const int changed = sqlite3_changes(database);
    sqlite3_close(database);
    if (changed == 0)
        qFatal("nothing was changed by %s", sql);
}

} // namespace

class TestCliLessons : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void listsLessons();
    void runsALessonFromAFile();
    void runsAreRepeatable();
    void twistTakesAWord();
    void predictionsComeFirst();
    void badInput_data();
    void badInput();
    void teachersRules();
    void marksGoodWork();
    void findsAnEditedPrediction();
    void findsAnEditedScore();
    void findsOtherSettings();
    void marksJson();

private:
    [[nodiscard]] QString path(const char* name) const { return m_folder.filePath(QLatin1String(name)); }
    [[nodiscard]] QString copyOfWork(const char* name) const;

    QTemporaryDir m_folder;
};

void TestCliLessons::initTestCase()
{
    const CliResult run = runCli({"lesson", kLesson, "--quiet", "--json", "--predict", "40,90", "--confidence", "80", "--study", path("work.tune")});
    QVERIFY2(run.exitCode == 0, run.err);
}

QString TestCliLessons::copyOfWork(const char* name) const
{
    QFile::copy(path("work.tune"), path(name));
    return path(name);
}

void TestCliLessons::listsLessons()
{
    const CliResult list = runCli({"lesson", "list", "--json"});
    QCOMPARE(list.exitCode, 0);
    const QJsonArray lessons = QJsonDocument::fromJson(list.out).array();
    QVERIFY(lessons.size() >= 10);
    QCOMPARE(lessons[0].toObject()["id"].toString(), QStringLiteral("learning-rate"));
}

void TestCliLessons::runsALessonFromAFile()
{
    const CliResult again = runCli({"lesson", kLesson, "--quiet", "--json", "--study", path("work.tune")});
    QVERIFY2(again.exitCode == 0, again.err);
    const QJsonObject result = objectOf(again);
    QCOMPARE(result["format"].toString(), QStringLiteral("tunescope.lesson-result/1"));
    QVERIFY(result["complete"].toBool());
    QCOMPARE(result["values"].toArray().size(), 2);
    const QJsonObject value = result["values"].toArray()[1].toObject();
    QCOMPARE(value["scores"].toArray().size(), 3);
    QCOMPARE(value["runs"].toArray()[0].toObject()["curve"].toArray().size(), 7);
    QVERIFY(value["interval"].toObject()["low"].toDouble() <= value["interval"].toObject()["mean"].toDouble());
    QCOMPARE(value["guess"].toDouble(), 90.0);
    QCOMPARE(result["verdict"].toObject()["title"].toString(), QStringLiteral("Up"));
    QCOMPARE(result["claims"].toArray()[0].toObject()["verdict"].toString(), QStringLiteral("yes"));
    QCOMPARE(result["prediction"].toObject()["confidence"].toDouble(), 0.8);
}

void TestCliLessons::runsAreRepeatable()
{
    const QStringList arguments{"lesson", kLesson, "--quiet", "--json"};
    const CliResult one = runCli(arguments + QStringList{"--workers", "1"});
    const CliResult two = runCli(arguments + QStringList{"--workers", "2"});
    QCOMPARE(one.exitCode, 0);
    QJsonObject a = objectOf(one);
    QJsonObject b = objectOf(two);
    QCOMPARE(a["claims"], b["claims"]);
    for (int i = 0; i < 2; ++i)
        QCOMPARE(a["values"].toArray()[i].toObject()["scores"], b["values"].toArray()[i].toObject()["scores"]);
}

void TestCliLessons::twistTakesAWord()
{
    const CliResult twist = runCli({"lesson", kLesson, "--twist", "--quiet", "--json", "--predict", "rises"});
    QVERIFY2(twist.exitCode == 0, twist.err);
    QCOMPARE(objectOf(twist)["part"].toString(), QStringLiteral("twist"));
    QCOMPARE(objectOf(twist)["prediction"].toObject()["right"].toBool(), true);
}

void TestCliLessons::predictionsComeFirst()
{
    const CliResult late = runCli({"lesson", kLesson, "--quiet", "--predict", "1,2", "--study", copyOfWork("late.tune")});
    QCOMPARE(late.exitCode, 2);
    QVERIFY(late.err.contains("before the run"));
}

void TestCliLessons::badInput_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("word");
    QTest::newRow("nothing") << QStringList{} << QByteArray("name a lesson");
    QTest::newRow("no such number") << QStringList{"99"} << QByteArray("there is no \"99\"");
    QTest::newRow("no such id") << QStringList{"dropuot"} << QByteArray("5 dropout");
    QTest::newRow("two lessons") << QStringList{"1", "2"} << QByteArray("too many");
    QTest::newRow("no such myth") << QStringList{"myth", "two"} << QByteArray("cure-all");
    QTest::newRow("no such folder") << QStringList{kLesson, "--study", path("none/x.tune")} << QByteArray("folder");
    QTest::newRow("no such file") << QStringList{path("none.json")} << QByteArray("no such file");
    QTest::newRow("no such part") << QStringList{kLesson, "--elsewhere"} << QByteArray("no part");
    QTest::newRow("too few guesses") << QStringList{kLesson, "--predict", "40"} << QByteArray("2 guesses");
    QTest::newRow("no number") << QStringList{kLesson, "--predict", "40,high"} << QByteArray("0 to 100");
    QTest::newRow("no option") << QStringList{kLesson, "--twist", "--predict", "falls"} << QByteArray("one of rises, stays");
    QTest::newRow("not a study") << QStringList{"--check", kLesson} << QByteArray("tunescope.study-state/1");
    QTest::newRow("no study") << QStringList{"--check", path("none.tune")} << QByteArray("no such file");
    QTest::newRow("unknown lesson") << QStringList{"--check", path("work.tune")} << QByteArray("--lesson");
}

void TestCliLessons::badInput()
{
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, word);
    const CliResult result = runCli(QStringList{"lesson", "--quiet"} + arguments);
    QCOMPARE(result.exitCode, 2);
    QVERIFY2(result.err.contains(word), result.err);
    QCOMPARE(result.err.count('\n'), 1);
}

void TestCliLessons::teachersRules()
{
    QFile file(kLesson);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QByteArray text = file.readAll();
    text.replace("\"questions\": [", "\"teacher\": {\"locked\": true, \"require_predictions\": true}, \"questions\": [");
    writeText(path("pack.json"), text);
    const CliResult without = runCli({"lesson", path("pack.json"), "--quiet"});
    QCOMPARE(without.exitCode, 2);
    QVERIFY(without.err.contains("--predict"));
    const CliResult seed = runCli({"lesson", path("pack.json"), "--quiet", "--predict", "40,90", "--seed", "3"});
    QCOMPARE(seed.exitCode, 2);
    QVERIFY(seed.err.contains("seed"));
    const CliResult run = runCli({"lesson", path("pack.json"), "--quiet", "--predict", "40,90", "--study", path("pack.tune")});
    QVERIFY2(run.exitCode == 0, run.err);
    const CliResult marked = runCli({"lesson", "--check", path("pack.tune"), "--lesson", path("pack.json"), "--json"});
    QCOMPARE(markOf(marked, "prediction"), QStringLiteral("passed"));
}

void TestCliLessons::marksGoodWork()
{
    const CliResult marked = runCli({"lesson", "--check", path("work.tune"), "--lesson", kLesson, "--json", "--all"});
    QVERIFY2(marked.exitCode == 0, marked.out + marked.err);
    for (const char* id : {"settings", "complete", "notebook", "prediction", "numbers"})
        QCOMPARE(markOf(marked, QLatin1String(id)), QStringLiteral("passed"));
}

void TestCliLessons::findsAnEditedPrediction()
{
    const QString work = copyOfWork("prediction.tune");
    execute(work, "UPDATE event SET detail = replace(detail, '90', '99') WHERE kind = 'prediction'");
    const CliResult marked = runCli({"lesson", "--check", work, "--lesson", kLesson, "--json"});
    QCOMPARE(marked.exitCode, 3);
    QCOMPARE(markOf(marked, "notebook"), QStringLiteral("failed"));
    const CliResult check = runCli({"check", work});
    QCOMPARE(check.exitCode, 3);
    QVERIFY(check.out.contains("notebook"));
}

void TestCliLessons::findsAnEditedScore()
{
    const QString work = copyOfWork("score.tune");
    execute(work, "UPDATE epoch_report SET validation_loss = validation_loss * 0.5 WHERE trial = 5 AND epoch = 6");
    const CliResult marked = runCli({"lesson", "--check", work, "--lesson", kLesson, "--json", "--all"});
    QCOMPARE(marked.exitCode, 3);
    QCOMPARE(markOf(marked, "numbers"), QStringLiteral("failed"));
}

void TestCliLessons::findsOtherSettings()
{
    const CliResult run = runCli({"lesson", kLesson, "--quiet", "--seed", "77", "--study", path("seed.tune")});
    QCOMPARE(run.exitCode, 0);
    const CliResult marked = runCli({"lesson", "--check", path("seed.tune"), "--lesson", kLesson, "--json"});
    QCOMPARE(marked.exitCode, 3);
    QCOMPARE(markOf(marked, "settings"), QStringLiteral("failed"));
    QCOMPARE(markOf(marked, "prediction"), QStringLiteral("not asked"));
}

void TestCliLessons::marksJson()
{
    QByteArray json = runCli({"show", path("work.tune"), "--json"}).out;
    writeText(path("work.json"), json);
    const CliResult good = runCli({"lesson", "--check", path("work.json"), "--lesson", kLesson, "--json"});
    QVERIFY2(good.exitCode == 0, good.out + good.err);
    QCOMPARE(markOf(good, "numbers"), QStringLiteral("passed"));
    QJsonObject state = QJsonDocument::fromJson(json).object();
    QJsonArray trials = state["trials"].toArray();
    QJsonObject trial = trials[1].toObject();
    trial["last_value"] = trial["last_value"].toDouble() - 0.2;
    trials[1] = trial;
    state["trials"] = trials;
    writeText(path("edited.json"), QJsonDocument(state).toJson());
    const CliResult bad = runCli({"lesson", "--check", path("edited.json"), "--lesson", kLesson, "--json", "--all"});
    QCOMPARE(bad.exitCode, 3);
    QCOMPARE(markOf(bad, "numbers"), QStringLiteral("failed"));
}

QTEST_GUILESS_MAIN(TestCliLessons)
#include "tst_cli_lessons.moc"
