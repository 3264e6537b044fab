// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/training/training_config.h"

#include <QtTest>

using namespace tunescope;
using namespace std::string_literals;
using Units = std::vector<std::int64_t>;

namespace {

Result<TrainingConfig> resolve(const ParamSet& params, Task task = Task::Classification)
{
    return resolveTrainingConfig(params, task, task == Task::Classification ? "accuracy" : "rmse");
}

} // namespace

class TestTrainingConfig : public QObject
{
    Q_OBJECT

private slots:
    void defaultsAreValidAndComplete();
    void everySettingIsKnownWithAValidRange();
    void unitsHaveThreeSpellingsAndOneMeaning_data();
    void unitsHaveThreeSpellingsAndOneMeaning();
    void badSettingsAreRefused_data();
    void badSettingsAreRefused();
    void nearestNameIsSuggested();
    void resolvedSettingsResolveToThemselves_data();
    void resolvedSettingsResolveToThemselves();
    void inactiveSettingsCanBeDropped();
    void adamWDecaysByDefault();
    void regressionHasNoClassSettings();
};

void TestTrainingConfig::defaultsAreValidAndComplete()
{
    const auto config = resolve({});
    QVERIFY(config);
    QCOMPARE(config->hidden, (Units{64, 64}));
    const ParamSet shown = resolvedParams(*config);
    QVERIFY(shown.contains("beta1") && !shown.contains("momentum") && !shown.contains("schedule_gamma"));
    QCOMPARE(shown.begin()->first, "model"s);
}

void TestTrainingConfig::everySettingIsKnownWithAValidRange()
{
    QVERIFY(SearchSpace::create(trainingParams()));
    for (const ParamSpec& spec : trainingParams()) {
        QVERIFY(spec.defaultValue.has_value());
        const auto config = resolve(activeSettings({{spec.name, *spec.defaultValue}}));
        QVERIFY2(config, config ? "" : errorText(config.error()).c_str());
    }
}

void TestTrainingConfig::unitsHaveThreeSpellingsAndOneMeaning_data()
{
    QTest::addColumn<ParamSet>("params");
    QTest::addColumn<Units>("expected");
    const auto row = [](const char* name, const ParamSet& params, const Units& expected) {
        QTest::newRow(name) << params << expected;
    };
    row("int", {{"hidden_layers", std::int64_t{3}}, {"units", std::int64_t{8}}}, {8, 8, 8});
    row("whole double", {{"hidden_layers", 1.0}, {"units", 8.0}}, {8});
    row("list", {{"hidden_layers", std::int64_t{2}}, {"units", Units{8, 4}}}, {8, 4});
    row("list alone", {{"units", Units{8, 4, 2}}}, {8, 4, 2});
    row("one by one",
        {{"hidden_layers", std::int64_t{2}}, {"units_1", std::int64_t{8}}, {"units_2", std::int64_t{4}}},
        {8, 4});
    row("linear", {{"hidden_layers", std::int64_t{0}}}, {});
    row("empty list", {{"units", Units{}}}, {});
    row("funnel", {{"hidden_layers", std::int64_t{3}}, {"units", std::int64_t{64}}, {"shape", "funnel"s}},
        {64, 32, 16});
    row("diamond", {{"hidden_layers", std::int64_t{5}}, {"units", std::int64_t{64}}, {"shape", "diamond"s}},
        {16, 32, 64, 32, 16});
    row("autoencoder", {{"model", "autoencoder"s}, {"units", std::int64_t{32}}}, {32, 16, 32});
    row("segmenter", {{"model", "segmenter"s}}, {64, 64, 64, 64});
    row("even diamond",
        {{"hidden_layers", std::int64_t{4}}, {"units", std::int64_t{64}}, {"shape", "diamond"s}},
        {32, 64, 64, 32});
}

void TestTrainingConfig::unitsHaveThreeSpellingsAndOneMeaning()
{
    QFETCH(ParamSet, params);
    QFETCH(Units, expected);
    const auto config = resolve(params);
    QVERIFY2(config, config ? "" : errorText(config.error()).c_str());
    QCOMPARE(config->hidden, expected);
}

