// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/tpe/parzen_mixture.h"

#include "core/search/gp/gp_math.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <map>
#include <numeric>
#include <utility>

namespace tunescope {
namespace {

constexpr double kLogSqrt2Pi = 0.91893853320467274178;
constexpr double kFinestKernels = 100.0;
constexpr double kNarrowCell = 0.5; ///< Cells narrower than this share of a kernel need no integral,
constexpr double kFarCell = 8.0;    ///< nor do those further away than so many deviations.

/// The part of the axis that a discrete value owns.
std::pair<double, double> cellOf(const EncodedAxis& axis, double u)
{
    if (!axis.isLogInteger) {
        const double half = 0.5 / static_cast<double>(axis.values);
        return {u - half, u + half};
    }
    const double value = axis.low * std::exp(u * axis.logSpan);
    return {std::log((value - 0.5) / axis.low) / axis.logSpan,
            std::log((value + 0.5) / axis.low) / axis.logSpan};
}

/// Probability between two numbers of standard deviations, exact in both tails.
double normalMass(double from, double to)
{
    return from > 0.0 ? gaussianCdf(-from) - gaussianCdf(-to) : gaussianCdf(to) - gaussianCdf(from);
}

/// Of a normal variable, up to `below` deviations below and `above` deviations above its mean, both >= 0.
double massInside(double below, double above)
{
    // Beyond nine deviations lies less than a double can tell from nothing.
    constexpr double kEverything = 9.0;
    double mass = 1.0;
    if (below < kEverything)
        mass -= gaussianCdf(-below);
    if (above < kEverything)
        mass -= gaussianCdf(-above);
    return mass;
}

double logSum(const std::vector<double>& terms)
{
    constexpr double kLost = -45.0; // e^-45 of the largest changes nothing, thousands of them neither.
    const double largest = *std::max_element(terms.begin(), terms.end());
    if (!std::isfinite(largest))
        return largest;
    double sum = 0.0;
    for (const double term : terms)
        sum += term - largest > kLost ? std::exp(term - largest) : 0.0;
    return largest + std::log(sum);
}

std::vector<std::size_t> allAxes(const EncodedSpace& space)
{
    std::vector<std::size_t> axes(space.size());
    std::iota(axes.begin(), axes.end(), std::size_t{0});
    return axes;
}

} // namespace

ParzenMixture::ParzenMixture(const EncodedSpace& space, std::span<const EncodedPoint* const> points,
                             std::vector<double> weights)
    : ParzenMixture(space, allAxes(space), points, std::move(weights))
{
}

ParzenMixture::ParzenMixture(const EncodedSpace& space, std::vector<std::size_t> axes,
                             std::span<const EncodedPoint* const> points, std::vector<double> weights)
    : m_space(space)
    , m_axes(std::move(axes))
    , m_weights(std::move(weights))
    , m_kernels(space.size())
{
    m_weights.push_back(1.0);
    const double sum = std::accumulate(m_weights.begin(), m_weights.end(), 0.0);
    for (double& weight : m_weights)
        weight /= sum;
    for (const std::size_t axis : m_axes)
        m_kernels[axis] = kernelsOf(axis, points);
}

std::vector<ParzenMixture::Kernel> ParzenMixture::kernelsOf(std::size_t axis,
                                                            std::span<const EncodedPoint* const> points) const
{
    std::vector<std::pair<double, std::size_t>> sorted;
    for (std::size_t i = 0; i < points.size(); ++i) {
        if (const double u = (*points[i])[axis]; !std::isnan(u))
            sorted.emplace_back(u, i);
    }
    std::sort(sorted.begin(), sorted.end());
    const double narrowest = 1.0 / std::min(kFinestKernels, 2.0 + static_cast<double>(points.size()));
    std::vector<Kernel> kernels(points.size() + 1);
    for (std::size_t k = 0; k < sorted.size(); ++k) {
        const auto [u, i] = sorted[k];
        const double left = u - (k == 0 ? 0.0 : sorted[k - 1].first);
        const double right = (k + 1 == sorted.size() ? 1.0 : sorted[k + 1].first) - u;
        kernels[i] = {
            .centre = u, .width = std::clamp(std::max(left, right), narrowest, 1.0), .isPrior = false};
    }
    for (Kernel& kernel : kernels) {
        kernel.inverse = 1.0 / kernel.width;
        kernel.logNorm =
            kLogSqrt2Pi + std::log(kernel.width * massInside(kernel.centre * kernel.inverse,
                                                             (1.0 - kernel.centre) * kernel.inverse));
    }
    return kernels;
}

void ParzenMixture::addLogKernels(std::size_t at, double u, std::vector<double>& logs) const
{
    const EncodedAxis& axis = m_space.axis(at);
    const std::vector<Kernel>& kernels = m_kernels[at];
    if (axis.kind == EncodedAxis::Kind::Choice) {
        const auto choices = static_cast<double>(axis.values);
        const double share = 1.0 / static_cast<double>(kernels.size());
        const double other = std::log(share / (share * choices + 1.0));
        const double own = std::log((share + 1.0) / (share * choices + 1.0));
        for (std::size_t k = 0; k < logs.size(); ++k)
            logs[k] += kernels[k].isPrior ? -std::log(choices) : kernels[k].centre == u ? own : other;
        return;
    }
    // The cell of a logarithmic integer does not lie evenly around its place.
    const auto [from, to] = axis.isReal() ? std::pair(u, u) : cellOf(axis, u);
    const double middle = 0.5 * (from + to);
    if (axis.isReal()) {
        for (std::size_t k = 0; k < logs.size(); ++k) {
            const double z = (middle - kernels[k].centre) * kernels[k].inverse;
            logs[k] += -0.5 * z * z - kernels[k].logNorm;
        }
        return;
    }
    const double cell = to - from;
    const double logCell = std::log(cell);
    for (std::size_t k = 0; k < logs.size(); ++k) {
        const double z = (middle - kernels[k].centre) * kernels[k].inverse;
        const double share = cell * kernels[k].inverse;
        const double density = logCell - 0.5 * z * z - kernels[k].logNorm;
        if (share < kNarrowCell)
            logs[k] += density + share * share * (z * z - 1.0) / 24.0; // The mean over the cell.
        else if (std::abs(z) - 0.5 * share > kFarCell)
            logs[k] += density; // Next to nothing anyway.
        else
            logs[k] += logMass(kernels[k], from, to);
    }
}

double ParzenMixture::logMass(const Kernel& kernel, double from, double to)
{
    const double mass =
        normalMass((from - kernel.centre) * kernel.inverse, (to - kernel.centre) * kernel.inverse);
    return std::log(std::max(mass, std::numeric_limits<double>::min())) + kLogSqrt2Pi +
           std::log(kernel.width) - kernel.logNorm;
}

double ParzenMixture::drawn(const EncodedAxis& axis, const Kernel& kernel, Rng& rng) const
{
    const double u = rng.uniform();
    if (axis.kind == EncodedAxis::Kind::Choice) {
        const auto choices = static_cast<double>(axis.values);
        const double share =
            kernel.isPrior ? 1.0 : choices / (choices + static_cast<double>(m_weights.size()));
        return u < share ? axis.snapped(u / share) : kernel.centre;
    }
    const double low = gaussianCdf(-kernel.centre / kernel.width);
    const double high = gaussianCdf((1.0 - kernel.centre) / kernel.width);
    const double share = std::clamp(low + u * (high - low), 1e-300, 1.0 - 1e-16);
    return axis.snapped(kernel.centre + kernel.width * gaussianQuantile(share));
}

EncodedPoint ParzenMixture::sample(Rng& rng) const
{
    EncodedPoint point(m_space.size(), std::numeric_limits<double>::quiet_NaN());
    sampleInto(point, rng);
    return point;
}

void ParzenMixture::sampleInto(EncodedPoint& point, Rng& rng) const
{
    double rest = rng.uniform();
    std::size_t component = 0;
    while (component + 1 < m_weights.size() && rest >= m_weights[component])
        rest -= m_weights[component++];
    for (const std::size_t i : m_axes) {
        if (m_space.isActive(i, point))
            point[i] = drawn(m_space.axis(i), m_kernels[i][component], rng);
    }
}

std::vector<double> ParzenMixture::logDensities(const std::vector<EncodedPoint>& points) const
{
    std::vector<double> logWeights(m_weights.size());
    std::transform(m_weights.begin(), m_weights.end(), logWeights.begin(),
                   [](double w) { return std::log(w); });
    // Discrete values come again and again.
    std::vector<std::map<double, std::vector<double>>> known(m_space.size());
    std::vector<double> densities;
    std::vector<double> terms;
    for (const EncodedPoint& point : points) {
        terms = logWeights;
        for (const std::size_t i : m_axes) {
            if (std::isnan(point[i]))
                continue;
            if (m_space.axis(i).isReal()) {
                addLogKernels(i, point[i], terms);
                continue;
            }
            std::vector<double>& logs = known[i][point[i]];
            if (logs.empty()) {
                logs.resize(terms.size());
                addLogKernels(i, point[i], logs);
            }
            std::transform(terms.begin(), terms.end(), logs.begin(), terms.begin(), std::plus<>());
        }
        densities.push_back(logSum(terms));
    }
    return densities;
}

double ParzenMixture::marginal(std::size_t axis, double u) const
{
    std::vector<double> logs(m_weights.size());
    addLogKernels(axis, u, logs);
    double density = 0.0;
    for (std::size_t k = 0; k < m_weights.size(); ++k)
        density += m_weights[k] * std::exp(logs[k]);
    return density;
}

} // namespace tunescope
