// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/unseen.h"

#include "core/base/rng.h"
#include "core/space/enumeration.h"

#include <algorithm>
#include <cstdint>
#include <optional>

namespace tunescope {
namespace {

constexpr std::uint64_t kWalkKey = 0x57616c6bULL; // "Walk"

/// Finite spaces above this are never walked: asking again has found something new long before.
constexpr std::uint64_t kMostWalked = 1'000'000;

/// An unseen configuration of a finite space, if there is one. seen.size() + 1 different configurations hold
/// at least one that is new, so the walk is that short.
std::optional<ParamSet> walkToUnseen(const ProposalContext& context, const SeenConfigurations& seen)
{
    const std::optional<std::uint64_t> count = context.space.configurationCount();
    if (!count || *count > kMostWalked)
        return std::nullopt;
    Enumeration all(context.space.params(), Listing::All);
    Rng rng(Purpose::Sampler, context.studySeed, {static_cast<std::uint64_t>(context.trial), 0, kWalkKey});
    const std::uint64_t start = rng.below(*count);
    const std::uint64_t steps = std::min<std::uint64_t>(*count, seen.size() + 1);
    for (std::uint64_t k = 0; k < steps; ++k) {
        ParamSet params = all.at((start + k) % *count);
        if (!seen.contains(paramKey(params)))
            return params;
    }
    return std::nullopt;
}

} // namespace

void addSeen(SeenConfigurations& seen, const ParamSet& params, int trial)
{
    int& first = seen.try_emplace(paramKey(params), trial).first->second;
    first = std::min(first, trial);
}

SeenConfigurations seenConfigurations(const History& history, std::span<const TrialRecordPtr> pending)
{
    SeenConfigurations seen;
    for (const TrialRecordPtr& trial : history.trials)
        addSeen(seen, trial->params, trial->number);
    for (const TrialRecordPtr& trial : pending)
        addSeen(seen, trial->params, trial->number);
    return seen;
}

std::optional<ParamSet> defaultConfiguration(const SearchSpace& space)
{
    ParamSet params;
    for (const ParamSpec& spec : space.params()) {
        if (!spec.defaultValue)
            return std::nullopt;
        if (space.isActive(spec, params))
            params.set(spec.name, *spec.defaultValue);
    }
    return params.empty() ? std::nullopt : std::optional(std::move(params));
}

Result<Proposal> proposeUnseen(Sampler& sampler, const ProposalContext& context,
                               const SeenConfigurations& seen)
{
    std::optional<Proposal> repeat;
    ProposalContext again = context;
    for (; again.attempt < sampler.attemptLimit(); ++again.attempt) {
        Result<ParamSet> params = sampler.propose(again);
        if (!params)
            return fail(params.error());
        const auto earlier = seen.find(paramKey(*params));
        if (earlier == seen.end())
            return Proposal{.params = std::move(*params), .origin = {}};
        if (!repeat)
            repeat = Proposal{.params = std::move(*params), .origin = {OriginKind::Repeat, earlier->second}};
    }
    if (std::optional<ParamSet> params = walkToUnseen(context, seen))
        return Proposal{.params = std::move(*params), .origin = {}};
    return std::move(*repeat);
}

Result<Proposal> proposeUnseen(Sampler& sampler, const ProposalContext& context)
{
    return proposeUnseen(sampler, context, seenConfigurations(context.history, context.pending));
}

} // namespace tunescope
