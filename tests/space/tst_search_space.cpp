// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/search_space.h"
#include "core/base/rng.h"
#include "tests/support/spaces.h"

#include <QtTest>

#include <string>
#include <vector>

using namespace tunescope;

class TestSearchSpace : public QObject
{
    Q_OBJECT

private slots:
    void everyPointHasExactlyTheActiveParams();
    void positionsRoundTrip();
    void faultsAreNamed_data();
    void faultsAreNamed();
    void wrongParamsAreNamed_data();
    void wrongParamsAreNamed();
    void inactiveParentMakesChildInactive();
    void gridRefusesMoreThanItsLimit();
};

void TestSearchSpace::everyPointHasExactlyTheActiveParams()
{
    const SearchSpace space = conditionalSpace();
    Rng rng(Purpose::Sampler, 1);
    for (int i = 0; i < 500; ++i) {
        std::vector<double> unit(space.size());
        for (double& u : unit)
            u = rng.uniform();
        const ParamSet params = space.at(unit);
        QVERIFY(space.validate(params));
        QCOMPARE(params.contains("momentum"), *params.find("optimizer") == ParamValue(std::string("sgd")));
        for (const ParamSpec& spec : space.params())
            QCOMPARE(params.contains(spec.name), space.isActive(spec, params));
    }
}

void TestSearchSpace::positionsRoundTrip()
{
    const SearchSpace space = conditionalSpace();
    Rng rng(Purpose::Sampler, 2);
    for (int i = 0; i < 200; ++i) {
        std::vector<double> unit(space.size());
        for (double& u : unit)
            u = rng.uniform();
        const ParamSet params = space.at(unit);
        const auto positions = space.positions(params).value();
        for (std::size_t k = 0; k < unit.size(); ++k) {
            QCOMPARE(positions[k].has_value(), params.contains(space.params()[k].name));
            unit[k] = positions[k].value_or(0.0);
        }
        QVERIFY(space.at(unit) == params);
    }
}

void TestSearchSpace::faultsAreNamed_data()
{
    QTest::addColumn<std::vector<ParamSpec>>("params");
    QTest::addColumn<std::string>("error");
    const auto row = [](const char* name, std::vector<ParamSpec> params, const char* error) {
        QTest::newRow(name) << std::move(params) << std::string(error);
    };
    const auto childOf = [](const char* parent, ParamValue value) {
        ParamSpec child = intSpec("x", 1, 2);
        child.when = {{.param = parent, .in = {std::move(value)}}};
        return child;
    };
    const ParamSpec parent{.name = "p", .distribution = textChoices({"a", "b"})};
    row("no name", {intSpec("", 1, 2)}, "ParamNameEmpty");
    row("twice", {intSpec("x", 1, 2), intSpec("x", 1, 2)}, "ParamDuplicate");
    row("range", {intSpec("x", 2, 1)}, "RangeEmpty");
    row("unknown parent", {childOf("p", std::string("a"))}, "ConditionUnknownParent");
    row("later parent", {childOf("p", std::string("a")), parent}, "ConditionUnknownParent");
    row("itself", {childOf("x", std::int64_t{1})}, "ConditionUnknownParent");
    row("float parent", {floatSpec("p", 0.0, 1.0), childOf("p", 0.5)}, "ConditionParentFloat");
    row("value", {parent, childOf("p", std::string("c"))}, "ConditionValues");
    ParamSpec noValues = childOf("p", std::string("a"));
    noValues.when[0].in.clear();
    row("no values", {parent, noValues}, "ConditionValues");
    ParamSpec wrongDefault = intSpec("x", 1, 2);
    wrongDefault.defaultValue = std::int64_t{3};
    row("default", {wrongDefault}, "DefaultInvalid");
}

void TestSearchSpace::faultsAreNamed()
{
    QFETCH(std::vector<ParamSpec>, params);
    QFETCH(std::string, error);
    const auto space = SearchSpace::create(params);
    QVERIFY(!space);
    QCOMPARE(std::string(errorName(space.error().code)), error);
}

void TestSearchSpace::wrongParamsAreNamed_data()
{
    QTest::addColumn<ParamSet>("params");
    QTest::addColumn<std::string>("error");
    QTest::addColumn<std::string>("param");
    const auto row = [](const char* name, ParamSet params, const char* error, const char* param) {
        QTest::newRow(name) << std::move(params) << std::string(error) << std::string(param);
    };
    const ParamValue sgd = std::string("sgd");
    const ParamValue one = std::int64_t{1};
    row("missing", {{"optimizer", sgd}, {"layers", one}, {"units_1", one}}, "ParamMissing", "momentum");
    row("inactive", {{"optimizer", sgd}, {"layers", one}, {"momentum", 0.3}, {"beta", 0.9}, {"units_1", one}},
        "ParamInactive", "beta");
    row("choice", {{"optimizer", std::string("lion")}, {"layers", one}, {"units_1", one}}, "ParamNotAChoice",
        "optimizer");
    row("range", {{"optimizer", sgd}, {"layers", std::int64_t{4}}, {"momentum", 0.3}, {"units_1", one}},
        "ParamOutOfRange", "layers");
    row("type", {{"optimizer", sgd}, {"layers", std::string("1")}, {"momentum", 0.3}, {"units_1", one}},
        "ParamWrongType", "layers");
    row("not whole", {{"optimizer", sgd}, {"layers", 1.5}, {"momentum", 0.3}, {"units_1", one}},
        "ParamWrongType", "layers");
    row("unknown", {{"optimizer", sgd}, {"layers", one}, {"momentum", 0.3}, {"units_1", one}, {"lr", 0.1}},
        "ParamUnknown", "lr");
}

void TestSearchSpace::wrongParamsAreNamed()
{
    QFETCH(ParamSet, params);
    QFETCH(std::string, error);
    QFETCH(std::string, param);
    const auto valid = conditionalSpace().validate(params);
    QVERIFY(!valid);
    QCOMPARE(std::string(errorName(valid.error().code)), error);
    QCOMPARE(valid.error().arg("param"), param);
}

void TestSearchSpace::inactiveParentMakesChildInactive()
{
    ParamSpec child{.name = "child",
                    .distribution = ChoiceSet{{true, false}},
                    .when = {{.param = "top", .in = {std::string("on")}}}};
    ParamSpec grandchild = intSpec("grandchild", 1, 2);
    grandchild.when = {{.param = "child", .in = {true}}};
    const SearchSpace space =
        spaceOf({{.name = "top", .distribution = textChoices({"on", "off"})}, child, grandchild});
    QCOMPARE(space.at(std::vector<double>{0.9, 0.1, 0.1}).size(), std::size_t{1});
    QCOMPARE(space.at(std::vector<double>{0.1, 0.1, 0.1}).size(), std::size_t{3});
    QCOMPARE(space.configurationCount().value(), std::uint64_t{4});
}

void TestSearchSpace::gridRefusesMoreThanItsLimit()
{
    const SearchSpace space = spaceOf({intSpec("a", 1, 1000), intSpec("b", 1, 1001)});
    const auto grid = space.grid(1'000'000);
    QVERIFY(!grid);
    QCOMPARE(grid.error().arg("count"), std::string("1001000"));
}

QTEST_APPLESS_MAIN(TestSearchSpace)
#include "tst_search_space.moc"
