// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/samplers/grid_sampler.h"
#include "tests/support/proposals.h"
#include "tests/support/spaces.h"

#include <QtTest>

#include <set>
#include <string>
#include <vector>

using namespace tunescope;

class TestGridSampler : public QObject
{
    Q_OBJECT

private slots:
    void triesEveryPointOnceThenEnds_data();
    void triesEveryPointOnceThenEnds();
    void listedOrderIsTheOrderOfTheGrid();
    void shuffledOrderDependsOnTheSeed();
    void countIsForFloatsThatNameNone();
    void refusesAMillionAndOne();
    void reachesTheMillionthPoint();
};

void TestGridSampler::triesEveryPointOnceThenEnds_data()
{
    QTest::addColumn<GridOrder>("order");
    QTest::newRow("shuffled") << GridOrder::Shuffled;
    QTest::newRow("listed") << GridOrder::Listed;
}

void TestGridSampler::triesEveryPointOnceThenEnds()
{
    QFETCH(GridOrder, order);
    const SearchSpace space = conditionalSpace();
    GridSampler sampler(GridSamplerOptions{.order = order});
    std::set<std::string> proposals;
    for (int trial = 0; trial < 122; ++trial) // counted by hand in tests/space/tst_enumeration.cpp
        proposals.insert(paramKey(proposed(sampler, space, trial)));
    const std::vector<ParamSet> listed = space.grid(1000).value();
    std::set<std::string> grid;
    for (const ParamSet& params : listed)
        grid.insert(paramKey(params));
    QVERIFY(proposals == grid);
    const auto end = sampler.propose(contextOf(space, 122));
    QVERIFY(!end);
    QCOMPARE(errorName(end.error().code), std::string_view("SpaceExhausted"));
    QCOMPARE(end.error().arg("count"), std::string("122"));
}

void TestGridSampler::listedOrderIsTheOrderOfTheGrid()
{
    const SearchSpace space = spaceOf({intSpec("a", 1, 2), intSpec("b", 1, 3)});
    GridSampler sampler(GridSamplerOptions{.order = GridOrder::Listed});
    QVERIFY(proposed(sampler, space, 0) == (ParamSet{{"a", std::int64_t{1}}, {"b", std::int64_t{1}}}));
    QVERIFY(proposed(sampler, space, 1) == (ParamSet{{"a", std::int64_t{1}}, {"b", std::int64_t{2}}}));
    QVERIFY(proposed(sampler, space, 3) == (ParamSet{{"a", std::int64_t{2}}, {"b", std::int64_t{1}}}));
}

void TestGridSampler::shuffledOrderDependsOnTheSeed()
{
    const SearchSpace space = spaceOf({intSpec("a", 1, 100)});
    GridSampler sampler;
    int fixedPoints = 0;
    int equal = 0;
    for (int trial = 0; trial < 100; ++trial) {
        const double one = *paramNumber(*proposed(sampler, space, trial, 1).find("a"));
        fixedPoints += one == trial + 1 ? 1 : 0;
        equal += one == *paramNumber(*proposed(sampler, space, trial, 2).find("a")) ? 1 : 0;
    }
    QVERIFY(fixedPoints < 8);
    QVERIFY(equal < 8);
}

void TestGridSampler::countIsForFloatsThatNameNone()
{
    const SearchSpace space =
        spaceOf({floatSpec("lr", 1e-3, 1.0, Scale::Log),
                 {.name = "decay", .distribution = FloatRange{.low = 0.0, .high = 1.0, .count = 2}}});
    const auto sampler =
        GridSampler::make({{"count", std::int64_t{4}}, {"order", std::string("listed")}}).value();
    std::set<std::string> rates;
    for (int trial = 0; trial < 8; ++trial)
        rates.insert(paramText(*proposed(*sampler, space, trial).find("lr")));
    QCOMPARE(rates, (std::set<std::string>{"0.001", "0.01", "0.1", "1"}));
    QVERIFY(!sampler->propose(contextOf(space, 8)));
}

void TestGridSampler::refusesAMillionAndOne()
{
    const SearchSpace space = spaceOf({intSpec("a", 0, 1'000'000)});
    GridSampler sampler;
    const auto refused = sampler.propose(contextOf(space, 0));
    QVERIFY(!refused);
    QCOMPARE(errorName(refused.error().code), std::string_view("GridTooLarge"));
    QCOMPARE(refused.error().arg("limit"), std::string("1000000"));
}

void TestGridSampler::reachesTheMillionthPoint()
{
    const SearchSpace space = spaceOf({intSpec("a", 0, 999), intSpec("b", 0, 999)});
    GridSampler sampler;
    QVERIFY(space.validate(proposed(sampler, space, 999'999)));
    QVERIFY(!sampler.propose(contextOf(space, 1'000'000)));
}

QTEST_APPLESS_MAIN(TestGridSampler)
#include "tst_grid_sampler.moc"
