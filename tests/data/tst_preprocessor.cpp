// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/open_dataset.h"
#include "core/data/prepare.h"

#include <QtTest>

#include <limits>

using namespace tunescope;

class TestPreprocessor : public QObject
{
    Q_OBJECT

private slots:
    void scales_data();
    void scales();
    void fillsMissingNumbers();
    void dropsRowsWithMissingValues();
    void encodesCategories();
    void unknownCategoryGivesZeros();
    void missingCategoryTakesTheCommonest();
    void leavesConstantColumnsOut();
    void usesOnlyChosenFeatures();
    void namesTheNearestFeature();
    void standardisesARegressionTarget();
    void learnsFromTrainingRowsOnly();
    void preparedDataHoldsNoTestRows();
    void refusesWhatLeavesNothing();
};

namespace {

constexpr double kGap = std::numeric_limits<double>::quiet_NaN();

/// Training rows are 0 to 4; row 5 is for validation. Numbers in the head: mean 4, variance 8, median 3,
/// quartiles 2 and 6.
Dataset table()
{
    Dataset data{.task = Task::Classification};
    data.features.push_back(Column{.name = "size", .numbers = {1, 2, 3, 6, 8, 10}});
    data.features.push_back(Column{.name = "gaps", .numbers = {0, kGap, 10, 2, kGap, kGap}});
    data.features.push_back(Column{.name = "colour",
                                   .kind = ColumnKind::Category,
                                   .codes = {0, 2, 2, -1, 0, 1},
                                   .categories = {"blue", "green", "red"}});
    data.features.push_back(Column{.name = "same", .numbers = {5, 5, 5, 5, 5, 6}});
    data.target = Column{
        .name = "kind", .kind = ColumnKind::Category, .codes = {0, 1, 0, 1, 0, 1}, .categories = {"a", "b"}};
    return data;
}

constexpr std::array<std::int64_t, 5> kTrain = {0, 1, 2, 3, 4};
constexpr std::array<std::int64_t, 6> kAll = {0, 1, 2, 3, 4, 5};

Preprocessor fitted(const Dataset& data, const PreprocessingConfig& config)
{
    const Result<Preprocessor> result = Preprocessor::fit(data, kTrain, config);
    if (!result)
        qFatal("%s", errorText(result.error()).c_str());
    return *result;
}

std::vector<float> column(const DataPart& part, std::int64_t index)
{
    std::vector<float> values;
    for (std::int64_t i = 0; i < part.size(); ++i)
        values.push_back(part.inputs.row(i)[static_cast<std::size_t>(index)]);
    return values;
}

std::vector<std::string> names(const Preprocessor& preprocessor)
{
    std::vector<std::string> result;
    for (const FittedInput& input : preprocessor.inputs)
        result.push_back(input.name);
    return result;
}

} // namespace

void TestPreprocessor::scales_data()
{
    QTest::addColumn<Scaling>("scaling");
    QTest::addColumn<double>("offset");
    QTest::addColumn<double>("scale");
    // By hand for 1, 2, 3, 6, 8: mean 4, population variance (9 + 4 + 1 + 4 + 16) / 5 = 6.8, quartiles 2,
    // 3, 6.
    QTest::newRow("none") << Scaling::None << 0.0 << 1.0;
    QTest::newRow("standard") << Scaling::Standard << 4.0 << std::sqrt(6.8);
    QTest::newRow("minmax") << Scaling::MinMax << 1.0 << 7.0;
    QTest::newRow("robust") << Scaling::Robust << 3.0 << 4.0;
}

void TestPreprocessor::scales()
{
    QFETCH(Scaling, scaling);
    QFETCH(double, offset);
    QFETCH(double, scale);
    const Dataset data = table();
    const Preprocessor preprocessor = fitted(data, {.scaling = scaling, .features = {"size"}});
    QCOMPARE(preprocessor.inputs[0].offset, offset);
    QCOMPARE(preprocessor.inputs[0].scale, scale);
    // Row 5 is outside the training range and is scaled by the same numbers.
    QCOMPARE(column(preprocessor.apply(data, kAll), 0)[5], static_cast<float>((10.0 - offset) / scale));
}

