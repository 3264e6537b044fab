// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/search_insight.h"
#include "tests/support/spaces.h"

#include <QtTest>

#include <cmath>
#include <numeric>

using namespace tunescope;

namespace {

SearchSpace lineAndKind()
{
    ParamSpec depth = intSpec("depth", 1, 3);
    depth.when = {{.param = "kind", .in = {std::string("deep")}}};
    return spaceOf(
        {floatSpec("x", -1.0, 1.0), {.name = "kind", .distribution = textChoices({"flat", "deep"})}, depth});
}

/// Trials of (x - 0.4)^2, or its negative to maximise, all of the flat kind.
History bowl(Direction direction, int trials, double noise = 0.0)
{
    History history{direction};
    for (int i = 0; i < trials; ++i) {
        TrialRecord trial;
        trial.number = i;
        const double x = -1.0 + 2.0 * (i * 7 % trials) / (trials - 1.0);
        const double loss = 10.0 + 5.0 * (x - 0.4) * (x - 0.4) + (i % 2 == 0 ? noise : -noise);
        trial.params = {{"x", x}, {"kind", std::string("flat")}};
        trial.state = TrialState::Complete;
        trial.value = direction == Direction::Minimize ? loss : -loss;
        history.trials.push_back(std::make_shared<const TrialRecord>(trial));
    }
    return history;
}

ProposalContext after(const SearchSpace& space, const History& history)
{
    return {
        .space = space, .history = history, .pending = {}, .trial = 20, .indexInStage = 20, .studySeed = 1};
}

} // namespace

class TestSearchInsight : public QObject
{
    Q_OBJECT

private slots:
    void sliceFollowsTheObjectiveInItsUnit_data();
    void sliceFollowsTheObjectiveInItsUnit();
    void planeHasEveryPair();
    void inactiveAndUnknownNamesHaveNoSlice();
    void densitiesAreHighWhereTrialsAreGood();
    void improvementFallsBelowTheNoise();
};

void TestSearchInsight::sliceFollowsTheObjectiveInItsUnit_data()
{
    QTest::addColumn<Direction>("direction");
    QTest::newRow("minimise") << Direction::Minimize;
    QTest::newRow("maximise") << Direction::Maximize;
}

void TestSearchInsight::sliceFollowsTheObjectiveInItsUnit()
{
    QFETCH(Direction, direction);
    const SearchSpace space = lineAndKind();
    const History history = bowl(direction, 17);
    const auto slice = gpSlice(after(space, history), history.trials[0]->params, "x", 21);
    QVERIFY(slice);
    QCOMPARE(slice->values.size(), std::size_t{21});
    const double sign = direction == Direction::Minimize ? 1.0 : -1.0;
    for (std::size_t i = 0; i < slice->values.size(); ++i) {
        const double x = *paramNumber(slice->values[i]);
        const double expected = sign * (10.0 + 5.0 * (x - 0.4) * (x - 0.4));
        const GpOutlook& outlook = slice->outlooks[i];
        QVERIFY(std::abs(outlook.mean - expected) < 0.5);
        QVERIFY(outlook.low <= outlook.mean && outlook.mean <= outlook.high);
        QVERIFY(outlook.improvement >= 0.0 && outlook.improvement <= 1.0);
    }
}

void TestSearchInsight::planeHasEveryPair()
{
    const SearchSpace space = lineAndKind();
    const History history = bowl(Direction::Minimize, 17);
    const auto plane = gpPlane(after(space, history), history.trials[0]->params, "x", "kind", 5);
    QVERIFY(plane);
    QCOMPARE(plane->first.size(), std::size_t{5});
    QCOMPARE(plane->second.size(), std::size_t{2});
    QCOMPARE(plane->outlooks.size(), std::size_t{10});
    // Nobody tried the deep kind.
    QVERIFY(plane->outlooks[7].high - plane->outlooks[7].low >
            plane->outlooks[6].high - plane->outlooks[6].low);
}

void TestSearchInsight::inactiveAndUnknownNamesHaveNoSlice()
{
    const SearchSpace space = lineAndKind();
    const History history = bowl(Direction::Minimize, 17);
    const ParamSet at = history.trials[0]->params;
    QVERIFY(!gpSlice(after(space, history), at, "depth", 5));
    QVERIFY(!gpSlice(after(space, history), at, "z", 5));
    QVERIFY(!tpeSlice(after(space, history), "z", 5));
    QVERIFY(!gpSlice(after(space, bowl(Direction::Minimize, 2)), at, "x", 5));
    QVERIFY(!improvementOutlook(after(space, History{})));
}

void TestSearchInsight::densitiesAreHighWhereTrialsAreGood()
{
    const SearchSpace space = lineAndKind();
    const History history = bowl(Direction::Minimize, 40);
    const auto slice = tpeSlice(after(space, history), "x", 41);
    QVERIFY(slice);
    const auto most = std::max_element(slice->good.begin(), slice->good.end()) - slice->good.begin();
    QVERIFY(std::abs(*paramNumber(slice->values[static_cast<std::size_t>(most)]) - 0.4) < 0.2);
    const double area = std::accumulate(slice->rest.begin(), slice->rest.end(), 0.0) / 41.0;
    QVERIFY(std::abs(area - 1.0) < 0.05);
}

void TestSearchInsight::improvementFallsBelowTheNoise()
{
    const SearchSpace space = spaceOf({floatSpec("x", -1.0, 1.0)});
    const auto outlookOf = [&](int trials, double noise) {
        const History history = bowl(Direction::Minimize, trials, noise);
        History plain{Direction::Minimize};
        for (const TrialRecordPtr& trial : history.trials) {
            TrialRecord copy = *trial;
            copy.params.erase("kind");
            plain.trials.push_back(std::make_shared<const TrialRecord>(copy));
        }
        return improvementOutlook(after(space, plain)).value();
    };
    const ImprovementOutlook few = outlookOf(5, 0.0);
    const ImprovementOutlook many = outlookOf(60, 0.5);
    QVERIFY(few.expectedImprovement > few.noise);
    QVERIFY(many.expectedImprovement < many.noise);
    QVERIFY(many.noise > 0.1 && many.noise < 1.5);
    QVERIFY(std::abs(many.incumbent - 10.0) < 0.6);
}

QTEST_APPLESS_MAIN(TestSearchInsight)
#include "tst_search_insight.moc"
