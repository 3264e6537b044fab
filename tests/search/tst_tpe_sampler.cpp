// SPDX-License-Identifier: GPL-3.0-or-later

// Densities: scipy.stats.truncnorm with kernels (centre, width) (.2, .3), (.5, .4), (.9, .4) and the prior
// (.5, 1).
#include "core/search/samplers/motpe_sampler.h"
#include "core/search/tpe/tpe_proposal.h"
#include "tests/support/proposals.h"
#include "tests/support/spaces.h"
#include "tests/support/trial_builder.h"

#include <QtTest>

#include <cmath>
#include <set>

using namespace tunescope;

namespace {

bool isNear(double actual, double expected)
{
    return std::abs(actual - expected) < 1e-12 * std::abs(expected);
}

std::vector<const EncodedPoint*> addresses(const std::vector<EncodedPoint>& points)
{
    std::vector<const EncodedPoint*> pointers;
    for (const EncodedPoint& point : points)
        pointers.push_back(&point);
    return pointers;
}

TrialRecordPtr told(int number, ParamSet params, std::vector<double> values)
{
    TrialRecord trial;
    trial.number = number;
    trial.params = std::move(params);
    trial.state = TrialState::Complete;
    trial.value = values.front();
    if (values.size() > 1)
        trial.values = std::move(values);
    return std::make_shared<const TrialRecord>(std::move(trial));
}

} // namespace

class TestTpeSampler : public QObject
{
    Q_OBJECT

private slots:
    void densitiesOfAnIndependentImplementation();
    void probabilitiesOfDiscreteValuesSumToOne();
    void samplesFollowTheDensity();
    void goodAreTheBestTenth();
    void proposalsApproachTheOptimum();
    void pendingTrialsPushProposalsAway();
    void twoObjectivesConvergeToTheFront();
};

void TestTpeSampler::densitiesOfAnIndependentImplementation()
{
    const EncodedSpace space(
        spaceOf({floatSpec("x", 0.0, 1.0), {.name = "kind", .distribution = textChoices({"a", "b", "c"})}}));
    const std::vector<EncodedPoint> points{{0.2, 0.5 / 3}, {0.5, 2.5 / 3}, {0.9, 2.5 / 3}};
    const ParzenMixture even(space, addresses(points), {1.0, 1.0, 1.0});
    QVERIFY(isNear(even.marginal(0, 0.05), 0.842247890088747));
    QVERIFY(isNear(even.marginal(0, 0.6), 1.0702685052298));
    QVERIFY(isNear(even.marginal(0, 1.0), 0.799424701447962));
    QVERIFY(isNear(even.logDensities({{0.6, 2.5 / 3}})[0], -0.578512527188048));
    const ParzenMixture weighted(space, addresses(points), {1.0, 0.5, 0.25});
    QVERIFY(isNear(weighted.marginal(0, 0.6), 0.983819607787802));
}

void TestTpeSampler::probabilitiesOfDiscreteValuesSumToOne()
{
    const EncodedSpace space(spaceOf({intSpec("few", 1, 4),
                                      intSpec("log", 1, 40, Scale::Log),
                                      {.name = "kind", .distribution = textChoices({"a", "b", "c"})}}));
    std::vector<EncodedPoint> points;
    for (const std::int64_t k : {1, 2, 2, 4})
        points.push_back(
            *space.encode({{"few", k}, {"log", 10 * k}, {"kind", std::string(k == 2 ? "a" : "c")}}));
    const ParzenMixture mixture(space, addresses(points), {1.0, 1.0, 1.0, 1.0});
    for (std::size_t axis = 0; axis < 3; ++axis) {
        double sum = 0.0;
        for (std::uint64_t value = 0; value < space.axis(axis).values; ++value)
            sum += mixture.marginal(axis, space.axis(axis).positionOfValue(value));
        QVERIFY(std::abs(sum - 1.0) < 2e-3); // Narrow cells are taken as flat.
    }
}