void TestPreprocessor::fillsMissingNumbers()
{
    const Dataset data = table();
    const Preprocessor mean =
        fitted(data, {.scaling = Scaling::None, .missing = Missing::Mean, .features = {"gaps"}});
    QCOMPARE(column(mean.apply(data, kAll), 0), (std::vector<float>{0, 4, 10, 2, 4, 4}));
    const Preprocessor median =
        fitted(data, {.scaling = Scaling::None, .missing = Missing::Median, .features = {"gaps"}});
    QCOMPARE(column(median.apply(data, kAll), 0), (std::vector<float>{0, 2, 10, 2, 2, 2}));
    // Scaling sees the filled values: 0, 2, 10, 2, 2 have mean 3.2.
    QCOMPARE(fitted(data, {.features = {"gaps"}}).inputs[0].offset, 3.2);
}

void TestPreprocessor::dropsRowsWithMissingValues()
{
    const Dataset data = table();
    const Preprocessor preprocessor =
        fitted(data, {.scaling = Scaling::MinMax, .missing = Missing::Drop, .features = {"size", "gaps"}});
    QCOMPARE(preprocessor.inputs[0].scale, 5.0); // Of 1, 3 and 6.
    const DataPart part = preprocessor.apply(data, kAll);
    QCOMPARE(part.rows, (std::vector<std::int64_t>{0, 2, 3}));
    QCOMPARE(part.trueClass, (std::vector<std::int32_t>{0, 0, 1}));
    // Gaps in columns that are not used do not matter.
    QCOMPARE(fitted(data, {.missing = Missing::Drop, .features = {"size"}}).apply(data, kAll).size(),
             std::int64_t{6});
}

void TestPreprocessor::encodesCategories()
{
    const Dataset data = table();
    const Preprocessor switches = fitted(data, {.features = {"colour"}});
    QCOMPARE(names(switches), (std::vector<std::string>{"colour=blue", "colour=red"}));
    const DataPart part = switches.apply(data, kTrain);
    QCOMPARE(column(part, 0), (std::vector<float>{1, 0, 0, 1, 1}));
    QCOMPARE(column(part, 1), (std::vector<float>{0, 1, 1, 0, 0}));

    const Preprocessor ordinal =
        fitted(data, {.scaling = Scaling::None, .encoding = Encoding::Ordinal, .features = {"colour"}});
    QCOMPARE(names(ordinal), (std::vector<std::string>{"colour"}));
    QCOMPARE(column(ordinal.apply(data, kTrain), 0), (std::vector<float>{0, 1, 1, 0, 0}));
}

void TestPreprocessor::unknownCategoryGivesZeros()
{
    const Dataset data = table();
    constexpr std::array<std::int64_t, 1> kGreen = {5};
    const DataPart switches = fitted(data, {.features = {"colour"}}).apply(data, kGreen);
    QCOMPARE(switches.inputs.row(0)[0], 0.0F);
    QCOMPARE(switches.inputs.row(0)[1], 0.0F);
    const DataPart ordinal =
        fitted(data, {.encoding = Encoding::Ordinal, .features = {"colour"}}).apply(data, kGreen);
    QCOMPARE(ordinal.inputs.row(0)[0], 0.0F);
}

void TestPreprocessor::missingCategoryTakesTheCommonest()
{
    Dataset data = table();
    data.features[2].codes = {2, 2, 2, -1, 0, 1};
    QCOMPARE(column(fitted(data, {.features = {"colour"}}).apply(data, kTrain), 1),
             (std::vector<float>{1, 1, 1, 1, 0}));
}

void TestPreprocessor::leavesConstantColumnsOut()
{
    const Preprocessor preprocessor = fitted(table(), {});
    QCOMPARE(preprocessor.constantColumns, (std::vector<std::string>{"same"}));
    QCOMPARE(names(preprocessor), (std::vector<std::string>{"size", "gaps", "colour=blue", "colour=red"}));
}

void TestPreprocessor::usesOnlyChosenFeatures()
{
    // In the order of the data set, whatever the order of the list.
    QCOMPARE(names(fitted(table(), {.features = {"gaps", "size"}})),
             (std::vector<std::string>{"size", "gaps"}));
}

void TestPreprocessor::namesTheNearestFeature()
{
    const Result<Preprocessor> result = Preprocessor::fit(table(), kTrain, {.features = {"color"}});
    QCOMPARE(errorText(result.error()),
             std::string("features: there is no column “color”. Did you mean “colour”?"));
}

