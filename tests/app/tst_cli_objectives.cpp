// SPDX-License-Identifier: GPL-3.0-or-later
// Studies with several objectives, from outside.
#include "tests/app/cli_process.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>

using namespace tunescope;

class TestCliObjectives : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void valuesAreWhatTheTrialsMeasured();
    void frontHoldsWhatNoTrialBeats();
    void workersAndInterruptionsChangeNothing_data();
    void workersAndInterruptionsChangeNothing();
    void bestFileNamesTheFront();
    void aStudyJudgedByTheLossIsReadBack();
    void refusesWhatCannotBe_data();
    void refusesWhatCannotBe();

private:
    QString path(const char* name) const { return m_folder.filePath(QLatin1String(name)); }
    QString spec(const char* name, const QByteArray& objectives, const QByteArray& sampler = "nsga2") const;
    QByteArray stateOf(const QString& study) const { return withoutTimes(runCli({"show", study, "--json"}).out); }

    QTemporaryDir m_folder;
    QJsonObject m_state;
};

QString TestCliObjectives::spec(const char* name, const QByteArray& objectives, const QByteArray& sampler) const
{
    writeText(path(name), R"({"format": "tunescope.study/1", "name": "two aims", "seed": 5, "data": {"source": "iris"},
        "protocol": {"kind": "kfold", "folds": 2, "test": 0.2}, "objectives": )" +
                              objectives +
                              R"(, "space": {"params": [{"name": "units", "type": "int", "low": 2, "high": 64, "log": true},
        {"name": "learning_rate", "type": "float", "low": 0.001, "high": 0.1, "log": true}]},
        "fixed": {"epochs": 4}, "sampler": {"name": ")" +
                              sampler + R"(", "population": 4}, "budget": {"trials": 16}})");
    if (sampler != "nsga2") { // The option is the genetic algorithms'.
        QFile file(path(name));
        (void)file.open(QIODevice::ReadOnly);
        const QByteArray text = file.readAll().replace(", \"population\": 4", "");
        file.close();
        writeText(path(name), text);
    }
    return path(name);
}

void TestCliObjectives::initTestCase()
{
    const QString three = spec("three.json", R"([{"metric": "accuracy"}, {"metric": "weights"}, {"metric": "f1"}])");
    const CliResult run = runCli({"run", three, "--out", path("three.tune"), "--workers", "1"});
    QVERIFY2(run.exitCode == 0, run.err);
    m_state = QJsonDocument::fromJson(runCli({"show", path("three.tune"), "--json"}).out).object();
    QCOMPARE(m_state["trials"].toArray().size(), 16);
}

void TestCliObjectives::valuesAreWhatTheTrialsMeasured()
{
    for (const QJsonValue& trial : m_state["trials"].toArray()) {
        const QJsonArray values = trial["values"].toArray();
        QCOMPARE(values.size(), 3);
        QCOMPARE(values[0].toDouble(), trial["value"].toDouble());
        QCOMPARE(values[1].toDouble(), trial["weights"].toDouble());
        double f1 = 0.0; // The mean over the folds, each at its best epoch by accuracy.
        for (const QJsonValue& run : trial["runs"].toArray())
            f1 += run["epochs"][run["best_epoch"].toInt()]["validation"]["f1"].toDouble() / 2.0;
        QVERIFY(qAbs(values[2].toDouble() - f1) < 1e-12);
    }
}

void TestCliObjectives::frontHoldsWhatNoTrialBeats()
{
    const QJsonArray trials = m_state["trials"].toArray();
    const auto losses = [&](int i) {
        const QJsonArray v = trials.at(i)["values"].toArray();
        return std::array{-v[0].toDouble(), v[1].toDouble(), -v[2].toDouble()};
    };
    QJsonArray expected;
    for (int i = 0; i < trials.size(); ++i) {
        bool beaten = false;
        for (int j = 0; j < trials.size(); ++j) {
            const auto a = losses(j);
            const auto b = losses(i);
            beaten = beaten || (a != b && a[0] <= b[0] && a[1] <= b[1] && a[2] <= b[2]);
        }
        if (!beaten)
            expected.append(i);
    }
    QCOMPARE(m_state["pareto"].toArray(), expected);
    QVERIFY(expected.size() < trials.size());
    const QByteArray text = runCli({"show", path("three.tune")}).out;
    QVERIFY2(text.contains("weights") && text.contains("No trial beats one of these in all objectives:"), text);
}