void TestTpeSampler::samplesFollowTheDensity()
{
    const EncodedSpace space(spaceOf({intSpec("few", 1, 4)}));
    const std::vector<EncodedPoint> points{{0.125}, {0.125}, {0.875}};
    const ParzenMixture mixture(space, addresses(points), {1.0, 1.0, 1.0});
    Rng rng(Purpose::Sampler, 1);
    std::vector<double> counts(4, 0.0);
    for (int k = 0; k < 20000; ++k)
        counts[static_cast<std::size_t>(mixture.sample(rng)[0] * 4.0)] += 1.0 / 20000.0;
    for (std::size_t value = 0; value < 4; ++value)
        QVERIFY(std::abs(counts[value] - mixture.marginal(0, space.axis(0).positionOfValue(value))) < 0.015);
}

void TestTpeSampler::goodAreTheBestTenth()
{
    QCOMPARE(goodCount(10), std::size_t{1});
    QCOMPARE(goodCount(11), std::size_t{2});
    QCOMPARE(goodCount(1000), std::size_t{25});
    const TpeSplit split = splitByLoss({3, 1, 2, 1, 5, 6, 7, 8, 9, 10, 11});
    QCOMPARE(split.good, (std::vector<std::size_t>{1, 3}));
    QCOMPARE(split.rest.size(), std::size_t{9});
}

void TestTpeSampler::proposalsApproachTheOptimum()
{
    const SearchSpace space = spaceOf({floatSpec("x", 0.0, 1.0), floatSpec("y", 0.0, 1.0)});
    TpeSampler sampler;
    History history;
    double best = 1.0;
    for (int trial = 0; trial < 60; ++trial) {
        ProposalContext context = contextOf(space, trial);
        const ProposalContext now{context.space, history, {}, trial, trial, 42};
        const ParamSet params = sampler.propose(now).value();
        const double x = *paramNumber(*params.find("x")) - 0.3;
        const double y = *paramNumber(*params.find("y")) - 0.8;
        best = std::min(best, x * x + y * y);
        history.trials.push_back(told(trial, params, {x * x + y * y}));
    }
    QVERIFY(best < 1e-3);
}

void TestTpeSampler::pendingTrialsPushProposalsAway()
{
    const SearchSpace space = spaceOf({floatSpec("x", 0.0, 1.0)});
    History history;
    for (int i = 0; i < 20; ++i)
        history.trials.push_back(told(i, {{"x", i / 19.0}}, {std::abs(i / 19.0 - 0.5)}));
    std::vector<TrialRecordPtr> pending;
    TpeSampler sampler;
    std::set<double> different;
    for (int trial = 20; trial < 28; ++trial) {
        const ProposalContext context{space, history, pending, trial, trial, 1};
        const ParamSet params = sampler.propose(context).value();
        different.insert(*paramNumber(*params.find("x")));
        TrialRecord record;
        record.number = trial;
        record.params = params;
        pending.push_back(std::make_shared<const TrialRecord>(record));
    }
    QCOMPARE(different.size(), std::size_t{8});
}

void TestTpeSampler::twoObjectivesConvergeToTheFront()
{
    // Schaffer's problem: x^2 and (x - 2)^2, optimal between 0 and 2.
    const SearchSpace space = spaceOf({floatSpec("x", -10.0, 10.0)});
    MotpeSampler sampler;
    History history{Direction::Minimize, {}, {Direction::Minimize, Direction::Minimize}};
    int optimal = 0;
    for (int trial = 0; trial < 80; ++trial) {
        const ProposalContext context{space, history, {}, trial, trial, 3};
        const ParamSet params = sampler.propose(context).value();
        const double x = *paramNumber(*params.find("x"));
        optimal += trial >= 40 && x >= 0.0 && x <= 2.0 ? 1 : 0;
        history.trials.push_back(told(trial, params, {x * x, (x - 2.0) * (x - 2.0)}));
    }
    QVERIFY(optimal >= 8); // Of 40; chance would give 4.
}

QTEST_APPLESS_MAIN(TestTpeSampler)
#include "tst_tpe_sampler.moc"
