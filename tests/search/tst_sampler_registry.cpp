// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/rng.h"
#include "core/search/sampler_registry.h"
#include "tests/support/proposals.h"
#include "tests/support/spaces.h"

#include <QtTest>

#include <array>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

using namespace tunescope;

namespace {

/// Every kind of parameter, small enough for a grid.
SearchSpace everyKind()
{
    return spaceOf(
        {{.name = "lr",
          .distribution = FloatRange{.low = 1e-5, .high = 1e-1, .scale = Scale::Log, .count = 3}},
         {.name = "dropout", .distribution = FloatRange{.low = 0.0, .high = 0.5, .step = 0.25}},
         {.name = "momentum", .distribution = FloatRange{.low = 0.9, .high = 0.9}},
         {.name = "units", .distribution = IntRange{.low = 8, .high = 24, .step = 8}},
         {.name = "batch", .distribution = IntRange{.low = 1, .high = 4, .scale = Scale::Log}},
         {.name = "patience", .distribution = IntRange{.low = 7, .high = 7}},
         {.name = "norm", .distribution = ChoiceSet{{true, false}}},
         {.name = "width", .distribution = ChoiceSet{{std::int64_t{1}, 1.5, std::string("auto")}}}});
}

constexpr int kTrials = 200;

/// 40 random trials: most complete, every fourth stopped, some diverged, failed and without a finite value.
History variedHistory(const SearchSpace& space, std::size_t objectives)
{
    History history{.direction = Direction::Maximize};
    if (objectives > 1)
        history.directions = {Direction::Maximize, Direction::Minimize};
    Rng rng(Purpose::Noise, 11);
    for (int number = 0; number < 40; ++number) {
        std::vector<double> unit(space.size());
        for (double& u : unit)
            u = rng.uniform();
        TrialRecord trial;
        trial.number = number;
        trial.params = space.at(unit);
        trial.intermediateValues = {{1, rng.uniform()}, {2, rng.uniform()}};
        trial.state = number % 4 == 3    ? TrialState::Pruned
                      : number % 10 == 8 ? TrialState::Diverged
                      : number % 10 == 5 ? TrialState::Failed
                                         : TrialState::Complete;
        if (trial.state == TrialState::Complete) {
            trial.value = rng.uniform();
            if (objectives > 1)
                trial.values = {*trial.value, rng.uniform()};
        }
        history.trials.push_back(std::make_shared<const TrialRecord>(trial));
    }
    return history;
}

} // namespace

/// What holds for every sampler of the registry.
class TestSamplerRegistry : public QObject
{
    Q_OBJECT

private slots:
    void everyEntryDescribesItself_data();
    void everyEntryDescribesItself();
    void everyProposalIsValid_data();
    void everyProposalIsValid();
    void equalSeedsGiveEqualTrials_data();
    void equalSeedsGiveEqualTrials();
    void theOrderOfCallsDoesNotMatter_data();
    void theOrderOfCallsDoesNotMatter();
    void theHistoryDoesNotMatterToHistoryFreeSamplers_data();
    void theHistoryDoesNotMatterToHistoryFreeSamplers();
    void learnersStayValidAndPureWithAHistory_data();
    void learnersStayValidAndPureWithAHistory();
    void everyValueOfSmallRangesIsReached_data();
    void everyValueOfSmallRangesIsReached();
    void everyBranchIsReached_data();
    void everyBranchIsReached();
    void emptyAndLargeSpacesAreFine_data();
    void emptyAndLargeSpacesAreFine();
    void wrongNamesAndOptionsAreNamed();

private:
    enum class Learning { No, Yes };

    static void addSamplers(std::optional<Learning> only = std::nullopt);
};

void TestSamplerRegistry::addSamplers(std::optional<Learning> only)
{
    QTest::addColumn<std::string>("name");
    for (const SamplerEntry& entry : samplerRegistry()) {
        if (!only || (*only == Learning::No) == entry.historyFree)
            QTest::newRow(std::string(entry.name).c_str()) << std::string(entry.name);
    }
}

void TestSamplerRegistry::everyEntryDescribesItself_data()
{
    addSamplers();
}

