// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewmodels/grid_formula.h"
#include "ui/viewmodels/search_space_defaults.h"
#include "ui/viewmodels/search_space_rows.h"

#include <QtTest>

using namespace tunescope;
using namespace tunescope::ui;

namespace {

std::vector<ParamValue> words(std::initializer_list<const char*> texts)
{
    std::vector<ParamValue> values;
    for (const char* text : texts)
        values.emplace_back(std::string(text));
    return values;
}

/// Learning rate, optimizer with momentum below it, batch size, dropout fixed.
StageConfig someStage()
{
    StageConfig stage;
    stage.space = *SearchSpace::create({
        {"learning_rate", FloatRange{1e-4, 1.0, Scale::Log}},
        {"optimizer", ChoiceSet{words({"sgd", "adam", "rmsprop"})}},
        {"momentum", FloatRange{0.0, 0.95, Scale::Linear, std::nullopt, 4}, {{"optimizer", words({"sgd"})}}},
        {"batch_size", ChoiceSet{{std::int64_t{16}, std::int64_t{32}, std::int64_t{64}}, true}},
    });
    stage.fixed = {{"model", std::string("mlp")}, {"epochs", std::int64_t{20}}, {"dropout", 0.1}};
    return stage;
}

const std::vector<SettingEntry>& entries()
{
    static const std::vector<SettingEntry> all = settingEntries(Task::Classification);
    return all;
}

struct Rows {
    explicit Rows(const StageConfig& stage) : base(stage), rows(rowsOf(stage, entries(), usualSettings(), {}))
    {
    }
    SearchRow& operator[](const char* name) { return *findRow(rows, name); }
    StageConfig stage()
    {
        auto made = stageOf(rows, base);
        return made ? *made : StageConfig{};
    }

    StageConfig base;
    std::vector<SearchRow> rows;
};

/// A row remembered, its parent's choices changed, everything read again.
Rows reread(Rows& before, const StageConfig& stage)
{
    RowMemory memory;
    for (const SearchRow& row : before.rows)
        memory.insert_or_assign(row.name, row);
    Rows after(stage);
    after.rows = rowsOf(stage, entries(), usualSettings(), memory);
    return after;
}

} // namespace

class TestSearchRows : public QObject
{
    Q_OBJECT

private slots:
    void aStageComesBackAsItWas();
    void everyModeOfEveryRowComesBackAsItWas_data();
    void everyModeOfEveryRowComesBackAsItWas();
    void rangeToChoicesAndBack_data();
    void rangeToChoicesAndBack();
    void fixedSettingsAreFixedAndNotSearched();
    void momentumLeavesWithItsOptimizer();
    void momentumComesBackAsItWas();
    void conditionsFollowTheChoices();
    void ownConditionsOfALoadedStudyAreKept();
    void newParametersComeAfterTheirParents();
    void wordsCannotBeRanges();
    void centresARange();
    void gridIsAProductWithItsConditions();
    void gridFactorsMultiplyToTheCount_data();
    void gridFactorsMultiplyToTheCount();
    void settingsAreThoseOfTheModelsThatFit_data();
    void settingsAreThoseOfTheModelsThatFit();
    void anUnusedRowNamesWhatItNeeds();
};

void TestSearchRows::aStageComesBackAsItWas()
{
    Rows rows(someStage());
    QVERIFY(rows.stage() == someStage());
}

void TestSearchRows::everyModeOfEveryRowComesBackAsItWas_data()
{
    QTest::addColumn<int>("entry");
    QTest::addColumn<int>("mode");
    for (std::size_t i = 0; i < entries().size(); ++i) {
        const bool words = std::holds_alternative<ChoiceSet>(entries()[i].spec.distribution);
        for (int mode = 0; mode < 3; ++mode) {
            if (words && mode == static_cast<int>(RowMode::Range))
                continue;
            QTest::addRow("%s %d", entries()[i].spec.name.c_str(), mode) << static_cast<int>(i) << mode;
        }
    }
}

/// What is shown is what runs: a row changed to any mode reads back as the same row.
void TestSearchRows::everyModeOfEveryRowComesBackAsItWas()
{
    QFETCH(int, entry);
    QFETCH(int, mode);
    Rows rows(someStage());
    SearchRow& row = *findRow(rows.rows, entries()[static_cast<std::size_t>(entry)].spec.name);
    row.shown = true;
    changeMode(row, static_cast<RowMode>(mode));
    const SearchRow changed = row;
    auto stage = stageOf(rows.rows, rows.base);
    QVERIFY2(stage, stage ? "" : errorText(stage.error()).c_str());
    if (!findRow(rows.rows, changed.name)->active) {
        QVERIFY(!stage->space.find(changed.name) && !stage->fixed.contains(changed.name));
        return;
    }

    const std::vector<SearchRow> again = rowsOf(*stage, entries(), {changed.name}, {});
    const SearchRow& read = *findRow(again, changed.name);
    QVERIFY(read.mode == changed.mode);
    if (changed.mode == RowMode::Fixed)
        QVERIFY(sameValue(read.value, changed.value));
    else if (changed.mode == RowMode::Range)
        QVERIFY(read.range == changed.range);
    else
        QVERIFY(read.choices == changed.choices);
}

