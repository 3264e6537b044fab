// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/convolution/conv_backend.h"
#include "core/nn/kernels/kernels.h"

namespace tunescope {

/// A convolution of blocked images on KernelTable::image, one image at a time, so that it can be sliced.
/// Weights are stored as panels of [k * k * I, O], channels padded; the gradient by the input is the same
/// convolution of the padded gradient with taps in reverse order and weights transposed, which are made once
/// per step.
class BlockedConv final : public DenseBackend
{
public:
    BlockedConv(const KernelTable& kernels, const ConvShape& shape, InputGradient inputGradient);

    [[nodiscard]] std::string name() const override { return "blocked"; }
    [[nodiscard]] std::int64_t storedWeights() const override
    {
        return panelCount(m_taps * m_inputs, m_outputs);
    }
    void pack(const float* plain, float* stored) const override;
    void unpack(const float* stored, float* plain) const override;
    [[nodiscard]] std::int64_t scratch() const override;
    void bind(const DenseBuffers& buffers, float* scratch) override;
    void forward(const Pass& pass) override;
    void backward(const Pass& pass) override;

private:
    [[nodiscard]] ConvArgs argsOf(std::int64_t inputs, std::int64_t outputs) const;
    [[nodiscard]] std::int64_t paddedCount(std::int64_t channels) const;
    void pad(const float* image, std::int64_t channels, float* padded) const;
    void turnWeights();
    template <class Copy>
    void eachWeight(Copy copy) const;

    const KernelTable& m_kernels;
    ConvShape m_shape;
    InputGradient m_inputGradient;
    std::int64_t m_taps;
    std::int64_t m_inputs;  ///< Channels, padded.
    std::int64_t m_outputs; ///< Likewise.
    DenseBuffers m_buffers;
    float* m_padded = nullptr;     ///< An image, its border zero.
    float* m_paddedDiff = nullptr; ///< Of an image of the outputs' gradient.
    float* m_turned = nullptr;     ///< Panels of [k * k * O, I].
};

} // namespace tunescope
