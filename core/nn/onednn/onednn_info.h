// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/nn/kernels/kernels.h"

#include <functional>
#include <string>

namespace tunescope {

/// "2.6.3"
[[nodiscard]] std::string oneDnnVersion();

/// The instruction set oneDNN uses here, for example "avx512_core_bf16"; ONEDNN_MAX_CPU_ISA caps it, and our
/// kernels with it.
[[nodiscard]] std::string oneDnnIsaName();
[[nodiscard]] Isa oneDnnIsaLimit();

/// Runs `body`; what oneDNN or the allocator throws becomes an Error (OutOfMemory or NetworkBuildFailed).
/// This is the boundary at which exceptions of the engine end.
[[nodiscard]] Result<void> guardEngine(const std::function<Result<void>()>& body);

/// From now on this thread's OpenMP teams (oneDNN's) have `threads` members. Call before any primitive is
/// created.
void setThreadTeam(int threads);

} // namespace tunescope
