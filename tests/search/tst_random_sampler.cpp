// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/samplers/random_sampler.h"
#include "tests/support/proposals.h"
#include "tests/support/spaces.h"

#include <QtTest>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

using namespace tunescope;

namespace {

double chiSquare(const std::vector<int>& counts)
{
    double total = 0.0;
    for (const int count : counts)
        total += count;
    const double expected = total / static_cast<double>(counts.size());
    double sum = 0.0;
    for (const int count : counts)
        sum += (count - expected) * (count - expected) / expected;
    return sum;
}

} // namespace

class TestRandomSampler : public QObject
{
    Q_OBJECT

private slots:
    void drawsEvenlyOnEveryScale_data();
    void drawsEvenlyOnEveryScale();
    void drawsParametersIndependently();
    void drawsChildrenLikeAnyOther();
    void parentsDoNotShiftOthers();
    void anotherAttemptIsAnotherPoint();
};

void TestRandomSampler::drawsEvenlyOnEveryScale_data()
{
    QTest::addColumn<Distribution>("distribution");
    QTest::newRow("float") << Distribution(FloatRange{.low = -1.0, .high = 5.0});
    QTest::newRow("float log") << Distribution(FloatRange{.low = 1e-6, .high = 10.0, .scale = Scale::Log});
    QTest::newRow("int") << Distribution(IntRange{.low = 1, .high = 10});
    QTest::newRow("choices") << Distribution(textChoices({"a", "b", "c", "d", "e", "f", "g", "h", "i", "j"}));
}

void TestRandomSampler::drawsEvenlyOnEveryScale()
{
    QFETCH(Distribution, distribution);
    const SearchSpace space = spaceOf({{.name = "x", .distribution = distribution}});
    RandomSampler sampler;
    std::vector<int> counts(10);
    for (int trial = 0; trial < 5000; ++trial) {
        const double position = *positionOf(distribution, *proposed(sampler, space, trial).find("x"));
        ++counts[std::min(static_cast<std::size_t>(position * 10.0), std::size_t{9})];
    }
    QVERIFY2(chiSquare(counts) < 27.9, "9 degrees of freedom: 27.9 is the 99.9 % point");
}

void TestRandomSampler::drawsParametersIndependently()
{
    const SearchSpace space = spaceOf({intSpec("a", 0, 4), intSpec("b", 0, 4)});
    RandomSampler sampler;
    std::vector<int> counts(25);
    for (int trial = 0; trial < 5000; ++trial) {
        const ParamSet params = proposed(sampler, space, trial, 9);
        ++counts[static_cast<std::size_t>(5 * *paramNumber(*params.find("a")) +
                                          *paramNumber(*params.find("b")))];
    }
    QVERIFY2(chiSquare(counts) < 51.2, "24 degrees of freedom: 51.2 is the 99.9 % point");
}

void TestRandomSampler::drawsChildrenLikeAnyOther()
{
    RandomSampler sampler;
    const SearchSpace space = conditionalSpace();
    std::map<std::string, int> counts;
    for (int trial = 0; trial < 4000; ++trial) {
        const ParamSet params = proposed(sampler, space, trial);
        if (const ParamValue* momentum = params.find("momentum"))
            ++counts[paramText(*momentum)];
    }
    QCOMPARE(counts.size(), std::size_t{4});
    for (const auto& [value, count] : counts)
        QVERIFY(count > 190 && count < 310); // 250 expected, standard deviation 15
}

void TestRandomSampler::parentsDoNotShiftOthers()
{
    // units_1 of every trial is the same with and without the conditions before it.
    std::vector<ParamSpec> free = conditionalSpace().params();
    for (ParamSpec& spec : free)
        spec.when.clear();
    RandomSampler sampler;
    const SearchSpace unconditional = spaceOf(free);
    for (int trial = 0; trial < 50; ++trial)
        QVERIFY(*proposed(sampler, conditionalSpace(), trial).find("units_1") ==
                *proposed(sampler, unconditional, trial).find("units_1"));
}

void TestRandomSampler::anotherAttemptIsAnotherPoint()
{
    const SearchSpace space = spaceOf({floatSpec("x", 0.0, 1.0)});
    ProposalContext context = contextOf(space, 3);
    const double first = randomPoint(context, 1)[0];
    context.attempt = 1;
    const double second = randomPoint(context, 1)[0];
    QVERIFY(first != second);
    QCOMPARE(randomPoint(context, 1)[0], second);
}

QTEST_APPLESS_MAIN(TestRandomSampler)
#include "tst_random_sampler.moc"
