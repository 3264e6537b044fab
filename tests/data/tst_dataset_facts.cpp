// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/count_text.h"
#include "core/data/dataset_facts.h"
#include "core/data/duplicate_rows.h"
#include "core/data/open_dataset.h"
#include "core/data/projection.h"

#include <QtTest>

#include <algorithm>

using namespace tunescope;

class TestDatasetFacts : public QObject
{
    Q_OBJECT

private slots:
    void describesDigits();
    void describesPenguins();
    void warnsOfImbalance();
    void findsRowsInTwoParts();
    void samplesComeFromTraining();
    void projectionHoldsNoTestRow();
    void findsThePlaneOfLargestVariance();
    void describesRegression();
    void writesCountsAndLists();
};

namespace {

DatasetFacts described(const std::string& source, std::uint64_t seed = 0)
{
    const auto dataset = openDataset({.source = source});
    if (!dataset)
        qFatal("%s", errorText(dataset.error()).c_str());
    const Result<DatasetFacts> facts = datasetFacts(**dataset, {.seed = seed});
    if (!facts)
        qFatal("%s", errorText(facts.error()).c_str());
    return *facts;
}

} // namespace

void TestDatasetFacts::describesDigits()
{
    const DatasetFacts facts = described("digits");
    QCOMPARE(facts.rows, std::int64_t{1797});
    QCOMPARE(facts.parts.train, std::int64_t{1078});
    QCOMPARE(facts.parts.excluded, std::int64_t{0});
    QCOMPARE(facts.classes[3].rows, std::int64_t{183});
    QCOMPARE(facts.checks.size(), std::size_t{5});
    QCOMPARE(facts.checks[0].headline, std::string("No missing values"));
    QCOMPARE(facts.checks[0].detail, std::string("1\u202F797 rows read, 0 skipped"));
    QCOMPARE(facts.checks[1].headline, std::string("Classes are balanced"));
    QCOMPARE(facts.checks[1].detail, std::string("largest 183, smallest 174"));
    QCOMPARE(facts.checks[2].headline, std::string("No row appears in two parts"));
    QCOMPARE(facts.checks[2].detail, std::string("compared 1\u202F797 rows"));
    QCOMPARE(facts.checks[3].severity, CheckSeverity::Info);
    QVERIFY(facts.checks[3].headline.ends_with("constant columns left out"));
    QVERIFY(facts.checks[3].detail.starts_with("pixels 0, 32"));
    QCOMPARE(facts.checks[4].severity, CheckSeverity::Warning);
    QCOMPARE(facts.checks[4].headline, std::string("Validation set is small"));
    QCOMPARE(facts.checks[4].detail,
             std::string("One digit is 0.28 %. Differences under about 2 % can be luck."));
    const auto constant =
        std::count_if(facts.features.begin(), facts.features.end(), [](const auto& c) { return c.constant; });
    QCOMPARE(facts.inputs, 64 - constant);
}

void TestDatasetFacts::describesPenguins()
{
    const DatasetFacts facts = described("penguins");
    QCOMPARE(facts.checks[0].severity, CheckSeverity::Info);
    QCOMPARE(facts.checks[0].headline, std::string("19 missing values"));
    QCOMPARE(facts.checks[0].rows.size(), std::size_t{11});
    QCOMPARE(facts.features[1].missing, std::int64_t{2});
    QCOMPARE(facts.features[1].low, 32.1);
    QCOMPARE(facts.features[0].categories.size(), std::size_t{3});
    QCOMPARE(facts.checks[1].severity, CheckSeverity::Info);
}

void TestDatasetFacts::warnsOfImbalance()
{
    const DatasetFacts facts = described("moons:imbalance=0.9");
    QCOMPARE(facts.checks[1].severity, CheckSeverity::Warning);
    QCOMPARE(facts.checks[1].headline, std::string("Classes are unbalanced"));
    QCOMPARE(described("moons:samples=6000").checks[4].severity, CheckSeverity::Ok);
}

