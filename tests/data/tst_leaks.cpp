// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/rng.h"
#include "core/data/dataset_facts.h"
#include "core/data/leak_columns.h"
#include "core/data/open_dataset.h"

#include <QtTest>

#include <algorithm>
#include <set>

using namespace tunescope;

namespace {

/// 200 rows of two classes with a column that says nothing.
Dataset noisyTable()
{
    Dataset dataset;
    dataset.target = {.name = "answer", .kind = ColumnKind::Category, .categories = {"no", "yes"}};
    Column noise{.name = "noise"};
    Rng rng(Purpose::Noise, 3);
    for (int row = 0; row < 200; ++row) {
        dataset.target.codes.push_back(static_cast<std::int32_t>(rng.below(2)));
        noise.numbers.push_back(rng.normal());
    }
    dataset.features.push_back(noise);
    return dataset;
}

Split splitOf(const Dataset& dataset)
{
    return *makeSplit(dataset, {}, 0, 0);
}

} // namespace

class TestLeaks : public QObject
{
    Q_OBJECT

private slots:
    void findsWhatTellsTheAnswer_data();
    void findsWhatTellsTheAnswer();
    void findsALineInRegression();
    void namesNoInnocentColumn_data();
    void namesNoInnocentColumn();
    void testRowsHaveNoSay();
    void factsWarnOfBoth();
    void poolIsAllThereIs();
    void stoppingKeepsGroupsTogether();
};

