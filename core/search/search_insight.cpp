// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/search_insight.h"

#include "core/search/gp/acquisition_search.h"
#include "core/search/gp/gp_models.h"
#include "core/search/tpe/tpe_proposal.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace tunescope {
namespace {

/// Takes the model's losses back to values of the objective: exact between the told trials' own pairs of loss
/// and value, by the slope of the better half beyond them.
class ValueScale
{
public:
    ValueScale(const History& history, GpModels& models);

    [[nodiscard]] double valueOf(double loss) const;
    /// Units of the objective per unit of loss, among the better half.
    [[nodiscard]] double slope() const { return m_slope; }

private:
    std::vector<std::pair<double, double>> m_pairs; ///< Loss as the model sees it, loss as it was; sorted.
    double m_sign;
    double m_slope = 0.0;
};

ValueScale::ValueScale(const History& history, GpModels& models)
    : m_sign(history.direction == Direction::Minimize ? 1.0 : -1.0)
{
    std::vector<TrialRecordPtr> trials;
    std::vector<EncodedPoint> points;
    for (const TrialRecordPtr& trial : history.trials) {
        const EncodedPoint* point = isInformative(trial->state) ? models.encoded(trial) : nullptr;
        if (!point)
            continue;
        trials.push_back(trial);
        points.push_back(*point);
    }
    std::vector<double> losses;
    for (const RawLoss& loss : rawLosses(trials, history.direction))
        losses.push_back(loss.value);
    const std::vector<double> warped = warpedLosses(losses, spreadWeights(models.space(), points));
    for (std::size_t i = 0; i < losses.size(); ++i)
        m_pairs.emplace_back(warped[i], losses[i]);
    std::sort(m_pairs.begin(), m_pairs.end());
    const auto& [firstLoss, firstValue] = m_pairs.front();
    const auto& [middleLoss, middleValue] = m_pairs[(m_pairs.size() - 1) / 2];
    if (middleLoss > firstLoss)
        m_slope = (middleValue - firstValue) / (middleLoss - firstLoss);
}

double ValueScale::valueOf(double loss) const
{
    const auto after = std::lower_bound(m_pairs.begin(), m_pairs.end(), std::pair(loss, -HUGE_VAL));
    if (after == m_pairs.begin())
        return m_sign * (m_pairs.front().second + m_slope * (loss - m_pairs.front().first));
    if (after == m_pairs.end())
        return m_sign * m_pairs.back().second;
    const auto& [leftLoss, left] = *(after - 1);
    const auto& [rightLoss, right] = *after;
    const double share = rightLoss > leftLoss ? (loss - leftLoss) / (rightLoss - leftLoss) : 1.0;
    return m_sign * (left + share * (right - left));
}

/// Positions along an axis: all values if they are few, otherwise evenly spaced ones.
std::vector<double> positionsOf(const EncodedAxis& axis, int points)
{
    std::vector<double> positions;
    if (!axis.isReal() && axis.values <= static_cast<std::uint64_t>(points)) {
        for (std::uint64_t value = 0; value < axis.values; ++value)
            positions.push_back(axis.positionOfValue(value));
        return positions;
    }
    for (int k = 0; k < points; ++k) {
        const double position = axis.snapped(k / (points - 1.0));
        if (positions.empty() || position > positions.back())
            positions.push_back(position);
    }
    return positions;
}

/// The place that the other parameters belong to stays exact.
std::vector<double> withOwn(std::vector<double> positions, double own)
{
    const auto after = std::lower_bound(positions.begin(), positions.end(), own);
    if (after == positions.end() || *after != own)
        positions.insert(after, own);
    return positions;
}

std::vector<ParamValue> valuesOf(const SearchSpace& space, std::size_t axis,
                                 const std::vector<double>& positions)
{
    std::vector<ParamValue> values;
    for (const double position : positions)
        values.push_back(valueAt(space.params()[axis].distribution, position));
    return values;
}

std::optional<std::size_t> lineOf(const SearchSpace& space, std::string_view name)
{
    const ParamSpec* spec = space.find(name);
    return spec ? std::optional(static_cast<std::size_t>(spec - space.params().data())) : std::nullopt;
}

std::vector<GpOutlook> outlooksOf(const GpModel& model, const ValueScale& scale,
                                  const std::vector<EncodedPoint>& points)
{
    const std::vector<GpPrediction> predictions = model.posterior.predict(points);
    const std::vector<double> improvements = model.posterior.logImprovements(points, model.incumbent);
    const double largest = *std::max_element(improvements.begin(), improvements.end());
    std::vector<GpOutlook> outlooks(points.size());
    for (std::size_t i = 0; i < points.size(); ++i) {
        const auto [mean, deviation] = predictions[i];
        const auto [low, high] =
            std::minmax({scale.valueOf(mean - deviation), scale.valueOf(mean + deviation)});
        outlooks[i] = {scale.valueOf(mean), low, high, std::exp(improvements[i] - largest)};
    }
    return outlooks;
}

} // namespace

