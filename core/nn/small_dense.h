// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/dense_backend.h"

namespace tunescope {

/// Dense layer on KernelTable::gemm; without AVX-512 large products go to oneDNN's sgemm, which there is ten
/// times as fast as its inner product. Weights are stored [I, O], rows padded to 16 floats; the gradient by
/// the input multiplies with a transposed copy that is made once per step.
class SmallDense final : public DenseBackend
{
public:
    SmallDense(const KernelTable& kernels, DenseShape shape, InputGradient inputGradient);

    [[nodiscard]] std::string name() const override { return "small"; }
    [[nodiscard]] std::int64_t storedWeights() const override { return m_shape.inputs * m_weightRow; }
    void pack(const float* plain, float* stored) const override;
    void unpack(const float* stored, float* plain) const override;
    [[nodiscard]] std::int64_t scratch() const override;
    void bind(const DenseBuffers& buffers, float* scratch) override;
    void forward(const Pass& pass) override;
    void backward(const Pass& pass) override;

private:
    void multiply(const GemmArgs& args) const;

    const KernelTable& m_kernels;
    DenseShape m_shape;
    InputGradient m_inputGradient;
    std::int64_t m_weightRow;     ///< O, padded.
    std::int64_t m_transposedRow; ///< I, padded.
    DenseBuffers m_buffers;
    float* m_transposed = nullptr;
};

} // namespace tunescope
