// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/dense_backend.h"

#include "core/nn/onednn/onednn_dense.h"
#include "core/nn/small_dense.h"

#include <algorithm>

namespace tunescope {
namespace {

constexpr std::int64_t kSmallRows = 64;
constexpr std::int64_t kSmallSide = 128;
constexpr std::int64_t kNarrow = 16;

DenseChoice autoChoice(DenseShape shape, const RowCounts& rows)
{
    const bool small = rows.train <= kSmallRows && shape.inputs <= kSmallSide && shape.outputs <= kSmallSide;
    const bool narrow =
        std::min(shape.inputs, shape.outputs) <= kNarrow && std::max(shape.inputs, shape.outputs) <= 512;
    return small || narrow ? DenseChoice::Small : DenseChoice::OneDnn;
}

} // namespace

std::unique_ptr<DenseBackend> makeDenseBackend(DenseChoice choice, const KernelTable& kernels,
                                               DenseShape shape, const RowCounts& rows,
                                               InputGradient inputGradient)
{
    if (choice == DenseChoice::Auto)
        choice = kernels.isa == Isa::Avx512 ? autoChoice(shape, rows) : DenseChoice::Small;
    if (choice == DenseChoice::Small)
        return std::make_unique<SmallDense>(kernels, shape, inputGradient);
    return makeOneDnnDense(shape, rows, inputGradient);
}

} // namespace tunescope
