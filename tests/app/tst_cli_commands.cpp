// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/cli_process.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <unistd.h>

using namespace tunescope;

class TestCliCommands : public QObject
{
    Q_OBJECT

private slots:
    void explainsItself_data();
    void explainsItself();
    void listsTheBuiltInData();
    void describesEveryBuiltInDataSet_data();
    void describesEveryBuiltInDataSet();
    void trainsOneNetwork();
    void writesPredictionsOfTheValidationRows();
    void trainsTheSameTwice();
    void runsTenIrisTrials();
    void exportsCsv();
    void checksAStudy();
    void endsQuietlyWhenTheReaderIsGone();
    void measuresTheEngine();

private:
    QTemporaryDir m_folder;
    [[nodiscard]] QString path(const char* name) const { return m_folder.filePath(QLatin1String(name)); }
    QString irisStudy();
};

QString TestCliCommands::irisStudy()
{
    const QString study = path("iris.tune");
    if (!QFile::exists(study)) {
        const CliResult run = runCli({"run", specPath("iris-10.json"), "--out", study});
        if (run.exitCode != 0)
            qFatal("%s", run.err.constData());
    }
    return study;
}

void TestCliCommands::explainsItself_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("part");
    QTest::newRow("help") << QStringList{"--help"} << QByteArray("rerun");
    QTest::newRow("version") << QStringList{"--version"} << QByteArray("oneDNN");
    for (const char* command : {"data", "train", "run", "show", "check", "rerun", "export", "bench", "demo", "diagnose"})
        QTest::newRow(command) << QStringList{command, "--help"} << QByteArray("--help");
}

void TestCliCommands::explainsItself()
{
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, part);
    const CliResult result = runCli(arguments);
    QCOMPARE(result.exitCode, 0);
    QVERIFY2(result.out.contains(part), result.out.constData());
    QVERIFY(result.err.isEmpty());
}

void TestCliCommands::listsTheBuiltInData()
{
    const CliResult result = runCli({"data", "list", "--json"});
    QCOMPARE(result.exitCode, 0);
    QStringList names;
    for (const QJsonValue& entry : QJsonDocument::fromJson(result.out).array())
        names.append(entry["name"].toString());
    for (const char* name : {"digits", "iris", "wine", "breast_cancer", "penguins", "mnist_27", "moons"})
        QVERIFY2(names.contains(QLatin1String(name)), name);
}

void TestCliCommands::describesEveryBuiltInDataSet_data()
{
    QTest::addColumn<int>("rows");
    QTest::addColumn<int>("classes");
    QTest::newRow("digits") << 1797 << 10;
    QTest::newRow("iris") << 150 << 3;
    QTest::newRow("wine") << 178 << 3;
    QTest::newRow("breast_cancer") << 569 << 2;
    QTest::newRow("mnist_27") << 1000 << 2;
    QTest::newRow("moons:samples=300,noise=0.1,seed=1") << 300 << 2;
}

void TestCliCommands::describesEveryBuiltInDataSet()
{
    QFETCH(int, rows);
    QFETCH(int, classes);
    const CliResult result = runCli({"data", "info", QLatin1String(QTest::currentDataTag()), "--json"});
    QVERIFY2(result.exitCode == 0, result.err.constData());
    const QJsonObject facts = QJsonDocument::fromJson(result.out).object();
    QCOMPARE(facts["rows"].toInt(), rows);
    QCOMPARE(facts["classes"].toArray().size(), classes);
    QCOMPARE(facts["sha256"].toString().size(), 64);
    QVERIFY(facts["columns"].toArray().size() > 0);
}

void TestCliCommands::trainsOneNetwork()
{
    writeText(path("c.json"), "{\"hidden_layers\": 1, \"units\": 8, \"epochs\": 3, \"learning_rate\": 0.01}");
    const CliResult result = runCli(
        {"train", "--data", "iris", "--config", path("c.json"), "--jsonl", "--seed", "18446744073709551615"});
    QVERIFY2(result.exitCode == 0, result.err.constData());
    const QList<QByteArray> lines = result.out.trimmed().split('\n');
    QCOMPARE(lines.size(), 1 + 4 + 1); // started, epochs 0 to 3, result
    const QJsonObject started = QJsonDocument::fromJson(lines.first()).object();
    QCOMPARE(started["params"]["optimizer"].toString(), QStringLiteral("adam"));
    QVERIFY(!started["params"].toObject().contains("momentum"));
    QVERIFY(!QJsonDocument::fromJson(lines[1]).object().contains("train"));
    const QJsonObject end = QJsonDocument::fromJson(lines.last()).object();
    QCOMPARE(end["event"].toString(), QStringLiteral("result"));
    QVERIFY(end["value"].toDouble() > 0.0);
    QVERIFY(end["best_epoch"].toInt() >= 1);
    QVERIFY(end["engine"].toObject().contains("onednn"));
}

