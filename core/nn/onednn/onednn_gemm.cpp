// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/onednn/onednn_gemm.h"

#include "core/nn/onednn/compat.h"

#include <algorithm>

namespace tunescope {
namespace {

constexpr std::int64_t kLargeDepth = 256;
constexpr std::int64_t kLargeProduct = std::int64_t{1} << 22;

} // namespace

void oneDnnGemm(const GemmArgs& g)
{
    for (std::int64_t r = 0; r < g.rows && g.add == nullptr && g.bias != nullptr; ++r)
        std::copy_n(g.bias, g.columns, g.c + r * g.cRow);
    for (std::int64_t r = 0; r < g.rows && g.add != nullptr && g.add != g.c; ++r)
        std::copy_n(g.add + r * g.cRow, g.columns, g.c + r * g.cRow);
    const bool transposed = g.aDepth != 1;
    // Of a single row or column the stride does not matter, but oneDNN asks for one that could hold the other side.
    const std::int64_t aStride = transposed ? std::max(g.aDepth, g.rows) : std::max(g.aRow, g.depth);
    const float beta = g.bias != nullptr || g.add != nullptr ? 1.0F : 0.0F;
    const dnnl_status_t status =
        dnnl_sgemm(transposed ? 'T' : 'N', 'N', g.rows, g.columns, g.depth, 1.0F, g.a,
                   aStride, g.b, g.bRow, beta, g.c, g.cRow);
    if (status != dnnl_success)
        throw dnnl::error(status, "a matrix product failed");
}

void product(const KernelTable& kernels, const GemmArgs& args)
{
    if (args.depth >= kLargeDepth || args.rows * args.columns * args.depth >= kLargeProduct)
        oneDnnGemm(args);
    else
        kernels.gemm(args);
}

} // namespace tunescope
