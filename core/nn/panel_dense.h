// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/dense_backend.h"

namespace tunescope {

/// Dense layer on KernelTable::gemm. Weights are stored as panels of [I, O] (see MatrixOrder); the gradient
/// by the input multiplies with a transposed copy that is made once per step.
class PanelDense final : public DenseBackend
{
public:
    PanelDense(const KernelTable& kernels, DenseShape shape, InputGradient inputGradient);

    [[nodiscard]] std::string name() const override { return "panels"; }
    [[nodiscard]] std::int64_t storedWeights() const override
    {
        return panelCount(m_shape.inputs, m_shape.outputs);
    }
    void pack(const float* plain, float* stored) const override;
    void unpack(const float* stored, float* plain) const override;
    [[nodiscard]] std::int64_t scratch() const override;
    [[nodiscard]] bool completesWeights() const override { return true; }
    void bind(const DenseBuffers& buffers, float* scratch) override;
    void forward(const Pass& pass) override;
    void backward(const Pass& pass) override;

private:
    void inputGradient(std::int64_t rows);
    void weightGradient(std::int64_t rows, std::int64_t column, std::int64_t columns);

    const KernelTable& m_kernels;
    DenseShape m_shape;
    InputGradient m_inputGradient;
    DenseBuffers m_buffers;
    float* m_transposed = nullptr;
};

} // namespace tunescope
