// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/convolution/image_layout.h"
#include "core/nn/dense_backend.h"

#include <memory>

namespace tunescope {

/// A convolution with stride 1 and as much zero padding as keeps the image's size ("same"); odd kernels.
struct ConvShape {
    ImageSize input;
    std::int64_t outputs = 1; ///< Channels.
    std::int64_t kernel = 3;
    std::int64_t dilation = 1;

    [[nodiscard]] std::int64_t padding() const { return dilation * (kernel - 1) / 2; }
    [[nodiscard]] ImageSize output() const { return {outputs, input.height, input.width}; }
};

enum class ConvSource {
    Plain,  ///< [N, C, H, W], few channels: the picture itself; no gradient by it.
    Blocked ///< See image_layout.h.
};

/// Most channels that a plain source may have.
inline constexpr std::int64_t kMostPlainChannels = 4;

/// Whether a convolution takes part of a batch (Pass::first).
[[nodiscard]] bool slicesImages(const KernelTable& kernels, ConvSource source);

/// The products of a convolution. DenseBackend's contract with images for rows: src [N, image], dst [N,
/// blocked image], bias [padded outputs], plain weights [O, I, k, k]. Runs on KernelTable::image: oneDNN has
/// no fast path for few channels, and its convolutions of a whole batch pass through slower caches than ours
/// of an image. Where this program has no kernels for the processor blocked sources go to oneDNN. Throws
/// std::bad_alloc, dnnl::error.
[[nodiscard]] std::unique_ptr<DenseBackend> makeConvBackend(const KernelTable& kernels,
                                                            const ConvShape& shape, ConvSource source,
                                                            const RowCounts& rows,
                                                            InputGradient inputGradient);

} // namespace tunescope
