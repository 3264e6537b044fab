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
    std::string numerics; ///< "float32/1"; the number rises whenever the same trial gives other numbers.

    friend bool operator==(const EngineInfo&, const EngineInfo&) = default;
};

[[nodiscard]] EngineInfo engineInfo();

struct EngineBenchResult {
    std::string name; ///< "W1"
    std::int64_t batch = 0;
    std::int64_t steps = 0; ///< Timed ones.
    double samplesPerSecond = 0.0;
    double usPerStep = 0.0;  ///< Median wall time of a step with full batch.
    double gflops = 0.0;     ///< Forward and backward products of a step by that time.
    double peakGflops = 0.0; ///< Of one core, register-only multiply-adds, measured in turn with the steps.
    double fractionOfPeak = 0.0;
    double lossAfter20Steps = 0.0; ///< Mean data term of the 20th batch.
};

/// Names of the workloads, all with ReLU, Adam at 1e-3 and one thread, on made-up data:
///   W1  1797 x 64 sparse images in 16 greys, 64-64-10, batch 32      W2  the same, 256-256-10, batch 128
///   W3  10,000 x 784 noisy prototypes, 512-256-10, batch 64
[[nodiscard]] std::vector<std::string> engineBenchNames();

/// Trains for about that long and reports the median step. Errors: ParamNotAChoice for an unknown name,
/// OutOfMemory.
[[nodiscard]] Result<EngineBenchResult> runEngineBench(std::string_view name, double seconds);

} // namespace tunescope
