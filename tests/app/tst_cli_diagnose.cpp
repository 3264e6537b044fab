// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/cli_process.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace tunescope;

namespace {

/// A spec of hand-made trials over one searched setting.
QByteArray specOf(const QString& source, const QByteArray& fixed, const QByteArray& queue, int trials)
{
    return "{\"format\": \"tunescope.study/1\", \"name\": \"coached\", \"seed\": 3, \"data\": {\"source\": "
           "\"" +
           source.toUtf8() +
           "\"}, \"protocol\": {\"kind\": \"holdout\", \"validation\": 0.2, \"test\": 0.2},"
           " \"space\": {\"params\": [{\"name\": \"learning_rate\", \"type\": \"float\", \"low\": 1e-7, "
           "\"high\": 10, \"log\": true}]},"
           " \"fixed\": " +
           fixed + ", \"sampler\": {\"name\": \"random\"}, \"pruner\": null, \"budget\": {\"trials\": " +
           QByteArray::number(trials) + "}, \"queue\": " + queue + "}";
}

QJsonObject documentOf(const CliResult& result)
{
    return QJsonDocument::fromJson(result.out).object();
}

QStringList rulesIn(const QJsonObject& document)
{
    QStringList rules;
    for (const QJsonValue& verdict : document["verdicts"].toArray())
        rules.append(verdict["rule"].toString());
    return rules;
}

} // namespace

class TestCliDiagnose : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void namesWhatIsWrong_data();
    void namesWhatIsWrong();
    void saysNothingOfAHealthyTrial();
    void writesForPeople();
    void judgesWhetherItHelped();
    void looksAtTheStudysOwnCopyOfTheData();
    void saysWhenTheTrialDoesNotExist();
    void changesNothing();

private:
    [[nodiscard]] QString path(const QString& name) const { return m_folder.filePath(name); }
    [[nodiscard]] QString makeStudy(const QString& name, const QByteArray& spec);

    QTemporaryDir m_folder;
    QString m_study; ///< Trials: 0 too slow, 1 healthy, 2 too fast.
};

QString TestCliDiagnose::makeStudy(const QString& name, const QByteArray& spec)
{
    writeText(path(name + ".json"), spec);
    const CliResult run =
        runCli({"run", path(name + ".json"), "--out", path(name + ".tune"), "--workers", "1"});
    if (run.exitCode != 0 && run.exitCode != 3)
        qFatal("%s", run.err.constData());
    return path(name + ".tune");
}

void TestCliDiagnose::initTestCase()
{
    m_study = makeStudy(
        "rates",
        specOf("digits", "{\"model\": \"mlp\", \"hidden_layers\": 2, \"units\": 32, \"epochs\": 15}",
               "[{\"learning_rate\": 3e-6}, {\"learning_rate\": 2e-3}, {\"learning_rate\": 2.0}]", 3));
}

void TestCliDiagnose::namesWhatIsWrong_data()
{
    QTest::addColumn<QString>("trial");
    QTest::addColumn<QString>("rule");
    QTest::newRow("too slow") << "0"
                              << "learning_rate_too_low";
    QTest::newRow("too fast") << "2"
                              << "learning_rate_too_high";
}

void TestCliDiagnose::namesWhatIsWrong()
{
    QFETCH(QString, trial);
    QFETCH(QString, rule);
    const CliResult result = runCli({"diagnose", m_study, "--trial", trial, "--json"});
    QVERIFY2(result.exitCode == 0, result.err.constData());
    QVERIFY(result.err.isEmpty());
    const QJsonObject document = documentOf(result);
    QCOMPARE(document["format"].toString(), QStringLiteral("tunescope.diagnosis/1"));
    QVERIFY2(rulesIn(document).value(0) == rule, result.out.constData());
    const QJsonObject first = document["verdicts"].toArray().at(0).toObject();
    QCOMPARE(first["severity"].toString(), QStringLiteral("problem"));
    const QJsonObject change = first["suggestions"].toArray().at(0)["change"].toObject();
    const double before = trial == "0" ? 3e-6 : 2.0;
    QVERIFY(trial == "0" ? change["learning_rate"].toDouble() > before
                         : change["learning_rate"].toDouble() < before);
}

