// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/small_dense.h"

#include "core/nn/onednn/onednn_gemm.h"

namespace tunescope {

SmallDense::SmallDense(const KernelTable& kernels, DenseShape shape, InputGradient inputGradient)
    : m_kernels(kernels)
    , m_shape(shape)
    , m_inputGradient(inputGradient)
    , m_weightRow(paddedCount(shape.outputs))
    , m_transposedRow(paddedCount(shape.inputs))
{
}

void SmallDense::pack(const float* plain, float* stored) const
{
    for (std::int64_t o = 0; o < m_shape.outputs; ++o) {
        for (std::int64_t i = 0; i < m_shape.inputs; ++i)
            stored[i * m_weightRow + o] = plain[o * m_shape.inputs + i];
    }
}

void SmallDense::unpack(const float* stored, float* plain) const
{
    for (std::int64_t o = 0; o < m_shape.outputs; ++o) {
        for (std::int64_t i = 0; i < m_shape.inputs; ++i)
            plain[o * m_shape.inputs + i] = stored[i * m_weightRow + o];
    }
}

std::int64_t SmallDense::scratch() const
{
    return m_inputGradient == InputGradient::Needed ? m_shape.outputs * m_transposedRow : 0;
}

void SmallDense::bind(const DenseBuffers& buffers, float* scratch)
{
    m_buffers = buffers;
    m_transposed = scratch;
}

void SmallDense::multiply(const GemmArgs& args) const
{
    constexpr std::int64_t kLargeProduct = std::int64_t{1} << 19;
    const bool large = args.rows * args.columns * args.depth >= kLargeProduct;
    if (large && m_kernels.isa != Isa::Avx512)
        oneDnnGemm(args);
    else
        m_kernels.gemm(args);
}

void SmallDense::forward(const Pass& pass)
{
    multiply({.rows = pass.rows,
              .columns = m_shape.outputs,
              .depth = m_shape.inputs,
              .a = m_buffers.src,
              .aRow = m_shape.inputs,
              .aDepth = 1,
              .b = m_buffers.weights,
              .bRow = m_weightRow,
              .c = m_buffers.dst,
              .cRow = m_shape.outputs,
              .bias = m_buffers.bias});
}

void SmallDense::backward(const Pass& pass)
{
    // dW[i][o] = sum over rows of src[r][i] * diffDst[r][o]
    multiply({.rows = m_shape.inputs,
              .columns = m_shape.outputs,
              .depth = pass.rows,
              .a = m_buffers.src,
              .aRow = 1,
              .aDepth = m_shape.inputs,
              .b = m_buffers.diffDst,
              .bRow = m_shape.outputs,
              .c = m_buffers.weightDiff,
              .cRow = m_weightRow});
    m_kernels.columnSums(m_buffers.diffDst, pass.rows, m_shape.outputs, m_buffers.biasDiff);
    if (m_inputGradient == InputGradient::NotNeeded)
        return;
    m_kernels.transpose(m_buffers.weights, m_shape.inputs, m_shape.outputs, m_weightRow, m_transposed,
                        m_transposedRow);
    multiply({.rows = pass.rows,
              .columns = m_shape.inputs,
              .depth = m_shape.outputs,
              .a = m_buffers.diffDst,
              .aRow = m_shape.outputs,
              .aDepth = 1,
              .b = m_transposed,
              .bRow = m_transposedRow,
              .c = m_buffers.diffSrc,
              .cRow = m_shape.inputs});
}

} // namespace tunescope
