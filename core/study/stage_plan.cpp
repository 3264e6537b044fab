// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/stage_plan.h"

#include "core/study/objectives.h"

#include "core/search/pruner_registry.h"
#include "core/search/sampler_registry.h"
#include "core/search/unseen.h"

#include <algorithm>
#include <cmath>

namespace tunescope {
namespace {

constexpr int kDefaultEpochs = 20;

Result<std::unique_ptr<Pruner>> makeStagePruner(const StageConfig& stage)
{
    ParamSet options = stage.pruner->options;
    // Pruners with rungs need the horizon; a spec may name its own.
    const PrunerEntry* entry = findPruner(stage.pruner->name);
    if (entry && !options.contains("steps")) {
        for (const ParamSpec& option : entry->params()) {
            if (option.name == "steps")
                options.set("steps", static_cast<std::int64_t>(epochHorizon(stage)));
        }
    }
    return makePruner(stage.pruner->name, options);
}

History visibleHistory(const SearchSpace& space, int firstTrial, std::span<const TrialRecordPtr> told,
                       const ProtocolConfig& protocol)
{
    History history{protocol.direction, {}, furtherDirections(protocol)};
    history.trials.reserve(told.size());
    for (const TrialRecordPtr& record : told) {
        // Trials of this stage's own lie in its space; earlier and imported ones may not.
        const bool isOwn = record->number >= firstTrial && record->origin.kind != OriginKind::Imported;
        if (isOwn || space.validate(record->params))
            history.trials.push_back(record);
    }
    return history;
}

bool isFromQueue(const Origin& origin)
{
    return origin.kind == OriginKind::ByHand || isControlled(origin);
}

} // namespace

bool isControlled(const Origin& origin)
{
    return origin.kind == OriginKind::Twin || origin.kind == OriginKind::Fork || origin.kind == OriginKind::Continued;
}

int epochHorizon(const StageConfig& stage)
{
    if (const ParamValue* fixed = stage.fixed.find("epochs"))
        return static_cast<int>(paramNumber(*fixed).value_or(kDefaultEpochs));
    const ParamSpec* spec = stage.space.find("epochs");
    if (!spec)
        return kDefaultEpochs;
    double most = 1.0;
    if (const auto* set = std::get_if<ChoiceSet>(&spec->distribution)) {
        for (const ParamValue& choice : set->choices)
            most = std::max(most, paramNumber(choice).value_or(1.0));
        return static_cast<int>(most);
    }
    return static_cast<int>(paramNumber(valueAt(spec->distribution, 1.0)).value_or(kDefaultEpochs));
}

Result<std::unique_ptr<StagePlan>> StagePlan::create(std::shared_ptr<const StageConfig> config, int stage, int firstTrial,
                                                     std::vector<TrialLineage> lineages)
{
    std::unique_ptr<StagePlan> plan(new StagePlan);
    auto sampler = makeSampler(config->sampler.name, config->sampler.options);
    if (!sampler)
        return fail(sampler.error());
    plan->m_sampler = std::move(*sampler);
    if (config->pruner) {
        auto pruner = makeStagePruner(*config);
        if (!pruner)
            return fail(pruner.error());
        plan->m_pruner = std::move(*pruner);
    }
    plan->m_config = std::move(config);
    plan->m_stage = stage;
    plan->m_firstTrial = firstTrial;
    plan->m_lineages = std::move(lineages);
    return plan;
}

void StagePlan::remember(const TrialStart& start)
{
    if (start.stage == m_stage) {
        if (isFromQueue(start.origin))
            ++m_nextInQueue;
        else if (start.origin.kind == OriginKind::Imported)
            ++m_imported;
        else
            ++m_sampled;
    }
    m_seen.emplace(paramKey(start.params), start.number);
}

ParamSet StagePlan::completed(const ParamSet& byHand, int trial, std::uint64_t studySeed) const
{
    ParamSet params;
    Rng rng(Purpose::Sampler, studySeed, {static_cast<std::uint64_t>(trial)});
    for (const ParamSpec& spec : m_config->space.params()) {
        const double position = rng.uniform();
        if (const ParamValue* given = byHand.find(spec.name))
            params.set(spec.name, *given);
        else if (m_config->space.isActive(spec, params))
            params.set(spec.name, valueAt(spec.distribution, position));
    }
    for (const auto& [name, value] : byHand)
        params.set(name, value);
    return params;
}

void StagePlan::enqueue(const ParamSet& params, const TrialLineage& lineage)
{
    m_lineages.resize(m_config->queue.size());
    m_lineages.push_back(lineage);
    // Only samplers repeat; what a person asks for again was made by hand.
    if (!isFromQueue(lineage.origin))
        m_lineages.back().origin = {OriginKind::ByHand};
    replace([&](StageConfig& stage) {
        stage.queue.push_back(params);
        if (stage.budget.trials)
            stage.budget.trials = *stage.budget.trials + 1;
    });
}

std::optional<ParamSet> StagePlan::firstConfiguration() const
{
    if (m_sampled > 0 || m_sampler->isHistoryFree())
        return std::nullopt;
    std::optional<ParamSet> params = defaultConfiguration(m_config->space);
    return params && !m_seen.contains(paramKey(*params)) ? params : std::nullopt;
}

Result<TrialStart> StagePlan::propose(std::span<const TrialRecordPtr> records, int trial, int lag,
                                      const ProtocolConfig& protocol, std::uint64_t studySeed)
{
    TrialStart start{trial, m_stage, trialSeedOf(studySeed, trial), {}, {}};
    if (m_nextInQueue < m_config->queue.size()) {
        const TrialLineage lineage = m_nextInQueue < m_lineages.size() ? m_lineages[m_nextInQueue] : TrialLineage();
        start.origin = lineage.origin;
        start.seed = lineage.seed.value_or(start.seed);
        start.segments = lineage.segments;
        // Twins and forks have all their settings; what was made by hand may leave some open.
        const ParamSet& queued = m_config->queue[m_nextInQueue];
        start.params = lineage.seed ? queued : completed(queued, trial, studySeed);
    } else if (std::optional<ParamSet> params = firstConfiguration()) {
        start.params = std::move(*params);
    } else {
        const auto told = static_cast<std::size_t>(std::max(trial - lag, 0));
        const bool blind = m_sampler->isHistoryFree();
        const History history =
            blind ? History{protocol.direction, {}, {}} : visibleHistory(m_config->space, m_firstTrial, records.first(told), protocol);
        const std::span<const TrialRecordPtr> pending = blind ? std::span<const TrialRecordPtr>() : records.subspan(told);
        const ProposalContext context{m_config->space, history, pending, trial, m_sampled, studySeed};
        auto proposal = proposeUnseen(*m_sampler, context, m_seen);
        if (!proposal)
            return fail(proposal.error());
        start.origin = proposal->origin;
        start.params = std::move(proposal->params);
    }
    remember(start);
    return start;
}

} // namespace tunescope
