// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/ask_tell_session.h"
#include "tests/support/spaces.h"

#include <QtTest>

#include <limits>

using namespace tunescope;

namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

SearchSpace line()
{
    return spaceOf({floatSpec("x", 0.0, 1.0)});
}

AskTellSession opened(AskTellSetup setup)
{
    return std::move(AskTellSession::open(std::move(setup)).value());
}

ToldResult complete(double value)
{
    return {.values = {value}};
}

std::string_view errorOf(const Result<void>& result)
{
    return result ? std::string_view() : errorName(result.error().code);
}

} // namespace

class TestAskTellSession : public QObject
{
    Q_OBJECT

private slots:
    void everyAskIsANewTrial();
    void tellsMayComeInAnyOrderButOnce();
    void stepsOfReportsMustIncrease();
    void pruningStaysDecided();
    void defaultsComeFirst();
    void historyIsUsedAndNumbered();
    void completeWithoutAValueIsAFailure();
    void whatWasReallyRunIsRemembered();
    void severalObjectivesHaveAFront();
    void samplersOfOneObjectiveRefuseTwo();
    void theOrderOfTellsDoesNotChangeProposals();
};

void TestAskTellSession::everyAskIsANewTrial()
{
    AskTellSession session = opened({.space = line(), .sampler = "random"});
    for (int id = 0; id < 5; ++id)
        QCOMPARE(session.ask().value().id, id);
    QCOMPARE(session.counts().running, 5);
}

void TestAskTellSession::tellsMayComeInAnyOrderButOnce()
{
    AskTellSession session = opened({.space = line(), .sampler = "random"});
    for (int id = 0; id < 3; ++id)
        QVERIFY(session.ask());
    QVERIFY(session.tell(2, complete(0.2)));
    QVERIFY(session.tell(0, complete(0.1)));
    QCOMPARE(errorOf(session.tell(2, complete(0.2))), std::string_view("TrialAlreadyTold"));
    QCOMPARE(errorOf(session.tell(9, complete(0.2))), std::string_view("TrialUnknown"));
    QCOMPARE(session.history().trials[0]->number, 0);
    QCOMPARE(session.history().trials[1]->number, 2);
    QCOMPARE(session.best().front()->number, 0);
    QCOMPARE(session.report(2, 1, 0.5).error().code, ErrorCode::TrialNotRunning);
}

void TestAskTellSession::stepsOfReportsMustIncrease()
{
    AskTellSession session = opened({.space = line(), .sampler = "random"});
    QVERIFY(session.ask());
    QCOMPARE(session.report(0, 0, 0.5).error().code, ErrorCode::ReportStep);
    QVERIFY(session.report(0, 3, 0.5));
    QCOMPARE(session.report(0, 3, 0.5).error().code, ErrorCode::ReportStep);
    QVERIFY(session.tell(0, {.values = {0.4}, .curve = {0.9, 0.8, 0.7, 0.4}}));
    const std::vector<IntermediateValue> expected{{1, 0.9}, {2, 0.8}, {3, 0.5}, {4, 0.4}};
    QVERIFY(session.history().trials[0]->intermediateValues == expected);
}

void TestAskTellSession::pruningStaysDecided()
{
    AskTellSession session =
        opened({.space = line(),
                .sampler = "random",
                .pruner = "median",
                .prunerOptions = {{"n_startup", std::int64_t{1}}, {"n_warmup", std::int64_t{0}}}});
    QVERIFY(session.ask());
    QVERIFY(!session.report(0, 1, 0.1).value());
    QVERIFY(session.tell(0, complete(0.1)));
    QVERIFY(session.ask());
    QVERIFY(session.report(1, 1, 0.9).value());
    QVERIFY(session.report(1, 2, 0.0).value());
}

void TestAskTellSession::defaultsComeFirst()
{
    ParamSpec x = floatSpec("x", 0.0, 1.0);
    x.defaultValue = 0.25;
    for (const std::string sampler : {"random", "auto", "tpe"}) {
        AskTellSession session = opened({.space = spaceOf({x}), .sampler = sampler});
        const Asked first = session.ask().value();
        QCOMPARE(first.source, std::string("default"));
        QVERIFY(first.params == (ParamSet{{"x", 0.25}}));
        QVERIFY(!(session.ask().value().params == first.params));
    }
    AskTellSession known = opened({.space = spaceOf({x}), .sampler = "random"});
    QVERIFY(known.add({{"x", 0.25}}, complete(1.0)));
    QCOMPARE(known.ask().value().source, std::string("sampler"));
}

