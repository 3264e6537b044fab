// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/distribution.h"

#include <QtTest>

#include <limits>
#include <map>
#include <string>
#include <vector>

using namespace tunescope;

namespace {

using Int = std::int64_t;

std::vector<ParamValue> numbers(std::initializer_list<double> values)
{
    return {values.begin(), values.end()};
}

bool sameValues(const std::vector<ParamValue>& a, const std::vector<ParamValue>& b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), &sameValue);
}

} // namespace

class TestDistribution : public QObject
{
    Q_OBJECT

private slots:
    void everyPositionGivesAValueWithThatPosition_data();
    void everyPositionGivesAValueWithThatPosition();
    void bothEndsAreReached_data();
    void bothEndsAreReached();
    void logFloatsAreEvenInTheLogarithm();
    void integersOwnEqualShares();
    void valuesOutsideHaveNoPosition();
    void numbersItsValues();
    void decimalStepsAreExact();
    void gridsHaveTheirCount();
    void impossibleRangesAreNamed_data();
    void impossibleRangesAreNamed();

private:
    static void addDistributions();
};

void TestDistribution::addDistributions()
{
    QTest::addColumn<Distribution>("distribution");
    QTest::newRow("float") << Distribution(FloatRange{.low = -2.0, .high = 3.0});
    QTest::newRow("float log") << Distribution(FloatRange{.low = 1e-6, .high = 1.0, .scale = Scale::Log});
    QTest::newRow("float step") << Distribution(FloatRange{.low = 0.0, .high = 0.5, .step = 0.1});
    QTest::newRow("float step that does not divide")
        << Distribution(FloatRange{.low = 0.0, .high = 1.0, .step = 0.3});
    QTest::newRow("float constant") << Distribution(FloatRange{.low = 0.7, .high = 0.7});
    QTest::newRow("int") << Distribution(IntRange{.low = -3, .high = 9});
    QTest::newRow("int step") << Distribution(IntRange{.low = 8, .high = 250, .step = 8});
    QTest::newRow("int log") << Distribution(IntRange{.low = 1, .high = 512, .scale = Scale::Log});
    QTest::newRow("int constant") << Distribution(IntRange{.low = 4, .high = 4});
    QTest::newRow("int constant log") << Distribution(IntRange{.low = 4, .high = 4, .scale = Scale::Log});
    QTest::newRow("int wide") << Distribution(IntRange{.low = -(Int{1} << 40), .high = Int{1} << 40});
    QTest::newRow("choices") << Distribution(ChoiceSet{{std::string("sgd"), Int{3}, 0.5, true}});
    QTest::newRow("one choice") << Distribution(ChoiceSet{{std::string("relu")}});
}

void TestDistribution::everyPositionGivesAValueWithThatPosition_data()
{
    addDistributions();
}

void TestDistribution::everyPositionGivesAValueWithThatPosition()
{
    QFETCH(Distribution, distribution);
    QVERIFY(validateDistribution("x", distribution));
    for (int i = -1; i <= 1001; ++i) {
        const ParamValue value = valueAt(distribution, i / 1000.0);
        const std::optional<double> position = positionOf(distribution, value);
        QVERIFY(position);
        QVERIFY(*position >= 0.0 && *position <= 1.0);
        const ParamValue again = valueAt(distribution, *position);
        if (valueCount(distribution))
            QVERIFY(sameValue(again, value));
        else
            QVERIFY(std::abs(*paramNumber(again) / *paramNumber(value) - 1.0) < 1e-12 ||
                    std::abs(*paramNumber(again) - *paramNumber(value)) < 1e-12);
    }
    QVERIFY(positionOf(distribution, valueAt(distribution, std::numeric_limits<double>::quiet_NaN())));
}

void TestDistribution::bothEndsAreReached_data()
{
    addDistributions();
}

