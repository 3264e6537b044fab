// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/study_config.h"

#include <QtTest>

using namespace tunescope;

namespace {

StudyConfig validConfig()
{
    StudyConfig config;
    config.data.source = "digits";
    config.protocol.metric = "accuracy";
    config.stage.space = *SearchSpace::create({{"learning_rate", FloatRange{1e-4, 1.0, Scale::Log}}});
    config.stage.budget.trials = 10;
    return config;
}

} // namespace

class TestStudyConfig : public QObject
{
    Q_OBJECT

private slots:
    void acceptsAValidConfig();
    void lagFollowsTheSampler();
    void seedsOfTrialsDiffer();
    void refusesWhatCannotRun_data();
    void refusesWhatCannotRun();
};

void TestStudyConfig::acceptsAValidConfig()
{
    QVERIFY(validateStudyConfig(validConfig()));
}

void TestStudyConfig::lagFollowsTheSampler()
{
    StudyConfig config = validConfig();
    QCOMPARE(effectiveLag(config), 8);
    config.lag = 2;
    QCOMPARE(effectiveLag(config), 2);
}

void TestStudyConfig::seedsOfTrialsDiffer()
{
    QVERIFY(trialSeedOf(42, 0) != trialSeedOf(42, 1));
    QVERIFY(trialSeedOf(42, 0) != trialSeedOf(43, 0));
    QCOMPARE(trialSeedOf(42, 7), trialSeedOf(42, 7));
}

using Edit = void (*)(StudyConfig&);

void TestStudyConfig::refusesWhatCannotRun_data()
{
    QTest::addColumn<Edit>("edit");
    QTest::addColumn<ErrorCode>("code");
    const auto row = [](const char* name, Edit edit, ErrorCode code) { QTest::newRow(name) << edit << code; };
    row("no data", [](StudyConfig& c) { c.data.source.clear(); }, ErrorCode::NoDataNamed);
    row("validation above 1", [](StudyConfig& c) { c.protocol.validation = 1.5; }, ErrorCode::ShareOutOfRange);
    row("validation 0", [](StudyConfig& c) { c.protocol.validation = 0.0; }, ErrorCode::ShareOutOfRange);
    row("negative test", [](StudyConfig& c) { c.protocol.test = -0.1; }, ErrorCode::ShareOutOfRange);
    row("not a number", [](StudyConfig& c) { c.protocol.test = std::nan(""); }, ErrorCode::ShareOutOfRange);
    row("nothing to train on", [](StudyConfig& c) { c.protocol.validation = c.protocol.test = 0.5; }, ErrorCode::NothingToTrainOn);
    row("stopping share", [](StudyConfig& c) { c.protocol.stopping = 1.0; }, ErrorCode::ShareOutOfRange);
    row("unknown metric", [](StudyConfig& c) { c.protocol.metric = "acuracy"; }, ErrorCode::UnknownMetric);
    row("wrong direction", [](StudyConfig& c) { c.protocol.direction = Direction::Minimize; }, ErrorCode::WrongDirection);
    row("no repeats", [](StudyConfig& c) { c.protocol.repeats = 0; }, ErrorCode::CountOutOfRange);
    row("searched and fixed", [](StudyConfig& c) { c.stage.fixed.set("learning_rate", 0.1); }, ErrorCode::BothSearchedAndFixed);
    row("unknown sampler", [](StudyConfig& c) { c.stage.sampler.name = "randm"; }, ErrorCode::UnknownSampler);
    row("unknown pruner", [](StudyConfig& c) { c.stage.pruner = PrunerConfig{"medain", {}}; }, ErrorCode::UnknownPruner);
    row("unknown option", [](StudyConfig& c) { c.stage.pruner = PrunerConfig{"median", {{"n_warm", std::int64_t{1}}}}; }, ErrorCode::OptionUnknown);
    row("no budget", [](StudyConfig& c) { c.stage.budget = {}; }, ErrorCode::NoTrialsToRun);
    row("negative budget", [](StudyConfig& c) { c.stage.budget.trials = -1; }, ErrorCode::CountOutOfRange);
    row("endless seconds", [](StudyConfig& c) { c.stage.budget.seconds = INFINITY; }, ErrorCode::SecondsNotPositive);
    row("negative lag", [](StudyConfig& c) { c.lag = -1; }, ErrorCode::CountOutOfRange);
}

void TestStudyConfig::refusesWhatCannotRun()
{
    QFETCH(Edit, edit);
    QFETCH(ErrorCode, code);
    StudyConfig config = validConfig();
    edit(config);
    const auto result = validateStudyConfig(config);
    QVERIFY(!result);
    QCOMPARE(errorName(result.error().code), errorName(code));
    QVERIFY(!errorText(result.error()).empty());
}

QTEST_APPLESS_MAIN(TestStudyConfig)
#include "tst_study_config.moc"