void TestPreprocessor::standardisesARegressionTarget()
{
    Dataset data = table();
    data.task = Task::Regression;
    data.target = Column{.name = "price", .numbers = {1, 2, 3, 6, 8, 10}};
    const Preprocessor preprocessor = fitted(data, {.scaling = Scaling::MinMax});
    QCOMPARE(preprocessor.targetOffset, 4.0);
    QCOMPARE(preprocessor.targetScale, std::sqrt(6.8));
    const DataPart part = preprocessor.apply(data, kAll);
    QCOMPARE(part.trueValue[5], 10.0F);
    QCOMPARE(part.scaledValue[5], static_cast<float>(6.0 / std::sqrt(6.8)));
    QCOMPARE(fitted(data, {.scaling = Scaling::None}).targetScale, 1.0);
}

void TestPreprocessor::learnsFromTrainingRowsOnly()
{
    const auto penguins = openDataset({.source = "penguins"});
    const Split split = *makeSplit(**penguins, {.seed = 4}, 0, 0);
    Dataset changed = **penguins;
    std::vector<std::int64_t> others = split.validation;
    const TestRows test = split.test.open("leak test");
    others.insert(others.end(), test.rows().begin(), test.rows().end());
    for (const std::int64_t row : others) {
        for (Column& feature : changed.features) {
            if (feature.kind == ColumnKind::Number)
                feature.numbers[static_cast<std::size_t>(row)] = 1e6;
            else
                feature.codes[static_cast<std::size_t>(row)] = 0;
        }
    }
    for (const Scaling scaling : {Scaling::None, Scaling::Standard, Scaling::MinMax, Scaling::Robust}) {
        for (const Missing missing : {Missing::Mean, Missing::Median, Missing::Drop}) {
            for (const Encoding encoding : {Encoding::OneHot, Encoding::Ordinal}) {
                const PreprocessingConfig config{
                    .scaling = scaling, .encoding = encoding, .missing = missing};
                QCOMPARE(*Preprocessor::fit(changed, split.train, config),
                         *Preprocessor::fit(**penguins, split.train, config));
            }
        }
    }
}

void TestPreprocessor::preparedDataHoldsNoTestRows()
{
    const auto iris = openDataset({.source = "iris"});
    const Split split = *makeSplit(**iris, {.stopping = 0.2}, 0, 0);
    const auto prepared = prepareData(**iris, split, PreprocessingConfig{});
    QVERIFY(prepared.has_value());
    QCOMPARE((*prepared)->train.rows, split.train);
    QCOMPARE((*prepared)->validation.rows, split.validation);
    QCOMPARE((*prepared)->stopping.rows, split.stopping);
    QCOMPARE((*prepared)->inputs(), std::int64_t{4});
    QCOMPARE((*prepared)->outputs(), std::int64_t{3});

    const Preprocessor preprocessor = *Preprocessor::fit(**iris, split.train, {});
    const DataPart opened = prepareRows(**iris, preprocessor, split.test.open("test score"));
    QCOMPARE(opened.size(), split.test.size());
    for (const std::int64_t row : opened.rows)
        QVERIFY(!std::binary_search(split.train.begin(), split.train.end(), row));
}

void TestPreprocessor::refusesWhatLeavesNothing()
{
    QCOMPARE(Preprocessor::fit(table(), kTrain, {.features = {"same"}}).error().code,
             ErrorCode::PrepareNoInputs);
    Dataset gaps = table();
    gaps.features[1].numbers.assign(6, kGap);
    QCOMPARE(Preprocessor::fit(gaps, kTrain, {.missing = Missing::Drop}).error().code,
             ErrorCode::PrepareNoRows);
    Dataset validation = table();
    const Split split{.train = {0, 2, 3}, .validation = {1, 5}};
    const auto prepared =
        prepareData(validation, split, PreprocessingConfig{.missing = Missing::Drop, .features = {"gaps"}});
    QCOMPARE(errorText(prepared.error()),
             std::string(
                 "Leaving out rows with missing values leaves no rows in the validation part. Choose mean or "
                 "median instead."));
}

QTEST_APPLESS_MAIN(TestPreprocessor)
#include "tst_preprocessor.moc"
