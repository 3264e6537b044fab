// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/split.h"
#include "core/data/split_shares.h"

#include <QtTest>

#include <algorithm>
#include <numeric>

using namespace tunescope;

class TestSplit : public QObject
{
    Q_OBJECT

private slots:
    void sharesByLargestRemainder();
    void sharesOutEveryRowOnce_data();
    void sharesOutEveryRowOnce();
    void digitsPartsHaveTheExpectedSizes();
    void keepsTheClassMixOutsideTheTestPart();
    void foldsAreBalancedAndDisjoint();
    void testPartDependsOnSeedOnly();
    void labelsOfTestRowsChangeNothing();
    void sameNamesGiveTheSameSplit();
    void keepsARowOfEveryClassInTraining();
    void setsStoppingRowsAside();
    void leavesExcludedRowsOut();
    void refusesImpossibleSplits_data();
    void refusesImpossibleSplits();
};

namespace {

/// Classes of the given sizes, rows interleaved.
Dataset dataset(std::vector<int> sizes)
{
    Dataset data;
    data.target = Column{.name = "class", .kind = ColumnKind::Category};
    for (std::size_t c = 0; c < sizes.size(); ++c)
        data.target.categories.push_back("c" + std::to_string(c));
    for (bool added = true; added;) {
        added = false;
        for (std::size_t c = 0; c < sizes.size(); ++c) {
            if (sizes[c]-- <= 0)
                continue;
            data.target.codes.push_back(static_cast<std::int32_t>(c));
            added = true;
        }
    }
    return data;
}

Split split(const Dataset& data, const SplitConfig& config, int repeat = 0, int fold = 0)
{
    const Result<Split> made = makeSplit(data, config, repeat, fold);
    if (!made)
        qFatal("%s", errorText(made.error()).c_str());
    return *made;
}

std::vector<std::int64_t> testRows(const Split& made)
{
    const TestRows rows = made.test.open("test");
    return {rows.rows().begin(), rows.rows().end()};
}

std::vector<int> classCounts(const Dataset& data, const std::vector<std::int64_t>& rows)
{
    std::vector<int> counts(data.target.categories.size(), 0);
    for (const std::int64_t row : rows)
        ++counts[static_cast<std::size_t>(data.target.codes[static_cast<std::size_t>(row)])];
    return counts;
}

} // namespace

void TestSplit::sharesByLargestRemainder()
{
    const auto shares = [](std::vector<std::int64_t> sizes, std::int64_t count) {
        return proportionalShares(sizes, count);
    };
    // 7 of 50, 30, 20: 3.5, 2.1 and 1.4, so the spare row goes to the first.
    QCOMPARE(shares({50, 30, 20}, 7), (std::vector<std::int64_t>{4, 2, 1}));
    // Equal remainders: the lower class.
    QCOMPARE(shares({10, 10}, 5), (std::vector<std::int64_t>{3, 2}));
    // The last row of a class is only taken if nothing else is left.
    QCOMPARE(shares({1, 9}, 9), (std::vector<std::int64_t>{1, 8}));
    QCOMPARE(shares({1, 9}, 8), (std::vector<std::int64_t>{0, 8}));
    QCOMPARE(shares({1, 1}, 2), (std::vector<std::int64_t>{1, 1}));
    QCOMPARE(shares({3, 4}, 99), (std::vector<std::int64_t>{3, 4}));
    QCOMPARE(shares({0, 4}, 2), (std::vector<std::int64_t>{0, 2}));
    QCOMPARE(shares({}, 2), (std::vector<std::int64_t>{}));
}

void TestSplit::sharesOutEveryRowOnce_data()
{
    QTest::addColumn<double>("validation");
    QTest::addColumn<double>("test");
    QTest::addColumn<bool>("stratified");
    QTest::newRow("usual") << 0.2 << 0.2 << true;
    QTest::newRow("unstratified") << 0.2 << 0.2 << false;
    QTest::newRow("no test part") << 0.3 << 0.0 << true;
    QTest::newRow("mostly test") << 0.05 << 0.9 << true;
}

