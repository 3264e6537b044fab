// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tunescope {

/// What makes two machines' numbers equal or not; stored with every study.
struct EngineInfo {
    std::string onednn;   ///< "2.6.3"
    std::string isa;      ///< Of our kernels and oneDNN: "avx512 / avx512_core_bf16".
    std::string numerics; ///< "float32/2"; the number rises whenever the same trial gives other numbers.

    friend bool operator==(const EngineInfo&, const EngineInfo&) = default;
};

[[nodiscard]] EngineInfo engineInfo();

struct EngineBenchResult {
    std::string name; ///< "W1"
    std::int64_t batch = 0;
    std::int64_t steps = 0; ///< Timed ones.
    double samplesPerSecond = 0.0;
    double usPerStep = 0.0;    ///< Median wall time of a step with full batch.
    double cpuUsPerStep = 0.0; ///< Median of the thread's own time; rates use it for steps of 1 ms or more.
    double gflops =
        0.0; ///< Products of a step that are really done (W5 looks its first ones up) by that time.
    double peakGflops = 0.0; ///< Of one core, register-only multiply-adds, measured in turn with the steps.
    double fractionOfPeak = 0.0;
    double lossAfter20Steps = 0.0; ///< Mean data term of the 20th batch.
};

/// Names of the workloads, all with ReLU, Adam at 1e-3 and one thread, on made-up data:
///   W1  1797 x 64 sparse images in 16 greys, 64-64-10, batch 32      W2  the same, 256-256-10, batch 128
///   W3  10,000 x 784 noisy prototypes, 512-256-10, batch 64
///   W4  5,000 such 28 x 28 images, convolutions of 16 and 32 filters with pooling, 64-10, batch 64
///   W5a, W5b  text of 64 symbols in samples of 64, embedding 128, one or two LSTM layers of 128, batch 32
[[nodiscard]] std::vector<std::string> engineBenchNames();

/// Trains for about that long and reports the median step. Errors: ParamNotAChoice for an unknown name,
/// OutOfMemory.
[[nodiscard]] Result<EngineBenchResult> runEngineBench(std::string_view name, double seconds);

} // namespace tunescope
