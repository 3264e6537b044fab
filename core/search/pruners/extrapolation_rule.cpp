// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/pruners/extrapolation_rule.h"

#include "core/search/pruners/curve_forecast.h"
#include "core/search/pruners/peer_values.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

namespace tunescope {
namespace {

constexpr int kCheckPoints = 9;

struct BestPeer {
    int complete = 0;
    double value = std::numeric_limits<double>::quiet_NaN();
};

BestPeer bestPeer(const History& history)
{
    BestPeer best;
    for (const TrialRecordPtr& peer : history.trials) {
        if (peer->state != TrialState::Complete || !peer->value || !std::isfinite(*peer->value))
            continue;
        ++best.complete;
        if (std::isnan(best.value) || isBetter(*peer->value, best.value, history.direction))
            best.value = *peer->value;
    }
    return best;
}

} // namespace

std::vector<IntermediateValue> fallingCurve(const TrialRecord& trial, int step, Direction direction)
{
    std::vector<IntermediateValue> values;
    for (const IntermediateValue& report : trial.intermediateValues) {
        if (report.step <= step && std::isfinite(report.value))
            values.push_back({report.step, direction == Direction::Minimize ? report.value : -report.value});
    }
    return values;
}

/// Whether a check-point lies after the report before and not after this one.
bool ExtrapolationRule::isCheckPoint(int step, int before) const
{
    const double first = std::max(grace, 1);
    for (int k = 0; k < kCheckPoints; ++k) {
        const double at = std::ceil(first * std::pow(horizon / first, k / static_cast<double>(kCheckPoints)));
        if (at <= step && at > before)
            return true;
    }
    return false;
}

std::optional<PruneReason> ExtrapolationRule::judge(const TrialRecord& trial, const History& history) const
{
    const auto& reports = trial.intermediateValues;
    if (reports.empty() || reports.back().step < grace || reports.back().step >= horizon)
        return std::nullopt;
    const int step = reports.back().step;
    if (!isCheckPoint(step, reports.size() < 2 ? 0 : reports[reports.size() - 2].step))
        return std::nullopt;
    const BestPeer peers = bestPeer(history);
    const double best = bestValueUntil(step, trial, history.direction);
    if (peers.complete < std::max(startupTrials, 1) || isBetter(best, peers.value, history.direction))
        return std::nullopt;
    const std::vector<IntermediateValue> curve = fallingCurve(trial, step, history.direction);
    if (curve.size() < kFewestForForecast)
        return std::nullopt;

    const double sign = history.direction == Direction::Minimize ? 1.0 : -1.0;
    const CurveForecast forecast = forecastCurve(curve, horizon);
    const double share = forecast.chanceBelow(sign * peers.value);
    if (!(share < chance))
        return std::nullopt;
    return PruneReason{.kind = PruneKind::Extrapolated,
                       .step = step,
                       .value = best,
                       .threshold = peers.value,
                       .peers = peers.complete,
                       .share = share,
                       .predicted = sign * forecast.mean()};
}

} // namespace tunescope