void TestSamplerRegistry::everyEntryDescribesItself()
{
    QFETCH(std::string, name);
    const SamplerEntry* entry = findSampler(name);
    QVERIFY(!entry->title.empty());
    QVERIFY(entry->summary.ends_with('.'));
    const std::vector<OptionSpec> options = entry->params();
    for (const OptionSpec& option : options) {
        QVERIFY(!option.title.empty() && option.title.find('_') == std::string_view::npos);
        QVERIFY(option.help.ends_with('.'));
    }
    const auto space = SearchSpace::create({options.begin(), options.end()});
    QVERIFY(space);
    ParamSet defaults;
    for (const ParamSpec& spec : space->params()) {
        if (spec.defaultValue)
            defaults.set(spec.name, *spec.defaultValue);
    }
    const auto sampler = makeSampler(name, defaults);
    QVERIFY(sampler);
    QCOMPARE((*sampler)->isHistoryFree(), entry->historyFree);
    // Options that are left out have the defaults that params() names.
    const auto plain = makeSampler(name, {}).value();
    for (int trial = 0; trial < 20; ++trial)
        QVERIFY(proposed(*plain, conditionalSpace(), trial) ==
                proposed(**sampler, conditionalSpace(), trial));
}

void TestSamplerRegistry::everyProposalIsValid_data()
{
    addSamplers();
}

void TestSamplerRegistry::everyProposalIsValid()
{
    QFETCH(std::string, name);
    const auto sampler = makeSampler(name, {}).value();
    for (const SearchSpace& space : {everyKind(), conditionalSpace()}) {
        for (int trial = 0; trial < 100; ++trial) {
            const auto valid = space.validate(proposed(*sampler, space, trial));
            QVERIFY2(valid, valid ? "" : errorText(valid.error()).c_str());
        }
    }
}

void TestSamplerRegistry::equalSeedsGiveEqualTrials_data()
{
    addSamplers();
}

void TestSamplerRegistry::equalSeedsGiveEqualTrials()
{
    QFETCH(std::string, name);
    const SearchSpace space = everyKind();
    const auto one = makeSampler(name, {}).value();
    const auto two = makeSampler(name, {}).value();
    int different = 0;
    for (int trial = 0; trial < 50; ++trial) {
        QVERIFY(proposed(*one, space, trial, 7) == proposed(*two, space, trial, 7));
        different += proposed(*one, space, trial, 7) == proposed(*two, space, trial, 8) ? 0 : 1;
    }
    QVERIFY(different > 25);
}

void TestSamplerRegistry::theOrderOfCallsDoesNotMatter_data()
{
    addSamplers();
}

void TestSamplerRegistry::theOrderOfCallsDoesNotMatter()
{
    QFETCH(std::string, name);
    const SearchSpace space = everyKind();
    const auto forward = makeSampler(name, {}).value();
    const auto backward = makeSampler(name, {}).value();
    std::vector<ParamSet> trials;
    for (int trial = 0; trial < 40; ++trial)
        trials.push_back(proposed(*forward, space, trial));
    for (int trial = 39; trial >= 0; --trial) {
        static_cast<void>(proposed(*backward, conditionalSpace(), trial, 3)); // another space in between
        QVERIFY(proposed(*backward, space, trial) == trials[static_cast<std::size_t>(trial)]);
    }
}

void TestSamplerRegistry::theHistoryDoesNotMatterToHistoryFreeSamplers_data()
{
    addSamplers(Learning::No);
}

void TestSamplerRegistry::theHistoryDoesNotMatterToHistoryFreeSamplers()
{
    QFETCH(std::string, name);
    const auto sampler = makeSampler(name, {}).value();
    QVERIFY(sampler->isHistoryFree());
    const SearchSpace space = everyKind();
    TrialRecord told;
    told.params = proposed(*sampler, space, 0);
    told.state = TrialState::Complete;
    told.value = 0.5;
    const History history{Direction::Maximize, {std::make_shared<const TrialRecord>(told)}};
    const ProposalContext context{.space = space,
                                  .history = history,
                                  .pending = history.trials,
                                  .trial = 9,
                                  .indexInStage = 9,
                                  .studySeed = 42};
    QVERIFY(sampler->propose(context).value() == proposed(*sampler, space, 9));
}

void TestSamplerRegistry::learnersStayValidAndPureWithAHistory_data()
{
    addSamplers(Learning::Yes);
}