void TestSplit::sharesOutEveryRowOnce()
{
    QFETCH(double, validation);
    QFETCH(double, test);
    QFETCH(bool, stratified);
    const Dataset data = dataset({70, 41, 23, 3});
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        const Split made =
            split(data, {.validation = validation, .test = test, .stratified = stratified, .seed = seed});
        std::vector<std::int64_t> all = made.train;
        all.insert(all.end(), made.validation.begin(), made.validation.end());
        const std::vector<std::int64_t> tested = testRows(made);
        all.insert(all.end(), tested.begin(), tested.end());
        std::sort(all.begin(), all.end());
        std::vector<std::int64_t> expected(137);
        std::iota(expected.begin(), expected.end(), 0);
        QCOMPARE(all, expected);
        QVERIFY(std::is_sorted(made.train.begin(), made.train.end()));
        QVERIFY(std::is_sorted(made.validation.begin(), made.validation.end()));
    }
}

void TestSplit::digitsPartsHaveTheExpectedSizes()
{
    // 1797 rows at 60 : 20 : 20, as drawn on the Data page.
    const Split made = split(dataset({178, 182, 177, 183, 181, 182, 181, 179, 174, 180}), {.seed = 7});
    QCOMPARE(made.train.size(), std::size_t{1078});
    QCOMPARE(made.validation.size(), std::size_t{360});
    QCOMPARE(made.test.size(), std::int64_t{359});
}

void TestSplit::keepsTheClassMixOutsideTheTestPart()
{
    const Dataset data = dataset({70, 41, 23, 12});
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        const Split made = split(data, {.seed = seed});
        const std::vector<int> train = classCounts(data, made.train);
        const std::vector<int> validation = classCounts(data, made.validation);
        const double share = static_cast<double>(made.validation.size()) /
                             static_cast<double>(made.validation.size() + made.train.size());
        for (std::size_t c = 0; c < train.size(); ++c)
            QVERIFY(std::abs(validation[c] - share * (train[c] + validation[c])) < 1.0);
    }
}

void TestSplit::foldsAreBalancedAndDisjoint()
{
    const Dataset data = dataset({70, 41, 23, 12});
    for (std::uint64_t seed = 0; seed < 50; ++seed) {
        const SplitConfig config{.kind = SplitKind::KFold, .folds = 5, .seed = seed};
        std::vector<std::int64_t> validated;
        std::vector<std::vector<int>> counts;
        for (int fold = 0; fold < 5; ++fold) {
            const Split made = split(data, config, 0, fold);
            QCOMPARE(made.train.size() + made.validation.size(), std::size_t{117});
            validated.insert(validated.end(), made.validation.begin(), made.validation.end());
            counts.push_back(classCounts(data, made.validation));
        }
        std::sort(validated.begin(), validated.end());
        QVERIFY(std::adjacent_find(validated.begin(), validated.end()) == validated.end());
        QCOMPARE(validated.size(), std::size_t{117});
        for (std::size_t c = 0; c < 4; ++c) {
            const auto [low, high] = std::minmax_element(
                counts.begin(), counts.end(), [c](const auto& a, const auto& b) { return a[c] < b[c]; });
            QVERIFY((*high)[c] - (*low)[c] <= 1);
        }
    }
}

void TestSplit::testPartDependsOnSeedOnly()
{
    const Dataset data = dataset({40, 40});
    const std::vector<std::int64_t> expected = testRows(split(data, {.seed = 3}));
    QCOMPARE(testRows(split(data, {.seed = 3}, 5)), expected);
    QCOMPARE(testRows(split(data, {.kind = SplitKind::KFold, .seed = 3}, 2, 4)), expected);
    QCOMPARE(testRows(split(data, {.validation = 0.4, .stratified = false, .seed = 3})), expected);
    QCOMPARE(testRows(split(data, {.seed = 3, .excludedRows = {0, 1, 2, 3}})), expected);
    QVERIFY(testRows(split(data, {.seed = 4})) != expected);
}

void TestSplit::labelsOfTestRowsChangeNothing()
{
    Dataset data = dataset({30, 20, 10});
    for (std::uint64_t seed = 0; seed < 100; ++seed) {
        const Split before = split(data, {.stopping = 0.1, .seed = seed});
        Dataset permuted = data;
        const std::vector<std::int64_t> rows = testRows(before);
        for (std::size_t i = 0; i < rows.size(); ++i)
            permuted.target.codes[static_cast<std::size_t>(rows[i])] =
                data.target.codes[static_cast<std::size_t>(rows[(i + 1) % rows.size()])];
        QCOMPARE(split(permuted, {.stopping = 0.1, .seed = seed}), before);
    }
}

