// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/gp/encoded_space.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace tunescope {
namespace {

constexpr double kSamePosition = 1e-9;

EncodedAxis axisOf(const Distribution& distribution)
{
    EncodedAxis axis;
    axis.values = valueCount(distribution).value_or(0);
    if (const auto* set = std::get_if<ChoiceSet>(&distribution))
        axis.kind = set->ordered ? EncodedAxis::Kind::Number : EncodedAxis::Kind::Choice;
    const auto* range = std::get_if<IntRange>(&distribution);
    if (range && range->scale == Scale::Log) {
        axis.isLogInteger = true;
        axis.low = static_cast<double>(range->low) - 0.5;
        axis.logSpan = std::log((static_cast<double>(range->high) + 0.5) / axis.low);
    }
    return axis;
}

} // namespace

double EncodedAxis::positionOfValue(std::uint64_t index) const
{
    if (isLogInteger)
        return std::log((low + 0.5 + static_cast<double>(index)) / low) / logSpan;
    return (static_cast<double>(index) + 0.5) / static_cast<double>(values);
}

double EncodedAxis::snapped(double u) const
{
    const double inside = std::clamp(u, 0.0, 1.0);
    if (isReal())
        return inside;
    const double index = isLogInteger ? std::round(low * std::exp(inside * logSpan) - low - 0.5)
                                      : std::floor(inside * static_cast<double>(values));
    return positionOfValue(
        static_cast<std::uint64_t>(std::clamp(index, 0.0, static_cast<double>(values - 1))));
}

EncodedSpace::EncodedSpace(const SearchSpace& space) : m_space(space)
{
    const std::vector<ParamSpec>& specs = space.params();
    for (const ParamSpec& spec : specs) {
        EncodedAxis axis = axisOf(spec.distribution);
        for (const Condition& condition : spec.when) {
            const auto parent = std::find_if(specs.begin(), specs.end(), [&](const ParamSpec& other) {
                return other.name == condition.param;
            });
            EncodedAxis::Parent link{static_cast<std::size_t>(parent - specs.begin()), {}};
            for (const ParamValue& value : condition.in) {
                if (const auto position = positionOf(parent->distribution, value))
                    link.positions.push_back(*position);
            }
            axis.parents.push_back(std::move(link));
        }
        m_axes.push_back(std::move(axis));
    }
}

int EncodedSpace::freeCount() const
{
    return static_cast<int>(std::count_if(m_axes.begin(), m_axes.end(),
                                          [](const EncodedAxis& axis) { return !axis.isConstant(); }));
}

std::optional<EncodedPoint> EncodedSpace::encode(const ParamSet& params) const
{
    const auto positions = m_space.positions(params);
    if (!positions)
        return std::nullopt;
    EncodedPoint point(positions->size());
    std::transform(positions->begin(), positions->end(), point.begin(),
                   [](const std::optional<double>& position) {
                       return position.value_or(std::numeric_limits<double>::quiet_NaN());
                   });
    return point;
}

bool EncodedSpace::isActive(std::size_t i, const EncodedPoint& point) const
{
    return std::all_of(
        m_axes[i].parents.begin(), m_axes[i].parents.end(), [&](const EncodedAxis::Parent& parent) {
            const double at = point[parent.axis]; // Not-a-number equals nothing.
            return std::any_of(parent.positions.begin(), parent.positions.end(),
                               [&](double position) { return std::abs(position - at) < kSamePosition; });
        });
}

void EncodedSpace::project(EncodedPoint& point, std::span<const double> fill) const
{
    for (std::size_t i = 0; i < m_axes.size(); ++i) {
        if (!isActive(i, point)) {
            point[i] = std::numeric_limits<double>::quiet_NaN();
            continue;
        }
        point[i] = m_axes[i].snapped(std::isnan(point[i]) ? fill[i] : point[i]);
    }
}

} // namespace tunescope
