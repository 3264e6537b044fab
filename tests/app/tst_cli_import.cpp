// SPDX-License-Identifier: GPL-3.0-or-later
// Trials that were run elsewhere, from outside.
#include "tests/app/cli_process.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>

using namespace tunescope;

class TestCliImport : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void studyComesBackWhole();
    void tableComesBackWithItsValues();
    void bestBecomesTheFirstTrial();
    void samplersGoOnFromImportedTrials();
    void sameTrialsComeInOnce();
    void tablesOfOtherPrograms_data();
    void tablesOfOtherPrograms();
    void refusesWhatItCannotRead_data();
    void refusesWhatItCannotRead();

private:
    QString path(const char* name) const { return m_folder.filePath(QLatin1String(name)); }
    QJsonObject stateOf(const char* name) const
    {
        return QJsonDocument::fromJson(runCli({"show", path(name), "--json"}).out).object();
    }
    CliResult import(const char* file, const char* into, const QStringList& more = {}) const
    {
        return runCli(QStringList{"import", path(file), "--into", path(into)} + more);
    }

    QTemporaryDir m_folder;
    QJsonArray m_trials;
};

void TestCliImport::initTestCase()
{
    writeText(path("spec.json"), R"({"format": "tunescope.study/1", "name": "origin", "seed": 3,
        "data": {"source": "iris"}, "space": {"params": [
        {"name": "units", "type": "int", "low": 4, "high": 32},
        {"name": "learning_rate", "type": "float", "low": 0.001, "high": 0.5, "log": true}]},
        "fixed": {"epochs": 6}, "sampler": {"name": "tpe"}, "pruner": {"name": "median"}, "budget": {"trials": 14}})");
    QCOMPARE(runCli({"run", path("spec.json"), "--out", path("origin.tune"), "--workers", "1"}).exitCode, 0);
    m_trials = stateOf("origin.tune")["trials"].toArray();
    QCOMPARE(m_trials.size(), 14);
}

void TestCliImport::studyComesBackWhole()
{
    const CliResult done = import("origin.tune", "copy.tune");
    QVERIFY2(done.exitCode == 0, done.err);
    QVERIFY(!done.err.contains("other data"));
    const QJsonArray trials = stateOf("copy.tune")["trials"].toArray();
    QCOMPARE(trials.size(), m_trials.size());
    for (int i = 0; i < trials.size(); ++i) {
        for (const char* key : {"state", "params", "value", "last_value", "best_epoch", "seed", "weights", "flops"})
            QCOMPARE(trials.at(i)[QLatin1String(key)], m_trials.at(i)[QLatin1String(key)]);
        QCOMPARE(trials.at(i)["origin"].toString(), "imported");
        QCOMPARE(trials.at(i)["runs"][0]["epochs"].toArray().size(), m_trials.at(i)["runs"][0]["epochs"].toArray().size());
        QCOMPARE(trials.at(i)["runs"][0]["epochs"][2]["validation"], m_trials.at(i)["runs"][0]["epochs"][2]["validation"]);
    }
    QCOMPARE(runCli({"check", path("copy.tune")}).exitCode, 0);
}

void TestCliImport::tableComesBackWithItsValues()
{
    QCOMPARE(runCli({"export", path("origin.tune"), "--as", "csv", "-o", path("trials.csv")}).exitCode, 0);
    QCOMPARE(runCli({"run", path("spec.json"), "--out", path("table.tune"), "--trials", "1"}).exitCode, 0);
    QCOMPARE(import("trials.csv", "table.tune").exitCode, 0);
    const QJsonArray trials = stateOf("table.tune")["trials"].toArray();
    QCOMPARE(trials.size(), m_trials.size() + 1);
    for (int i = 0; i < m_trials.size(); ++i) {
        for (const char* key : {"state", "params", "value", "last_value", "best_epoch", "seed"})
            QCOMPARE(trials.at(i + 1)[QLatin1String(key)], m_trials.at(i)[QLatin1String(key)]);
    }
}

void TestCliImport::bestBecomesTheFirstTrial()
{
    QCOMPARE(runCli({"export", path("origin.tune"), "--as", "json", "-o", path("best.json")}).exitCode, 0);
    QCOMPARE(import("best.json", "champion.tune").exitCode, 0);
    const QJsonObject state = stateOf("champion.tune");
    const int best = stateOf("origin.tune")["best"].toInt();
    QCOMPARE(state["trials"].toArray().size(), 1);
    QCOMPARE(state["trials"][0]["params"], m_trials.at(best)["params"]);
    QCOMPARE(state["trials"][0]["value"], m_trials.at(best)["value"]);
}

