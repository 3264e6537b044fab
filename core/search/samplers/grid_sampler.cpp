// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/samplers/grid_sampler.h"

#include "core/base/rng.h"
#include "core/search/option_values.h"

#include <limits>
#include <numeric>
#include <span>

namespace tunescope {
namespace {

constexpr std::uint64_t kOrderKey = 0x47726964ULL; // "Grid"

std::vector<std::uint32_t> shuffledOrder(std::uint64_t count, std::uint64_t seed)
{
    std::vector<std::uint32_t> order(count);
    std::iota(order.begin(), order.end(), 0U);
    Rng rng(Purpose::Sampler, seed, {kOrderKey, 0, count});
    rng.shuffle(std::span(order));
    return order;
}

} // namespace

std::vector<OptionSpec> GridSampler::params()
{
    return {option("order", "Order",
                   "Shuffled: the first trials already cover the whole grid; listed: one setting after the "
                   "other.",
                   ChoiceSet{{std::string("shuffled"), std::string("listed")}}, std::string("shuffled")),
            option("count", "Values of a number",
                   "How many values of a real-valued setting are tried that names no count of its own.",
                   IntRange{.low = 1, .high = 1000}, std::int64_t{5})};
}

Result<std::unique_ptr<Sampler>> GridSampler::make(const ParamSet& options)
{
    GridSamplerOptions chosen;
    if (textOption(options, "order", "shuffled") == "listed")
        chosen.order = GridOrder::Listed;
    chosen.count = static_cast<int>(integerOption(options, "count").value_or(chosen.count));
    return std::make_unique<GridSampler>(chosen);
}

GridSampler::GridSampler(GridSamplerOptions options) : m_options(options) {}

int GridSampler::attemptLimit() const
{
    return std::numeric_limits<int>::max();
}

Result<void> GridSampler::remember(const SearchSpace& space, std::uint64_t seed)
{
    if (m_memo && m_memo->seed == seed && m_memo->space == space)
        return {};
    const double size = space.gridCount(m_options.count);
    if (size > static_cast<double>(kLargestGrid))
        return fail(ErrorCode::GridTooLarge, {{"count", size}, {"limit", kLargestGrid}});
    const auto count = static_cast<std::uint64_t>(size);
    m_memo.emplace(Memo{.space = space,
                        .seed = seed,
                        .count = count,
                        .points = Enumeration(space.params(), Listing::Grid, m_options.count),
                        .order = {}});
    if (m_options.order == GridOrder::Shuffled)
        m_memo->order = shuffledOrder(count, seed);
    return {};
}

Result<ParamSet> GridSampler::propose(const ProposalContext& context)
{
    const std::scoped_lock lock(m_mutex);
    if (const auto ready = remember(context.space, context.studySeed); !ready)
        return fail(ready.error());
    const std::uint64_t index =
        static_cast<std::uint64_t>(context.indexInStage) + static_cast<std::uint64_t>(context.attempt);
    if (index >= m_memo->count)
        return fail(ErrorCode::SpaceExhausted, {{"count", m_memo->count}});
    return m_memo->points.at(m_memo->order.empty() ? index : m_memo->order[index]);
}

} // namespace tunescope
