// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/layers/recurrent_layer.h"

#include <algorithm>

namespace tunescope {
namespace {

std::int64_t gatesOf(RecurrentCell cell)
{
    return cell == RecurrentCell::Lstm ? 4 : 3;
}

/// Gates of the steps that are worked on together; the second-level cache of any processor since 2017 holds
/// them.
constexpr std::int64_t kGatesAtOnce = std::int64_t{1} << 17;

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
    , m_gateRow(spreadRow(m_gates))
{
    if (takesTokens())
        addParameter("embedding", ParameterRole::Embedding, shape.vocabulary, shape.inputs);
    for (const auto& [suffix, columns] :
         {std::pair("input_weight", shape.inputs), std::pair("hidden_weight", shape.units)}) {
        Parameter& weight = addParameter(suffix, ParameterRole::Weight, m_gates, columns);
        weight.gates = gatesOf(shape.cell);
        weight.fanIn = shape.units;
        weight.stored = panelCount(columns, m_gates);
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
    m_offsets.gates = plan.reserve(all * m_gateRow);
    m_offsets.state = plan.reserve(all * (lstm ? m_shape.units : m_gateRow));
    m_offsets.squashed = plan.reserve(lstm ? all * m_shape.units : 0);
    m_offsets.diffCell = plan.reserve(lstm ? std::max(rows.train, rows.last) * m_shape.units : 0);
    m_offsets.bias = plan.reserve(m_gates);
    m_offsets.turned = plan.reserve(panelCount(m_gates, m_shape.units));
    m_offsets.turnedInput = plan.reserve(panelCount(m_gates, m_shape.inputs));
    m_offsets.table = plan.reserve(m_shape.vocabulary * m_gateRow);
}

void RecurrentLayer::bind(const LayerBuffers& buffers, const ParameterBuffers& all, const Arena& arena)
{
    m_buffers = buffers;
    m_areas = {arena.at(m_offsets.gates),       arena.at(m_offsets.state), arena.at(m_offsets.squashed),
               arena.at(m_offsets.diffCell),    arena.at(m_offsets.bias),  arena.at(m_offsets.turned),
               arena.at(m_offsets.turnedInput), arena.at(m_offsets.table)};
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
    packPanels(plain, parameter.columns, m_gates, stored);
}

void RecurrentLayer::unpack(std::size_t index, const float* stored, float* plain) const
{
    const Parameter& parameter = parameters()[index];
    if (index < firstMatrix() || parameter.role != ParameterRole::Weight)
        return Layer::unpack(index, stored, plain);
    unpackPanels(stored, parameter.columns, m_gates, plain);
}

std::int64_t RecurrentLayer::stepsAtOnce(std::int64_t rows) const
{
    return std::clamp<std::int64_t>(kGatesAtOnce / (rows * m_gateRow), 1, m_shape.steps);
}

void RecurrentLayer::forward(const Pass& pass)
{
    prepareInputs();
    const std::int64_t atOnce = stepsAtOnce(pass.rows);
    for (std::int64_t first = 0; first < m_shape.steps; first += atOnce) {
        const Steps steps{pass.rows, first, std::min(first + atOnce, m_shape.steps)};
        if (!takesTokens())
            multiplyInputs(steps);
        if (m_shape.cell == RecurrentCell::Lstm)
            lstmForward(steps);
        else
            gruForward(steps);
    }
}

void RecurrentLayer::prepareInputs()
{
    std::copy_n(m_inputBias.value, m_gates, m_areas.bias);
    if (m_shape.cell == RecurrentCell::Lstm)
        m_kernels.recurrent.addTo(m_areas.bias, m_hiddenBias.value, m_gates);
    if (takesTokens())
        m_kernels.gemm({.rows = m_shape.vocabulary,
                        .columns = m_gates,
                        .depth = m_shape.inputs,
                        .a = m_embedding.value,
                        .aRow = m_shape.inputs,
                        .aDepth = 1,
                        .b = m_inputWeight.value,
                        .bOrder = MatrixOrder::Panels,
                        .c = m_areas.table,
                        .cRow = m_gateRow,
                        .bias = m_areas.bias});
}

void RecurrentLayer::multiplyInputs(const Steps& steps)
{
    const std::int64_t before = steps.first * steps.rows;
    m_kernels.gemm({.rows = (steps.end - steps.first) * steps.rows,
                    .columns = m_gates,
                    .depth = m_shape.inputs,
                    .a = m_buffers.src + before * m_shape.inputs,
                    .aRow = m_shape.inputs,
                    .aDepth = 1,
                    .b = m_inputWeight.value,
                    .bOrder = MatrixOrder::Panels,
                    .c = stepGates(steps, steps.first),
                    .cRow = m_gateRow,
                    .bias = m_areas.bias});
}

void RecurrentLayer::lookUp(const Steps& steps, std::int64_t t)
{
    const std::int32_t* tokens = m_buffers.tokens + t * steps.rows;
    for (std::int64_t r = 0; r < steps.rows; ++r)
        std::copy_n(m_areas.table + tokens[r] * m_gateRow, m_gates, stepGates(steps, t) + r * m_gateRow);
}

void RecurrentLayer::lstmForward(const Steps& steps)
{
    const std::int64_t rows = steps.rows;
    const std::int64_t step = rows * m_shape.units;
    for (std::int64_t t = steps.first; t < steps.end; ++t) {
        float* gates = stepGates(steps, t);
        if (t > 0)
            m_kernels.gemm({.rows = rows,
                            .columns = m_gates,
                            .depth = m_shape.units,
                            .a = m_buffers.dst + (t - 1) * step,
                            .aRow = m_shape.units,
                            .aDepth = 1,
                            .b = m_hiddenWeight.value,
                            .bOrder = MatrixOrder::Panels,
                            .c = gates,
                            .cRow = m_gateRow,
                            .add = takesTokens() ? m_areas.table : gates,
                            .addRow = m_gateRow,
                            .addIndex = takesTokens() ? m_buffers.tokens + t * rows : nullptr});
        else if (takesTokens())
            lookUp(steps, t);
        m_kernels.recurrent.lstm({.rows = rows,
                                  .units = m_shape.units,
                                  .gateRow = m_gateRow,
                                  .gates = gates,
                                  .before = t > 0 ? m_areas.state + (t - 1) * step : nullptr,
                                  .cell = m_areas.state + t * step,
                                  .squashed = m_areas.squashed + t * step,
                                  .output = m_buffers.dst + t * step});
    }
}

void RecurrentLayer::gruForward(const Steps& steps)
{
    const std::int64_t rows = steps.rows;
    const std::int64_t step = rows * m_shape.units;
    for (std::int64_t t = steps.first; t < steps.end; ++t) {
        float* sums = m_areas.state + t * rows * m_gateRow;
        const float* before = t > 0 ? m_buffers.dst + (t - 1) * step : nullptr;
        if (takesTokens())
            lookUp(steps, t);
        if (t > 0) {
            m_kernels.gemm({.rows = rows,
                            .columns = m_gates,
                            .depth = m_shape.units,
                            .a = before,
                            .aRow = m_shape.units,
                            .aDepth = 1,
                            .b = m_hiddenWeight.value,
                            .bOrder = MatrixOrder::Panels,
                            .c = sums,
                            .cRow = m_gateRow,
                            .bias = m_hiddenBias.value});
        } else {
            for (std::int64_t r = 0; r < rows; ++r)
                std::copy_n(m_hiddenBias.value, m_gates, sums + r * m_gateRow);
        }
        m_kernels.recurrent.gru({.rows = rows,
                                 .units = m_shape.units,
                                 .gateRow = m_gateRow,
                                 .gates = stepGates(steps, t),
                                 .hidden = sums,
                                 .before = before,
                                 .output = m_buffers.dst + t * step});
    }
}

} // namespace tunescope
