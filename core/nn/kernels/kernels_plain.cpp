// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/kernels/kernels.h"

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

extern const KernelTable kPlainKernels;
const KernelTable kPlainKernels = makeTable(Isa::Plain, "plain");

} // namespace tunescope
