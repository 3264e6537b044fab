// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/param_value.h"

#include <QtTest>

#include <string>
#include <vector>

using namespace tunescope;

class TestParamValue : public QObject
{
    Q_OBJECT

private slots:
    void comparesAsJsonDoes();
    void keysAreEqualExactlyForEqualSets();
    void writesValuesAsInTables();
    void keepsTheOrderOfInsertion();
};

void TestParamValue::comparesAsJsonDoes()
{
    QVERIFY(sameValue(std::int64_t{1}, 1.0));
    QVERIFY(!sameValue(std::int64_t{1}, true));
    QVERIFY(!sameValue(1.0, std::string("1")));
    QVERIFY(sameValue(std::string("a"), std::string("a")));
    QVERIFY(!sameValue(0.1, 0.1 + 1e-16));
    QVERIFY(!paramNumber(std::string("1")));
    QVERIFY(paramNumber(true) == 1.0);
}

void TestParamValue::keysAreEqualExactlyForEqualSets()
{
    const ParamSet ab{{"a", std::int64_t{1}}, {"b", 0.5}};
    const ParamSet ba{{"b", 0.5}, {"a", 1.0}};
    QVERIFY(ab == ba);
    QCOMPARE(paramKey(ab), paramKey(ba));
    const std::vector<ParamSet> others{
        ParamSet{{"a", true}, {"b", 0.5}},
        ParamSet{{"a", std::string("1")}, {"b", 0.5}},
        ParamSet{{"a", std::int64_t{1}}},
        ParamSet{{"a", std::int64_t{1}}, {"b", 0.25}},
        ParamSet{{"a", std::int64_t{1}}, {"b", 0.5}, {"c", false}},
        ParamSet{{"a", std::vector<std::int64_t>{1, 2}}, {"b", 0.5}},
        ParamSet{{"a", std::string("1, 2")}, {"b", 0.5}},
        ParamSet{},
    };
    for (std::size_t i = 0; i < others.size(); ++i) {
        QVERIFY(paramKey(others[i]) != paramKey(ab));
        for (std::size_t j = 0; j < i; ++j)
            QVERIFY(paramKey(others[i]) != paramKey(others[j]));
    }
}

void TestParamValue::writesValuesAsInTables()
{
    QCOMPARE(paramText(0.001), std::string("0.001"));
    QCOMPARE(paramText(std::int64_t{64}), std::string("64"));
    QCOMPARE(paramText(false), std::string("false"));
    QCOMPARE(paramText(std::vector<std::int64_t>{64, 32}), std::string("64, 32"));
}

void TestParamValue::keepsTheOrderOfInsertion()
{
    ParamSet params{{"z", 1.0}, {"a", 2.0}};
    params.set("z", 3.0);
    params.set("m", 4.0);
    params.erase("a");
    std::string names;
    for (const auto& [name, value] : params)
        names += name;
    QCOMPARE(names, std::string("zm"));
    QVERIFY(*params.find("z") == ParamValue(3.0));
    QVERIFY(!params.contains("a"));
}

QTEST_APPLESS_MAIN(TestParamValue)
#include "tst_param_value.moc"
