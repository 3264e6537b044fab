// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/open_dataset.h"
#include "core/study/training_objective.h"
#include "tests/app/cli_process.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <csignal>
#include <set>

using namespace tunescope;

class TestCliStudies : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void givesTheSameTrialsForAnyNumberOfWorkers_data();
    void givesTheSameTrialsForAnyNumberOfWorkers();
    void goesOnAfterBeingKilled_data();
    void goesOnAfterBeingKilled();
    void savesOnCtrlC_data();
    void savesOnCtrlC();
    void goesOnWithALargerBudget();
    void runsQueuedTrialsFirst();
    void rerunsIdentically();
    void trainsTheBestAgainWithTheSameNumbers();
    void neverLooksAtTestLabels();

private:
    [[nodiscard]] QString path(const QString& name) const { return m_folder.filePath(name); }
    [[nodiscard]] QString digits() const { return specPath("digits-40.json"); }
    QByteArray stateOf(const QString& study) { return withoutTimes(runCli({"show", study, "--json"}).out); }
    /// Starts the study and sends the signal after that many finished trials; the exit code, or -1 if killed.
    int interruptRun(const QString& study, int afterTrials, int signal);

    QTemporaryDir m_folder;
    QByteArray m_reference; ///< The digits study as one worker makes it.
};

void TestCliStudies::initTestCase()
{
    const CliResult run = runCli({"run", digits(), "--out", path("reference.tune"), "--workers", "1"});
    QVERIFY2(run.exitCode == 0, run.err.constData());
    m_reference = stateOf(path("reference.tune"));
    const QJsonArray trials =
        QJsonDocument::fromJson(runCli({"show", path("reference.tune"), "--json"}).out)["trials"].toArray();
    QCOMPARE(trials.size(), 40);
}

void TestCliStudies::givesTheSameTrialsForAnyNumberOfWorkers_data()
{
    QTest::addColumn<QString>("workers");
    for (const char* workers : {"2", "4"})
        QTest::newRow(workers) << QString::fromLatin1(workers);
}

void TestCliStudies::givesTheSameTrialsForAnyNumberOfWorkers()
{
    QFETCH(QString, workers);
    const QString study = path("workers-" + workers + ".tune");
    QCOMPARE(runCli({"run", digits(), "--out", study, "--workers", workers}).exitCode, 0);
    QCOMPARE(stateOf(study), m_reference);
}