std::optional<GpSlice> gpSlice(const ProposalContext& context, const ParamSet& at, std::string_view param,
                               int points)
{
    GpModels models;
    const std::optional<GpModel> model = models.modelOf(context);
    const std::optional<std::size_t> axis = lineOf(context.space, param);
    std::optional<EncodedPoint> centre = model ? model->space->encode(at) : std::nullopt;
    if (!centre || !axis || std::isnan((*centre)[*axis]))
        return std::nullopt;
    GpSlice slice;
    slice.positions = withOwn(positionsOf(model->space->axis(*axis), std::max(points, 2)), (*centre)[*axis]);
    slice.values = valuesOf(context.space, *axis, slice.positions);
    std::vector<EncodedPoint> places;
    const std::vector<double> middle(context.space.size(), 0.5);
    for (const double position : slice.positions) {
        places.push_back(*centre);
        places.back()[*axis] = position;
        model->space->project(places.back(), middle);
    }
    slice.outlooks = outlooksOf(*model, ValueScale(context.history, models), places);
    return slice;
}

std::optional<GpPlane> gpPlane(const ProposalContext& context, const ParamSet& at, std::string_view first,
                               std::string_view second, int points)
{
    GpModels models;
    const std::optional<GpModel> model = models.modelOf(context);
    const std::optional<std::size_t> one = lineOf(context.space, first);
    const std::optional<std::size_t> two = lineOf(context.space, second);
    std::optional<EncodedPoint> centre = model ? model->space->encode(at) : std::nullopt;
    if (!centre || !one || !two || std::isnan((*centre)[*one]) || std::isnan((*centre)[*two]))
        return std::nullopt;
    const std::vector<double> rows =
        withOwn(positionsOf(model->space->axis(*one), std::max(points, 2)), (*centre)[*one]);
    const std::vector<double> columns =
        withOwn(positionsOf(model->space->axis(*two), std::max(points, 2)), (*centre)[*two]);
    GpPlane plane{valuesOf(context.space, *one, rows), valuesOf(context.space, *two, columns), {}};
    std::vector<EncodedPoint> places;
    const std::vector<double> middle(context.space.size(), 0.5);
    for (const double row : rows) {
        for (const double column : columns) {
            places.push_back(*centre);
            places.back()[*one] = row;
            places.back()[*two] = column;
            model->space->project(places.back(), middle);
        }
    }
    plane.outlooks = outlooksOf(*model, ValueScale(context.history, models), places);
    return plane;
}

std::optional<TpeSlice> tpeSlice(const ProposalContext& context, std::string_view param, int points)
{
    TpeTrials trials;
    const std::optional<TpeDensities> densities = tpeDensities(trials, context, tpeSplit);
    const std::optional<std::size_t> axis = lineOf(context.space, param);
    if (!densities || !axis)
        return std::nullopt;
    TpeSlice slice;
    slice.positions = positionsOf(trials.space().axis(*axis), std::max(points, 2));
    slice.values = valuesOf(context.space, *axis, slice.positions);
    for (const double position : slice.positions) {
        slice.good.push_back(densities->of(*axis).good.marginal(*axis, position));
        slice.rest.push_back(densities->of(*axis).rest.marginal(*axis, position));
    }
    return slice;
}

std::optional<ImprovementOutlook> improvementOutlook(const ProposalContext& context)
{
    constexpr std::uint64_t kOutlookKey = 0x4f75746cULL; // "Outl"
    GpModels models;
    const std::optional<GpModel> model = models.modelOf(context);
    if (!model)
        return std::nullopt;
    SeenPoints seen;
    for (const EncodedPoint& point : model->posterior.data().points)
        seen.add(point);
    const std::uint64_t seed = deriveSeed(Purpose::Sampler, context.studySeed,
                                          {static_cast<std::uint64_t>(context.trial), 0, 0, kOutlookKey});
    const std::vector<Candidate> found =
        searchAcquisition({*model->space, model->posterior, model->incumbent, seen, model->best, seed});
    const ValueScale scale(context.history, models);
    ImprovementOutlook outlook;
    outlook.expectedImprovement =
        found.empty() ? 0.0 : scale.slope() * std::exp(found.front().logImprovement);
    outlook.noise = scale.slope() * std::exp(0.5 * model->posterior.scales().logNoise);
    outlook.incumbent = scale.valueOf(model->incumbent);
    return outlook;
}

} // namespace tunescope