void TestTrainingConfig::badSettingsAreRefused_data()
{
    QTest::addColumn<ParamSet>("params");
    QTest::addColumn<ErrorCode>("code");
    const auto row = [](const char* name, const ParamSet& params, ErrorCode code) {
        QTest::newRow(name) << params << code;
    };
    row("unknown", {{"qqqqqqqq", 1.0}}, ErrorCode::UnknownSetting);
    row("misspelt", {{"learnin_rate", 1.0}}, ErrorCode::UnknownSettingNear);
    row("no such model", {{"model", "perceptron"s}}, ErrorCode::ParamNotAChoice);
    row("pictures' setting", {{"augment", "shift"s}}, ErrorCode::InactiveSetting);
    row("no such augmentation", {{"model", "cnn"s}, {"augment", true}}, ErrorCode::ParamNotAChoice);
    row("other model's setting", {{"filters", std::int64_t{8}}}, ErrorCode::InactiveSetting);
    row("even kernel", {{"model", "cnn"s}, {"kernel_size", std::int64_t{4}}}, ErrorCode::ParamWrongType);
    row("list of units for images", {{"model", "cnn"s}, {"units", Units{8, 8}}}, ErrorCode::ParamWrongType);
    row("activation of gates", {{"model", "lstm"s}, {"activation", "relu"s}}, ErrorCode::InactiveSetting);
    row("momentum with adam", {{"momentum", 0.9}}, ErrorCode::InactiveSetting);
    row("beta1 with sgd", {{"optimizer", "sgd"s}, {"beta1", 0.9}}, ErrorCode::InactiveSetting);
    row("gamma with constant", {{"schedule_gamma", 0.9}}, ErrorCode::InactiveSetting);
    row("dropout in a linear model", {{"hidden_layers", std::int64_t{0}}, {"dropout", 0.1}},
        ErrorCode::InactiveSetting);
    row("units of a missing layer", {{"hidden_layers", std::int64_t{1}}, {"units_2", std::int64_t{4}}},
        ErrorCode::InactiveSetting);
    row("units twice", {{"units", std::int64_t{8}}, {"units_1", std::int64_t{8}}},
        ErrorCode::ConflictingSettings);
    row("list too short", {{"hidden_layers", std::int64_t{3}}, {"units", Units{8}}}, ErrorCode::UnitsCount);
    row("zero units", {{"units", Units{8, 0}}}, ErrorCode::ParamOutOfRange);
    row("rate too high", {{"learning_rate", 11.0}}, ErrorCode::ParamOutOfRange);
    row("rate not a number", {{"learning_rate", std::nan("")}}, ErrorCode::ParamOutOfRange);
    row("half a layer", {{"hidden_layers", 1.5}}, ErrorCode::ParamWrongType);
    row("text for a number", {{"dropout", "much"s}}, ErrorCode::ParamWrongType);
    row("no such choice", {{"activation", "softplus"s}}, ErrorCode::ParamNotAChoice);
    row("number for a choice", {{"activation", 1.0}}, ErrorCode::ParamNotAChoice);
    row("features as text", {{"features", "a"s}}, ErrorCode::ParamWrongType);
}

void TestTrainingConfig::badSettingsAreRefused()
{
    QFETCH(ParamSet, params);
    QFETCH(ErrorCode, code);
    const auto config = resolve(params);
    QVERIFY(!config);
    QCOMPARE(errorName(config.error().code), errorName(code));
    QVERIFY(errorText(config.error()).find('{') == std::string::npos);
}

void TestTrainingConfig::nearestNameIsSuggested()
{
    QCOMPARE(resolve({{"optimiser", "sgd"s}}).error().arg("nearest"), "optimizer"s);
    QVERIFY(!resolveTrainingConfig({}, Task::Regression, "accuracy"));
    QVERIFY(!resolveTrainingConfig({}, Task::Classification, "train_seconds"));
}

void TestTrainingConfig::resolvedSettingsResolveToThemselves_data()
{
    QTest::addColumn<ParamSet>("params");
    QTest::newRow("defaults") << ParamSet{};
    for (const ParamSpec& spec : trainingParams()) {
        if (const auto* set = std::get_if<ChoiceSet>(&spec.distribution)) {
            for (const ParamValue& choice : set->choices) {
                ParamSet params{{"optimizer", "sgd"s}};
                params.set(spec.name, choice);
                QTest::newRow((spec.name + " " + paramText(choice)).c_str()) << activeSettings(params);
            }
        }
    }
    QTest::newRow("linear") << ParamSet{{"hidden_layers", std::int64_t{0}}};
    QTest::newRow("features") << ParamSet{{"features", std::vector<std::string>{"a", "b"}}};
    QTest::newRow("list") << ParamSet{{"units", Units{3, 4}}};
}

void TestTrainingConfig::resolvedSettingsResolveToThemselves()
{
    QFETCH(ParamSet, params);
    const auto once = resolve(params);
    QVERIFY2(once, once ? "" : errorText(once.error()).c_str());
    const auto twice = resolve(resolvedParams(*once));
    QVERIFY2(twice, twice ? "" : errorText(twice.error()).c_str());
    QVERIFY(resolvedParams(*once) == resolvedParams(*twice));
    for (const auto& [name, value] : params) {
        if (name != "shape")
            QVERIFY(sameValue(*resolvedParams(*once).find(name), value));
    }
}

void TestTrainingConfig::inactiveSettingsCanBeDropped()
{
    const ParamSet active =
        activeSettings({{"optimizer", "adam"s}, {"momentum", 0.9}, {"nesterov", true}, {"typo", 1.0}});
    QVERIFY(active == ParamSet({{"optimizer", "adam"s}, {"typo", 1.0}}));
}

void TestTrainingConfig::adamWDecaysByDefault()
{
    QCOMPARE(resolve({{"optimizer", "adamw"s}})->weightDecay, 0.01);
    QCOMPARE(resolve({{"optimizer", "adamw"s}, {"weight_decay", 0.0}})->weightDecay, 0.0);
    QCOMPARE(resolve({})->weightDecay, 0.0);
}

void TestTrainingConfig::regressionHasNoClassSettings()
{
    QCOMPARE(resolve({{"label_smoothing", 0.1}}, Task::Regression).error().code, ErrorCode::InactiveSetting);
    QVERIFY(!resolvedParams(*resolve({}, Task::Regression)).contains("class_weight"));
    QVERIFY(activeSettings({{"class_weight", "none"s}}, Task::Regression).empty());
}

QTEST_APPLESS_MAIN(TestTrainingConfig)
#include "tst_training_config.moc"