int TestCliStudies::interruptRun(const QString& study, int afterTrials, int signal)
{
    QProcess process;
    process.start(QStringLiteral(TUNESCOPE_CLI),
                  {"run", digits(), "--out", study, "--workers", "2", "--jsonl"});
    int finished = 0;
    while (finished < afterTrials && (process.canReadLine() || process.waitForReadyRead(60'000))) {
        while (process.canReadLine())
            finished += process.readLine().contains("\"trial_finished\"") ? 1 : 0;
    }
    kill(static_cast<pid_t>(process.processId()), signal);
    process.waitForFinished(60'000);
    return process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
}

void TestCliStudies::goesOnAfterBeingKilled_data()
{
    QTest::addColumn<QList<int>>("afterTrials");
    QTest::newRow("at once") << QList<int>{1};
    QTest::newRow("in the middle") << QList<int>{13};
    QTest::newRow("twice") << QList<int>{5, 9};
    QTest::newRow("near the end") << QList<int>{37};
}

void TestCliStudies::goesOnAfterBeingKilled()
{
    QFETCH(QList<int>, afterTrials);
    const QString study =
        path(QStringLiteral("killed-%1.tune").arg(QLatin1String(QTest::currentDataTag()).at(0)) +
             QString::number(afterTrials[0]));
    for (const int trials : afterTrials)
        QCOMPARE(interruptRun(study, trials, SIGKILL), -1);
    const CliResult rest = runCli({"run", digits(), "--out", study, "--workers", "2"});
    QVERIFY2(rest.exitCode == 0, rest.err.constData());
    QCOMPARE(stateOf(study), m_reference);
    QCOMPARE(runCli({"check", study}).exitCode, 0);
}

void TestCliStudies::savesOnCtrlC_data()
{
    QTest::addColumn<int>("signal");
    QTest::newRow("interrupt") << SIGINT;
    QTest::newRow("terminate") << SIGTERM;
}

void TestCliStudies::savesOnCtrlC()
{
    QFETCH(int, signal);
    const QString study = path(QStringLiteral("signal-%1.tune").arg(signal));
    QCOMPARE(interruptRun(study, 7, signal), 130);
    QVERIFY(!QFile::exists(study + "-wal"));
    QVERIFY(!QFile::exists(study + "-lock"));
    const auto before = QJsonDocument::fromJson(runCli({"show", study, "--json"}).out)["trials"].toArray();
    QVERIFY(before.size() >= 7 && before.size() < 40);
    QCOMPARE(runCli({"run", digits(), "--out", study, "--workers", "1"}).exitCode, 0);
    QCOMPARE(stateOf(study), m_reference);
}

void TestCliStudies::goesOnWithALargerBudget()
{
    const QString study = path("budget.tune");
    QCOMPARE(runCli({"run", digits(), "--out", study, "--trials", "15"}).exitCode, 0);
    QCOMPARE(runCli({"run", digits(), "--out", study, "--workers", "1"}).exitCode, 0);
    const auto trials = [](const QByteArray& state) { return state.mid(state.indexOf("\"trials\": [")); };
    QCOMPARE(trials(stateOf(study)), trials(m_reference));
}

void TestCliStudies::runsQueuedTrialsFirst()
{
    const QJsonObject first =
        QJsonDocument::fromJson(runCli({"show", path("reference.tune"), "--json"}).out)["trials"][0]
            .toObject();
    QCOMPARE(first["params"]["learning_rate"].toDouble(), 0.01);
    QCOMPARE(first["origin"].toString(), QStringLiteral("by hand"));
}

void TestCliStudies::rerunsIdentically()
{
    for (const char* trial : {"0", "17", "39"}) {
        const CliResult result = runCli({"rerun", path("reference.tune"), "--trial", trial});
        QVERIFY2(result.exitCode == 0, result.out + result.err);
        QVERIFY2(result.out.contains("identical"), result.out.constData());
    }
    QCOMPARE(runCli({"rerun", path("reference.tune"), "--trial", "40"}).exitCode, 2);
}

void TestCliStudies::trainsTheBestAgainWithTheSameNumbers()
{
    QCOMPARE(runCli({"export", path("reference.tune"), "--as", "json", "-o", path("best.json")}).exitCode, 0);
    QFile file(path("best.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QJsonObject best = QJsonDocument::fromJson(file.readAll()).object();
    const CliResult again = runCli({"train", "--config", path("best.json"), "--jsonl"});
    QVERIFY2(again.exitCode == 0, again.err.constData());
    const QJsonObject result = QJsonDocument::fromJson(again.out.trimmed().split('\n').last()).object();
    QCOMPARE(result["value"].toDouble(), best["result"]["value"].toDouble());
    QCOMPARE(result["last_value"].toDouble(), best["result"]["last_value"].toDouble());
    QCOMPARE(result["best_epoch"].toInt(), best["result"]["best_epoch"].toInt());
    QVERIFY(best["result"]["value"].toDouble() > 0.9);
}

/// Rows of two blobs; the labels of the test rows are swapped where the row is odd.
void TestCliStudies::neverLooksAtTestLabels()
{
    constexpr int kRows = 120;
    const auto csvWith = [&](const std::set<std::int64_t>& swapped) {
        QByteArray text("x,y,target\n");
        for (int row = 0; row < kRows; ++row) {
            const bool isFirst = (row % 3 == 0) != swapped.contains(row);
            const double x = (row % 3 == 0 ? 1.0 : 2.0) + 0.37 * (row % 7) - 0.11 * (row % 5);
            text += QByteArray::number(x) + "," + QByteArray::number(0.21 * (row % 11)) +
                    (isFirst ? ",a\n" : ",b\n");
        }
        return text;
    };
    writeText(path("plain.csv"), csvWith({}));
    StudyConfig config;
    config.seed = 7;
    config.data.source = path("plain.csv").toStdString();
    const auto dataset = openDataset(config.data);
    QVERIFY(dataset);
    const auto split = makeSplit(**dataset, splitConfigOf(config.protocol, config.seed, config.data), 0, 0);
    QVERIFY(split);
    std::set<std::int64_t> test;
    for (int row = 0; row < kRows; ++row)
        test.insert(row);
    for (const std::vector<std::int64_t>* part : {&split->train, &split->validation}) {
        for (const std::int64_t row : *part)
            test.erase(row);
    }
    QCOMPARE(test.size(), std::size_t{24});
    writeText(path("swapped.csv"), csvWith(test));

    QFile file(specPath("iris-10.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray spec = file.readAll();
    QList<QByteArray> trials;
    for (const char* name : {"plain", "swapped"}) {
        const QString csv = path(QLatin1String(name) + ".csv");
        writeText(path("spec.json"), QByteArray(spec).replace("\"iris\"", "\"" + csv.toUtf8() + "\""));
        const QString study = path(QLatin1String(name) + ".tune");
        const CliResult run = runCli({"run", path("spec.json"), "--out", study});
        QVERIFY2(run.exitCode == 0, run.err.constData());
        const QByteArray state = stateOf(study);
        trials.append(state.mid(state.indexOf("\"trials\": [")));
    }
    QVERIFY(trials[0].contains("\"complete\""));
    QCOMPARE(trials[1], trials[0]);
}

QTEST_GUILESS_MAIN(TestCliStudies)
#include "tst_cli_studies.moc"
