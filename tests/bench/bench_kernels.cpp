// SPDX-License-Identifier: GPL-3.0-or-later
// Times of dense products and convolutions by instruction set, of gates, of optimizer sweeps and of whole
// steps.
//   bench_kernels --benchmark_filter=dense
#include "core/nn/convolution/conv_backend.h"
#include "core/nn/dense_backend.h"
#include "core/nn/flush_denormals.h"
#include "core/nn/onednn/onednn_info.h"
#include "core/nn/optimizer_registry.h"
#include "core/training/engine_bench.h"

#include <benchmark/benchmark.h>

#include <array>
#include <string>
#include <vector>

namespace {

using namespace tunescope;

struct DenseCase {
    std::int64_t rows;
    std::int64_t inputs;
    std::int64_t outputs;
};

constexpr std::array kCases{DenseCase{32, 64, 64},   DenseCase{32, 64, 10},    DenseCase{64, 128, 128},
                            DenseCase{128, 64, 256}, DenseCase{128, 256, 256}, DenseCase{128, 256, 10},
                            DenseCase{64, 784, 512}, DenseCase{64, 512, 256}};

void dense(benchmark::State& state, DenseCase shape, DenseChoice choice, const KernelTable& kernels,
           PassKind kind)
{
    const FlushDenormals guard;
    const auto backend =
        makeDenseBackend(choice, kernels, {shape.inputs, shape.outputs},
                         {.train = shape.rows, .evaluate = shape.rows}, InputGradient::Needed);
    MemoryPlan plan;
    const std::int64_t src = plan.reserve(shape.rows * shape.inputs);
    const std::int64_t dst = plan.reserve(shape.rows * shape.outputs);
    const std::int64_t diffDst = plan.reserve(shape.rows * shape.outputs);
    const std::int64_t diffSrc = plan.reserve(shape.rows * shape.inputs);
    const std::int64_t weights = plan.reserve(backend->storedWeights());
    const std::int64_t weightDiff = plan.reserve(backend->storedWeights());
    const std::int64_t bias = plan.reserve(shape.outputs);
    const std::int64_t biasDiff = plan.reserve(shape.outputs);
    const std::int64_t scratch = plan.reserve(backend->scratch());
    const Arena arena(plan.total());
    backend->bind({.src = arena.at(src),
                   .dst = arena.at(dst),
                   .diffDst = arena.at(diffDst),
                   .diffSrc = arena.at(diffSrc),
                   .weights = arena.at(weights),
                   .bias = arena.at(bias),
                   .weightDiff = arena.at(weightDiff),
                   .biasDiff = arena.at(biasDiff)},
                  arena.at(scratch));
    const Pass pass{.kind = PassKind::Train, .rows = shape.rows};
    for (auto _ : state) {
        if (kind == PassKind::Evaluate)
            backend->forward(pass);
        else
            backend->backward(pass);
    }
    const double products = kind == PassKind::Evaluate ? 2.0 : 4.0;
    const double operations = products * static_cast<double>(shape.rows * shape.inputs * shape.outputs);
    state.counters["GFLOP/s"] = benchmark::Counter(operations, benchmark::Counter::kIsIterationInvariantRate,
                                                   benchmark::Counter::kIs1000);
}

/// Both passes over one image of 14 x 14 pixels, 16 to 32 channels, 3 x 3.
void convolution(benchmark::State& state, const KernelTable& kernels)
{
    const FlushDenormals guard;
    const ConvShape shape{{16, 14, 14}, 32, 3, 1};
    const auto backend =
        makeConvBackend(kernels, shape, ConvSource::Blocked, {.train = 1}, InputGradient::Needed);
    const std::int64_t in = blockedCount(shape.input);
    const std::int64_t out = blockedCount(shape.output());
    const std::int64_t weights = backend->storedWeights();
    const Arena arena(2 * (in + out + weights + 32));
    const Arena scratch(backend->scratch());
    float* rest = arena.at(2 * (in + out + weights));
    backend->bind({.src = arena.at(0),
                   .dst = arena.at(in),
                   .diffDst = arena.at(in + out),
                   .diffSrc = arena.at(in + 2 * out),
                   .weights = arena.at(2 * (in + out)),
                   .bias = rest,
                   .weightDiff = arena.at(2 * (in + out) + weights),
                   .biasDiff = rest + 32},
                  scratch.at(0));
    const Pass pass{.kind = PassKind::Train, .rows = 1};
    for (auto _ : state) {
        backend->forward(pass);
        backend->backward(pass);
    }
    state.counters["GFLOP/s"] =
        benchmark::Counter(6.0 * 9 * 16 * 32 * 14 * 14, benchmark::Counter::kIsIterationInvariantRate,
                           benchmark::Counter::kIs1000);
}

/// One time step of 32 rows, 128 units.
void lstmGates(benchmark::State& state, const KernelTable& kernels)
{
    const FlushDenormals guard;
    constexpr std::int64_t kRows = 32;
    constexpr std::int64_t kUnits = 128;
    const Arena arena(kRows * kUnits * 8);
    const auto part = [&](std::int64_t i) { return arena.at(i * kRows * kUnits); };
    for (auto _ : state)
        kernels.recurrent.lstm({.rows = kRows,
                                .units = kUnits,
                                .gateRow = 4 * kUnits,
                                .gates = part(0),
                                .before = part(4),
                                .cell = part(5),
                                .squashed = part(6),
                                .output = part(7)});
}

void optimizer(benchmark::State& state, const OptimizerEntry& entry, std::int64_t count)
{
    const FlushDenormals guard;
    const Arena arena(4 * count);
    const auto rule = entry.make({.momentum = 0.9});
    for (auto _ : state) {
        rule->beginStep();
        rule->update(bestKernels(), {.weights = arena.at(0),
                                     .gradients = arena.at(count),
                                     .first = arena.at(2 * count),
                                     .second = arena.at(3 * count),
                                     .count = count,
                                     .learningRate = 1e-3F});
    }
}

void workload(benchmark::State& state, const std::string& name)
{
    for (auto _ : state) {
        const auto result = runEngineBench(name, 1.0);
        state.counters["us/step"] = result->usPerStep;
        state.counters["share of peak"] = result->fractionOfPeak;
    }
}

void registerDense()
{
    for (const DenseCase& shape : kCases) {
        const std::string size = std::to_string(shape.rows) + "x" + std::to_string(shape.inputs) + "x" +
                                 std::to_string(shape.outputs);
        for (const PassKind kind : {PassKind::Evaluate, PassKind::Train}) {
            const std::string suffix = "/" + size + (kind == PassKind::Evaluate ? "/forward" : "/backward");
            benchmark::RegisterBenchmark(("dense/oneDNN" + suffix).c_str(), dense, shape, DenseChoice::OneDnn,
                                         bestKernels(), kind);
            for (const Isa isa : {Isa::Plain, Isa::Avx2, Isa::Avx512}) {
                if (const KernelTable* table = kernelsFor(isa))
                    benchmark::RegisterBenchmark(("dense/" + std::string(table->name) + suffix).c_str(),
                                                 dense, shape, DenseChoice::Panels, *table, kind);
            }
        }
    }
}

void registerKernels()
{
    for (const Isa isa : {Isa::Plain, Isa::Avx2, Isa::Avx512}) {
        const KernelTable* table = kernelsFor(isa);
        if (table == nullptr)
            continue;
        const std::string name(table->name);
        benchmark::RegisterBenchmark(("gates/" + name).c_str(), lstmGates, *table);
        const std::string own = slicesImages(*table, ConvSource::Blocked) ? name : "oneDNN";
        benchmark::RegisterBenchmark(("convolution/" + own).c_str(), convolution, *table);
    }
}

} // namespace

int main(int argc, char** argv)
{
    setThreadTeam(1);
    registerDense();
    registerKernels();
    for (const OptimizerEntry& entry : optimizerRegistry())
        benchmark::RegisterBenchmark(("optimizer/" + std::string(entry.name) + "/9k").c_str(), optimizer,
                                     entry, 9216);
    for (const std::string& name : engineBenchNames())
        benchmark::RegisterBenchmark(("step/" + name).c_str(), workload, name)->Iterations(1);
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
}
