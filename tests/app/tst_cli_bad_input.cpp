// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/cli_process.h"

#include <unistd.h>

using namespace tunescope;

class TestCliBadInput : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void refusesCommandLines_data();
    void refusesCommandLines();
    void refusesSpecs_data();
    void refusesSpecs();
    void refusesData_data();
    void refusesData();
    void refusesFilesThatAreNoStudies();
    void refusesFoldersThatCannotBeWritten();
    void refusesAnotherSpecForAnOldStudy();

private:
    void verifyOneSentence(const CliResult& result, const QByteArray& part);
    [[nodiscard]] QString path(const char* name) const { return m_folder->filePath(QLatin1String(name)); }
    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestCliBadInput::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

void TestCliBadInput::verifyOneSentence(const CliResult& result, const QByteArray& part)
{
    QVERIFY2(result.exitCode == 2, result.err.constData());
    QVERIFY2(result.err.contains(part), result.err.constData());
    QVERIFY2(result.err.count('\n') == 1, result.err.constData());
    QVERIFY2(!result.err.contains('{') || result.err.contains("got {") ||
                 result.err.contains("last read: '{"),
             result.err.constData());
    QVERIFY(result.out.isEmpty());
}

void TestCliBadInput::refusesCommandLines_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("part");
    QTest::newRow("nothing") << QStringList{} << QByteArray("subcommand");
    QTest::newRow("unknown command") << QStringList{"tune"} << QByteArray("tune");
    QTest::newRow("unknown option") << QStringList{"data", "list", "--yaml"} << QByteArray("--yaml");
    QTest::newRow("no data") << QStringList{"train"} << QByteArray("--data");
    QTest::newRow("unknown data") << QStringList{"train", "--data", "irsi"} << QByteArray("irsi");
    QTest::newRow("negative seed") << QStringList{"train", "--data", "iris", "--seed", "-1"}
                                   << QByteArray("--seed");
    QTest::newRow("missing config") << QStringList{"train", "--data", "iris", "--config", "none.json"}
                                    << QByteArray("none.json");
    QTest::newRow("onnx") << QStringList{"train", "--data", "iris", "--onnx", "a.onnx"}
                          << QByteArray("--onnx");
    QTest::newRow("missing study") << QStringList{"show", "none.tune"} << QByteArray("none.tune");
    QTest::newRow("export of a later version")
        << QStringList{"export", "a.tune", "--as", "html"} << QByteArray("html");
    QTest::newRow("check of no file")
        << QStringList{"check", "none.tune"} << QByteArray("there is no such file");
    QTest::newRow("diagnosis of no file") << QStringList{"diagnose", "none.tune"} << QByteArray("none.tune");
    QTest::newRow("diagnosis against nothing")
        << QStringList{"diagnose", "a.tune", "--against", "1"} << QByteArray("--trial");
    QTest::newRow("unknown workload") << QStringList{"bench", "W9"} << QByteArray("W9");
    QTest::newRow("no workers") << QStringList{"run", "a.json", "--out", "b.tune", "--workers", "0"}
                                << QByteArray("workers");
}

void TestCliBadInput::refusesCommandLines()
{
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, part);
    verifyOneSentence(runCli(arguments), part);
}

void TestCliBadInput::refusesSpecs_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<QByteArray>("part");
    const auto row = [](const char* name, const char* from, const char* to, const char* part) {
        QTest::newRow(name) << QByteArray(from) << QByteArray(to) << QByteArray(part);
    };
    row("no JSON", "{\"format\"", "{format", "line 1, column 3");
    row("unknown key", "\"seed\"", "\"sede\"", "Did you mean \"seed\"");
    row("unknown setting", "\"batch_size\"", "\"batchsize\"", "batch_size");
    row("impossible range", "\"low\": 1e-3", "\"low\": 1", "learning_rate");
    row("searched and fixed", "\"epochs\": 8", "\"learning_rate\": 0.1", "learning_rate");
    row("network too large", "\"units\": 8", "\"units\": 100000", "units");
    row("setting without effect", "\"units\": 8", "\"units\": 8, \"beta1\": \"a\"", "beta1");
    row("unknown metric", "\"accuracy\"", "\"acuracy\"", "accuracy");
    row("metric of another task", "\"accuracy\", \"direction\": \"maximize\"", "\"rmse\"", "rmse");
    row("contradicting direction", "maximize", "minimize", "direction");
    row("unknown sampler", "\"random\"", "\"randm\"", "random");
    row("unknown pruner", "\"pruner\": null", "\"pruner\": {\"name\": \"medain\"}", "median");
    row("no budget", "{\"trials\": 10}", "{}", "budget");
    row("unknown data", "\"iris\"", "\"irsi\"", "irsi");
    row("nothing to train on", "\"validation\": 0.2", "\"validation\": 0.9", "validation");
    row("queued trial outside", "\"budget\"",
        "\"queue\": [{\"learning_rate\": 7, \"optimizer\": \"adam\"}], \"budget\"", "learning_rate");
}