/// Trials of all states, some pending, proposals in any order and by two samplers: always the same valid
/// ones.
void TestSamplerRegistry::learnersStayValidAndPureWithAHistory()
{
    QFETCH(std::string, name);
    const SamplerEntry* entry = findSampler(name);
    const auto forward = makeSampler(name, {}).value();
    const auto backward = makeSampler(name, {}).value();
    for (const SearchSpace& space : {everyKind(), conditionalSpace()}) {
        const History history = variedHistory(space, entry->objectives == Objectives::Several ? 2 : 1);
        const std::vector<TrialRecordPtr> pending(history.trials.end() - 3, history.trials.end());
        const auto propose = [&](Sampler& sampler, int count) {
            const History seen{history.direction,
                               {history.trials.begin(), history.trials.begin() + count},
                               history.directions};
            const auto params = sampler.propose({.space = space,
                                                 .history = seen,
                                                 .pending = pending,
                                                 .trial = count + 3,
                                                 .indexInStage = count + 3,
                                                 .studySeed = 5});
            return params.value();
        };
        std::map<int, ParamSet> proposals;
        for (int count = 15; count <= 37; count += 11)
            proposals[count] = propose(*forward, count);
        for (auto last = proposals.rbegin(); last != proposals.rend(); ++last) {
            QVERIFY(space.validate(last->second));
            QVERIFY(propose(*backward, last->first) == last->second);
        }
    }
}

void TestSamplerRegistry::everyValueOfSmallRangesIsReached_data()
{
    addSamplers();
}

void TestSamplerRegistry::everyValueOfSmallRangesIsReached()
{
    QFETCH(std::string, name);
    const SearchSpace space = everyKind();
    const auto sampler = makeSampler(name, {}).value();
    std::map<std::string, std::set<std::string>> reached;
    for (int trial = 0; trial < kTrials; ++trial) {
        for (const auto& [param, value] : proposed(*sampler, space, trial))
            reached[param].insert(paramText(value));
    }
    for (const ParamSpec& spec : space.params()) {
        if (const auto count = valueCount(spec.distribution))
            QCOMPARE(reached[spec.name].size(), static_cast<std::size_t>(*count));
    }
}

void TestSamplerRegistry::everyBranchIsReached_data()
{
    addSamplers();
}

void TestSamplerRegistry::everyBranchIsReached()
{
    QFETCH(std::string, name);
    const SearchSpace space = conditionalSpace();
    const auto sampler = makeSampler(name, {}).value();
    std::map<std::string, int> active;
    for (int trial = 0; trial < 122; ++trial) { // as many as the grid has
        for (const auto& [param, value] : proposed(*sampler, space, trial))
            ++active[param];
    }
    for (const ParamSpec& spec : space.params())
        QVERIFY(active[spec.name] >= (spec.when.empty() ? 122 : 1));
}

void TestSamplerRegistry::emptyAndLargeSpacesAreFine_data()
{
    addSamplers();
}

void TestSamplerRegistry::emptyAndLargeSpacesAreFine()
{
    QFETCH(std::string, name);
    const auto sampler = makeSampler(name, {}).value();
    QVERIFY(proposed(*sampler, SearchSpace(), 0).empty());
    std::vector<ParamSpec> params;
    for (int i = 0; i < 150; ++i)
        params.push_back(intSpec("p" + std::to_string(i), 1, i < 10 ? 2 : 1)); // 2^10 points for the grid
    for (int i = 0; i < 150; ++i)
        params.push_back({.name = "q" + std::to_string(i), .distribution = FloatRange{.count = 1}});
    const SearchSpace space = spaceOf(params);
    std::set<std::string> different;
    for (int trial = 0; trial < 20; ++trial) {
        const ParamSet proposal = proposed(*sampler, space, trial);
        QVERIFY(space.validate(proposal));
        different.insert(paramKey(proposal));
    }
    QCOMPARE(different.size(), std::size_t{20});
}

void TestSamplerRegistry::wrongNamesAndOptionsAreNamed()
{
    const auto unknown = makeSampler("sobl", {});
    QVERIFY(!unknown);
    QCOMPARE(errorName(unknown.error().code), std::string_view("UnknownSampler"));
    QCOMPARE(unknown.error().arg("nearest"), std::string("sobol"));
    QVERIFY(errorText(unknown.error()).find("halton") != std::string::npos);
    const auto option = makeSampler("grid", {{"ordr", std::string("listed")}});
    QVERIFY(!option);
    QCOMPARE(option.error().arg("nearest"), std::string("order"));
    const auto value = makeSampler("grid", {{"order", std::string("random")}});
    QVERIFY(!value);
    QCOMPARE(errorText(value.error()),
             std::string("grid.order: random is not one of its choices (shuffled, listed)."));
    const auto none = makeSampler("random", {{"count", std::int64_t{3}}});
    QVERIFY(!none);
    QCOMPARE(none.error().arg("known"), std::string("none"));
}

QTEST_APPLESS_MAIN(TestSamplerRegistry)
#include "tst_sampler_registry.moc"
