// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/convolution/conv_backend.h"

#include "core/nn/convolution/blocked_conv.h"
#include "core/nn/convolution/direct_conv.h"
#include "core/nn/onednn/onednn_conv.h"

namespace tunescope {

bool slicesImages(const KernelTable& kernels, ConvSource source)
{
    return source == ConvSource::Plain || kernels.isa != Isa::Plain;
}

std::unique_ptr<DenseBackend> makeConvBackend(const KernelTable& kernels, const ConvShape& shape,
                                              ConvSource source, const RowCounts& rows,
                                              InputGradient inputGradient)
{
    if (source == ConvSource::Plain)
        return std::make_unique<DirectConv>(kernels, shape);
    if (slicesImages(kernels, source))
        return std::make_unique<BlockedConv>(kernels, shape, inputGradient);
    return makeOneDnnConv(shape, rows, inputGradient);
}

} // namespace tunescope
