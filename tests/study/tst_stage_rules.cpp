// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/stage_rules.h"

#include "core/study/training_objective.h"
#include "core/training/training_config.h"

#include <QtTest>

using namespace tunescope;

namespace {

ChoiceSet optimizers(std::initializer_list<const char*> names)
{
    ChoiceSet set;
    for (const char* name : names)
        set.choices.emplace_back(std::string(name));
    return set;
}

StageConfig searching(std::vector<ParamSpec> specs, ParamSet fixed = {})
{
    StageConfig stage;
    stage.space = *SearchSpace::create(std::move(specs));
    stage.fixed = std::move(fixed);
    return stage;
}

} // namespace

class TestStageRules : public QObject
{
    Q_OBJECT

private slots:
    void momentumExistsOnlyWithItsOptimizers();
    void parentsMoveBeforeTheirChildren();
    void ownConditionsAreKept();
    void aSettingThatIsNeverUsedIsRefused();
    void completingTwiceChangesNothing();
    void checksValuesAtTheEndsOfRanges_data();
    void checksValuesAtTheEndsOfRanges();
    void refusesNetworksThatDoNotFitInMemory();
};

void TestStageRules::momentumExistsOnlyWithItsOptimizers()
{
    const auto stage = withNaturalConditions(
        searching({{"optimizer", optimizers({"sgd", "adam"})}, {"momentum", FloatRange{0.0, 0.9}}}));
    QVERIFY(stage);
    const ParamSpec* momentum = stage->space.find("momentum");
    QCOMPARE(momentum->when.size(), std::size_t(1));
    QVERIFY(!stage->space.isActive(*momentum, {{"optimizer", std::string("adam")}}));
    QVERIFY(stage->space.isActive(*momentum, {{"optimizer", std::string("sgd")}}));
}

void TestStageRules::parentsMoveBeforeTheirChildren()
{
    const auto stage = withNaturalConditions(
        searching({{"momentum", FloatRange{0.0, 0.9}}, {"dropout", FloatRange{0.0, 0.5}}, {"optimizer", optimizers({"sgd", "adam"})}}));
    QVERIFY(stage);
    QCOMPARE(stage->space.params().back().name, std::string("momentum"));
}

void TestStageRules::ownConditionsAreKept()
{
    const std::vector<Condition> own{{"optimizer", {std::string("sgd")}}};
    const auto stage = withNaturalConditions(
        searching({{"optimizer", optimizers({"sgd", "rmsprop", "adam"})}, {"momentum", FloatRange{0.0, 0.9}, own}}));
    QVERIFY(stage);
    QCOMPARE(stage->space.find("momentum")->when, own);
}

void TestStageRules::aSettingThatIsNeverUsedIsRefused()
{
    const auto never = withNaturalConditions(searching({{"momentum", FloatRange{0.0, 0.9}}}, {{"optimizer", std::string("adam")}}));
    QVERIFY(!never);
    QCOMPARE(errorName(never.error().code), errorName(ErrorCode::InactiveSetting));
    QVERIFY(withNaturalConditions(searching({{"momentum", FloatRange{0.0, 0.9}}}, {{"optimizer", std::string("sgd")}})));
    QVERIFY(!withNaturalConditions(searching({{"optimizer", optimizers({"adam", "nadam"})}, {"momentum", FloatRange{0.0, 0.9}}})));
}

void TestStageRules::completingTwiceChangesNothing()
{
    const auto once = withNaturalConditions(
        searching({{"momentum", FloatRange{0.0, 0.9}}, {"optimizer", optimizers({"sgd", "adam"})}}));
    QVERIFY(once);
    const auto twice = withNaturalConditions(*once);
    QVERIFY(twice);
    QVERIFY(*once == *twice);
}

void TestStageRules::checksValuesAtTheEndsOfRanges_data()
{
    QTest::addColumn<StageConfig>("stage");
    QTest::addColumn<bool>("valid");
    QTest::newRow("plain") << searching({{"learning_rate", FloatRange{1e-4, 1.0, Scale::Log}}}) << true;
    QTest::newRow("dropout above 1") << searching({{"dropout", FloatRange{0.0, 1.5}}}) << false;
    QTest::newRow("negative rate") << searching({{"learning_rate", FloatRange{-1.0, 1.0}}}) << false;
    QTest::newRow("unknown setting") << searching({{"learning_rat", FloatRange{0.1, 1.0}}}) << false;
    QTest::newRow("unknown choice") << searching({{"optimizer", optimizers({"sgd", "adm"})}}) << false;
    QTest::newRow("text for a number") << searching({{"units", optimizers({"many"})}}) << false;
    QTest::newRow("fixed out of range") << searching({}, {{"batch_size", std::int64_t{0}}}) << false;
    QTest::newRow("fixed unknown") << searching({}, {{"batchsize", std::int64_t{32}}}) << false;
    QTest::newRow("unknown model") << searching({}, {{"model", std::string("cn")}}) << false;
    QTest::newRow("model judged with the data") << searching({}, {{"model", std::string("cnn")}}) << true;
    StageConfig queued = searching({{"learning_rate", FloatRange{0.1, 1.0}}});
    queued.queue = {{{"learning_rate", 0.5}}, {{"learning_rate", std::string("fast")}}};
    QTest::newRow("queued text") << queued << false;
}

void TestStageRules::checksValuesAtTheEndsOfRanges()
{
    QFETCH(StageConfig, stage);
    QFETCH(bool, valid);
    const auto result = checkSettings(stage, Task::Classification, "accuracy");
    QCOMPARE(result.has_value(), valid);
}

void TestStageRules::refusesNetworksThatDoNotFitInMemory()
{
    const StageConfig stage = searching({{"units", IntRange{8, 16'384}}, {"hidden_layers", IntRange{1, 8}}});
    StudyConfig digits;
    digits.data = DataSpec{"digits"};
    const auto objective = TrainingObjective::create(digits);
    QVERIFY(objective);
    const auto result = checkMemory(stage, **objective, 2);
    QVERIFY(!result);
    QCOMPARE(errorName(result.error().code), errorName(ErrorCode::TooLargeForMemory));
    QVERIFY(checkMemory(searching({{"units", IntRange{8, 128}}}), **objective, 2));
}

QTEST_APPLESS_MAIN(TestStageRules)
#include "tst_stage_rules.moc"
