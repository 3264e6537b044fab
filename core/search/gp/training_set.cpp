// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/gp/training_set.h"

#include "core/search/gp/embedding.h"
#include "core/search/gp/gp_fit.h"
#include "core/search/gp/gp_math.h"

#include <Eigen/Core>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <map>
#include <numeric>
#include <optional>
#include <utility>

namespace tunescope {
namespace {

constexpr std::size_t kFewestPeers = 3;

double lossOf(double value, Direction direction)
{
    return direction == Direction::Minimize ? value : -value;
}

/// Best loss of a curve up to a step; infinite without one.
double bestUntil(const TrialRecord& trial, int step, Direction direction)
{
    double best = std::numeric_limits<double>::infinity();
    for (const IntermediateValue& value : trial.intermediateValues) {
        if (value.step <= step && !std::isnan(value.value))
            best = std::min(best, lossOf(value.value, direction));
    }
    return best;
}

bool isComplete(const TrialRecord& trial)
{
    return trial.state == TrialState::Complete && trial.value && std::isfinite(*trial.value);
}

/// What losses at a step came to at the end, as far as the trials that went on can tell.
class Outcomes
{
public:
    void add(double before, double after)
    {
        m_before.push_back(before);
        m_after.push_back(after);
    }

    void finish()
    {
        std::sort(m_before.begin(), m_before.end());
        std::sort(m_after.begin(), m_after.end());
    }

    /// Rank by rank, linear in between. Beyond the ranks it goes on as steeply as they do on the whole, but
    /// never steeper than the losses themselves: what was stopped is worse than what went on, and stays in
    /// order.
    [[nodiscard]] double of(double loss) const
    {
        if (m_before.size() < kFewestPeers)
            return loss + meanChange();
        const double width = m_before.back() - m_before.front();
        const double slope = width > 0.0 ? std::min((m_after.back() - m_after.front()) / width, 1.0) : 1.0;
        if (loss <= m_before.front())
            return m_after.front() + slope * (loss - m_before.front());
        if (loss >= m_before.back())
            return m_after.back() + slope * (loss - m_before.back());
        const auto above = std::upper_bound(m_before.begin(), m_before.end(), loss);
        const auto rank = static_cast<std::size_t>(above - m_before.begin());
        const double share = (loss - m_before[rank - 1]) / (m_before[rank] - m_before[rank - 1]);
        return m_after[rank - 1] + share * (m_after[rank] - m_after[rank - 1]);
    }

private:
    [[nodiscard]] double meanChange() const
    {
        double sum = 0.0;
        for (std::size_t i = 0; i < m_before.size(); ++i)
            sum += m_after[i] - m_before[i];
        return m_before.empty() ? 0.0 : sum / static_cast<double>(m_before.size());
    }

