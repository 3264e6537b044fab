// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/enumeration.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <optional>

namespace tunescope {
namespace {

/// Longer lists of values are only counted: a grid of them is refused anyway.
constexpr int kMostConfigurations = 1'000'000;

/// True where the grid of a parameter holds every value it can take.
bool gridIsComplete(const Distribution& distribution)
{
    if (const auto* range = std::get_if<IntRange>(&distribution))
        return !range->count && range->scale == Scale::Linear;
    if (const auto* range = std::get_if<FloatRange>(&distribution))
        return range->step && !range->count;
    return true;
}

int wantedCount(const Distribution& distribution)
{
    return std::visit(
        [](const auto& kind) {
            if constexpr (requires { kind.count; })
                return kind.count.value_or(0);
            else
                return 0;
        },
        distribution);
}

bool allows(const ParamSpec& child, const std::string& parent, const ParamValue& value)
{
    return std::all_of(child.when.begin(), child.when.end(), [&](const Condition& condition) {
        return condition.param != parent ||
               std::any_of(condition.in.begin(), condition.in.end(),
                           [&](const ParamValue& in) { return sameValue(in, value); });
    });
}

bool dependsOn(const ParamSpec& child, const std::string& parent)
{
    return std::any_of(child.when.begin(), child.when.end(),
                       [&](const Condition& condition) { return condition.param == parent; });
}

std::optional<std::uint64_t> listedIndex(const std::vector<ParamValue>& listed, const ParamValue& value)
{
    const auto found = std::find_if(listed.begin(), listed.end(),
                                    [&](const ParamValue& other) { return sameValue(other, value); });
    return found == listed.end() ? std::nullopt : std::optional<std::uint64_t>(found - listed.begin());
}

} // namespace

Enumeration::Enumeration(std::vector<ParamSpec> params, Listing listing, int defaultCount)
    : m_params(std::move(params))
    , m_axes(m_params.size())
{
    for (std::size_t at = 0; at < m_params.size(); ++at) {
        makeAxis(at, listing, defaultCount);
        connectChildren(at);
    }
}

void Enumeration::makeAxis(std::size_t at, Listing listing, int defaultCount)
{
    Axis& axis = m_axes[at];
    const Distribution& distribution = m_params[at].distribution;
    if (listing == Listing::All || gridIsComplete(distribution)) {
        const std::optional<std::uint64_t> count = valueCount(distribution);
        axis.size = count ? static_cast<Count>(*count) : std::numeric_limits<Count>::infinity();
        return;
    }
    if (wantedCount(distribution) > kMostConfigurations) {
        axis.size = wantedCount(distribution);
        return;
    }
    axis.listed = gridValues(distribution, defaultCount);
    axis.size = static_cast<Count>(axis.listed.size());
}

void Enumeration::connectChildren(std::size_t at)
{
    Axis& axis = m_axes[at];
    const ParamSpec& parent = m_params[at];
    std::map<std::uint64_t, ParamValue> named;
    for (std::size_t child = at + 1; child < m_params.size(); ++child) {
        if (!dependsOn(m_params[child], parent.name))
            continue;
        axis.children.push_back(child);
        for (const Condition& condition : m_params[child].when) {
            if (condition.param != parent.name)
                continue;
            for (const ParamValue& value : condition.in) {
                const auto index = axis.listed.empty() ? valueIndex(parent.distribution, value)
                                                       : listedIndex(axis.listed, value);
                if (index)
                    named.emplace(*index, value);
            }
        }
    }
    for (const auto& [index, value] : named) {
        NamedValue entry{.index = index, .kills = {}};
        std::copy_if(axis.children.begin(), axis.children.end(), std::back_inserter(entry.kills),
                     [&](std::size_t child) { return !allows(m_params[child], parent.name, value); });
        axis.named.push_back(std::move(entry));
    }
}

std::vector<Enumeration::Stretch> Enumeration::stretchesOf(const Axis& axis) const
{
    std::vector<Stretch> stretches;
    std::uint64_t next = 0;
    for (const NamedValue& named : axis.named) {
        if (named.index > next)
            stretches.push_back({next, static_cast<Count>(named.index - next), &axis.children});
        stretches.push_back({named.index, 1, &named.kills});
        next = named.index + 1;
    }
    if (axis.size > static_cast<Count>(next))
        stretches.push_back({next, axis.size - static_cast<Count>(next), &axis.children});
    return stretches;
}

namespace {

std::vector<bool> without(std::vector<bool> alive, const std::vector<std::size_t>& killed)
{
    for (const std::size_t child : killed)
        alive[child] = false;
    return alive;
}

} // namespace

Enumeration::Count Enumeration::countFrom(std::size_t at, Alive alive)
{
    if (at == m_params.size())
        return 1;
    const auto known = m_counts.find({at, alive});
    if (known != m_counts.end())
        return known->second;
    const Axis& axis = m_axes[at];
    Alive rest = alive;
    rest[at] = false; // What is behind does not matter any more: more states become the same.
    Count total = 0;
    if (!alive[at]) {
        total = countFrom(at + 1, without(rest, axis.children));
    } else {
        for (const Stretch& stretch : stretchesOf(axis))
            total += stretch.length * countFrom(at + 1, without(rest, *stretch.kills));
    }
    m_counts.emplace(std::pair{at, std::move(alive)}, total);
    return total;
}

Enumeration::Count Enumeration::count()
{
    return countFrom(0, Alive(m_params.size(), true));
}

ParamValue Enumeration::valueOf(std::size_t at, std::uint64_t index) const
{
    const Axis& axis = m_axes[at];
    return axis.listed.empty() ? valueOfIndex(m_params[at].distribution, index) : axis.listed[index];
}

ParamSet Enumeration::at(std::uint64_t index)
{
    ParamSet params;
    Alive alive(m_params.size(), true);
    for (std::size_t at = 0; at < m_params.size(); ++at) {
        const Axis& axis = m_axes[at];
        const bool active = alive[at];
        alive[at] = false;
        if (!active) {
            alive = without(std::move(alive), axis.children);
            continue;
        }
        for (const Stretch& stretch : stretchesOf(axis)) {
            Alive rest = without(alive, *stretch.kills);
            const auto each = static_cast<std::uint64_t>(countFrom(at + 1, rest));
            const Count whole = stretch.length * static_cast<Count>(each);
            if (static_cast<Count>(index) >= whole) {
                index -= static_cast<std::uint64_t>(whole);
                continue;
            }
            params.set(m_params[at].name, valueOf(at, stretch.first + index / each));
            index %= each;
            alive = std::move(rest);
            break;
        }
    }
    return params;
}

Enumeration::Count countConfigurations(const std::vector<ParamSpec>& params, Listing listing,
                                       int defaultCount)
{
    // Union by the smallest index of everything that a condition connects.
    std::vector<std::size_t> group(params.size());
    std::iota(group.begin(), group.end(), std::size_t{0});
    for (std::size_t child = 0; child < params.size(); ++child) {
        for (std::size_t parent = 0; parent < child; ++parent) {
            if (!dependsOn(params[child], params[parent].name) || group[parent] == group[child])
                continue;
            const auto [kept, merged] = std::minmax({group[parent], group[child]});
            std::replace(group.begin(), group.end(), merged, kept);
        }
    }
    std::map<std::size_t, std::vector<ParamSpec>> groups;
    for (std::size_t i = 0; i < params.size(); ++i)
        groups[group[i]].push_back(params[i]);
    Enumeration::Count total = 1;
    for (auto& [first, members] : groups)
        total *= Enumeration(std::move(members), listing, defaultCount).count();
    return total;
}

} // namespace tunescope