void TestCliDiagnose::saysNothingOfAHealthyTrial()
{
    const CliResult json = runCli({"diagnose", m_study, "--trial", "1", "--json"});
    QVERIFY2(documentOf(json)["verdicts"].toArray().isEmpty(), json.out.constData());
    const CliResult text = runCli({"diagnose", m_study, "--trial", "1"});
    QVERIFY2(text.out.contains("Nothing to say about trial 1."), text.out.constData());
}

void TestCliDiagnose::writesForPeople()
{
    const CliResult one = runCli({"diagnose", m_study, "--trial", "0"});
    QVERIFY2(one.out.startsWith("Too slow (problem, trial 0)"), one.out.constData());
    QVERIFY2(one.out.contains("Try: Queue with learning rate"), one.out.constData());
    const CliResult all = runCli({"diagnose", m_study});
    QVERIFY2(all.out.contains("of 3 trials"), all.out.constData());
    const QStringList rules = rulesIn(documentOf(runCli({"diagnose", m_study, "--json"})));
    QVERIFY(rules.contains("learning_rate_too_low") && rules.contains("learning_rate_too_high"));
}

void TestCliDiagnose::judgesWhetherItHelped()
{
    const CliResult better = runCli({"diagnose", m_study, "--trial", "1", "--against", "0", "--json"});
    const QJsonObject judgement = documentOf(better)["judgements"].toArray().at(0).toObject();
    QVERIFY2(judgement["effect"].toString() == "helped", better.out.constData());
    QCOMPARE(judgement["changed"].toArray(), QJsonArray{"learning_rate"});
    QVERIFY(judgement["gone"].toArray().contains("learning_rate_too_low"));
    QVERIFY(runCli({"diagnose", m_study, "--trial", "1", "--against", "0"}).out.contains("It helped: "));
    const CliResult worse = runCli({"diagnose", m_study, "--trial", "0", "--against", "1", "--json"});
    QCOMPARE(documentOf(worse)["judgements"].toArray().at(0)["effect"].toString(), QStringLiteral("harmed"));
}

void TestCliDiagnose::looksAtTheStudysOwnCopyOfTheData()
{
    QByteArray csv = "size,outcome,weight,class\n";
    for (int i = 0; i < 120; ++i) {
        const int side = i % 2;
        csv += QByteArray::number((i * 37 % 100) / 100.0 + 0.3 * side) + "," +
               QByteArray::number(40 + 7 * side) + "," + QByteArray::number((i * 53 % 100) / 50.0) + "," +
               (side == 0 ? "no" : "yes") + "\n";
    }
    writeText(path("leak.csv"), csv);
    const QString study =
        makeStudy("leak", specOf(path("leak.csv"),
                                 "{\"model\": \"mlp\", \"hidden_layers\": 1, \"units\": 8, \"epochs\": 10}",
                                 "[{\"learning_rate\": 0.01}]", 1));
    QVERIFY(QFile::remove(path("leak.csv")));
    const CliResult result = runCli({"diagnose", study, "--json"});
    QVERIFY2(result.exitCode == 0, result.err.constData());
    QVERIFY2(rulesIn(documentOf(result)).value(0) == "leak", result.out.constData());
    QVERIFY(result.out.contains("outcome"));
    QVERIFY(documentOf(result)["data_fault"].isNull());
}

void TestCliDiagnose::saysWhenTheTrialDoesNotExist()
{
    for (const QStringList& options : {QStringList{"--trial", "7"}, QStringList{"--trial", "-1"},
                                       QStringList{"--trial", "0", "--against", "3"}}) {
        const CliResult result = runCli(QStringList{"diagnose", m_study} + options);
        QCOMPARE(result.exitCode, 2);
        QVERIFY(result.out.isEmpty());
        QVERIFY2(result.err.count('\n') == 1 && result.err.contains("trial"), result.err.constData());
    }
}

void TestCliDiagnose::changesNothing()
{
    const QByteArray before = withoutTimes(runCli({"show", m_study, "--json"}).out);
    const CliResult first = runCli({"diagnose", m_study, "--json"});
    QCOMPARE(runCli({"diagnose", m_study, "--json"}).out, first.out);
    QCOMPARE(withoutTimes(runCli({"show", m_study, "--json"}).out), before);
}

QTEST_APPLESS_MAIN(TestCliDiagnose)
#include "tst_cli_diagnose.moc"