    std::vector<double> m_before;
    std::vector<double> m_after;
};

bool isStoppedWithLoss(const TrialRecord& trial, Direction direction)
{
    return trial.state == TrialState::Pruned && trial.lastStep() &&
           std::isfinite(bestUntil(trial, *trial.lastStep(), direction));
}

/// Fills in the losses of stopped trials. Those that got furthest come first; then they tell the others.
void guessStopped(std::span<const TrialRecordPtr> trials, Direction direction, std::vector<RawLoss>& losses)
{
    std::map<int, std::vector<std::size_t>, std::greater<>> byStep;
    for (std::size_t i = 0; i < trials.size(); ++i) {
        if (isStoppedWithLoss(*trials[i], direction))
            byStep[*trials[i]->lastStep()].push_back(i);
    }
    for (const auto& [step, stopped] : byStep) {
        Outcomes outcomes;
        for (std::size_t i = 0; i < trials.size(); ++i) {
            const double before = trials[i]->lastStep().value_or(0) < step
                                      ? std::numeric_limits<double>::infinity()
                                      : bestUntil(*trials[i], step, direction);
            if (std::isfinite(before) && std::isfinite(losses[i].value))
                outcomes.add(before, losses[i].value);
        }
        outcomes.finish();
        for (const std::size_t i : stopped)
            losses[i] = {outcomes.of(bestUntil(*trials[i], step, direction)), kGuessedNoise};
    }
}

RawLoss ownLoss(const TrialRecord& trial, Direction direction)
{
    constexpr double kUnknown = std::numeric_limits<double>::infinity();
    if (isComplete(trial))
        return {lossOf(*trial.value, direction)};
    return {kUnknown, trial.state == TrialState::Pruned ? kGuessedNoise : 1.0};
}

double medianOf(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    const std::size_t half = values.size() / 2;
    return values.size() % 2 == 1 ? values[half] : values[half - 1] + 0.5 * (values[half] - values[half - 1]);
}

/// Of each loss, the weight of those below it and half of its equals', as a share of all.
std::vector<double> weightedRanks(const std::vector<double>& losses, const std::vector<double>& weights)
{
    std::vector<std::size_t> order(losses.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return losses[a] < losses[b]; });
    const double total = std::accumulate(weights.begin(), weights.end(), 0.0);
    std::vector<double> ranks(losses.size());
    double below = 0.0;
    for (std::size_t first = 0; first < order.size();) {
        std::size_t end = first;
        double equal = 0.0;
        while (end < order.size() && losses[order[end]] == losses[order[first]])
            equal += weights[order[end++]];
        for (std::size_t k = first; k < end; ++k)
            ranks[order[k]] = (below + 0.5 * equal) / total;
        below += equal;
        first = end;
    }
    return ranks;
}

/// The loss of rank 1/2, between two by linear interpolation.
double weightedMedian(const std::vector<double>& losses, const std::vector<double>& ranks)
{
    constexpr double kInfinity = std::numeric_limits<double>::infinity();
    std::pair<double, double> below(-kInfinity, 0.0); // Rank and loss of the next on either side.
    std::pair<double, double> above(kInfinity, 0.0);
    for (std::size_t i = 0; i < losses.size(); ++i) {
        if (ranks[i] <= 0.5)
            below = std::max(below, {ranks[i], losses[i]});
        if (ranks[i] >= 0.5)
            above = std::min(above, {ranks[i], losses[i]});
    }
    if (std::isinf(below.first) || above.first == below.first)
        return above.second;
    if (std::isinf(above.first))
        return below.second;
    const double share = (0.5 - below.first) / (above.first - below.first);
    return below.second + share * (above.second - below.second);
}

/// Weighted mean of the squared distances to `middle`, of the losses up to `limit`.
double weightedSpread(const std::vector<double>& losses, const std::vector<double>& weights, double middle,
                      double limit)
{
    double squares = 0.0;
    double total = 0.0;
    for (std::size_t i = 0; i < losses.size(); ++i) {
        if (losses[i] > limit)
            continue;
        squares += weights[i] * (losses[i] - middle) * (losses[i] - middle);
        total += weights[i];
    }
    return total > 0.0 ? std::sqrt(squares / total) : 0.0;
}

/// Divides by a power of two so that squares neither overflow nor vanish.
void shrink(std::vector<double>& losses, double middle)
{
    double largest = 0.0;
    for (const double loss : losses)
        largest = std::max(largest, std::abs(loss * 0.5 - middle * 0.5));
    if (!(largest > 0.0))
        return;
    const int exponent = std::ilogb(largest);
    for (double& loss : losses)
        loss = std::scalbn(loss * 0.5 - middle * 0.5, -exponent);
}

} // namespace

bool isInformative(TrialState state)
{
    return isTold(state) && state != TrialState::Cancelled;
}

std::vector<RawLoss> rawLosses(std::span<const TrialRecordPtr> trials, Direction direction)
{
    std::vector<RawLoss> losses;
    losses.reserve(trials.size());
    for (const TrialRecordPtr& trial : trials)
        losses.push_back(ownLoss(*trial, direction));
    guessStopped(trials, direction, losses);
    double worst = -std::numeric_limits<double>::infinity();
    for (const RawLoss& loss : losses) {
        if (std::isfinite(loss.value))
            worst = std::max(worst, loss.value);
    }
    for (RawLoss& loss : losses) {
        if (!std::isfinite(loss.value))
            loss.value = std::isfinite(worst) ? worst : 0.0;
    }
    return losses;
}

