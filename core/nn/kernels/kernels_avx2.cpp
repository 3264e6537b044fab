// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/kernels/kernels.h"

#include <immintrin.h>

#define TUNESCOPE_AVX2

namespace tunescope {
namespace {

#include "core/nn/kernels/vector.inc"

#include "core/nn/kernels/gemm.inc"

#include "core/nn/kernels/elementwise.inc"

#include "core/nn/kernels/loss.inc"

#include "core/nn/kernels/norm.inc"

#include "core/nn/kernels/image.inc"

#include "core/nn/kernels/conv.inc"

#include "core/nn/kernels/recurrent.inc"

#include "core/nn/kernels/optimizer.inc"

#include "core/nn/kernels/table.inc"

} // namespace

extern const KernelTable kAvx2Kernels;
const KernelTable kAvx2Kernels = makeTable(Isa::Avx2, "avx2");

} // namespace tunescope