void TestCliCommands::writesPredictionsOfTheValidationRows()
{
    const CliResult result =
        runCli({"train", "--data", "iris", "--epochs", "2", "--quiet", "--predictions", path("p.csv")});
    QVERIFY2(result.exitCode == 0, result.err.constData());
    QFile file(path("p.csv"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QList<QByteArray> lines = file.readAll().trimmed().split('\n');
    QCOMPARE(lines.first(), QByteArray("row,true,predicted,p_setosa,p_versicolor,p_virginica"));
    QCOMPARE(lines.size(), 1 + 30);
}

void TestCliCommands::trainsTheSameTwice()
{
    const QStringList arguments{"train", "--data", "digits", "--epochs", "2", "--jsonl"};
    static const QRegularExpression seconds(QStringLiteral("\"[a-z]+_seconds\":[^,}]+"));
    const auto lines = [&] { return QString::fromUtf8(runCli(arguments).out).remove(seconds); };
    const QString first = lines();
    QVERIFY(first.contains("\"event\":\"result\""));
    QCOMPARE(lines(), first);
}

void TestCliCommands::runsTenIrisTrials()
{
    const CliResult shown = runCli({"show", irisStudy(), "--json"});
    QCOMPARE(shown.exitCode, 0);
    const QJsonObject state = QJsonDocument::fromJson(shown.out).object();
    QCOMPARE(state["format"].toString(), QStringLiteral("tunescope.study-state/1"));
    QCOMPARE(state["trials"].toArray().size(), 10);
    for (const QJsonValue& trial : state["trials"].toArray()) {
        const bool isSgd = trial["params"]["optimizer"].toString() == QLatin1String("sgd");
        QCOMPARE(trial["params"].toObject().contains("momentum"), isSgd);
    }
    const CliResult table = runCli({"show", irisStudy(), "--top", "3"});
    QVERIFY2(table.out.contains("rank"), table.out.constData());
    QVERIFY(QDir(m_folder.path()).entryList({"iris.tune*"}, QDir::Files) == QStringList{"iris.tune"});
}

void TestCliCommands::exportsCsv()
{
    const CliResult trials = runCli({"export", irisStudy(), "--as", "csv"});
    QCOMPARE(trials.exitCode, 0);
    QCOMPARE(trials.out.trimmed().split('\n').size(), 11);
    const CliResult curves = runCli({"export", irisStudy(), "--as", "curves", "-o", path("curves.csv")});
    QCOMPARE(curves.exitCode, 0);
    QVERIFY(curves.out.isEmpty());
    QVERIFY(QFile::exists(path("curves.csv")));
}

void TestCliCommands::checksAStudy()
{
    const CliResult result = runCli({"check", irisStudy()});
    QVERIFY2(result.exitCode == 0, result.out.constData());
}

void TestCliCommands::endsQuietlyWhenTheReaderIsGone()
{
    QProcess shell;
    shell.start(
        "/bin/bash",
        {"-c",
         QStringLiteral("set -o pipefail; '%1' train --data iris --epochs 200 --jsonl | head -n 1 >/dev/null")
             .arg(QStringLiteral(TUNESCOPE_CLI))});
    QVERIFY(shell.waitForFinished(120'000));
    QCOMPARE(shell.exitCode(), 0);
    QCOMPARE(shell.readAllStandardError(), QByteArray());
}

void TestCliCommands::measuresTheEngine()
{
    const CliResult result = runCli({"bench", "W1", "--seconds", "0.05", "--json"});
    QVERIFY2(result.exitCode == 0, result.err.constData());
    const QJsonObject bench = QJsonDocument::fromJson(result.out).object();
    QVERIFY(bench["peak_gflops"].toDouble() > 0.0);
    QCOMPARE(bench["workloads"].toArray().size(), 1);
    QVERIFY(bench["workloads"].toArray().at(0).toObject()["loss_after_20_steps"].toDouble() > 0.0);
}

QTEST_GUILESS_MAIN(TestCliCommands)
#include "tst_cli_commands.moc"
