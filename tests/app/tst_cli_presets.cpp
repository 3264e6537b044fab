// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/cli_process.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QtTest>

using namespace tunescope;

namespace {

QStringList idsOf(const CliResult& result)
{
    QStringList ids;
    for (const QJsonValue preset : QJsonDocument::fromJson(result.out).object()["presets"].toArray())
        ids << preset["id"].toString();
    return ids;
}

} // namespace

class TestCliPresets : public QObject
{
    Q_OBJECT

private slots:
    void listsThoseThatFit();
    void whatIsShownRuns();
    void badInputIsOneSentence_data();
    void badInputIsOneSentence();
};

void TestCliPresets::listsThoseThatFit()
{
    const CliResult all = runCli({"presets", "list", "--json"});
    const CliResult wine = runCli({"presets", "list", "--data", "wine", "--json"});
    QCOMPARE(all.exitCode, 0);
    QCOMPARE(wine.exitCode, 0);
    QVERIFY(idsOf(all).contains("names-good") && idsOf(all).contains("wine-unscaled"));
    QVERIFY(!idsOf(wine).contains("names-good") && idsOf(wine).contains("wine-unscaled") && idsOf(wine).contains("zeros"));
    const CliResult text = runCli({"presets", "list", "--data", "wine"});
    QVERIFY(text.out.contains("wine-good") && text.out.contains("3 seeds"));
}

/// On the data that it was measured on, and on other ones.
void TestCliPresets::whatIsShownRuns()
{
    QTemporaryDir folder;
    for (const QStringList& data : {QStringList(), QStringList{"--data", "iris"}}) {
        const CliResult spec = runCli(QStringList{"presets", "show", "zeros"} + data);
        QCOMPARE(spec.exitCode, 0);
        const QString name = folder.filePath(data.isEmpty() ? "digits" : "iris");
        writeText(name + ".json", spec.out);
        const CliResult run = runCli({"run", name + ".json", "--out", name + ".tune", "--quiet"});
        QVERIFY2(run.exitCode == 0, run.err);
        const QJsonObject state = QJsonDocument::fromJson(runCli({"show", name + ".tune", "--json"}).out).object();
        QCOMPARE(state["trials"].toArray().size(), 3);
        for (const QJsonValue trial : state["trials"].toArray())
            QVERIFY(trial["value"].toDouble() < 0.5); // Little better than guessing, on both.
    }
}

void TestCliPresets::badInputIsOneSentence_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("word");
    QTest::newRow("nothing") << QStringList{} << QByteArray("subcommand");
    QTest::newRow("unknown id") << QStringList{"show", "zeroes"} << QByteArray("zeroes");
    QTest::newRow("missing file") << QStringList{"show", "/nowhere/a.json"} << QByteArray("no such file");
    QTest::newRow("a study, no preset") << QStringList{"show", specPath("iris-10.json")} << QByteArray("tunescope.preset/1");
    QTest::newRow("other data") << QStringList{"show", "zeros", "--data", "names"} << QByteArray("does not fit");
    QTest::newRow("unknown data") << QStringList{"list", "--data", "nowhere"} << QByteArray("nowhere");
}

void TestCliPresets::badInputIsOneSentence()
{
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, word);
    const CliResult result = runCli(QStringList{"presets"} + arguments);
    QCOMPARE(result.exitCode, 2);
    QVERIFY(result.out.isEmpty());
    QCOMPARE(result.err.count('\n'), 1);
    QVERIFY2(result.err.contains(word), result.err);
}

QTEST_GUILESS_MAIN(TestCliPresets)
#include "tst_cli_presets.moc"
