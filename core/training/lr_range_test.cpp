// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/training/lr_range_test.h"

#include "core/base/rng.h"
#include "core/nn/flush_denormals.h"
#include "core/nn/onednn/onednn_info.h"
#include "core/training/training_engine.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace tunescope {
namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
constexpr double kMemory = 0.95;
constexpr double kExplodedFactor = 4.0;
constexpr std::int64_t kFewestSteps = 10;
constexpr std::int64_t kMostSteps = 1000000;

/// Batches of shuffled epochs without end.
class Batches
{
public:
    Batches(const BatchLayout& layout, std::int64_t rows, std::uint64_t seed)
        : m_layout(layout)
        , m_seed(seed)
        , m_order(static_cast<std::size_t>(rows))
    {
        std::iota(m_order.begin(), m_order.end(), 0);
    }

    std::span<const std::int32_t> next()
    {
        if (m_step == 0) {
            Rng rng(Purpose::Shuffle, m_seed, {++m_epoch});
            rng.shuffle(std::span(m_order));
            m_start = 0;
        }
        const auto rows = static_cast<std::size_t>(m_layout.rowsOf(m_step));
        const auto batch = std::span<const std::int32_t>(m_order).subspan(m_start, rows);
        m_start += rows;
        m_step = (m_step + 1) % m_layout.steps;
        return batch;
    }

private:
    BatchLayout m_layout;
    std::uint64_t m_seed;
    std::vector<std::int32_t> m_order;
    std::uint64_t m_epoch = 0;
    std::int64_t m_step = 0;
    std::size_t m_start = 0;
};

/// Reads suggestions off the smoothed curve.
void judge(RangeTestResult& result)
{
    const auto& points = result.points;
    result.suggested = result.steepest = result.divergedAt = kNan;
    std::size_t lowest = 0;
    double fall = 0.0;
    for (std::size_t i = 1; i < points.size(); ++i) {
        if (points[i].smoothed < points[lowest].smoothed)
            lowest = i;
        const double change = points[i].smoothed - points[i - 1].smoothed;
        if (change < fall) {
            fall = change;
            result.steepest = points[i].learningRate;
        }
        const bool exploded = !(points[i].smoothed <= kExplodedFactor * points[lowest].smoothed);
        if (exploded && std::isnan(result.divergedAt))
            result.divergedAt = points[i].learningRate;
    }
    if (lowest > 0)
        result.suggested = points[lowest].learningRate / 10.0;
}

void runSteps(TrainingEngine& engine, const PreparedData& data, std::uint64_t seed,
              const RangeTestOptions& options, RangeTestResult& result,
              const std::function<void(const RangeTestPoint&)>& onStep, const std::stop_token& stop)
{
    const FlushDenormals guard;
    Batches batches(engine.layout(), data.train.size(), seed);
    const std::int64_t most = std::max(engine.layout().batch, engine.layout().last);
    std::vector<float> predictions(static_cast<std::size_t>(most * engine.predictionWidth()));
    const double factor = std::pow(options.high / options.low, 1.0 / static_cast<double>(options.steps - 1));
    double mean = 0.0;
    double lowest = std::numeric_limits<double>::infinity();
    for (std::int64_t step = 1; step <= options.steps && !stop.stop_requested(); ++step) {
        const auto rows = batches.next();
        RangeTestPoint point{.step = step,
                             .learningRate = options.low * std::pow(factor, static_cast<double>(step - 1))};
        const StepResult done =
            engine.trainStep(rows, static_cast<std::uint64_t>(step), point.learningRate, predictions.data());
        point.loss = done.lossSum / static_cast<double>(rows.size());
        mean = kMemory * mean + (1.0 - kMemory) * point.loss;
        point.smoothed = mean / (1.0 - std::pow(kMemory, static_cast<double>(step)));
        result.points.push_back(point);
        onStep(point);
        lowest = std::min(lowest, point.smoothed);
        if (!(point.smoothed <= kExplodedFactor * lowest))
            return;
    }
}

} // namespace

Result<RangeTestResult> testLearningRates(const std::shared_ptr<const PreparedData>& data,
                                          const TrainingConfig& config, std::uint64_t trialSeed,
                                          const RangeTestOptions& options,
                                          const std::function<void(const RangeTestPoint&)>& onStep,
                                          const std::stop_token& stop)
{
    if (options.steps < kFewestSteps || options.steps > kMostSteps)
        return fail(ErrorCode::ParamOutOfRange,
                    {{"param", "steps"}, {"value", options.steps}, {"low", kFewestSteps}, {"high", kMostSteps}});
    auto engine = TrainingEngine::create(data, config, trialSeed);
    if (!engine)
        return fail(engine.error());
    RangeTestResult result;
    const Result<void> ran = guardEngine([&]() -> Result<void> {
        runSteps(**engine, *data, trialSeed, options, result, onStep, stop);
        return {};
    });
    if (!ran)
        return fail(ran.error());
    judge(result);
    return result;
}

} // namespace tunescope
