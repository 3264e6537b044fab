// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/convolution/conv_backend.h"

namespace tunescope {

/// Convolution of blocked images on oneDNN. Filling channels are part of the primitives' shapes (oneDNN's
/// fast kernels refuse partial blocks); their weights stay zero. Primitives, memory objects and argument maps
/// are made once for each batch size. Throws dnnl::error and std::bad_alloc.
[[nodiscard]] std::unique_ptr<DenseBackend> makeOneDnnConv(const ConvShape& shape, const RowCounts& rows,
                                                           InputGradient inputGradient);

} // namespace tunescope
