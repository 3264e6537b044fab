// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/panel_dense.h"

#include <algorithm>

namespace tunescope {

PanelDense::PanelDense(const KernelTable& kernels, DenseShape shape, InputGradient inputGradient)
    : m_kernels(kernels)
    , m_shape(shape)
    , m_inputGradient(inputGradient)
{
}

void PanelDense::pack(const float* plain, float* stored) const
{
    packPanels(plain, m_shape.inputs, m_shape.outputs, stored);
}

void PanelDense::unpack(const float* stored, float* plain) const
{
    unpackPanels(stored, m_shape.inputs, m_shape.outputs, plain);
}

std::int64_t PanelDense::scratch() const
{
    return m_inputGradient == InputGradient::Needed ? panelCount(m_shape.outputs, m_shape.inputs) : 0;
}

void PanelDense::bind(const DenseBuffers& buffers, float* scratch)
{
    m_buffers = buffers;
    m_transposed = scratch;
}

void PanelDense::forward(const Pass& pass)
{
    m_kernels.gemm({.rows = pass.rows,
                    .columns = m_shape.outputs,
                    .depth = m_shape.inputs,
                    .a = m_buffers.src,
                    .aRow = m_shape.inputs,
                    .aDepth = 1,
                    .b = m_buffers.weights,
                    .bOrder = MatrixOrder::Panels,
                    .c = m_buffers.dst,
                    .cRow = m_shape.outputs,
                    .bias = m_buffers.bias});
}

void PanelDense::backward(const Pass& pass)
{
    if (m_inputGradient == InputGradient::Needed)
        inputGradient(pass.rows); // first, because the sink changes the weights
    m_kernels.columnSums(m_buffers.diffDst, pass.rows, m_shape.outputs, m_buffers.biasDiff);
    if (pass.sink == nullptr)
        return weightGradient(pass.rows, 0, m_shape.outputs);
    for (std::int64_t panel = 0; panel < m_shape.outputs; panel += kPanelColumns) {
        const std::int64_t columns = std::min(kPanelColumns, m_shape.outputs - panel);
        weightGradient(pass.rows, panel, columns);
        pass.sink->complete(m_buffers.weightOffset + panel * m_shape.inputs,
                            paddedCount(panelCount(m_shape.inputs, columns)));
    }
}

/// dW[i][o] = sum over rows of src[r][i] * diffDst[r][o], for some columns o that begin with a panel.
void PanelDense::weightGradient(std::int64_t rows, std::int64_t column, std::int64_t columns)
{
    m_kernels.gemm({.rows = m_shape.inputs,
                    .columns = columns,
                    .depth = rows,
                    .a = m_buffers.src,
                    .aRow = 1,
                    .aDepth = m_shape.inputs,
                    .b = m_buffers.diffDst + column,
                    .bRow = m_shape.outputs,
                    .c = m_buffers.weightDiff + column * m_shape.inputs,
                    .cOrder = MatrixOrder::Panels});
}

void PanelDense::inputGradient(std::int64_t rows)
{
    m_kernels.transpose({.rows = m_shape.inputs,
                         .columns = m_shape.outputs,
                         .src = m_buffers.weights,
                         .srcRows = m_shape.inputs,
                         .dst = m_transposed,
                         .dstRows = m_shape.outputs});
    m_kernels.gemm({.rows = rows,
                    .columns = m_shape.inputs,
                    .depth = m_shape.outputs,
                    .a = m_buffers.diffDst,
                    .aRow = m_shape.outputs,
                    .aDepth = 1,
                    .b = m_transposed,
                    .bOrder = MatrixOrder::Panels,
                    .c = m_buffers.diffSrc,
                    .cRow = m_shape.inputs});
}

} // namespace tunescope
