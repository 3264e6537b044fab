// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/sampler_registry.h"
#include "core/search/unseen.h"
#include "tests/support/proposals.h"
#include "tests/support/spaces.h"
#include "tests/support/trial_builder.h"

#include <QtTest>

#include <map>
#include <set>
#include <string>
#include <vector>

using namespace tunescope;

namespace {

/// Runs a study of `trials` trials; every proposal is seen by the next.
std::vector<Proposal> run(std::string_view samplerName, const SearchSpace& space, int trials,
                          std::uint64_t seed = 42)
{
    const auto sampler = makeSampler(samplerName, {}).value();
    SeenConfigurations seen;
    std::vector<Proposal> proposals;
    for (int trial = 0; trial < trials; ++trial) {
        auto proposal = proposeUnseen(*sampler, contextOf(space, trial, seed), seen);
        if (!proposal)
            break;
        addSeen(seen, proposal->params, trial);
        proposals.push_back(std::move(*proposal));
    }
    return proposals;
}

} // namespace

class TestUnseen : public QObject
{
    Q_OBJECT

private slots:
    void findsEveryConfigurationBeforeItRepeats_data();
    void findsEveryConfigurationBeforeItRepeats();
    void aGridEndsInsteadOfRepeating();
    void aGridSkipsWhatWasTriedByHand();
    void findsTheLastOneWhateverItsShare();
    void seesPendingTrialsToo();
    void repeatsNameTheFirstTrial();
    void anEmptySpaceRepeatsAtOnce();
    void isDeterministic();
};

void TestUnseen::findsEveryConfigurationBeforeItRepeats_data()
{
    QTest::addColumn<std::string>("name");
    for (const SamplerEntry& entry : samplerRegistry())
        QTest::newRow(std::string(entry.name).c_str()) << std::string(entry.name);
}

void TestUnseen::findsEveryConfigurationBeforeItRepeats()
{
    QFETCH(std::string, name);
    const SearchSpace space = conditionalSpace(); // 122 configurations
    const std::vector<Proposal> proposals = run(name, space, 140);
    std::map<std::string, int> first;
    for (std::size_t trial = 0; trial < proposals.size(); ++trial) {
        const auto [params, origin] = proposals[trial];
        QVERIFY(space.validate(params));
        const auto [entry, isNew] = first.emplace(paramKey(params), static_cast<int>(trial));
        QCOMPARE(origin.kind == OriginKind::Repeat, !isNew);
        if (!isNew)
            QCOMPARE(origin.of, entry->second);
    }
    QCOMPARE(first.size(), std::size_t{122});
    QCOMPARE(proposals.size(), std::size_t(name == "grid" ? 122 : 140));
}

void TestUnseen::aGridEndsInsteadOfRepeating()
{
    const SearchSpace space = spaceOf({intSpec("a", 1, 3)});
    const auto sampler = makeSampler("grid", {}).value();
    const SeenConfigurations seen = seenConfigurations(
        {.trials = {triedParams(0, {{"a", std::int64_t{1}}}), triedParams(1, {{"a", std::int64_t{2}}}),
                    triedParams(2, {{"a", std::int64_t{3}}})}},
        {});
    const auto end = proposeUnseen(*sampler, contextOf(space, 3), seen);
    QVERIFY(!end);
    QCOMPARE(errorName(end.error().code), std::string_view("SpaceExhausted"));
}

void TestUnseen::aGridSkipsWhatWasTriedByHand()
{
    const SearchSpace space = spaceOf({intSpec("a", 1, 5)});
    const auto sampler = makeSampler("grid", {}).value();
    SeenConfigurations seen;
    addSeen(seen, {{"a", std::int64_t{3}}}, 0); // trial 0 was made by hand, so the grid begins with trial 1
    std::set<double> rest;
    for (int trial = 1; trial < 10; ++trial) {
        ProposalContext context = contextOf(space, trial);
        context.indexInStage = trial - 1;
        const auto proposal = proposeUnseen(*sampler, context, seen);
        if (!proposal)
            break;
        addSeen(seen, proposal->params, trial);
        QVERIFY(rest.insert(*paramNumber(*proposal->params.find("a"))).second);
    }
    QCOMPARE(rest, (std::set<double>{1, 2, 4, 5}));
}

void TestUnseen::findsTheLastOneWhateverItsShare()
{
    // A log range from 1 to 4000: the highest integer owns 1/33000 of the axis, far too little to be drawn.
    const SearchSpace space = spaceOf({intSpec("n", 1, 4000, Scale::Log)});
    SeenConfigurations seen;
    for (std::int64_t n = 1; n < 4000; ++n)
        addSeen(seen, {{"n", n}}, static_cast<int>(n) - 1);
    const auto sampler = makeSampler("random", {}).value();
    const Proposal proposal = proposeUnseen(*sampler, contextOf(space, 3999), seen).value();
    QVERIFY(proposal.params == (ParamSet{{"n", std::int64_t{4000}}}));
    QVERIFY(proposal.origin == Origin{});
}

void TestUnseen::seesPendingTrialsToo()
{
    const SearchSpace space = spaceOf({{.name = "a", .distribution = ChoiceSet{{true, false}}}});
    const auto sampler = makeSampler("random", {}).value();
    const History history{Direction::Minimize, {triedParams(0, {{"a", true}})}};
    const std::vector<TrialRecordPtr> pending{triedParams(1, {{"a", false}})};
    for (int trial = 2; trial < 12; ++trial) {
        const ProposalContext context{.space = space,
                                      .history = history,
                                      .pending = pending,
                                      .trial = trial,
                                      .indexInStage = trial,
                                      .studySeed = 1};
        const Proposal proposal = proposeUnseen(*sampler, context).value();
        QCOMPARE(proposal.origin.kind, OriginKind::Repeat);
        QCOMPARE(proposal.origin.of, proposal.params == (ParamSet{{"a", true}}) ? 0 : 1);
    }
}

void TestUnseen::repeatsNameTheFirstTrial()
{
    SeenConfigurations seen;
    addSeen(seen, {{"a", 1.0}}, 7);
    addSeen(seen, {{"a", std::int64_t{1}}}, 3);
    addSeen(seen, {{"a", 1.0}}, 9);
    QCOMPARE(seen.size(), std::size_t{1});
    QCOMPARE(seen.begin()->second, 3);
}

void TestUnseen::anEmptySpaceRepeatsAtOnce()
{
    const std::vector<Proposal> proposals = run("random", SearchSpace(), 3);
    QVERIFY(proposals[0].origin == Origin{});
    QVERIFY(proposals[1].origin == (Origin{OriginKind::Repeat, 0}));
    QVERIFY(proposals[2].origin == (Origin{OriginKind::Repeat, 0}));
}

void TestUnseen::isDeterministic()
{
    const std::vector<Proposal> one = run("sobol", conditionalSpace(), 130, 5);
    const std::vector<Proposal> two = run("sobol", conditionalSpace(), 130, 5);
    for (std::size_t i = 0; i < one.size(); ++i) {
        QVERIFY(one[i].params == two[i].params);
        QVERIFY(one[i].origin == two[i].origin);
    }
}

QTEST_APPLESS_MAIN(TestUnseen)
#include "tst_unseen.moc"
