// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/convolution/conv_backend.h"

#include "core/nn/convolution/direct_conv.h"
#include "core/nn/onednn/onednn_conv.h"

namespace tunescope {

std::unique_ptr<DenseBackend> makeConvBackend(const KernelTable& kernels, const ConvShape& shape,
                                              ConvSource source, const RowCounts& rows,
                                              InputGradient inputGradient)
{
    if (source == ConvSource::Plain)
        return std::make_unique<DirectConv>(kernels, shape);
    return makeOneDnnConv(shape, rows, inputGradient);
}

} // namespace tunescope
