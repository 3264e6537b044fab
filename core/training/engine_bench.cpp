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
#include <ctime>
#include <numeric>

namespace tunescope {
namespace {

using Clock = std::chrono::steady_clock;

constexpr double kShortStep = 1e-3; ///< Seconds.
constexpr std::int64_t kClasses = 10;
constexpr std::int64_t kSymbols = 64;
constexpr std::int64_t kTextSteps = 64;

struct Workload {
    std::string_view name;
    std::int64_t rows;
    SampleShape shape;
    ModelKind model;
    std::array<std::int64_t, 2> hidden; ///< Of W5a only the first.
    std::int64_t batch;
    double operations; ///< Multiplications and additions of a step's products that are really done.
};

/// Forward and backward products; the first layer needs no gradient by its input.
constexpr double denseOperations(double rows, double a, double b, double c)
{
    return 2.0 * rows * (2.0 * a * b + 3.0 * b * c + 3.0 * c * static_cast<double>(kClasses));
}

/// Convolutions of 16 and 32 filters on 28 x 28 and 14 x 14 pixels, then 1568 to 64 to 10.
constexpr double imageOperations(double images)
{
    return 2.0 * images *
           (2.0 * 784 * 16 * 9 + 3.0 * 196 * 32 * 16 * 9 + 3.0 * 1568 * 64 + 3.0 * 64 * kClasses);
}

/// LSTM layers of 128 units over 64 steps; the first one multiplies its inputs once for each symbol.
constexpr double textOperations(double rows, double layers)
{
    const double all = rows * kTextSteps;
    const double recurrent = (all - rows) * 128 * 512;
    return 2.0 * 3.0 *
           (layers * recurrent + kSymbols * 128 * 512 + (layers - 1.0) * all * 128 * 512 +
            all * 128 * kSymbols);
}

constexpr SampleShape kDigit{.features = 64};
constexpr SampleShape kFlat{.features = 784};
constexpr SampleShape kPicture{.form = SampleForm::Image, .height = 28, .width = 28};
constexpr SampleShape kText{.form = SampleForm::Tokens, .steps = kTextSteps, .vocabulary = kSymbols};
constexpr std::array kWorkloads{
    Workload{"W1", 1797, kDigit, ModelKind::Mlp, {64, 64}, 32, denseOperations(32, 64, 64, 64)},
    Workload{"W2", 1797, kDigit, ModelKind::Mlp, {256, 256}, 128, denseOperations(128, 64, 256, 256)},
    Workload{"W3", 10000, kFlat, ModelKind::Mlp, {512, 256}, 64, denseOperations(64, 784, 512, 256)},
    Workload{"W4", 5000, kPicture, ModelKind::Cnn, {64, 64}, 64, imageOperations(64)},
    Workload{"W5a", 1562, kText, ModelKind::CharLstm, {128, 0}, 32, textOperations(32, 1)},
    Workload{"W5b", 1562, kText, ModelKind::CharLstm, {128, 128}, 32, textOperations(32, 2)},
};

/// Half of the pixels of a class are always white, as in scanned digits; the rest is noise around a
/// prototype.
void addPictures(const Workload& work, PreparedData& data)
{
    const std::int64_t inputs = work.shape.size();
    Rng rng(Purpose::Generator, 1, {static_cast<std::uint64_t>(inputs)});
    std::vector<double> prototypes(static_cast<std::size_t>(kClasses * inputs));
    for (double& value : prototypes)
        value = rng.normal() * 0.3;
    data.train.inputs = Tensor({work.rows, inputs});
    for (std::int64_t r = 0; r < work.rows; ++r) {
        const auto label = static_cast<std::int32_t>(rng.below(kClasses));
        for (std::int64_t i = 0; i < inputs; ++i) {
            const double noisy =
                prototypes[static_cast<std::size_t>(label * inputs + i)] + rng.normal() * 0.5;
            const double clipped = std::clamp(noisy, 0.0, 1.0);
            data.train.inputs.row(r)[static_cast<std::size_t>(i)] =
                static_cast<float>(inputs == 64 ? std::round(clipped * 16.0) / 16.0 : clipped);
        }
        data.train.trueClass.push_back(label);
    }
}

/// A text in which few symbols follow each symbol.
void addText(const Workload& work, PreparedData& data)
{
    Rng rng(Purpose::Generator, 1, {5});
    std::int32_t symbol = 0;
    for (std::int64_t i = 0; i < work.rows * kTextSteps; ++i) {
        data.train.tokens.push_back(symbol);
        const auto choice = static_cast<std::int32_t>(std::min(rng.below(8), rng.below(8)));
        symbol = (symbol * 7 + choice * choice + 1) % static_cast<std::int32_t>(kSymbols);
        data.train.trueClass.push_back(symbol);
    }
}

PreparedData makeData(const Workload& work)
{
    PreparedData data;
    data.shape = work.shape;
    const bool text = work.model == ModelKind::CharLstm;
    if (text) {
        data.task = Task::TextGeneration;
        data.target = TargetForm::NextToken;
        addText(work, data);
    } else {
        addPictures(work, data);
    }
    for (std::int64_t r = 0; r < work.rows; ++r)
        data.train.rows.push_back(r);
    for (std::int64_t c = 0; c < (text ? kSymbols : kClasses); ++c)
        data.classNames.push_back(std::to_string(c));
    return data;
}

TrainingConfig configOf(const Workload& work)
{
    TrainingConfig config;
    config.model = work.model;
    config.hidden.assign(work.hidden.begin(), work.hidden.end());
    if (config.hidden.back() == 0)
        config.hidden.pop_back();
    config.embedding = 128;
    config.batchSize = work.batch;
    return config;
}

double secondsSince(Clock::time_point start)
{
    return std::chrono::duration<double>(Clock::now() - start).count();
}

/// What this thread itself has worked, however busy the machine is with other things.
double threadSeconds()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

double peakOnce()
{
    std::array<float, 4> sink{0.5F, 0.999F, 0.001F, 0.0F};
    const double start = threadSeconds();
    const double operations = bestKernels().peakLoop(200000, sink.data());
    return operations / (threadSeconds() - start) / 1e9;
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
        , m_predictions(static_cast<std::size_t>((work.batch + 1) * m_engine->predictionWidth()))
    {
        std::iota(m_order.begin(), m_order.end(), 0);
        m_times.reserve(1 << 20);
        m_cpuTimes.reserve(1 << 20);
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
            // Asking for a thread's time empties the address cache, which a short step would feel.
            const bool longSteps = !m_times.empty() && m_times.back() >= kShortStep;
            const double cpuStart = longSteps ? threadSeconds() : 0.0;
            const auto start = Clock::now();
            if (step + 1 < layout.steps)
                m_engine->prefetch(
                    std::span(m_order).subspan(at + rows, static_cast<std::size_t>(layout.rowsOf(step + 1))));
            const StepResult result = m_engine->trainStep(std::span(m_order).subspan(at, rows), ++m_step,
                                                          1e-3, m_predictions.data());
            if (static_cast<std::int64_t>(rows) == layout.batch && m_times.size() < m_times.capacity()) {
                m_times.push_back(secondsSince(start));
                m_cpuTimes.push_back(longSteps ? threadSeconds() - cpuStart : m_times.back());
            }
            if (m_step == 20)
                m_lossAfter20 = result.lossSum / static_cast<double>(rows);
            at += rows;
            if (m_step >= 20 && secondsSince(begin) > endAfterSeconds)
                return;
        }
    }

