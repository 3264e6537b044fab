// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/training/engine_bench.h"

#include "core/base/rng.h"
#include "core/nn/flush_denormals.h"
#include "core/nn/onednn/onednn_info.h"
#include "core/training/training_engine.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <numeric>

namespace tunescope {
namespace {

using Clock = std::chrono::steady_clock;

struct Workload {
    std::string_view name;
    std::int64_t rows;
    std::int64_t inputs;
    std::array<std::int64_t, 2> hidden;
    std::int64_t batch;
};

constexpr std::int64_t kClasses = 10;
constexpr std::array kWorkloads{
    Workload{"W1", 1797, 64, {64, 64}, 32},
    Workload{"W2", 1797, 64, {256, 256}, 128},
    Workload{"W3", 10000, 784, {512, 256}, 64},
};

/// Half of the pixels of a class are always white, as in scanned digits; the rest is noise around a
/// prototype.
PreparedData makeData(const Workload& work)
{
    PreparedData data;
    Rng rng(Purpose::Generator, 1, {static_cast<std::uint64_t>(work.inputs)});
    std::vector<double> prototypes(static_cast<std::size_t>(kClasses * work.inputs));
    for (double& value : prototypes)
        value = rng.normal() * 0.3;
    data.train.inputs = Tensor({work.rows, work.inputs});
    for (std::int64_t r = 0; r < work.rows; ++r) {
        const auto label = static_cast<std::int32_t>(rng.below(kClasses));
        for (std::int64_t i = 0; i < work.inputs; ++i) {
            const double noisy =
                prototypes[static_cast<std::size_t>(label * work.inputs + i)] + rng.normal() * 0.5;
            const double clipped = std::clamp(noisy, 0.0, 1.0);
            data.train.inputs.row(r)[static_cast<std::size_t>(i)] =
                static_cast<float>(work.inputs == 64 ? std::round(clipped * 16.0) / 16.0 : clipped);
        }
        data.train.trueClass.push_back(label);
        data.train.rows.push_back(r);
    }
    for (std::int64_t i = 0; i < work.inputs; ++i)
        data.inputNames.push_back(std::to_string(i));
    data.shape.features = static_cast<std::int64_t>(data.inputNames.size());
    for (std::int64_t c = 0; c < kClasses; ++c)
        data.classNames.push_back(std::to_string(c));
    return data;
}

/// Forward and backward products; the first layer needs no gradient by its input.
double operationsPerStep(const Workload& work)
{
    const auto rows = static_cast<double>(work.batch);
    const auto a = static_cast<double>(work.inputs);
    const auto b = static_cast<double>(work.hidden[0]);
    const auto c = static_cast<double>(work.hidden[1]);
    return 2.0 * rows * (2.0 * a * b + 3.0 * b * c + 3.0 * c * static_cast<double>(kClasses));
}

double secondsSince(Clock::time_point start)
{
    return std::chrono::duration<double>(Clock::now() - start).count();
}

double peakOnce()
{
    std::array<float, 4> sink{0.5F, 0.999F, 0.001F, 0.0F};
    const auto start = Clock::now();
    const double operations = bestKernels().peakLoop(200000, sink.data());
    return operations / secondsSince(start) / 1e9;
}

double median(std::vector<double> values)
{
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

/// Runs epochs of shuffled batches and keeps the time of each full one.
class BenchRun
{
public:
    BenchRun(const Workload& work, std::unique_ptr<TrainingEngine> engine)
        : m_engine(std::move(engine))
        , m_order(static_cast<std::size_t>(work.rows))
        , m_predictions(static_cast<std::size_t>((work.batch + 1) * kClasses))
    {
        std::iota(m_order.begin(), m_order.end(), 0);
        m_times.reserve(1 << 20);
    }

    void epoch(double endAfterSeconds)
    {
        Rng rng(Purpose::Shuffle, 1, {m_epoch++});
        rng.shuffle(std::span(m_order));
        const FlushDenormals guard;
        const BatchLayout& layout = m_engine->layout();
        const auto begin = Clock::now();
        std::size_t at = 0;
        for (std::int64_t step = 0; step < layout.steps; ++step) {
            const auto rows = static_cast<std::size_t>(layout.rowsOf(step));
            const auto start = Clock::now();
            const StepResult result = m_engine->trainStep(std::span(m_order).subspan(at, rows), ++m_step,
                                                          1e-3, m_predictions.data());
            if (static_cast<std::int64_t>(rows) == layout.batch && m_times.size() < m_times.capacity())
                m_times.push_back(secondsSince(start));
            if (m_step == 20)
                m_lossAfter20 = result.lossSum / static_cast<double>(rows);
            at += rows;
            if (m_step >= 20 && secondsSince(begin) > endAfterSeconds)
                return;
        }
    }

    [[nodiscard]] const std::vector<double>& times() const { return m_times; }
    [[nodiscard]] double lossAfter20() const { return m_lossAfter20; }

private:
    std::unique_ptr<TrainingEngine> m_engine;
    std::vector<std::int32_t> m_order;
    std::vector<float> m_predictions;
    std::vector<double> m_times;
    std::uint64_t m_epoch = 0;
    std::uint64_t m_step = 0;
    double m_lossAfter20 = 0.0;
};

} // namespace

EngineInfo engineInfo()
{
    return {.onednn = oneDnnVersion(),
            .isa = std::string(bestKernels().name) + " / " + oneDnnIsaName(),
            .numerics = "float32/1"};
}

std::vector<std::string> engineBenchNames()
{
    std::vector<std::string> names;
    for (const Workload& work : kWorkloads)
        names.emplace_back(work.name);
    return names;
}

Result<EngineBenchResult> runEngineBench(std::string_view name, double seconds)
{
    const auto* work =
        std::find_if(kWorkloads.begin(), kWorkloads.end(), [&](const Workload& w) { return w.name == name; });
    if (work == kWorkloads.end())
        return fail(ErrorCode::ParamNotAChoice,
                    {{"param", "workload"}, {"value", name}, {"choices", "W1, W2, W3"}});
    TrainingConfig config;
    config.hidden.assign(work->hidden.begin(), work->hidden.end());
    config.batchSize = work->batch;
    auto engine = TrainingEngine::create(std::make_shared<const PreparedData>(makeData(*work)), config, 1);
    if (!engine)
        return fail(engine.error());
    BenchRun run(*work, std::move(*engine));
    std::vector<double> peaks;
    const auto begin = Clock::now();
    do {
        peaks.push_back(peakOnce());
        run.epoch(std::max(0.05, seconds / 20.0));
    } while (secondsSince(begin) < seconds);

    EngineBenchResult result;
    result.name = name;
    result.batch = work->batch;
    result.steps = static_cast<std::int64_t>(run.times().size());
    const double step = median(run.times());
    result.usPerStep = step * 1e6;
    result.samplesPerSecond = static_cast<double>(work->batch) / step;
    result.gflops = operationsPerStep(*work) / step / 1e9;
    result.peakGflops = median(peaks);
    result.fractionOfPeak = result.gflops / result.peakGflops;
    result.lossAfter20Steps = run.lossAfter20();
    return result;
}

} // namespace tunescope