void TestDistribution::bothEndsAreReached()
{
    QFETCH(Distribution, distribution);
    if (const auto* range = std::get_if<FloatRange>(&distribution)) {
        QVERIFY(sameValue(valueAt(distribution, 0.0), range->low));
        if (!range->step)
            QVERIFY(sameValue(valueAt(distribution, 1.0), range->high));
    } else if (const auto* integers = std::get_if<IntRange>(&distribution)) {
        QVERIFY(sameValue(valueAt(distribution, 0.0), integers->low));
        QVERIFY(*paramNumber(valueAt(distribution, 1.0)) >
                static_cast<double>(integers->high - integers->step));
    } else {
        const auto& set = std::get<ChoiceSet>(distribution);
        QVERIFY(sameValue(valueAt(distribution, 0.0), set.choices.front()));
        QVERIFY(sameValue(valueAt(distribution, 1.0), set.choices.back()));
    }
}

void TestDistribution::logFloatsAreEvenInTheLogarithm()
{
    const Distribution range = FloatRange{.low = 1e-4, .high = 1.0, .scale = Scale::Log};
    QVERIFY(std::abs(*paramNumber(valueAt(range, 0.5)) - 1e-2) < 1e-14);
    QVERIFY(std::abs(*paramNumber(valueAt(range, 0.25)) - 1e-3) < 1e-15);
    QVERIFY(std::abs(*positionOf(range, 0.1) - 0.75) < 1e-12);
}

void TestDistribution::integersOwnEqualShares()
{
    std::map<double, int> counts;
    for (int i = 0; i < 1200; ++i)
        ++counts[*paramNumber(valueAt(IntRange{.low = 2, .high = 14, .step = 4}, (i + 0.5) / 1200.0))];
    const std::map<double, int> expected{{2.0, 300}, {6.0, 300}, {10.0, 300}, {14.0, 300}};
    QCOMPARE(counts, expected);
}

void TestDistribution::valuesOutsideHaveNoPosition()
{
    const Distribution range = FloatRange{.low = 0.0, .high = 1.0, .step = 0.25};
    QVERIFY(!positionOf(range, 1.25));
    QVERIFY(!positionOf(range, 0.3));
    QVERIFY(!positionOf(range, std::numeric_limits<double>::quiet_NaN()));
    QVERIFY(!positionOf(range, std::string("0.25")));
    QVERIFY(!positionOf(range, true));
    const Distribution integers = IntRange{.low = 1, .high = 9, .step = 2};
    QVERIFY(positionOf(integers, 3.0));
    QVERIFY(!positionOf(integers, Int{4}));
    QVERIFY(!positionOf(integers, 3.5));
    const Distribution set = ChoiceSet{{Int{1}, std::string("1")}};
    QVERIFY(*positionOf(set, std::string("1")) > *positionOf(set, 1.0));
    QVERIFY(!positionOf(set, true));
}

void TestDistribution::numbersItsValues()
{
    const std::vector<Distribution> countable{
        FloatRange{.low = 0.1, .high = 0.75, .step = 0.1},
        FloatRange{.low = 3.0, .high = 3.0},
        IntRange{.low = -5, .high = 20, .step = 3},
        IntRange{.low = 1, .high = 100, .scale = Scale::Log},
        ChoiceSet{{std::string("a"), Int{2}, true}},
    };
    for (const Distribution& distribution : countable) {
        const std::uint64_t count = *valueCount(distribution);
        for (std::uint64_t i = 0; i < count; ++i)
            QVERIFY(valueIndex(distribution, valueOfIndex(distribution, i)) == i);
    }
    QVERIFY(!valueIndex(FloatRange{}, 0.5));
    QVERIFY(!valueIndex(IntRange{.low = 0, .high = 4}, Int{5}));
}

void TestDistribution::decimalStepsAreExact()
{
    const Distribution range = FloatRange{.low = 0.0, .high = 0.5, .step = 0.1};
    QVERIFY(sameValues(gridValues(range), numbers({0.0, 0.1, 0.2, 0.3, 0.4, 0.5})));
}