    [[nodiscard]] const std::vector<double>& times() const { return m_times; }
    [[nodiscard]] const std::vector<double>& cpuTimes() const { return m_cpuTimes; }
    [[nodiscard]] double lossAfter20() const { return m_lossAfter20; }

private:
    std::unique_ptr<TrainingEngine> m_engine;
    std::vector<std::int32_t> m_order;
    std::vector<float> m_predictions;
    std::vector<double> m_times;
    std::vector<double> m_cpuTimes;
    std::uint64_t m_epoch = 0;
    std::uint64_t m_step = 0;
    double m_lossAfter20 = 0.0;
};

} // namespace

EngineInfo engineInfo()
{
    return {.onednn = oneDnnVersion(),
            .isa = std::string(bestKernels().name) + " / " + oneDnnIsaName(),
            .numerics = "float32/2"};
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
                    {{"param", "workload"}, {"value", name}, {"choices", "W1, W2, W3, W4, W5a, W5b"}});
    auto engine =
        TrainingEngine::create(std::make_shared<const PreparedData>(makeData(*work)), configOf(*work), 1);
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
    const double wall = median(run.times());
    const double cpu = median(run.cpuTimes());
    // A long step is interrupted on a busy machine, so its own time counts; a short one is not, and asking
    // for that time would be a good part of it.
    const double step = wall < kShortStep ? wall : std::min(wall, cpu);
    result.usPerStep = wall * 1e6;
    result.cpuUsPerStep = cpu * 1e6;
    result.samplesPerSecond = static_cast<double>(work->batch) / step;
    result.gflops = work->operations / step / 1e9;
    result.peakGflops = median(peaks);
    result.fractionOfPeak = result.gflops / result.peakGflops;
    result.lossAfter20Steps = run.lossAfter20();
    return result;
}

} // namespace tunescope
