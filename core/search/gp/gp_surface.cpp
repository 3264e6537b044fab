// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/gp/gp_surface.h"

#include "core/base/rng.h"
#include "core/search/samplers/sobol_sequence.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>
#include <utility>

namespace tunescope {
namespace {

constexpr std::uint64_t kSurfaceKey = 0x53757266ULL; // "Surf"
constexpr std::size_t kMostForScales = 160;
constexpr std::size_t kMostForSurface = 600;
constexpr int kScaleSteps = 40;
constexpr std::size_t kPlacesOfPair = 24;

/// At most `most` of the trials, evenly.
TrainingSet thinned(const TrainingSet& data, std::size_t most)
{
    if (data.size() <= most)
        return data;
    TrainingSet set;
    for (std::size_t k = 0; k < most; ++k) {
        const std::size_t i = k * data.size() / most;
        set.points.push_back(data.points[i]);
        set.values.push_back(data.values[i]);
        set.noise.push_back(data.noise[i]);
    }
    return set;
}

enum class Side { Fold, Others };

TrainingSet partOf(const TrainingSet& data, std::size_t fold, Side side)
{
    TrainingSet set;
    for (std::size_t i = 0; i < data.size(); ++i) {
        if ((i % GpSurface::kFolds == fold) != (side == Side::Fold))
            continue;
        set.points.push_back(data.points[i]);
        set.values.push_back(data.values[i]);
        set.noise.push_back(data.noise[i]);
    }
    return set;
}

double varianceOf(const std::vector<double>& values)
{
    const auto count = static_cast<double>(values.size());
    const double mean = std::accumulate(values.begin(), values.end(), 0.0) / count;
    return std::accumulate(values.begin(), values.end(), 0.0,
                           [&](double sum, double v) { return sum + (v - mean) * (v - mean); }) /
           count;
}

/// Mean square of what is left of a table without the means of its rows and columns. Row weights need not
/// add up to 1.
double interactionOf(const std::vector<std::vector<double>>& rows, const std::vector<double>& rowWeights,
                     const std::vector<double>& columnWeights)
{
    const double total = std::accumulate(rowWeights.begin(), rowWeights.end(), 0.0);
    std::vector<double> columns(columnWeights.size(), 0.0);
    for (std::size_t r = 0; r < rows.size(); ++r) {
        for (std::size_t c = 0; c < columns.size(); ++c)
            columns[c] += rows[r][c] * rowWeights[r] / total;
    }
    const double all = std::inner_product(columns.begin(), columns.end(), columnWeights.begin(), 0.0);
    double squares = 0.0;
    for (std::size_t r = 0; r < rows.size(); ++r) {
        const double mean = std::inner_product(rows[r].begin(), rows[r].end(), columnWeights.begin(), 0.0);
        for (std::size_t c = 0; c < columns.size(); ++c) {
            const double joint = rows[r][c] - mean - columns[c] + all;
            squares += rowWeights[r] / total * columnWeights[c] * joint * joint;
        }
    }
    return squares;
}

/// Node number k of n on [0, 1] and its weight; weights add up to 1. Source: Abramowitz & Stegun 25.4.30.
std::pair<double, double> gaussLegendre(int k, int n)
{
    double x = std::cos(std::numbers::pi * (k + 0.75) / (n + 0.5));
    double slope = 1.0;
    for (int newton = 0; newton < 8; ++newton) {
        double before = 1.0; // Legendre polynomials by their recurrence.
        double value = x;
        for (int degree = 2; degree <= n; ++degree) {
            const double next = ((2.0 * degree - 1.0) * x * value - (degree - 1.0) * before) / degree;
            before = value;
            value = next;
        }
        slope = n * (x * value - before) / (x * x - 1.0);
        x -= value / slope;
    }
    return {0.5 * (1.0 - x), 1.0 / ((1.0 - x * x) * slope * slope)};
}

} // namespace

GpSurface::GpSurface(const SearchSpace& space, const std::vector<ParamSet>& params,
                     const std::vector<double>& losses, std::uint32_t places, std::uint64_t seed)
    : m_space(std::make_unique<EncodedSpace>(space))
{
    TrainingSet all;
    for (std::size_t i = 0; i < params.size(); ++i) {
        std::optional<EncodedPoint> point = m_space->encode(params[i]);
        if (!point)
            continue;
        all.points.push_back(std::move(*point));
        all.values.push_back(losses[i]);
        all.noise.push_back(1.0);
    }
    all = thinned(all, kMostForSurface);
    const GpScales scales =
        fitScales(*m_space, thinned(all, kMostForScales), {defaultScales(*m_space)}, kScaleSteps);
    m_models.emplace_back(*m_space, all, scales);
    double missed = 0.0;
    for (std::size_t fold = 0; fold < kFolds; ++fold) {
        m_models.emplace_back(*m_space, partOf(all, fold, Side::Others), scales);
        const TrainingSet unseen = partOf(all, fold, Side::Fold);
        const std::vector<double> means = m_models.back().means(unseen.points);
        for (std::size_t i = 0; i < unseen.size(); ++i)
            missed += (means[i] - unseen.values[i]) * (means[i] - unseen.values[i]);
    }
    const double variance = varianceOf(all.values);
    m_explained = variance > 0.0 ? 1.0 - missed / (variance * static_cast<double>(all.size())) : 0.0;

    Rng rng(Purpose::Sampler, seed, {0, 0, kSurfaceKey});
    for (std::uint32_t k = 0; k < places; ++k) {
        EncodedPoint fill(space.size());
        for (std::size_t i = 0; i < space.size(); ++i) {
            const int dimension = static_cast<int>(i);
            fill[i] = dimension < kSobolDimensions
                          ? (owenScrambled(sobolDigits(k, dimension), dimension, seed) + 0.5) * 0x1.0p-32
                          : rng.uniform();
        }
        m_spread.push_back(fill);
        m_space->project(m_spread.back(), fill);
        m_fill.push_back(std::move(fill));
    }
}

std::vector<double> GpSurface::totalVariances() const
{
    std::vector<double> variances;
    for (const GpPosterior& model : m_models)
        variances.push_back(varianceOf(model.means(m_spread)));
    return variances;
}

GpSurface::Places GpSurface::quadratureAlong(std::size_t axis, int steps) const
{
    const EncodedAxis& along = m_space->axis(axis);
    Places places;
    if (!along.isReal() && along.values <= static_cast<std::uint64_t>(steps)) {
        for (std::uint64_t k = 0; k < along.values; ++k)
            places.positions.push_back(along.positionOfValue(k));
        places.weights.assign(along.values, 1.0 / static_cast<double>(along.values));
        return places;
    }
    for (int k = 0; k < steps; ++k) {
        const auto [node, weight] = gaussLegendre(k, steps);
        places.positions.push_back(along.snapped(node));
        places.weights.push_back(weight);
    }
    return places;
}

EncodedPoint GpSurface::filledPlace(std::size_t place) const
{
    EncodedPoint point = m_fill[place];
    for (std::size_t i = 0; i < point.size(); ++i) {
        if (!std::isnan(m_spread[place][i]))
            point[i] = m_spread[place][i];
    }
    return point;
}

GpSurface::Marginal GpSurface::marginal(std::size_t axis, int steps) const
{
    const EncodedAxis& along = m_space->axis(axis);
    Marginal result{{}, std::vector<std::vector<double>>(m_models.size())};
    const bool isListed = !along.isReal() && along.values <= static_cast<std::uint64_t>(steps);
    result.isSampled = !isListed;
    const int count = isListed ? static_cast<int>(along.values) : steps;
    for (int k = 0; k < count; ++k)
        result.positions.push_back(isListed ? along.positionOfValue(static_cast<std::uint64_t>(k))
                                            : along.snapped((k + 0.5) / steps));
    std::vector<std::size_t> active;
    for (std::size_t i = 0; i < m_spread.size(); ++i) {
        if (!std::isnan(m_spread[i][axis]))
            active.push_back(i);
    }
    result.activeShare = static_cast<double>(active.size()) / static_cast<double>(m_spread.size());
    for (const double position : result.positions) {
        std::vector<EncodedPoint> places;
        for (const std::size_t i : active) {
            places.push_back(filledPlace(i));
            places.back()[axis] = position;
            m_space->project(places.back(), m_fill[i]);
        }
        for (std::size_t model = 0; model < m_models.size(); ++model) {
            const std::vector<double> means = m_models[model].means(places);
            const double sum = std::accumulate(means.begin(), means.end(), 0.0);
            result.means[model].push_back(places.empty() ? 0.0 : sum / static_cast<double>(places.size()));
        }
    }
    return result;
}

std::vector<double> GpSurface::interactionVariances(std::size_t first, std::size_t second, int steps) const
{
    std::vector<std::size_t> both;
    for (std::size_t i = 0; i < m_spread.size(); ++i) {
        if (!std::isnan(m_spread[i][first]) && !std::isnan(m_spread[i][second]))
            both.push_back(i);
    }
    const double share = static_cast<double>(both.size()) / static_cast<double>(m_spread.size());
    both.resize(std::min(both.size(), kPlacesOfPair));
    const Places rows = quadratureAlong(first, steps);
    const Places columns = quadratureAlong(second, steps);
    std::vector<double> rowWeights;
    std::vector<std::vector<std::vector<double>>> grids(m_models.size()); // [model][row][column]
    for (std::size_t r = 0; r < rows.positions.size(); ++r) {
        std::vector<EncodedPoint> places;
        for (const double column : columns.positions) {
            for (const std::size_t i : both) {
                EncodedPoint point = filledPlace(i);
                point[first] = rows.positions[r];
                point[second] = column;
                m_space->project(point, m_fill[i]);
                if (!std::isnan(point[first]) && !std::isnan(point[second]))
                    places.push_back(std::move(point));
            }
        }
        if (places.empty() || places.size() < columns.positions.size() * both.size())
            continue; // One of the two does not exist here.
        rowWeights.push_back(rows.weights[r]);
        for (std::size_t model = 0; model < m_models.size(); ++model) {
            const std::vector<double> means = m_models[model].means(places);
            std::vector<double> averages;
            for (std::size_t c = 0; c < columns.positions.size(); ++c) {
                const auto from = means.begin() + static_cast<std::ptrdiff_t>(c * both.size());
                averages.push_back(std::accumulate(from, from + std::ssize(both), 0.0) /
                                   static_cast<double>(both.size()));
            }
            grids[model].push_back(std::move(averages));
        }
    }
    std::vector<double> variances;
    for (const auto& grid : grids)
        variances.push_back(share * interactionOf(grid, rowWeights, columns.weights));
    return variances;
}

} // namespace tunescope