void TestSearchRows::rangeToChoicesAndBack_data()
{
    QTest::addColumn<double>("low");
    QTest::addColumn<double>("high");
    QTest::addColumn<QString>("choices");
    QTest::newRow("powers of two") << 32.0 << 256.0 << "32 64 128 256";
    QTest::newRow("ends that are no powers") << 20.0 << 100.0 << "20 32 64 100";
    QTest::newRow("neighbours") << 7.0 << 8.0 << "7 8";
}

void TestSearchRows::rangeToChoicesAndBack()
{
    QFETCH(double, low);
    QFETCH(double, high);
    QFETCH(QString, choices);
    Rows rows(someStage());
    SearchRow& units = rows["units"];
    units.range = withEnds(units.range, {low, high});
    units.mode = RowMode::Range;
    changeMode(units, RowMode::Choices);
    QStringList texts;
    for (const ParamValue& value : units.choices)
        texts << QString::fromStdString(paramText(value));
    QCOMPARE(texts.join(' '), choices);

    changeMode(units, RowMode::Range);
    QCOMPARE(endsOf(units.range).low, low);
    QCOMPARE(endsOf(units.range).high, high);
}

void TestSearchRows::fixedSettingsAreFixedAndNotSearched()
{
    Rows rows(someStage());
    changeMode(rows["learning_rate"], RowMode::Fixed);
    rows["learning_rate"].value = 0.01;
    const StageConfig stage = rows.stage();

    QVERIFY(!stage.space.find("learning_rate"));
    QVERIFY(stage.fixed.find("learning_rate"));
    QCOMPARE(paramText(*stage.fixed.find("learning_rate")), std::string("0.01"));
    QVERIFY(stage.fixed.contains("model"));
}

void TestSearchRows::momentumLeavesWithItsOptimizer()
{
    Rows rows(someStage());
    rows["optimizer"].choices = words({"adam"});
    const StageConfig stage = rows.stage();

    QVERIFY(!stage.space.find("momentum"));
    QVERIFY(!stage.fixed.contains("momentum"));
    QVERIFY(!rows["momentum"].active);
    QVERIFY(unusedText(rows["momentum"]).contains("only with SGD"));
}

void TestSearchRows::momentumComesBackAsItWas()
{
    Rows rows(someStage());
    rows["optimizer"].choices = words({"adam"});
    Rows without = reread(rows, rows.stage());
    without["optimizer"].choices = words({"sgd", "adam", "rmsprop"});

    QVERIFY(without.stage() == someStage() || without.stage().space.find("momentum"));
    QVERIFY(without.stage().space.find("momentum")->distribution ==
            someStage().space.find("momentum")->distribution);
}

void TestSearchRows::conditionsFollowTheChoices()
{
    Rows rows(someStage());
    rows["optimizer"].choices = words({"sgd"});
    // With SGD alone momentum always exists.
    QVERIFY(rows.stage().space.find("momentum")->when.empty());

    changeMode(rows["optimizer"], RowMode::Fixed);
    QVERIFY(rows.stage().space.find("momentum")->when.empty());
}

void TestSearchRows::ownConditionsOfALoadedStudyAreKept()
{
    StageConfig stage = someStage();
    std::vector<ParamSpec> specs = stage.space.params();
    specs[3].when = {{"optimizer", words({"adam"})}};
    stage.space = *SearchSpace::create(specs);
    Rows rows(stage);

    QVERIFY(rows.stage() == stage);
    rows["optimizer"].choices = words({"sgd", "rmsprop"});
    QVERIFY(!rows.stage().space.find("batch_size"));
}

void TestSearchRows::newParametersComeAfterTheirParents()
{
    StageConfig stage;
    stage.space = *SearchSpace::create({{"momentum", FloatRange{0.0, 0.9}}});
    stage.fixed = {{"optimizer", std::string("sgd")}};
    Rows rows(stage);
    changeMode(rows["optimizer"], RowMode::Choices);
    rows["optimizer"].choices = words({"sgd", "adam"});
    const std::vector<ParamSpec> params = rows.stage().space.params();

    QCOMPARE(params.size(), std::size_t{2});
    QCOMPARE(params[0].name, std::string("optimizer"));
    QCOMPARE(params[1].when.size(), std::size_t{1});
}

void TestSearchRows::wordsCannotBeRanges()
{
    Rows rows(someStage());
    QVERIFY(rows["optimizer"].kind == ValueKind::Word);
    QVERIFY(rows["units"].kind == ValueKind::Whole);
    QVERIFY(rows["dropout"].kind == ValueKind::Real);
}