void TestCliObjectives::workersAndInterruptionsChangeNothing_data()
{
    QTest::addColumn<QStringList>("first");
    QTest::newRow("two workers") << QStringList{"--workers", "2"};
    QTest::newRow("continued") << QStringList{"--workers", "2", "--trials", "7"};
}

void TestCliObjectives::workersAndInterruptionsChangeNothing()
{
    QFETCH(QStringList, first);
    QFile::remove(path("again.tune"));
    QCOMPARE(runCli(QStringList{"run", path("three.json"), "--out", path("again.tune")} + first).exitCode, 0);
    QCOMPARE(runCli({"run", path("three.json"), "--out", path("again.tune"), "--workers", "1"}).exitCode, 0);
    const auto of = [&](const char* name) {
        return QJsonDocument::fromJson(stateOf(path(name))).object()["trials"].toArray();
    };
    QCOMPARE(of("again.tune"), of("three.tune"));
}

void TestCliObjectives::bestFileNamesTheFront()
{
    QCOMPARE(runCli({"export", path("three.tune"), "--as", "json", "-o", path("best.json")}).exitCode, 0);
    QFile file(path("best.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QJsonObject best = QJsonDocument::fromJson(file.readAll()).object();
    QCOMPARE(best["pareto"], m_state["pareto"]);
    QCOMPARE(best["study"]["objectives"].toArray().size(), 3);
    QCOMPARE(runCli({"train", "--config", path("best.json")}).exitCode, 0); // It is read back.
}

void TestCliObjectives::aStudyJudgedByTheLossIsReadBack()
{
    const QString aims = spec("loss.json", R"([{"metric": "loss"}, {"metric": "accuracy"}])");
    QCOMPARE(runCli({"run", aims, "--out", path("loss.tune"), "--trials", "3"}).exitCode, 0);
    const CliResult shown = runCli({"show", path("loss.tune"), "--json"});
    QVERIFY2(shown.err.isEmpty(), shown.err);
    const QJsonArray trials = QJsonDocument::fromJson(shown.out)["trials"].toArray();
    QCOMPARE(trials.size(), 3);
    for (const QJsonValue& trial : trials) {
        double loss = 0.0;
        for (const QJsonValue& run : trial["runs"].toArray())
            loss += run["epochs"][run["best_epoch"].toInt()]["validation"]["loss"].toDouble() / 2.0;
        QVERIFY(qAbs(trial["value"].toDouble() - loss) < 1e-12);
    }
    QCOMPARE(runCli({"check", path("loss.tune")}).exitCode, 0);
}

void TestCliObjectives::refusesWhatCannotBe_data()
{
    QTest::addColumn<QByteArray>("objectives");
    QTest::addColumn<QByteArray>("sampler");
    QTest::addColumn<QByteArray>("says");
    const auto row = [](const char* name, const char* objectives, const char* sampler, const char* says) {
        QTest::newRow(name) << QByteArray(objectives) << QByteArray(sampler) << QByteArray(says);
    };
    row("a sampler for one", R"([{"metric": "accuracy"}, {"metric": "weights"}])", "gp", "follows one objective");
    row("unknown", R"([{"metric": "accuracy"}, {"metric": "weigths"}])", "nsga2", "weigths");
    row("of another task", R"([{"metric": "accuracy"}, {"metric": "rmse"}])", "nsga2", "rmse");
    row("twice", R"([{"metric": "accuracy"}, {"metric": "accuracy"}])", "nsga2", "accuracy twice");
    row("four", R"([{"metric": "accuracy"}, {"metric": "f1"}, {"metric": "flops"}, {"metric": "weights"}])", "nsga2",
        "from 1 to 3");
    row("first belongs to the trial", R"([{"metric": "weights"}, {"metric": "accuracy"}])", "nsga2", "weights");
    row("wrong direction", R"([{"metric": "accuracy"}, {"metric": "flops", "direction": "maximize"}])", "nsga2", "flops");
    row("unknown key", R"([{"metric": "accuracy", "weight": 2}])", "nsga2", "weight");
}

void TestCliObjectives::refusesWhatCannotBe()
{
    QFETCH(QByteArray, objectives);
    QFETCH(QByteArray, sampler);
    QFETCH(QByteArray, says);
    const CliResult run = runCli({"run", spec("bad.json", objectives, sampler), "--out", path("bad.tune")});
    QCOMPARE(run.exitCode, 2);
    QVERIFY2(run.err.contains(says), run.err);
    QVERIFY(!QFile::exists(path("bad.tune")));
}

QTEST_GUILESS_MAIN(TestCliObjectives)
#include "tst_cli_objectives.moc"
