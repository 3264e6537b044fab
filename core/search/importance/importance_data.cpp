// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/importance/importance_data.h"

#include "core/base/rng.h"

#include <cmath>
#include <limits>
#include <memory>
#include <numeric>
#include <optional>

namespace tunescope {
namespace {

constexpr std::uint64_t kImputeKey = 0x496d70ULL; // "Imp"

/// The last finite number that a trial reported, as a loss; infinite if there is none.
double lastLoss(const TrialRecord& trial, Direction direction)
{
    for (auto report = trial.intermediateValues.rbegin(); report != trial.intermediateValues.rend();
         ++report) {
        if (std::isfinite(report->value))
            return direction == Direction::Minimize ? report->value : -report->value;
    }
    return std::numeric_limits<double>::infinity();
}

/// A stopped trial's loss moved behind every complete one's; the order among stopped ones stays.
double behind(double loss, double worst)
{
    constexpr double kInfinity = std::numeric_limits<double>::infinity();
    if (loss == kInfinity)
        return kInfinity;
    const double beyond = std::abs(worst) * 1e-6 + 1e-12;
    return worst + beyond * (2.0 + loss / (1.0 + std::abs(loss)));
}

} // namespace

History historyOfObjective(const History& history, int objective)
{
    const auto at = static_cast<std::size_t>(objective);
    if (!history.hasSeveralObjectives() || objective < 0 || at >= history.directions.size())
        return history;
    History one{.direction = history.directions[at]};
    for (const TrialRecordPtr& trial : history.trials) {
        TrialRecord record = *trial;
        record.value = at < record.values.size() ? std::optional(record.values[at]) : std::nullopt;
        if (at > 0)
            record.intermediateValues.clear(); // Curves show the first objective.
        one.trials.push_back(std::make_shared<const TrialRecord>(std::move(record)));
    }
    return one;
}

ImportanceData importanceData(const SearchSpace& space, const History& history, UsedTrials used,
                              std::uint64_t seed)
{
    ImportanceData data;
    std::vector<bool> stopped;
    double worst = -std::numeric_limits<double>::infinity();
    for (const TrialRecordPtr& trial : history.trials) {
        const bool complete =
            trial->state == TrialState::Complete && trial->value && std::isfinite(*trial->value);
        if (!complete && (used == UsedTrials::Complete || trial->state == TrialState::Complete ||
                          trial->state == TrialState::Cancelled || !isTold(trial->state)))
            continue;
        const auto positions = space.positions(trial->params);
        if (!positions)
            continue;
        Rng rng(Purpose::Sampler, seed, {static_cast<std::uint64_t>(trial->number), 0, kImputeKey});
        std::vector<double> row;
        std::vector<bool> active;
        for (const std::optional<double>& position : *positions) {
            const double random = rng.uniform();
            row.push_back(position.value_or(random));
            active.push_back(position.has_value());
        }
        data.positions.push_back(std::move(row));
        data.active.push_back(std::move(active));
        data.trials.push_back(trial->number);
        data.params.push_back(trial->params);
        stopped.push_back(!complete);
        double loss = std::numeric_limits<double>::infinity();
        if (complete)
            loss = history.direction == Direction::Minimize ? *trial->value : -*trial->value;
        else if (trial->state == TrialState::Pruned)
            loss = lastLoss(*trial, history.direction);
        if (complete)
            worst = std::max(worst, loss);
        data.losses.push_back(loss);
    }
    for (std::size_t i = 0; i < data.losses.size(); ++i) {
        if (stopped[i] && std::isfinite(worst))
            data.losses[i] = behind(data.losses[i], worst);
    }
    return data;
}

std::pair<double, double> middleNinety(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    const auto at = [&](double share) {
        const double place = share * static_cast<double>(values.size() - 1);
        const auto below = static_cast<std::size_t>(place);
        const std::size_t above = std::min(below + 1, values.size() - 1);
        return values[below] + (place - static_cast<double>(below)) * (values[above] - values[below]);
    };
    return {at(0.05), at(0.95)};
}

std::vector<double> standardised(const std::vector<double>& losses)
{
    const auto count = static_cast<double>(losses.size());
    double largest = 0.0; // scaled first, so that squares of huge losses stay finite
    for (const double loss : losses)
        largest = std::max(largest, std::abs(loss));
    std::vector<double> scaled;
    for (const double loss : losses)
        scaled.push_back(largest > 0.0 ? loss / largest : 0.0);
    const double mean = std::accumulate(scaled.begin(), scaled.end(), 0.0) / count;
    double squares = 0.0;
    for (const double value : scaled)
        squares += (value - mean) * (value - mean);
    const double deviation = std::sqrt(squares / count);
    for (double& value : scaled)
        value = deviation > 0.0 ? (value - mean) / deviation : 0.0;
    return scaled;
}

double fewestExplained(std::size_t trials)
{
    return 1.0 / std::sqrt(static_cast<double>(std::max<std::size_t>(trials, 1)));
}

ImportanceInterval intervalAround(double share, const std::vector<double>& resampled, double unexplained)
{
    std::vector<double> sorted = resampled;
    std::sort(sorted.begin(), sorted.end());
    const double median = sorted[sorted.size() / 2];
    const auto [low, high] = middleNinety(std::move(sorted));
    return {std::clamp(share + std::min(0.0, low - median) - unexplained * share, 0.0, 1.0),
            std::clamp(share + std::max(0.0, high - median) + unexplained * (1.0 - share), 0.0, 1.0)};
}

} // namespace tunescope
