// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/dense_backend.h"

#include "core/nn/onednn/onednn_dense.h"
#include "core/nn/panel_dense.h"

#include <algorithm>

namespace tunescope {
namespace {

constexpr std::int64_t kLargeProduct = std::int64_t{1} << 19;

} // namespace

std::unique_ptr<DenseBackend> makeDenseBackend(DenseChoice choice, const KernelTable& kernels,
                                               DenseShape shape, const RowCounts& rows,
                                               InputGradient inputGradient)
{
    if (choice == DenseChoice::Auto)
        choice = kernels.isa == Isa::Plain && rows.train * shape.inputs * shape.outputs >= kLargeProduct
                     ? DenseChoice::OneDnn
                     : DenseChoice::Panels;
    if (choice == DenseChoice::Panels)
        return std::make_unique<PanelDense>(kernels, shape, inputGradient);
    return makeOneDnnDense(shape, rows, inputGradient);
}

} // namespace tunescope