void TestDistribution::gridsHaveTheirCount()
{
    QVERIFY(sameValues(gridValues(FloatRange{.low = 1e-3, .high = 1.0, .scale = Scale::Log, .count = 4}),
                       numbers({0.001, 0.01, 0.1, 1.0})));
    QVERIFY(sameValues(gridValues(FloatRange{.low = 0.0, .high = 1.0}, 3), numbers({0.0, 0.5, 1.0})));
    QVERIFY(sameValues(gridValues(FloatRange{.low = 0.0, .high = 1.0, .count = 1}), numbers({0.5})));
    QVERIFY(sameValues(gridValues(FloatRange{.low = 2.0, .high = 2.0, .count = 9}), numbers({2.0})));
    QVERIFY(sameValues(gridValues(FloatRange{.low = 0.0, .high = 1.0, .step = 0.1, .count = 3}),
                       numbers({0.0, 0.5, 1.0})));
    QVERIFY(sameValues(gridValues(IntRange{.low = 1, .high = 4}), numbers({1, 2, 3, 4})));
    QVERIFY(sameValues(gridValues(IntRange{.low = 8, .high = 128, .scale = Scale::Log, .count = 5}),
                       numbers({8, 16, 32, 64, 128})));
    // More points than there are integers: each of them once.
    QVERIFY(sameValues(gridValues(IntRange{.low = 1, .high = 3, .count = 10}), numbers({1, 2, 3})));
    QCOMPARE(gridValues(ChoiceSet{{true, false}}).size(), std::size_t{2});
}

void TestDistribution::impossibleRangesAreNamed_data()
{
    QTest::addColumn<Distribution>("distribution");
    QTest::addColumn<std::string>("error");
    const double infinity = std::numeric_limits<double>::infinity();
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const auto row = [](const char* name, const Distribution& distribution, const char* error) {
        QTest::newRow(name) << distribution << std::string(error);
    };
    row("empty float", FloatRange{.low = 1.0, .high = 0.0}, "RangeEmpty");
    row("infinite", FloatRange{.low = 0.0, .high = infinity}, "RangeNotFinite");
    row("nan", FloatRange{.low = nan, .high = 1.0}, "RangeNotFinite");
    row("span overflows", FloatRange{.low = -1e308, .high = 1e308}, "RangeNotFinite");
    row("log from 0", FloatRange{.low = 0.0, .high = 1.0, .scale = Scale::Log}, "RangeLogNotPositive");
    row("log with step", FloatRange{.low = 0.1, .high = 1.0, .scale = Scale::Log, .step = 0.1},
        "RangeLogStep");
    row("step 0", FloatRange{.low = 0.0, .high = 1.0, .step = 0.0}, "RangeStep");
    row("step nan", FloatRange{.low = 0.0, .high = 1.0, .step = nan}, "RangeStep");
    row("step too large", FloatRange{.low = 0.0, .high = 1.0, .step = 2.0}, "RangeStep");
    row("count 0", FloatRange{.low = 0.0, .high = 1.0, .count = 0}, "RangeCount");
    row("empty int", IntRange{.low = 3, .high = 2}, "RangeEmpty");
    row("int too wide",
        IntRange{.low = std::numeric_limits<Int>::min(), .high = std::numeric_limits<Int>::max()},
        "RangeNotFinite");
    row("int log from 0", IntRange{.low = 0, .high = 8, .scale = Scale::Log}, "RangeLogNotPositive");
    row("int log step", IntRange{.low = 1, .high = 8, .scale = Scale::Log, .step = 2}, "RangeLogStep");
    row("int step", IntRange{.low = 1, .high = 8, .step = 0}, "RangeStep");
    row("int count", IntRange{.low = 1, .high = 8, .count = -1}, "RangeCount");
    row("no choices", ChoiceSet{}, "ChoicesEmpty");
    row("choice twice", ChoiceSet{{Int{1}, 1.0}}, "ChoicesDuplicate");
}

void TestDistribution::impossibleRangesAreNamed()
{
    QFETCH(Distribution, distribution);
    QFETCH(std::string, error);
    const auto valid = validateDistribution("lr", distribution);
    QVERIFY(!valid);
    QCOMPARE(std::string(errorName(valid.error().code)), error);
    QCOMPARE(valid.error().arg("param"), std::string("lr"));
}

QTEST_APPLESS_MAIN(TestDistribution)
#include "tst_distribution.moc"
