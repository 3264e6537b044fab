// SPDX-License-Identifier: GPL-3.0-or-later
// The optimiser as a process: request lines in, answer lines out.
#include "tests/app/cli_process.h"

#include <QtTest>

#include <QProcess>
#include <QSet>

#include <algorithm>

using namespace tunescope;

// First in the file: Qt 6.4's moc does not find its way through the raw strings below.
class TestCliAskTell : public QObject
{
    Q_OBJECT

private slots:
    void equalRequestsGiveEqualBytes_data();
    void equalRequestsGiveEqualBytes();
    void gridCountsAndBranchesAreListed();
    void gridOptionsThatMeanNothingAreRefused_data();
    void gridOptionsThatMeanNothingAreRefused();
    void errorsLeaveTheSessionAlive();
    void aBadSpaceEndsTheSession();
    void prunedTrialsCarryTheirReason();
    void defaultsComeFirstAndOnTop();
};

namespace {

struct Conversation {
    QByteArrayList answers;
    int exitCode = -1;
};

Conversation conversation(const QByteArrayList& requests)
{
    QProcess process;
    process.start(QStringLiteral(TUNESCOPE_CLI), {QStringLiteral("ask-tell")});
    for (const QByteArray& request : requests)
        process.write(request + '\n');
    process.closeWriteChannel();
    if (!process.waitForFinished(100'000))
        return {};
    QByteArrayList answers = process.readAllStandardOutput().split('\n');
    answers.removeLast(); // Behind the last end of line.
    return {answers, process.exitCode()};
}

QByteArray opening(const QByteArray& sampler, const QByteArray& more = {})
{
    return R"({"protocol":"hpo-asktell/1","space":{"params":[)"
           R"({"name":"lr","type":"float","low":1e-4,"high":1,"log":true},)"
           R"({"name":"optimizer","type":"categorical","choices":["sgd","adam"]},)"
           R"({"name":"momentum","type":"float","low":0,"high":0.9,"when":[{"param":"optimizer","in":["sgd"]}]}]},)"
           R"("directions":["minimize"],"seed":7,"sampler":")" +
           sampler + '"' + more + '}';
}

QByteArray told(int id, double value)
{
    return R"({"tell":{"id":)" + QByteArray::number(id) + R"(,"state":"complete","value":)" +
           QByteArray::number(value) + "}}";
}

/// The answer without its id.
QByteArray paramsOf(const QByteArray& answer)
{
    return answer.mid(answer.indexOf("\"params\""));
}

} // namespace

void TestCliAskTell::equalRequestsGiveEqualBytes_data()
{
    QTest::addColumn<QByteArray>("sampler");
    for (const char* sampler : {"auto", "tpe", "cmaes", "de", "ga", "anneal"})
        QTest::newRow(sampler) << QByteArray(sampler);
}

/// Four trials in flight, told in an order of their own.
void TestCliAskTell::equalRequestsGiveEqualBytes()
{
    QFETCH(QByteArray, sampler);
    QByteArrayList requests{opening(sampler, R"(,"workers":4)")};
    for (int round = 0; round < 6; ++round) {
        for (int k = 0; k < 4; ++k)
            requests << R"({"ask":true})";
        for (const int k : {2, 0, 3, 1})
            requests << told(4 * round + k, 1.0 / (1 + (7 * k + round) % 5));
    }
    const Conversation first = conversation(requests);
    QCOMPARE(first.exitCode, 0);
    QCOMPARE(first.answers.size(), requests.size());
    QSet<QByteArray> different;
    for (const QByteArray& answer : first.answers) {
        QVERIFY2(!answer.contains("error"), answer.constData());
        if (answer.contains("params"))
            different << paramsOf(answer);
    }
    QCOMPARE(different.size(), 24);
    QCOMPARE(conversation(requests).answers, first.answers);
}

/// 3 rates x (1 + 2 momenta): nine configurations, then the end.
void TestCliAskTell::gridCountsAndBranchesAreListed()
{
    QByteArrayList requests{opening("grid", R"(,"sampler_options":{"grid":{"lr":3,"momentum":2}})")};
    for (int k = 0; k < 10; ++k)
        requests << R"({"ask":true})";
    const Conversation result = conversation(requests);
    QSet<QByteArray> different;
    int withMomentum = 0;
    for (int k = 1; k <= 9; ++k) {
        different << paramsOf(result.answers.at(k));
        withMomentum += result.answers.at(k).contains("momentum") ? 1 : 0;
    }
    QCOMPARE(different.size(), 9);
    QCOMPARE(withMomentum, 6);
    QVERIFY(result.answers.at(10).contains(R"("code":"space_exhausted")"));
}

void TestCliAskTell::gridOptionsThatMeanNothingAreRefused_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<QByteArray>("named");
    const auto grid = [](const char* counts) {
        return QByteArray(R"(,"sampler_options":{"grid":)") + counts + '}';
    };
    QTest::newRow("another sampler") << opening("auto", grid(R"({"lr":3})"))
                                     << QByteArray("sampler_options.grid");
    QTest::newRow("choices") << opening("grid", grid(R"({"optimizer":2})")) << QByteArray("grid.optimizer");
    QTest::newRow("unknown") << opening("grid", grid(R"({"rl":2})")) << QByteArray("Did you mean \\\"lr\\\"");
    QTest::newRow("none") << opening("grid", grid(R"({"lr":0})")) << QByteArray("lr: the count");
    QTest::newRow("no whole number") << opening("grid", grid(R"({"lr":2.5})")) << QByteArray("whole number");
}

