// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/convolution/conv_backend.h"

#include <cstdint>
#include <vector>

namespace tunescope {

/// Convolution of pictures with few channels on KernelTable::image: one image at a time through a padded copy
/// that stays in the first-level cache. Weights are stored as [taps, padded outputs]. Has no gradient by its
/// input.
class DirectConv final : public DenseBackend
{
public:
    DirectConv(const KernelTable& kernels, const ConvShape& shape);

    [[nodiscard]] std::string name() const override { return "direct"; }
    [[nodiscard]] std::int64_t storedWeights() const override { return m_taps * m_outputs; }
    void pack(const float* plain, float* stored) const override;
    void unpack(const float* stored, float* plain) const override;
    [[nodiscard]] std::int64_t scratch() const override;
    void bind(const DenseBuffers& buffers, float* scratch) override;
    void forward(const Pass& pass) override;
    void backward(const Pass& pass) override;

private:
    void pad(const float* image);

    const KernelTable& m_kernels;
    ConvShape m_shape;
    std::int64_t m_taps;
    std::int64_t m_outputs; ///< Padded.
    std::vector<std::int32_t> m_tapOffset;
    DenseBuffers m_buffers;
    DirectConvArgs m_args;
    float* m_padded = nullptr; ///< [C, H + 2p, W + 2p], its border zero.
};

} // namespace tunescope
