// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/kernels/kernels.h"

namespace tunescope {

/// The product of KernelTable::gemm by oneDNN's sgemm, which packs and blocks: for large depths.
void oneDnnGemm(const GemmArgs& args);

/// The faster of the two by shape alone, so that the numbers do not depend on anything else.
void product(const KernelTable& kernels, const GemmArgs& args);

} // namespace tunescope
