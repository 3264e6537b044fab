// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/ask_tell_session.h"

#include "core/search/pareto.h"
#include "core/search/pruner_registry.h"
#include "core/search/sampler_registry.h"
#include "core/search/samplers/auto_sampler.h"
#include "core/search/samplers/grid_sampler.h"

#include <algorithm>
#include <cmath>

namespace tunescope {
namespace {

constexpr auto byNumber = [](const TrialRecordPtr& a, const TrialRecordPtr& b) {
    return a->number < b->number;
};

Result<std::unique_ptr<Pruner>> makeSessionPruner(const AskTellSetup& setup)
{
    ParamSet options = setup.prunerOptions;
    // Pruners with rungs need the horizon.
    const PrunerEntry* entry = findPruner(*setup.pruner);
    if (entry && setup.steps && !options.contains("steps")) {
        for (const ParamSpec& option : entry->params()) {
            if (option.name == "steps")
                options.set("steps", static_cast<std::int64_t>(*setup.steps));
        }
    }
    return makePruner(*setup.pruner, options);
}

/// A grid without a count of its own has 5 values of a float, more if the budget would outlast them and fewer
/// if there would be too many.
ParamSet samplerOptions(const AskTellSetup& setup)
{
    constexpr int kUsual = 5;
    constexpr int kUsualTrials = 100;
    ParamSet options = setup.samplerOptions;
    if (setup.sampler != "grid" || options.contains("count"))
        return options;
    int count = kUsual;
    while (count > 2 && setup.space.gridCount(count) > static_cast<double>(GridSampler::kLargestGrid))
        --count;
    const int trials = setup.trials.value_or(kUsualTrials);
    while (count < std::min(trials, 1000) && setup.space.gridCount(count) < trials)
        ++count;
    options.set("count", std::int64_t{count});
    return options;
}

/// A curve that comes with the result fills the steps that were not reported.
std::vector<IntermediateValue> merged(std::vector<IntermediateValue> reported,
                                      const std::vector<double>& curve)
{
    std::map<int, double> values;
    for (std::size_t i = 0; i < curve.size(); ++i)
        values.emplace(static_cast<int>(i) + 1, curve[i]);
    for (const IntermediateValue& value : reported)
        values[value.step] = value.value;
    reported.clear();
    for (const auto& [step, value] : values)
        reported.push_back({step, value});
    return reported;
}

bool isFinite(const std::vector<double>& values)
{
    return !values.empty() &&
           std::all_of(values.begin(), values.end(), [](double v) { return std::isfinite(v); });
}

} // namespace

Result<AskTellSession> AskTellSession::open(AskTellSetup setup)
{
    AskTellSession session(std::move(setup));
    const AskTellSetup& given = session.m_setup;
    auto sampler = makeSampler(given.sampler, samplerOptions(given));
    if (!sampler)
        return fail(sampler.error());
    if (given.directions.size() > 1 && findSampler(given.sampler)->objectives == Objectives::One)
        return fail(ErrorCode::SamplerOneObjective,
                    {{"name", given.sampler}, {"count", given.directions.size()}});
    session.m_sampler = std::move(*sampler);
    if (given.pruner) {
        auto pruner = makeSessionPruner(given);
        if (!pruner)
            return fail(pruner.error());
        session.m_pruner = std::move(*pruner);
    }
    session.m_history.direction = given.directions.front();
    if (given.directions.size() > 1)
        session.m_history.directions = given.directions;
    return session;
}

std::vector<TrialRecordPtr> AskTellSession::pending() const
{
    std::vector<TrialRecordPtr> trials;
    trials.reserve(m_running.size());
    for (const auto& [id, running] : m_running)
        trials.push_back(running.record);
    return trials;
}

Asked AskTellSession::begin(Proposal proposal, std::string_view source)
{
    auto record = std::make_shared<TrialRecord>();
    record->number = m_next++;
    record->params = proposal.params;
    record->state = TrialState::Running;
    record->origin = proposal.origin;
    addSeen(m_seen, record->params, record->number);
    const int id = record->number;
    m_running.emplace(id, Running{std::move(record)});
    ++m_asked;
    return {id, std::move(proposal.params), std::string(source)};
}

Result<Asked> AskTellSession::ask()
{
    if (m_asked == 0) {
        if (std::optional<ParamSet> params = defaultConfiguration(m_setup.space);
            params && !m_seen.contains(paramKey(*params)))
            return begin({std::move(*params), {}}, "default");
    }
    const std::vector<TrialRecordPtr> waiting = pending();
    const ProposalContext context{.space = m_setup.space,
                                  .history = m_history,
                                  .pending = waiting,
                                  .trial = m_next,
                                  .indexInStage = m_asked,
                                  .studySeed = m_setup.seed};
    Result<Proposal> proposal = proposeUnseen(*m_sampler, context, m_seen);
    if (!proposal)
        return fail(proposal.error());
    const std::string source = proposal->origin.kind == OriginKind::Repeat
                                   ? originText(proposal->origin)
                                   : std::string(m_sampler->source(context));
    return begin(std::move(*proposal), source);
}

Result<std::optional<PruneReason>> AskTellSession::report(int id, int step, double value)
{
    const auto found = m_running.find(id);
    if (found == m_running.end())
        return fail(isKnown(id) ? ErrorCode::TrialNotRunning : ErrorCode::TrialUnknown, {{"id", id}});
    Running& running = found->second;
    const int last = running.record->lastStep().value_or(0);
    if (step <= last)
        return fail(ErrorCode::ReportStep, {{"id", id}, {"step", step}, {"last", last}});
    running.record->intermediateValues.push_back({step, value});
    if (m_pruner && !running.pruned)
        running.pruned = m_pruner->judge(*running.record, m_history);
    return running.pruned;
}

Result<void> AskTellSession::checkValues(const ToldResult& result) const
{
    if (result.state == TrialState::Complete && !result.values.empty() &&
        result.values.size() != objectiveCount())
        return fail(ErrorCode::ValueCount, {{"expected", objectiveCount()}, {"count", result.values.size()}});
    return {};
}

void AskTellSession::settle(TrialRecord record, const ToldResult& result)
{
    record.intermediateValues = merged(std::move(record.intermediateValues), result.curve);
    record.state = result.state;
    if (result.state == TrialState::Complete && isFinite(result.values)) {
        record.value = result.values.front();
        if (objectiveCount() > 1)
            record.values = result.values;
    } else if (result.state == TrialState::Complete) {
        record.state = TrialState::Failed;
    } else if (result.state == TrialState::Pruned && !result.values.empty() &&
               record.intermediateValues.empty()) {
        record.intermediateValues.push_back({1, result.values.front()}); // The step is not known.
    }
    auto told = std::make_shared<const TrialRecord>(std::move(record));
    std::vector<TrialRecordPtr>& trials = m_history.trials;
    trials.insert(std::upper_bound(trials.begin(), trials.end(), told, byNumber), told);
}

Result<void> AskTellSession::tell(int id, const ToldResult& result)
{
    const auto found = m_running.find(id);
    if (found == m_running.end())
        return fail(isKnown(id) ? ErrorCode::TrialAlreadyTold : ErrorCode::TrialUnknown, {{"id", id}});
    if (const auto valid = checkValues(result); !valid)
        return valid;
    TrialRecord record = std::move(*found->second.record);
    m_running.erase(found);
    if (result.params) {
        record.params = *result.params;
        addSeen(m_seen, record.params, id);
    }
    settle(std::move(record), result);
    return {};
}

Result<int> AskTellSession::add(const ParamSet& params, const ToldResult& result)
{
    if (const auto valid = checkValues(result); !valid)
        return fail(valid.error());
    TrialRecord record;
    record.number = m_next++;
    record.params = params;
    record.origin.kind = OriginKind::Imported;
    addSeen(m_seen, params, record.number);
    const int id = record.number;
    settle(std::move(record), result);
    return id;
}

std::string_view AskTellSession::method() const
{
    return m_setup.sampler == "auto" ? autoMethod(m_history) : std::string_view(m_setup.sampler);
}

AskTellCounts AskTellSession::counts() const
{
    AskTellCounts counts;
    counts.running = static_cast<int>(m_running.size());
    for (const TrialRecordPtr& trial : m_history.trials) {
        if (trial->state == TrialState::Complete)
            ++counts.complete;
        else if (trial->state == TrialState::Pruned)
            ++counts.pruned;
        else
            ++counts.failed;
    }
    return counts;
}

std::vector<TrialRecordPtr> AskTellSession::best() const
{
    std::vector<TrialRecordPtr> complete;
    std::vector<Losses> losses;
    for (const TrialRecordPtr& trial : m_history.trials) {
        if (trial->state != TrialState::Complete)
            continue;
        complete.push_back(trial);
        losses.push_back(lossesOf(*trial, m_history));
    }
    std::vector<TrialRecordPtr> best;
    if (objectiveCount() == 1) {
        const auto least = std::min_element(losses.begin(), losses.end());
        if (least != losses.end())
            best.push_back(complete[static_cast<std::size_t>(least - losses.begin())]);
        return best;
    }
    const std::vector<int> ranks = nonDominatedRanks(losses);
    for (std::size_t i = 0; i < ranks.size(); ++i) {
        if (ranks[i] == 0)
            best.push_back(complete[i]);
    }
    return best;
}

} // namespace tunescope