void TestSplit::sameNamesGiveTheSameSplit()
{
    const Dataset data = dataset({40, 40});
    const Split first = split(data, {.seed = 1}, 2);
    QCOMPARE(split(data, {.seed = 1}, 2), first);
    QCOMPARE(first.sha256.size(), std::size_t{64});
    const Split other = split(data, {.seed = 1}, 3);
    QVERIFY(other.validation != first.validation);
    QVERIFY(other.sha256 != first.sha256);
}

void TestSplit::keepsARowOfEveryClassInTraining()
{
    const Dataset data = dataset({60, 2});
    for (std::uint64_t seed = 0; seed < 100; ++seed) {
        const Split made = split(data, {.validation = 0.5, .test = 0.0, .seed = seed});
        QVERIFY(classCounts(data, made.train)[1] >= 1);
    }
}

void TestSplit::setsStoppingRowsAside()
{
    const Dataset data = dataset({50, 50});
    const Split without = split(data, {.seed = 9});
    const Split with = split(data, {.stopping = 0.25, .seed = 9});
    QCOMPARE(with.validation, without.validation);
    QCOMPARE(with.stopping.size(), std::size_t{15});
    QCOMPARE(with.train.size(), std::size_t{45});
    std::vector<std::int64_t> both = with.train;
    both.insert(both.end(), with.stopping.begin(), with.stopping.end());
    std::sort(both.begin(), both.end());
    QCOMPARE(both, without.train);
}

void TestSplit::leavesExcludedRowsOut()
{
    const Dataset data = dataset({50, 50});
    const std::vector<std::int64_t> excluded = {3, 17, 40, 41, 99};
    const Split made = split(data, {.seed = 2, .excludedRows = excluded});
    for (const std::int64_t row : excluded) {
        QVERIFY(!std::binary_search(made.train.begin(), made.train.end(), row));
        QVERIFY(!std::binary_search(made.validation.begin(), made.validation.end(), row));
    }
}

void TestSplit::refusesImpossibleSplits_data()
{
    QTest::addColumn<double>("validation");
    QTest::addColumn<double>("test");
    QTest::addColumn<int>("folds");
    QTest::addColumn<int>("fold");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("negative") << -0.1 << 0.2 << 0 << 0
                              << "The validation part must be a share from 0 to below 1, got -0.1.";
    QTest::newRow("not a number") << 0.2 << std::nan("") << 0 << 0
                                  << "The test part must be a share from 0 to below 1, got nan.";
    QTest::newRow("nothing left")
        << 0.5 << 0.5 << 0 << 0
        << "Validation 0.5 and test 0.5 leave no rows to train on. Make one of them smaller.";
    QTest::newRow("empty part")
        << 0.01 << 0.2 << 0 << 0
        << "The validation part would be empty: 20 rows are too few for this split. Make the part larger.";
    QTest::newRow("no validation")
        << 0.0 << 0.2 << 0 << 0
        << "The validation part would be empty: 20 rows are too few for this split. Make the part larger.";
    QTest::newRow("one fold") << 0.2 << 0.2 << 1 << 0 << "The number of folds must be from 2 to 1000, got 1.";
    QTest::newRow("fold out of range")
        << 0.2 << 0.2 << 3 << 3 << "There is no repeat 0, fold 3. Both count from 0, and there are 3 folds.";
    QTest::newRow("more folds than rows")
        << 0.2 << 0.2 << 30 << 29
        << "The validation part would be empty: 20 rows are too few for this split. Make the part larger.";
}

void TestSplit::refusesImpossibleSplits()
{
    QFETCH(double, validation);
    QFETCH(double, test);
    QFETCH(int, folds);
    QFETCH(int, fold);
    QFETCH(QString, sentence);
    const SplitConfig config{.kind = folds > 0 ? SplitKind::KFold : SplitKind::Holdout,
                             .validation = validation,
                             .test = test,
                             .folds = folds};
    const Result<Split> made = makeSplit(dataset({10, 10}), config, 0, fold);
    QVERIFY(!made);
    QCOMPARE(QString::fromStdString(errorText(made.error())), sentence);
    QCOMPARE(makeSplit(dataset({10, 10}), {.excludedRows = {20}}, 0, 0).error().code,
             ErrorCode::SplitExcludedRow);
    QCOMPARE(makeSplit(dataset({20, 0}), {}, 0, 0).error().code, ErrorCode::SplitOneClass);
}

QTEST_APPLESS_MAIN(TestSplit)
#include "tst_split.moc"