void TestDatasetFacts::findsRowsInTwoParts()
{
    Dataset data;
    data.features = {Column{.name = "x", .numbers = {1, 2, 1, 3, 2, 2, 4}}};
    data.target = Column{
        .name = "y", .kind = ColumnKind::Category, .codes = {0, 1, 1, 0, 1, 0, 0}, .categories = {"a", "b"}};
    // Row 2 repeats row 0 of training; rows 4 and 5 are equal but in one part.
    Split split{.train = {0, 3}, .validation = {1, 2}, .test = TestVault({6})};
    QCOMPARE(duplicatesAcrossParts(data, split), (std::vector<std::int64_t>{2}));
    split.test = TestVault({4, 5, 6});
    QCOMPARE(duplicatesAcrossParts(data, split), (std::vector<std::int64_t>{2, 4, 5}));
    split = Split{.train = {0, 2}, .validation = {3}, .test = TestVault({6})};
    QVERIFY(duplicatesAcrossParts(data, split).empty());
}

void TestDatasetFacts::samplesComeFromTraining()
{
    const auto wine = openDataset({.source = "wine"});
    const Split split = *makeSplit(**wine, {.seed = 5}, 0, 0);
    for (const ClassFacts& entry : described("wine", 5).classes) {
        QCOMPARE(entry.samples.size(), std::size_t{12});
        for (const std::int64_t row : entry.samples)
            QVERIFY(std::binary_search(split.train.begin(), split.train.end(), row));
    }
}

void TestDatasetFacts::projectionHoldsNoTestRow()
{
    const auto iris = openDataset({.source = "iris"});
    const Split split = *makeSplit(**iris, {}, 0, 0);
    const DatasetFacts facts = described("iris");
    QCOMPARE(facts.projection.rows.size(), split.train.size() + split.validation.size());
    for (const ProjectedRow& row : facts.projection.rows) {
        const auto& part = row.validation ? split.validation : split.train;
        QVERIFY(std::binary_search(part.begin(), part.end(), row.row));
        QCOMPARE(row.classIndex, (*iris)->target.codes[static_cast<std::size_t>(row.row)]);
    }
}

void TestDatasetFacts::findsThePlaneOfLargestVariance()
{
    // Points on the axes: variances 8, 2 and 0.5 along directions 1, 0 and 2 after division by 6 rows.
    Tensor inputs(Shape{6, 3});
    const std::array<float, 18> values = {0, 2, 0, 0, -2, 0, 1, 0, 0, -1, 0, 0, 0, 0, .5F, 0, 0, -.5F};
    std::copy(values.begin(), values.end(), inputs.data());
    const PrincipalPlane plane = principalPlane(inputs);
    QVERIFY(std::abs(plane.axes[0][1] - 1.0) < 1e-6);
    QVERIFY(std::abs(plane.axes[1][0] - 1.0) < 1e-6);
    QVERIFY(std::abs(plane.explained[0] - 8.0 / 10.5) < 1e-9);
    QVERIFY(std::abs(plane.explained[1] - 2.0 / 10.5) < 1e-9);
    QVERIFY(std::abs(plane.place(inputs.row(0))[0] - 2.0) < 1e-6);

    const PrincipalPlane narrow = principalPlane(Tensor(Shape{5, 1}));
    QCOMPARE(narrow.explained[0], 0.0);
    QCOMPARE(narrow.place(Tensor(Shape{5, 1}).row(0))[1], 0.0);
}

void TestDatasetFacts::describesRegression()
{
    const DatasetFacts facts = described(TUNESCOPE_TEST_DATA "/files/regression.csv");
    QCOMPARE(facts.task, Task::Regression);
    QVERIFY(facts.classes.empty());
    QCOMPARE(facts.target.low, 0.1);
    QCOMPARE(facts.checks[1].headline, std::string("Target price is a number"));
    QVERIFY(facts.projection.rows.front().value >= 0.1F);
}

void TestDatasetFacts::writesCountsAndLists()
{
    QCOMPARE(groupedText(999), std::string("999"));
    QCOMPARE(groupedText(-1234567), std::string("-1\u202F234\u202F567"));
    QCOMPARE(countText(1, "row"), std::string("1 row"));
    QCOMPARE(countText(0, "class", "classes"), std::string("0 classes"));
    QCOMPARE(listText(std::vector<std::string>{"a", "b", "c"}), std::string("a, b and c"));
    QCOMPARE(listText(std::vector<std::string>{"a", "b", "c"}, 2), std::string("a, b and 1 more"));
}

QTEST_APPLESS_MAIN(TestDatasetFacts)
#include "tst_dataset_facts.moc"