void TestCliBadInput::refusesSpecs()
{
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    QFETCH(QByteArray, part);
    QFile file(specPath("iris-10.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QByteArray spec = file.readAll();
    QVERIFY(spec.contains(from));
    if (QByteArray(QTest::currentDataTag()) == "network too large")
        spec.replace("\"hidden_layers\": 1", "\"hidden_layers\": 10");
    spec.replace(from, to);
    writeText(path("spec.json"), spec);
    verifyOneSentence(runCli({"run", path("spec.json"), "--out", path("s.tune")}), part);
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files), QStringList{"spec.json"});
}

void TestCliBadInput::refusesData_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QByteArray>("part");
    const QByteArray good = QByteArray("1.5,2,a\n2.5,3,b\n").repeated(20);
    QTest::newRow("empty file") << QByteArray() << QByteArray("empty");
    QTest::newRow("header only") << QByteArray("x,y,target\n") << QByteArray("header");
    QTest::newRow("ragged rows") << "x,y,target\n" + good + "1,2\n" << QByteArray("Line 42");
    QTest::newRow("text in a number column") << "x,y,target\n" + good + "n/a?,2,a\n" << QByteArray("Line 42");
    QTest::newRow("one class") << "x,y,target\n" + QByteArray("1,2,a\n3,4,a\n").repeated(20)
                               << QByteArray("one");
    QTest::newRow("a ZIP named .csv")
        << QByteArray("PK\x03\x04\x14\x00\x00\x00\x08\x00", 10) + QByteArray(500, '\x9C')
        << QByteArray("text");
    QTest::newRow("unclosed quote") << "x,y,target\n" + good + "\"1,2,a\n" << QByteArray("quotation mark");
}

void TestCliBadInput::refusesData()
{
    QFETCH(QByteArray, content);
    QFETCH(QByteArray, part);
    writeText(path("d.csv"), content);
    for (const QStringList& arguments :
         {QStringList{"data", "info", path("d.csv")}, QStringList{"train", "--data", path("d.csv")}}) {
        const CliResult result = runCli(arguments);
        verifyOneSentence(result, part);
        QVERIFY2(result.err.contains("d.csv"), result.err.constData());
    }
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files), QStringList{"d.csv"});
}

void TestCliBadInput::refusesFilesThatAreNoStudies()
{
    writeText(path("s.tune"), QByteArray("no study\n").repeated(400));
    for (const QStringList& arguments :
         {QStringList{"show", path("s.tune")}, QStringList{"check", path("s.tune")},
          QStringList{"rerun", path("s.tune"), "--trial", "0"},
          QStringList{"export", path("s.tune"), "--as", "csv"},
          QStringList{"run", specPath("iris-10.json"), "--out", path("s.tune")}})
        verifyOneSentence(runCli(arguments), "not a Tunescope study");
}

void TestCliBadInput::refusesFoldersThatCannotBeWritten()
{
    verifyOneSentence(runCli({"run", specPath("iris-10.json"), "--out", path("none/s.tune")}),
                      "there is no such folder");
    QVERIFY(QFile::setPermissions(m_folder->path(), QFile::ReadOwner | QFile::ExeOwner));
    const bool isProtected = access(m_folder->path().toUtf8().constData(), W_OK) != 0;
    const CliResult result =
        isProtected ? runCli({"run", specPath("iris-10.json"), "--out", path("s.tune")}) : CliResult();
    QVERIFY(QFile::setPermissions(m_folder->path(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
    if (!isProtected)
        QSKIP("this user may write everywhere");
    verifyOneSentence(result, "cannot be written to");
}

void TestCliBadInput::refusesAnotherSpecForAnOldStudy()
{
    QCOMPARE(runCli({"run", specPath("iris-10.json"), "--out", path("s.tune"), "--trials", "2", "--quiet"})
                 .exitCode,
             0);
    QFile file(specPath("iris-10.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    writeText(path("other.json"), file.readAll().replace("\"seed\": 7", "\"seed\": 8"));
    verifyOneSentence(runCli({"run", path("other.json"), "--out", path("s.tune")}), "seed: 8 instead of 7");
}

QTEST_GUILESS_MAIN(TestCliBadInput)
#include "tst_cli_bad_input.moc"
