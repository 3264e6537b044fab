// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewmodels/grid_formula.h"

#include "ui/viewmodels/param_words.h"

#include <algorithm>
#include <functional>
#include <numeric>

namespace tunescope::ui {
namespace {

constexpr std::size_t kMostTerms = 8; ///< A longer sum is written as its number.

QString countedName(const ParamSpec& spec)
{
    return QStringLiteral("%1 %2")
        .arg(gridValues(spec.distribution).size())
        .arg(settingShortTitle(spec.name));
}

/// Groups of parameters that conditions connect, in the order of their first members.
std::vector<std::vector<ParamSpec>> connectedGroups(const std::vector<ParamSpec>& specs)
{
    std::vector<std::size_t> group(specs.size());
    std::iota(group.begin(), group.end(), std::size_t{0});
    for (std::size_t i = 0; i < specs.size(); ++i) {
        for (const Condition& condition : specs[i].when) {
            const auto parent = std::find_if(specs.begin(), specs.end(), [&](const ParamSpec& spec) {
                return spec.name == condition.param;
            });
            const std::size_t from = group[i];
            const std::size_t to = group[static_cast<std::size_t>(parent - specs.begin())];
            std::replace(group.begin(), group.end(), std::max(from, to), std::min(from, to));
        }
    }
    std::vector<std::vector<ParamSpec>> groups;
    for (std::size_t i = 0; i < specs.size(); ++i) {
        std::vector<ParamSpec> members;
        for (std::size_t k = 0; k < specs.size(); ++k) {
            if (group[k] == i)
                members.push_back(specs[k]);
        }
        if (!members.empty())
            groups.push_back(std::move(members));
    }
    return groups;
}

/// One term for each value of the parent: the product of the children that exist with it.
QString sumText(const std::vector<ParamSpec>& members)
{
    const ParamSpec& parent = members.front();
    QStringList terms;
    for (const ParamValue& value : gridValues(parent.distribution)) {
        QStringList product;
        for (std::size_t i = 1; i < members.size(); ++i) {
            const auto& in = members[i].when.front().in;
            if (std::any_of(in.begin(), in.end(),
                            [&](const ParamValue& other) { return sameValue(other, value); }))
                product << countedName(members[i]);
        }
        terms << (product.isEmpty() ? QStringLiteral("1") : product.join(QStringLiteral(" × ")));
    }
    return QStringLiteral("(%1)").arg(terms.join(QStringLiteral(" + ")));
}

bool isOneParentWithChildren(const std::vector<ParamSpec>& members)
{
    if (!members.front().when.empty() || gridValues(members.front().distribution).size() > kMostTerms)
        return false;
    return std::all_of(members.begin() + 1, members.end(), [&](const ParamSpec& spec) {
        return spec.when.size() == 1 && spec.when.front().param == members.front().name;
    });
}

GridFactor factorOf(const std::vector<ParamSpec>& members)
{
    const Result<SearchSpace> space = SearchSpace::create(members);
    GridFactor factor;
    factor.count = space ? space->gridCount() : 1.0;
    if (members.size() == 1)
        factor.text = countedName(members.front());
    else if (isOneParentWithChildren(members))
        factor.text = sumText(members);
    else
        factor.text =
            QStringLiteral("%1 %2").arg(factor.count, 0, 'f', 0).arg(settingShortTitle(members.front().name));
    return factor;
}

} // namespace

std::vector<GridFactor> gridFactors(const SearchSpace& space)
{
    std::vector<GridFactor> factors;
    for (const std::vector<ParamSpec>& members : connectedGroups(space.params()))
        factors.push_back(factorOf(members));
    return factors;
}

QString gridFormula(const SearchSpace& space)
{
    QStringList texts;
    for (const GridFactor& factor : gridFactors(space))
        texts << factor.text;
    return texts.join(QStringLiteral(" × "));
}

} // namespace tunescope::ui