void TestCliAskTell::gridOptionsThatMeanNothingAreRefused()
{
    QFETCH(QByteArray, request);
    QFETCH(QByteArray, named);
    const Conversation result = conversation({request});
    QCOMPARE(result.answers.size(), 1);
    QVERIFY2(result.answers.front().startsWith(R"({"error")"), result.answers.front().constData());
    QVERIFY2(result.answers.front().contains(named), result.answers.front().constData());
}

void TestCliAskTell::errorsLeaveTheSessionAlive()
{
    const Conversation result =
        conversation({opening("random"), "{not json", R"({"frobnicate":1})", told(99, 1.0), R"({"ask":true})",
                      told(0, 0.5), told(0, 0.5), R"({"best":true})", R"({"close":true})"});
    QCOMPARE(result.exitCode, 0);
    QVERIFY(result.answers.at(1).contains(R"("code":"bad_json")"));
    QVERIFY(result.answers.at(2).contains(R"("code":"bad_request")"));
    QVERIFY(result.answers.at(3).contains(R"("code":"unknown_id","message")"));
    QVERIFY(result.answers.at(4).startsWith(R"({"id":0,"params")"));
    QVERIFY(result.answers.at(6).contains(R"("code":"already_told")"));
    QVERIFY(result.answers.at(7).contains(R"("value":0.5)"));
}

void TestCliAskTell::aBadSpaceEndsTheSession()
{
    const Conversation result = conversation(
        {R"({"protocol":"hpo-asktell/1","space":{"params":[{"name":"lr","type":"float","low":0,"high":1,"log":true}]},)"
         R"("directions":["minimize"],"seed":1,"sampler":"auto"})",
         R"({"ask":true})"});
    QCOMPARE(result.exitCode, 2);
    QCOMPARE(result.answers.size(), 1);
    QVERIFY(result.answers.front().contains(R"("code":"bad_space")"));
    QVERIFY(result.answers.front().contains("lr"));
}

void TestCliAskTell::prunedTrialsCarryTheirReason()
{
    const auto report = [](int id, int step, double value) {
        return R"({"report":{"id":)" + QByteArray::number(id) + R"(,"step":)" + QByteArray::number(step) +
               R"(,"value":)" + QByteArray::number(value) + "}}";
    };
    const Conversation result = conversation(
        {opening("random", R"(,"pruner":{"name":"asha"},"steps":50)"), R"({"ask":true})", report(0, 1, 0.5),
         report(0, 2, 0.4), told(0, 0.4), R"({"ask":true})", report(1, 1, 0.9), report(1, 2, 0.8)});
    QCOMPARE(result.answers.at(3), QByteArray(R"({"prune":false})"));
    QVERIFY(result.answers.at(7).startsWith(R"({"prune":true,"reason":")"));
    QVERIFY2(result.answers.at(7).contains("rank 2 of 2"), result.answers.at(7).constData());
}

/// The person's own configuration is tried first and takes no place of the starting design.
void TestCliAskTell::defaultsComeFirstAndOnTop()
{
    const auto requests = [](const QByteArray& given) {
        QByteArrayList lines{
            R"({"protocol":"hpo-asktell/1","space":{"params":[{"name":"x","type":"float","low":0,"high":1)" +
            given + R"(}]},"directions":["minimize"],"seed":3,"sampler":"auto"})"};
        for (int id = 0; id < 8; ++id)
            lines << R"({"ask":true})" << told(id, 0.1 * id);
        return lines;
    };
    const auto startups = [](const Conversation& result) {
        return std::count_if(result.answers.begin(), result.answers.end(),
                             [](const QByteArray& answer) { return answer.contains("\"startup\""); });
    };
    const Conversation with = conversation(requests(R"(,"default":0.25)"));
    QVERIFY(with.answers.at(1).contains(R"("x":0.25)"));
    QVERIFY(with.answers.at(1).contains(R"("source":"default")"));
    QCOMPARE(startups(with), 5);
    QCOMPARE(startups(conversation(requests({}))), 5);
}

QTEST_GUILESS_MAIN(TestCliAskTell)
#include "tst_cli_ask_tell.moc"