void TestAskTellSession::historyIsUsedAndNumbered()
{
    AskTellSession session = opened({.space = line(), .sampler = "gp"});
    for (int i = 0; i < 9; ++i) {
        const double x = i / 8.0;
        QCOMPARE(session.add({{"x", x}}, complete((x - 0.3) * (x - 0.3))).value(), i);
    }
    QVERIFY(session.add({{"other", 1.0}}, complete(-9.0))); // Not of this space: kept, but not learnt from.
    const Asked asked = session.ask().value();
    QCOMPARE(asked.id, 10);
    QCOMPARE(asked.source, std::string("model"));
    QVERIFY(std::abs(*paramNumber(*asked.params.find("x")) - 0.3) < 0.1);
}

void TestAskTellSession::completeWithoutAValueIsAFailure()
{
    AskTellSession session = opened({.space = line(), .sampler = "random"});
    QVERIFY(session.ask());
    QVERIFY(session.ask());
    QVERIFY(session.tell(0, {}));
    QVERIFY(session.tell(1, complete(kNone)));
    QCOMPARE(session.counts().failed, 2);
    QVERIFY(session.best().empty());
}

void TestAskTellSession::whatWasReallyRunIsRemembered()
{
    AskTellSession session = opened({.space = line(), .sampler = "random"});
    QVERIFY(session.ask());
    QVERIFY(session.tell(0, {.values = {1.0}, .params = ParamSet{{"x", 0.5}}}));
    QVERIFY(session.best().front()->params == (ParamSet{{"x", 0.5}}));
}

void TestAskTellSession::severalObjectivesHaveAFront()
{
    AskTellSession session = opened(
        {.space = line(), .directions = {Direction::Maximize, Direction::Minimize}, .sampler = "auto"});
    QCOMPARE(session.method(), std::string_view("motpe"));
    const std::vector<std::vector<double>> values{{1.0, 1.0}, {2.0, 2.0}, {1.0, 2.0}, {3.0, 9.0}};
    for (std::size_t id = 0; id < values.size(); ++id) {
        QVERIFY(session.ask());
        QVERIFY(session.tell(static_cast<int>(id), {.values = values[id]}));
    }
    std::vector<int> front;
    for (const TrialRecordPtr& trial : session.best())
        front.push_back(trial->number);
    QCOMPARE(front, (std::vector<int>{0, 1, 3}));
    QVERIFY(session.ask());
    QCOMPARE(errorOf(session.tell(4, complete(1.0))), std::string_view("ValueCount"));
    for (int id = 5; id < 40; ++id) {
        QVERIFY(session.ask());
        QVERIFY(session.tell(id, {.values = {id % 7 * 1.0, id % 5 * 1.0}}));
    }
}

void TestAskTellSession::samplersOfOneObjectiveRefuseTwo()
{
    const auto session = AskTellSession::open(
        {.space = line(), .directions = {Direction::Maximize, Direction::Minimize}, .sampler = "gp"});
    QVERIFY(!session);
    QCOMPARE(session.error().code, ErrorCode::SamplerOneObjective);
}

void TestAskTellSession::theOrderOfTellsDoesNotChangeProposals()
{
    for (const std::string sampler : {"gp", "tpe"}) {
        std::vector<ParamSet> proposals;
        for (const bool isReversed : {false, true}) {
            AskTellSession session = opened({.space = conditionalSpace(), .seed = 5, .sampler = sampler});
            for (int id = 0; id < 16; ++id)
                QVERIFY(session.ask());
            for (int k = 0; k < 16; ++k) {
                const int id = isReversed ? 15 - k : k;
                QVERIFY(session.tell(id, complete(id * 7 % 5)));
            }
            proposals.push_back(session.ask().value().params);
        }
        QVERIFY(proposals[0] == proposals[1]);
    }
}

QTEST_APPLESS_MAIN(TestAskTellSession)
#include "tst_ask_tell_session.moc"
