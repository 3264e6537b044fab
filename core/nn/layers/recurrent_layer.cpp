// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/layers/recurrent_layer.h"

#include "core/nn/onednn/onednn_gemm.h"

#include <algorithm>

namespace tunescope {
namespace {

std::int64_t gatesOf(RecurrentCell cell)
{
    return cell == RecurrentCell::Lstm ? 4 : 3;
}

/// A row length that is no large power of two: all rows of a panel would fall on the same cache lines.
std::int64_t spreadRow(std::int64_t columns)
{
    return paddedCount(columns) + 16;
}

} // namespace

RecurrentLayer::RecurrentLayer(const KernelTable& kernels, const RecurrentShape& shape,
                               InputGradient inputGradient)
    : Layer(kernels)
    , m_shape(shape)
    , m_inputGradient(inputGradient)
    , m_gates(gatesOf(shape.cell) * shape.units)
    , m_weightRow(spreadRow(m_gates))
{
    if (takesTokens())
        addParameter("embedding", ParameterRole::Embedding, shape.vocabulary, shape.inputs);
    for (const auto& [suffix, columns] :
         {std::pair("input_weight", shape.inputs), std::pair("hidden_weight", shape.units)}) {
        Parameter& weight = addParameter(suffix, ParameterRole::Weight, m_gates, columns);
        weight.gates = gatesOf(shape.cell);
        weight.fanIn = shape.units;
        weight.stored = columns * m_weightRow;
    }
    for (const char* suffix : {"input_bias", "hidden_bias"}) {
        Parameter& bias = addParameter(suffix, ParameterRole::Bias, m_gates);
        bias.gates = gatesOf(shape.cell);
        bias.fanIn = shape.units;
    }
    if (shape.cell == RecurrentCell::Lstm)
        parameters().back().start = 1.0F;
}

std::string_view RecurrentLayer::name() const
{
    return m_shape.cell == RecurrentCell::Lstm ? "lstm" : "gru";
}

std::int64_t RecurrentLayer::inputs() const
{
    return takesTokens() ? 0 : m_shape.steps * m_shape.inputs;
}

void RecurrentLayer::planMemory(MemoryPlan& plan, const RowCounts& rows)
{
    const bool lstm = m_shape.cell == RecurrentCell::Lstm;
    const std::int64_t all = m_shape.steps * rows.largest();
    m_offsets.gates = plan.reserve(all * m_gates);
    m_offsets.state = plan.reserve(all * (lstm ? m_shape.units : m_gates));
    m_offsets.squashed = plan.reserve(lstm ? all * m_shape.units : 0);
    m_offsets.diffCell = plan.reserve(lstm ? std::max(rows.train, rows.last) * m_shape.units : 0);
    m_offsets.bias = plan.reserve(m_gates);
    m_offsets.turned = plan.reserve(m_gates * spreadRow(std::max(m_shape.units, m_shape.inputs)));
    m_offsets.table = plan.reserve(m_shape.vocabulary * m_gates);
}

void RecurrentLayer::bind(const LayerBuffers& buffers, const ParameterBuffers& all, const Arena& arena)
{
    m_buffers = buffers;
    m_areas = {arena.at(m_offsets.gates),    arena.at(m_offsets.state), arena.at(m_offsets.squashed),
               arena.at(m_offsets.diffCell), arena.at(m_offsets.bias),  arena.at(m_offsets.turned),
               arena.at(m_offsets.table)};
    const auto place = [&](std::size_t index) {
        const std::int64_t offset = parameters()[index].offset;
        return Place{all.values + offset, all.gradients + offset};
    };
    if (takesTokens())
        m_embedding = place(0);
    m_inputWeight = place(firstMatrix());
    m_hiddenWeight = place(firstMatrix() + 1);
    m_inputBias = place(firstMatrix() + 2);
    m_hiddenBias = place(firstMatrix() + 3);
}

void RecurrentLayer::pack(std::size_t index, const float* plain, float* stored) const
{
    const Parameter& parameter = parameters()[index];
    if (index < firstMatrix() || parameter.role != ParameterRole::Weight)
        return Layer::pack(index, plain, stored);
    for (std::int64_t gate = 0; gate < m_gates; ++gate) {
        for (std::int64_t i = 0; i < parameter.columns; ++i)
            stored[i * m_weightRow + gate] = plain[gate * parameter.columns + i];
    }
}

void RecurrentLayer::unpack(std::size_t index, const float* stored, float* plain) const
{
    const Parameter& parameter = parameters()[index];
    if (index < firstMatrix() || parameter.role != ParameterRole::Weight)
        return Layer::unpack(index, stored, plain);
    for (std::int64_t gate = 0; gate < m_gates; ++gate) {
        for (std::int64_t i = 0; i < parameter.columns; ++i)
            plain[gate * parameter.columns + i] = stored[i * m_weightRow + gate];
    }
}

void RecurrentLayer::multiplyInputs(std::int64_t rows)
{
    std::copy_n(m_inputBias.value, m_gates, m_areas.bias);
    if (m_shape.cell == RecurrentCell::Lstm)
        m_kernels.recurrent.addTo(m_areas.bias, m_hiddenBias.value, m_gates);
    const std::int64_t all = m_shape.steps * rows;
    product(m_kernels, {.rows = takesTokens() ? m_shape.vocabulary : all,
                        .columns = m_gates,
                        .depth = m_shape.inputs,
                        .a = takesTokens() ? m_embedding.value : m_buffers.src,
                        .aRow = m_shape.inputs,
                        .aDepth = 1,
                        .b = m_inputWeight.value,
                        .bRow = m_weightRow,
                        .c = takesTokens() ? m_areas.table : m_areas.gates,
                        .cRow = m_gates,
                        .bias = m_areas.bias});
    for (std::int64_t r = 0; r < all && takesTokens(); ++r)
        std::copy_n(m_areas.table + m_buffers.tokens[r] * m_gates, m_gates, m_areas.gates + r * m_gates);
}

void RecurrentLayer::forward(const Pass& pass)
{
    multiplyInputs(pass.rows);
    if (m_shape.cell == RecurrentCell::Lstm)
        lstmForward(pass.rows);
    else
        gruForward(pass.rows);
}

void RecurrentLayer::lstmForward(std::int64_t rows)
{
    const std::int64_t step = rows * m_shape.units;
    for (std::int64_t t = 0; t < m_shape.steps; ++t) {
        float* gates = m_areas.gates + t * rows * m_gates;
        if (t > 0)
            m_kernels.gemm({.rows = rows,
                            .columns = m_gates,
                            .depth = m_shape.units,
                            .a = m_buffers.dst + (t - 1) * step,
                            .aRow = m_shape.units,
                            .aDepth = 1,
                            .b = m_hiddenWeight.value,
                            .bRow = m_weightRow,
                            .c = gates,
                            .cRow = m_gates,
                            .add = gates});
        m_kernels.recurrent.lstm({.rows = rows,
                                  .units = m_shape.units,
                                  .gates = gates,
                                  .before = t > 0 ? m_areas.state + (t - 1) * step : nullptr,
                                  .cell = m_areas.state + t * step,
                                  .squashed = m_areas.squashed + t * step,
                                  .output = m_buffers.dst + t * step});
    }
}

void RecurrentLayer::gruForward(std::int64_t rows)
{
    const std::int64_t step = rows * m_shape.units;
    for (std::int64_t t = 0; t < m_shape.steps; ++t) {
        float* sums = m_areas.state + t * rows * m_gates;
        const float* before = t > 0 ? m_buffers.dst + (t - 1) * step : nullptr;
        if (t > 0) {
            m_kernels.gemm({.rows = rows,
                            .columns = m_gates,
                            .depth = m_shape.units,
                            .a = before,
                            .aRow = m_shape.units,
                            .aDepth = 1,
                            .b = m_hiddenWeight.value,
                            .bRow = m_weightRow,
                            .c = sums,
                            .cRow = m_gates,
                            .bias = m_hiddenBias.value});
        } else {
            for (std::int64_t r = 0; r < rows; ++r)
                std::copy_n(m_hiddenBias.value, m_gates, sums + r * m_gates);
        }
        m_kernels.recurrent.gru({.rows = rows,
                                 .units = m_shape.units,
                                 .gates = m_areas.gates + t * rows * m_gates,
                                 .hidden = sums,
                                 .before = before,
                                 .output = m_buffers.dst + t * step});
    }
}

/// [H, G H] to [G H, H], once a step.
void RecurrentLayer::turnHiddenWeights()
{
    m_kernels.transpose(m_hiddenWeight.value, m_shape.units, m_gates, m_weightRow, m_areas.turned,
                        spreadRow(m_shape.units));
}

void RecurrentLayer::backward(const Pass& pass)
{
    turnHiddenWeights();
    if (m_shape.cell == RecurrentCell::Lstm)
        lstmBackward(pass.rows);
    else
        gruBackward(pass.rows);
    const std::int64_t later = (m_shape.steps - 1) * pass.rows;
    const float* sums = m_shape.cell == RecurrentCell::Lstm ? m_areas.gates : m_areas.state;
    weightGradients(m_buffers.dst, m_shape.units, later, sums + pass.rows * m_gates, m_hiddenWeight.gradient);
    const std::int64_t all = m_shape.steps * pass.rows;
    // Row by row: the sums stay in the first-level cache, unlike columns of a matrix of megabytes.
    std::fill_n(m_hiddenBias.gradient, m_gates, 0.0F);
    for (std::int64_t r = 0; r < all; ++r)
        m_kernels.recurrent.addTo(m_hiddenBias.gradient, sums + r * m_gates, m_gates);
    inputGradients(pass.rows);
}

void RecurrentLayer::lstmBackward(std::int64_t rows)
{
    const std::int64_t step = rows * m_shape.units;
    std::fill_n(m_areas.diffCell, step, 0.0F);
    for (std::int64_t t = m_shape.steps; t-- > 0;) {
        float* gates = m_areas.gates + t * rows * m_gates;
        m_kernels.recurrent.lstmBackward({.rows = rows,
                                          .units = m_shape.units,
                                          .gates = gates,
                                          .before = t > 0 ? m_areas.state + (t - 1) * step : nullptr,
                                          .squashed = m_areas.squashed + t * step,
                                          .diffOutput = m_buffers.diffDst + t * step,
                                          .diffCell = m_areas.diffCell});
        if (t == 0)
            return;
        float* earlier = m_buffers.diffDst + (t - 1) * step;
        m_kernels.gemm({.rows = rows,
                        .columns = m_shape.units,
                        .depth = m_gates,
                        .a = gates,
                        .aRow = m_gates,
                        .aDepth = 1,
                        .b = m_areas.turned,
                        .bRow = spreadRow(m_shape.units),
                        .c = earlier,
                        .cRow = m_shape.units,
                        .add = earlier});
    }
}

void RecurrentLayer::gruBackward(std::int64_t rows)
{
    const std::int64_t step = rows * m_shape.units;
    for (std::int64_t t = m_shape.steps; t-- > 0;) {
        float* sums = m_areas.state + t * rows * m_gates;
        float* earlier = t > 0 ? m_buffers.diffDst + (t - 1) * step : nullptr;
        m_kernels.recurrent.gruBackward({.rows = rows,
                                         .units = m_shape.units,
                                         .gates = m_areas.gates + t * rows * m_gates,
                                         .hidden = sums,
                                         .before = t > 0 ? m_buffers.dst + (t - 1) * step : nullptr,
                                         .diffOutput = m_buffers.diffDst + t * step,
                                         .diffBefore = earlier});
        if (t == 0)
            return;
        m_kernels.gemm({.rows = rows,
                        .columns = m_shape.units,
                        .depth = m_gates,
                        .a = sums,
                        .aRow = m_gates,
                        .aDepth = 1,
                        .b = m_areas.turned,
                        .bRow = spreadRow(m_shape.units),
                        .c = earlier,
                        .cRow = m_shape.units,
                        .add = earlier});
    }
}

/// gradient [width, G H] = inputs [rows, width]^T * gates [rows, G H]
void RecurrentLayer::weightGradients(const float* inputs, std::int64_t width, std::int64_t rows,
                                     const float* gates, float* gradient)
{
    if (rows == 0) {
        std::fill_n(gradient, width * m_weightRow, 0.0F);
        return;
    }
    product(m_kernels, {.rows = width,
                        .columns = m_gates,
                        .depth = rows,
                        .a = inputs,
                        .aRow = 1,
                        .aDepth = width,
                        .b = gates,
                        .bRow = m_gates,
                        .c = gradient,
                        .cRow = m_weightRow});
}

void RecurrentLayer::inputGradients(std::int64_t rows)
{
    const std::int64_t all = m_shape.steps * rows;
    if (m_shape.cell == RecurrentCell::Lstm) {
        std::copy_n(m_hiddenBias.gradient, m_gates, m_inputBias.gradient); // both are added to the same sums
    } else {
        std::fill_n(m_inputBias.gradient, m_gates, 0.0F);
        for (std::int64_t r = 0; r < all; ++r)
            m_kernels.recurrent.addTo(m_inputBias.gradient, m_areas.gates + r * m_gates, m_gates);
    }
    if (takesTokens())
        return tokenGradients(all);
    weightGradients(m_buffers.src, m_shape.inputs, all, m_areas.gates, m_inputWeight.gradient);
    if (m_inputGradient == InputGradient::NotNeeded)
        return;
    const std::int64_t row = spreadRow(m_shape.inputs);
    m_kernels.transpose(m_inputWeight.value, m_shape.inputs, m_gates, m_weightRow, m_areas.turned, row);
    product(m_kernels, {.rows = all,
                        .columns = m_shape.inputs,
                        .depth = m_gates,
                        .a = m_areas.gates,
                        .aRow = m_gates,
                        .aDepth = 1,
                        .b = m_areas.turned,
                        .bRow = row,
                        .c = m_buffers.diffSrc,
                        .cRow = m_shape.inputs});
}

/// The gradients of all places of a token are added up first; then the products have V rows instead of T N.
void RecurrentLayer::tokenGradients(std::int64_t rows)
{
    std::fill_n(m_areas.table, m_shape.vocabulary * m_gates, 0.0F);
    for (std::int64_t r = 0; r < rows; ++r)
        m_kernels.recurrent.addTo(m_areas.table + m_buffers.tokens[r] * m_gates, m_areas.gates + r * m_gates,
                                  m_gates);
    weightGradients(m_embedding.value, m_shape.inputs, m_shape.vocabulary, m_areas.table,
                    m_inputWeight.gradient);
    const std::int64_t row = spreadRow(m_shape.inputs);
    m_kernels.transpose(m_inputWeight.value, m_shape.inputs, m_gates, m_weightRow, m_areas.turned, row);
    product(m_kernels, {.rows = m_shape.vocabulary,
                        .columns = m_shape.inputs,
                        .depth = m_gates,
                        .a = m_areas.table,
                        .aRow = m_gates,
                        .aDepth = 1,
                        .b = m_areas.turned,
                        .bRow = row,
                        .c = m_embedding.gradient,
                        .cRow = m_shape.inputs});
}

} // namespace tunescope
