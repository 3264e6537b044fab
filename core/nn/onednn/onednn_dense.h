// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/dense_backend.h"

namespace tunescope {

/// Dense layer on oneDNN's inner product. The weights live in the (blocked) layout that the full batch's
/// forward primitive prefers; primitives, memory objects and argument maps are made once for each batch size,
/// with a reorder only where another primitive wants another layout. Throws dnnl::error and std::bad_alloc.
[[nodiscard]] std::unique_ptr<DenseBackend> makeOneDnnDense(DenseShape shape, const RowCounts& rows,
                                                            InputGradient inputGradient);

} // namespace tunescope