std::vector<double> spreadWeights(const EncodedSpace& space, const std::vector<EncodedPoint>& points)
{
    constexpr double kExponent = 4.0; // Of two random points.
    constexpr std::size_t kMostPairs = 65536;
    std::vector<double> roots;
    for (std::size_t i = 0; i < space.size(); ++i)
        roots.push_back(
            std::sqrt(kExponent / (std::max(1, space.freeCount()) * typicalDistance(space.axis(i)))));
    const auto count = static_cast<Eigen::Index>(points.size());
    const auto step = std::max<Eigen::Index>(1, count * count / static_cast<Eigen::Index>(kMostPairs));
    const Embedding embedding(space, roots);
    const std::vector<double> places = embedding(points);
    const Eigen::Map<const Eigen::MatrixXd> columns(places.data(),
                                                    static_cast<Eigen::Index>(embedding.rows()), count);
    Eigen::MatrixXd sample(columns.rows(), (count + step - 1) / step);
    for (Eigen::Index k = 0; k < sample.cols(); ++k)
        sample.col(k) = columns.col(k * step);
    Eigen::MatrixXd squares = -2.0 * (sample.transpose() * columns);
    squares.colwise() += sample.colwise().squaredNorm().transpose();
    squares.rowwise() += columns.colwise().squaredNorm();
    const Eigen::ArrayXd around = (-squares.array().max(0.0)).exp().colwise().sum().transpose();
    std::vector<double> weights;
    for (Eigen::Index at = 0; at < count; ++at) {
        const double others = around(at) - (at % step == 0 ? 1.0 : 0.0); // Without itself.
        weights.push_back(1.0 / (1.0 + static_cast<double>(step) * std::max(others, 0.0)));
    }
    return weights;
}

std::vector<double> warpedLosses(std::vector<double> losses, const std::vector<double>& weights)
{
    if (losses.empty())
        return losses;
    shrink(losses, medianOf(losses));
    const std::vector<double> ranks = weightedRanks(losses, weights);
    const double middle = weightedMedian(losses, ranks);
    const double spread = weightedSpread(losses, weights, middle, middle);
    for (std::size_t i = 0; i < losses.size() && spread > 0.0; ++i) {
        if (losses[i] > middle)
            losses[i] = middle + spread * gaussianQuantile(ranks[i]);
    }
    const double total = std::accumulate(weights.begin(), weights.end(), 0.0);
    const double mean = std::inner_product(losses.begin(), losses.end(), weights.begin(), 0.0) / total;
    const double deviation = weightedSpread(losses, weights, mean, std::numeric_limits<double>::infinity());
    for (double& loss : losses)
        loss = deviation > 0.0 ? (loss - mean) / deviation : 0.0;
    return losses;
}

std::vector<TrialRecordPtr> informativeTrials(const History& history, std::size_t count,
                                              const PointOfTrial& pointOf)
{
    std::vector<TrialRecordPtr> trials;
    for (const TrialRecordPtr& trial : history.trials) {
        if (trials.size() == count)
            break;
        if (isInformative(trial->state) && pointOf(trial))
            trials.push_back(trial);
    }
    return trials;
}

TrainingSet trainingSetOf(const EncodedSpace& space, std::span<const TrialRecordPtr> trials,
                          Direction direction, const PointOfTrial& pointOf)
{
    TrainingSet set;
    for (const TrialRecordPtr& trial : trials)
        set.points.push_back(*pointOf(trial));
    std::vector<double> losses;
    for (const RawLoss& loss : rawLosses(trials, direction)) {
        losses.push_back(loss.value);
        set.noise.push_back(loss.noise);
    }
    set.values = warpedLosses(std::move(losses), spreadWeights(space, set.points));
    return set;
}

} // namespace tunescope