void TestCliImport::samplersGoOnFromImportedTrials()
{
    QCOMPARE(import("origin.tune", "more.tune").exitCode, 0);
    QCOMPARE(runCli({"run", path("spec.json"), "--out", path("more.tune"), "--trials", "3"}).exitCode, 0);
    QCOMPARE(runCli({"run", path("spec.json"), "--out", path("fresh.tune"), "--trials", "3"}).exitCode, 0);
    const QJsonArray more = stateOf("more.tune")["trials"].toArray();
    const QJsonArray fresh = stateOf("fresh.tune")["trials"].toArray();
    QCOMPARE(more.size(), m_trials.size() + 3); // The budget counts what is run here.
    QVERIFY(more.at(m_trials.size())["params"] != fresh.at(0)["params"]); // With evidence it does not begin blindly.
}

void TestCliImport::sameTrialsComeInOnce()
{
    QCOMPARE(import("origin.tune", "twice.tune").exitCode, 0);
    const CliResult again = import("origin.tune", "twice.tune");
    QCOMPARE(again.exitCode, 0);
    QVERIFY2(again.err.contains("14 trials were imported before"), again.err);
    QCOMPARE(stateOf("twice.tune")["trials"].toArray().size(), 14);
}

void TestCliImport::tablesOfOtherPrograms_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QStringList>("more");
    QTest::newRow("cv_results_") << QByteArray("mean_fit_time,param_units,param_learning_rate,mean_test_score\n"
                                               "0.5,16,0.01,0.91\n0.5,20,0.02,0.75\n")
                                 << QStringList();
    QTest::newRow("W&B") << QByteArray("Name;State;config.units;config.learning_rate;val_acc\n"
                                       "calm-1;finished;16;0.01;0.91\nred-2;finished;20;0.02;0.75\n")
                         << QStringList{"--value", "val_acc"};
    QTest::newRow("the study's metric") << QByteArray("loss,f1,accuracy,units,learning_rate\n"
                                                      "0.3,0.1,0.91,16,0.01\n0.2,0.2,0.75,20,0.02\n")
                                        << QStringList();
    QTest::newRow("own names") << QByteArray("width,lr,score\r\n16.0,1e-2,0.91\r\n20,0.02,0.75\r\n")
                               << QStringList{"--column", "width=units", "--column", "lr=learning_rate"};
    QTest::newRow("a row without a value") << QByteArray("value,units,learning_rate\n0.91,16,0.01\n0.75,20,0.02\n,24,0.5\n")
                                           << QStringList();
}

void TestCliImport::tablesOfOtherPrograms()
{
    QFETCH(QByteArray, text);
    QFETCH(QStringList, more);
    QFile::remove(path("other.tune"));
    writeText(path("other.csv"), text);
    QCOMPARE(runCli({"run", path("spec.json"), "--out", path("other.tune"), "--trials", "1"}).exitCode, 0);
    const CliResult done = import("other.csv", "other.tune", more);
    QVERIFY2(done.exitCode == 0, done.err);
    const QJsonArray trials = stateOf("other.tune")["trials"].toArray();
    QCOMPARE(trials.at(1)["params"]["units"].toInt(), 16);
    QCOMPARE(trials.at(1)["params"]["learning_rate"].toDouble(), 0.01);
    QCOMPARE(trials.at(1)["value"].toDouble(), 0.91);
    QCOMPARE(trials.at(2)["value"].toDouble(), 0.75);
    // The one score of the search; whoever imports has not chosen by the others.
    QCOMPARE(stateOf("other.tune")["optimism"].toObject()["scores"].toInt(-1), 1);
    if (trials.size() > 3)
        QCOMPARE(trials.at(3)["state"].toString(), "failed");
}

void TestCliImport::refusesWhatItCannotRead_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("says");
    QTest::newRow("empty") << QByteArray() << QByteArray("no trials can be read");
    QTest::newRow("other JSON") << QByteArray("{\"a\": 1}") << QByteArray("no trials can be read");
    QTest::newRow("no value") << QByteArray("units,learning_rate\n3,0.1\n") << QByteArray("--value COLUMN");
    QTest::newRow("no setting") << QByteArray("value,colour\n0.5,red\n") << QByteArray("--column COLUMN=SETTING");
    QTest::newRow("no number") << QByteArray("value,units\n0.5,3\nhigh,4\n") << QByteArray("line 3: value");
    QTest::newRow("binary") << QByteArray("\x7f"
                                          "ELF\0\0\0\1",
                                          8)
                            << QByteArray("no trials can be read");
    QFile study(path("origin.tune"));
    QVERIFY(study.open(QIODevice::ReadOnly));
    QTest::newRow("cut off") << study.read(5000) << QByteArray("damaged");
}

void TestCliImport::refusesWhatItCannotRead()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, says);
    writeText(path("bad.file"), bytes);
    QFile::remove(path("kept.tune"));
    QVERIFY(QFile::copy(path("origin.tune"), path("kept.tune")));
    const CliResult done = import("bad.file", "kept.tune");
    QVERIFY2(done.exitCode == 2, done.err);
    QVERIFY2(done.err.contains(says), done.err);
    QCOMPARE(stateOf("kept.tune")["trials"].toArray().size(), m_trials.size());
}

QTEST_GUILESS_MAIN(TestCliImport)
#include "tst_cli_import.moc"
