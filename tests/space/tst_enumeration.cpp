// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/enumeration.h"
#include "tests/support/spaces.h"

#include <QtTest>

#include <set>
#include <string>
#include <vector>

using namespace tunescope;

class TestEnumeration : public QObject
{
    Q_OBJECT

private slots:
    void numbersEveryConfigurationOnce();
    void numbersInTheOrderOfTheGrid();
    void countsConditionsByHand();
    void countsParentsThatHaveAGridCount();
    void countsManyIndependentConditionsAtOnce();
    void countsHugeSpacesWithoutListing();
    void anEmptySpaceHasOneConfiguration();
};

void TestEnumeration::numbersEveryConfigurationOnce()
{
    const SearchSpace space = conditionalSpace();
    Enumeration all(space.params(), Listing::All);
    const auto count = static_cast<std::uint64_t>(all.count());
    QCOMPARE(space.configurationCount().value(), count);
    std::set<std::string> keys;
    for (std::uint64_t i = 0; i < count; ++i) {
        const ParamSet params = all.at(i);
        QVERIFY(space.validate(params));
        keys.insert(paramKey(params));
    }
    QCOMPARE(keys.size(), static_cast<std::size_t>(count));
}

void TestEnumeration::numbersInTheOrderOfTheGrid()
{
    const std::vector<SearchSpace> spaces{
        conditionalSpace(),
        spaceOf({floatSpec("lr", 1e-4, 1e-1, Scale::Log), intSpec("units", 8, 512, Scale::Log)}),
    };
    for (const SearchSpace& space : spaces) {
        const std::vector<ParamSet> grid = space.grid(10'000, 3).value();
        QCOMPARE(space.gridCount(3), static_cast<double>(grid.size()));
        Enumeration points(space.params(), Listing::Grid, 3);
        for (std::size_t i = 0; i < grid.size(); ++i)
            QCOMPARE(paramKey(points.at(i)), paramKey(grid[i]));
    }
}

void TestEnumeration::countsConditionsByHand()
{
    // units_1 2 x by layers 1, 2, 3: 1 + 2 + 2 (10 with adam: units_3 too); momentum 4, beta 2.
    // sgd 4*2*5 = 40, adam 2*2*(1+2+10) = 52, adamw 2*2*5 = 20, rmsprop 2*5 = 10.
    QCOMPARE(conditionalSpace().configurationCount().value(), std::uint64_t{122});
    QCOMPARE(conditionalSpace().gridCount(), 122.0);
}

void TestEnumeration::countsParentsThatHaveAGridCount()
{
    ParamSpec parent{.name = "n",
                     .distribution = IntRange{.low = 1, .high = 9, .count = 3}}; // 1, 5, 9 in a grid
    ParamSpec child = intSpec("m", 1, 10);
    child.when = {{.param = "n", .in = {std::int64_t{5}, std::int64_t{6}}}};
    const SearchSpace space = spaceOf({parent, child});
    QCOMPARE(space.configurationCount().value(), std::uint64_t{7 + 2 * 10});
    QCOMPARE(space.gridCount(), 2.0 + 10.0);
    QCOMPARE(space.grid(100).value().size(), std::size_t{12});
}

void TestEnumeration::countsManyIndependentConditionsAtOnce()
{
    // 40 switches, then 40 settings, each behind its switch: (1 + 2)^40 without a walk over 2^40 states.
    std::vector<ParamSpec> params;
    for (int i = 0; i < 40; ++i)
        params.push_back({.name = "switch" + std::to_string(i), .distribution = ChoiceSet{{true, false}}});
    for (int i = 0; i < 40; ++i)
        params.push_back({.name = "setting" + std::to_string(i),
                          .distribution = ChoiceSet{{true, false}},
                          .when = {{.param = "switch" + std::to_string(i), .in = {true}}}});
    const double expected = std::pow(3.0, 40);
    QVERIFY(std::abs(spaceOf(params).gridCount() / expected - 1.0) < 1e-15);
    QVERIFY(!spaceOf(params).configurationCount());
}

void TestEnumeration::countsHugeSpacesWithoutListing()
{
    ParamSpec parent = intSpec("n", 0, std::int64_t{1} << 52);
    ParamSpec child = intSpec("m", 1, 3);
    child.when = {{.param = "n", .in = {std::int64_t{1} << 40}}};
    const SearchSpace space = spaceOf({parent, child});
    const std::uint64_t expected = (std::uint64_t{1} << 52) + 3;
    QCOMPARE(space.configurationCount().value(), expected);
    Enumeration all(space.params(), Listing::All);
    QVERIFY(all.at((std::uint64_t{1} << 40) + 1).contains("m"));
    QVERIFY(!all.at((std::uint64_t{1} << 40) + 3).contains("m"));
    QVERIFY(sameValue(*all.at(expected - 1).find("n"), std::int64_t{1} << 52));
    QVERIFY(!spaceOf({floatSpec("lr", 0.0, 1.0)}).configurationCount());
    const auto grid =
        spaceOf({{.name = "x", .distribution = FloatRange{.count = 2'000'000'000}}}).grid(1'000'000);
    QVERIFY(!grid);
    QCOMPARE(errorName(grid.error().code), std::string_view("GridTooLarge"));
}

void TestEnumeration::anEmptySpaceHasOneConfiguration()
{
    QCOMPARE(SearchSpace().configurationCount().value(), std::uint64_t{1});
    QVERIFY(Enumeration({}, Listing::All).at(0).empty());
}

QTEST_APPLESS_MAIN(TestEnumeration)
#include "tst_enumeration.moc"