void TestLeaks::findsWhatTellsTheAnswer_data()
{
    QTest::addColumn<QString>("column");
    for (const char* name : {"copy as text", "copy as number", "code of five", "above a threshold"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

void TestLeaks::findsWhatTellsTheAnswer()
{
    QFETCH(QString, column);
    Dataset dataset = noisyTable();
    Column leak{.name = column.toStdString()};
    Rng rng(Purpose::Noise, 4);
    for (const std::int32_t code : dataset.target.codes) {
        leak.codes.push_back(code);
        leak.numbers.push_back(column == "copy as number" ? 1.0 - code
                               : column == "code of five" ? (code == 0 ? static_cast<double>(rng.below(2)) : 2.0 + static_cast<double>(rng.below(3)))
                                                          : 5.0 * code + rng.uniform());
    }
    if (column == "copy as text") {
        leak.kind = ColumnKind::Category;
        leak.categories = {"nein", "ja"};
    }
    dataset.features.push_back(leak);
    const auto leaks = leakColumns(dataset, splitOf(dataset));
    QCOMPARE(leaks.size(), std::size_t{1});
    QCOMPARE(leaks.front().name, column.toStdString());
}

void TestLeaks::findsALineInRegression()
{
    Dataset dataset = noisyTable();
    dataset.task = Task::Regression;
    dataset.target = {.name = "price"};
    Column euros{.name = "euros"};
    for (std::size_t row = 0; row < 200; ++row) {
        dataset.target.numbers.push_back(100.0 + 3.0 * dataset.features[0].numbers[(row * 7) % 200]);
        euros.numbers.push_back(0.9 * dataset.target.numbers.back() - 4.0);
    }
    dataset.features.push_back(euros);
    const auto leaks = leakColumns(dataset, splitOf(dataset));
    QCOMPARE(leaks, (std::vector<LeakColumn>{{"euros", LeakKind::Linear}}));
}

void TestLeaks::namesNoInnocentColumn_data()
{
    QTest::addColumn<QString>("data");
    for (const char* name : {"iris", "wine", "breast_cancer", "penguins", "digits", "moons", "circles", "blobs"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

void TestLeaks::namesNoInnocentColumn()
{
    QFETCH(QString, data);
    const auto dataset = openDataset({data.toStdString()});
    if (!dataset)
        QSKIP("not built in");
    const auto leaks = leakColumns(**dataset, splitOf(**dataset));
    QVERIFY2(leaks.empty(), leaks.empty() ? "" : leaks.front().name.c_str());
}

void TestLeaks::testRowsHaveNoSay()
{
    Dataset dataset = noisyTable();
    const Split split = splitOf(dataset);
    std::set<std::int64_t> known(split.train.begin(), split.train.end());
    known.insert(split.validation.begin(), split.validation.end());
    Column leak{.name = "leak"};
    for (std::size_t row = 0; row < dataset.target.codes.size(); ++row) // The test rows say the opposite.
        leak.numbers.push_back(known.contains(static_cast<std::int64_t>(row)) ? dataset.target.codes[row] : 1 - dataset.target.codes[row]);
    dataset.features.push_back(leak);
    QCOMPARE(leakColumns(dataset, split).size(), std::size_t{1});
}

void TestLeaks::factsWarnOfBoth()
{
    Dataset dataset = noisyTable();
    Column leak{.name = "copy"};
    for (const std::int32_t code : dataset.target.codes)
        leak.numbers.push_back(code);
    dataset.features.push_back(leak);
    const Split split = splitOf(dataset);
    for (Column& column : dataset.features) // A row of the training part, once more in validation.
        column.numbers[static_cast<std::size_t>(split.validation[3])] = column.numbers[static_cast<std::size_t>(split.train[5])];
    dataset.target.codes[static_cast<std::size_t>(split.validation[3])] = dataset.target.codes[static_cast<std::size_t>(split.train[5])];
    const Split again = splitOf(dataset); // Stratified: the classes may fall otherwise.
    const auto checks = *leakFacts(dataset, {});
    QVERIFY(std::any_of(checks.begin(), checks.end(), [](const DatasetCheck& check) { return check.columns == std::vector<std::string>{"copy"}; }));
    const bool apart = std::find(again.train.begin(), again.train.end(), split.train[5]) != again.train.end() &&
                       std::find(again.validation.begin(), again.validation.end(), split.validation[3]) != again.validation.end();
    if (apart)
        QVERIFY(std::any_of(checks.begin(), checks.end(), [&](const DatasetCheck& check) { return check.rows == std::vector<std::int64_t>{split.validation[3]}; }));
    const auto facts = datasetFacts(dataset, {});
    QVERIFY(std::any_of(facts->checks.begin(), facts->checks.end(), [](const DatasetCheck& check) { return check.headline == "copy tells answer by itself"; }));
}

void TestLeaks::poolIsAllThereIs()
{
    const Dataset dataset = noisyTable();
    SplitConfig config;
    for (std::int64_t row = 50; row < 150; ++row)
        config.pool.push_back(row);
    for (const SplitKind kind : {SplitKind::Holdout, SplitKind::KFold, SplitKind::TimeOrdered}) {
        config.kind = kind;
        const auto split = makeSplit(dataset, config, 0, 0);
        QVERIFY(split);
        for (const auto* part : {&split->train, &split->validation}) {
            QVERIFY(part->front() >= 50 && part->back() < 150);
        }
        QCOMPARE(split->test.size(), std::int64_t{20});
    }
    SplitConfig all;
    SplitConfig named;
    for (std::int64_t row = 0; row < 200; ++row)
        named.pool.push_back(row);
    QCOMPARE(makeSplit(dataset, named, 0, 0)->sha256, makeSplit(dataset, all, 0, 0)->sha256);
}

void TestLeaks::stoppingKeepsGroupsTogether()
{
    Dataset dataset = noisyTable();
    Column speaker{.name = "speaker", .kind = ColumnKind::Category};
    for (int row = 0; row < 200; ++row)
        speaker.codes.push_back(row % 20);
    for (int group = 0; group < 20; ++group)
        speaker.categories.push_back(std::to_string(group));
    dataset.groups.push_back(speaker);
    SplitConfig config;
    config.kind = SplitKind::Grouped;
    config.by = "speaker";
    config.stopping = 0.25;
    const auto split = makeSplit(dataset, config, 0, 0);
    QVERIFY(split);
    std::set<std::int64_t> seen;
    for (const auto* part : {&split->train, &split->stopping, &split->validation}) {
        std::set<std::int64_t> own;
        for (const std::int64_t row : *part)
            own.insert(row % 20);
        for (const std::int64_t group : own)
            QVERIFY(seen.insert(group).second);
    }
    QVERIFY(split->stopping.size() >= 30);
}

QTEST_APPLESS_MAIN(TestLeaks)
#include "tst_leaks.moc"