void TestSearchRows::centresARange()
{
    const Interval log = centredOn(FloatRange{1e-4, 1e-2, Scale::Log}, 0.1, {1e-4, 1.0});
    QVERIFY(qFuzzyCompare(log.low, 0.01));
    QVERIFY(qFuzzyCompare(log.high, 1.0));
    const Interval linear = centredOn(FloatRange{0.2, 0.4}, 0.05, {0.0, 0.8});
    QCOMPARE(linear.low, 0.0);
    QVERIFY(qFuzzyCompare(linear.high, 0.15));
}

void TestSearchRows::gridIsAProductWithItsConditions()
{
    QCOMPARE(gridFormula(someStage().space), QString("5 lr × (4 mom + 1 + 1) × 3 batch"));
}

void TestSearchRows::gridFactorsMultiplyToTheCount_data()
{
    QTest::addColumn<std::vector<ParamSpec>>("specs");
    QTest::newRow("none") << std::vector<ParamSpec>{};
    QTest::newRow("mixed") << someStage().space.params();
    QTest::newRow("two children") << std::vector<ParamSpec>{
        {"optimizer", ChoiceSet{words({"sgd", "adam"})}},
        {"momentum", FloatRange{0, 1}, {{"optimizer", words({"sgd"})}}},
        {"nesterov", ChoiceSet{{true, false}}, {{"optimizer", words({"sgd"})}}}};
    QTest::newRow("nested") << std::vector<ParamSpec>{
        {"optimizer", ChoiceSet{words({"sgd", "adam"})}},
        {"nesterov", ChoiceSet{{true, false}}, {{"optimizer", words({"sgd"})}}},
        {"momentum", FloatRange{0, 1}, {{"nesterov", {true}}}}};
    QTest::newRow("two parents") << std::vector<ParamSpec>{
        {"a", ChoiceSet{words({"x", "y"})}},
        {"b", ChoiceSet{words({"x", "y"})}},
        {"c", FloatRange{0, 1}, {{"a", words({"x"})}, {"b", words({"x"})}}}};
}

void TestSearchRows::gridFactorsMultiplyToTheCount()
{
    QFETCH(std::vector<ParamSpec>, specs);
    const SearchSpace space = *SearchSpace::create(specs);
    double product = 1.0;
    for (const GridFactor& factor : gridFactors(space))
        product *= factor.count;

    QCOMPARE(product, space.gridCount());
}

void TestSearchRows::settingsAreThoseOfTheModelsThatFit_data()
{
    QTest::addColumn<QString>("source");
    QTest::addColumn<QStringList>("there");
    QTest::addColumn<QStringList>("absent");
    QTest::newRow("table") << "iris" << QStringList{"units", "missing", "encoding", "activation"}
                           << QStringList{"model", "filters", "kernel_size", "embedding", "sequence_length"};
    QTest::newRow("pictures") << "mnist" << QStringList{"model", "filters", "kernel_size", "units", "dropout"}
                              << QStringList{"missing", "encoding", "sequence_length"};
    QTest::newRow("masks") << "scenes"
                           << QStringList{"filters", "kernel_size", "hidden_layers", "class_weight"}
                           << QStringList{"model", "units", "embedding"};
    QTest::newRow("text to continue")
        << "names" << QStringList{"embedding", "sequence_length", "units"}
        << QStringList{"model", "activation", "filters", "scaling", "noise_std"};
    QTest::newRow("series") << "nysesw" << QStringList{"model", "units", "embedding"}
                            << QStringList{"sequence_length", "missing"};
    QTest::newRow("anomalies") << "shuttle" << QStringList{"units", "shape"}
                               << QStringList{"model", "class_weight", "filters"};
}

void TestSearchRows::settingsAreThoseOfTheModelsThatFit()
{
    QFETCH(QString, source);
    QFETCH(QStringList, there);
    QFETCH(QStringList, absent);
    const Result<DatasetFacts> facts = StudyService::describeData(DataSpec{source.toStdString()}, {}, 1);
    QVERIFY(facts);
    QVERIFY(!facts->models.empty());
    QStringList names;
    for (const SettingEntry& entry : settingEntries(*facts)) {
        names << QString::fromStdString(entry.spec.name);
        for (const Condition& condition : entry.spec.when) {
            if (condition.param == "model")
                QVERIFY2(condition.in.size() < facts->models.size(), qPrintable(names.back()));
        }
    }
    for (const QString& name : there)
        QVERIFY2(names.contains(name), qPrintable(name));
    for (const QString& name : absent)
        QVERIFY2(!names.contains(name), qPrintable(name));
}

void TestSearchRows::anUnusedRowNamesWhatItNeeds()
{
    StageConfig stage = someStage();
    stage.fixed.set("model", std::string("lstm"));
    Rows rows(stage);
    QVERIFY(!rows["activation"].active);
    QVERIFY2(unusedText(rows["activation"]).contains(QLatin1String("MLP")),
             qPrintable(unusedText(rows["activation"])));
}

QTEST_GUILESS_MAIN(TestSearchRows)
#include "tst_search_rows.moc"
