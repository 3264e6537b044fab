// SPDX-License-Identifier: GPL-3.0-or-later
// The backward pass of recurrent layers.
#include "core/nn/layers/recurrent_layer.h"

#include <algorithm>

namespace tunescope {

void RecurrentLayer::backward(const Pass& pass)
{
    prepareGradients();
    if (m_shape.cell == RecurrentCell::Lstm)
        std::fill_n(m_areas.diffCell, pass.rows * m_shape.units, 0.0F);
    const std::int64_t atOnce = stepsAtOnce(pass.rows);
    for (std::int64_t end = m_shape.steps; end > 0; end -= std::min(atOnce, end)) {
        const Steps steps{pass.rows, std::max<std::int64_t>(end - atOnce, 0), end};
        if (m_shape.cell == RecurrentCell::Lstm)
            lstmBackward(steps);
        else
            gruBackward(steps);
        stepGradients(steps);
        inputGradients(steps);
    }
    if (m_shape.cell == RecurrentCell::Lstm)
        std::copy_n(m_hiddenBias.gradient, m_gates, m_inputBias.gradient); // both are added to the same sums
    if (takesTokens())
        tokenGradients();
}

/// Everything that the steps add to is emptied, and the matrices are turned, once for all of them.
void RecurrentLayer::prepareGradients()
{
    m_kernels.transpose({.rows = m_shape.units,
                         .columns = m_gates,
                         .src = m_hiddenWeight.value,
                         .srcRows = m_shape.units,
                         .dst = m_areas.turned,
                         .dstRows = m_gates});
    if (takesTokens() || m_inputGradient == InputGradient::Needed)
        m_kernels.transpose({.rows = m_shape.inputs,
                             .columns = m_gates,
                             .src = m_inputWeight.value,
                             .srcRows = m_shape.inputs,
                             .dst = m_areas.turnedInput,
                             .dstRows = m_gates});
    std::fill_n(m_hiddenWeight.gradient, panelCount(m_shape.units, m_gates), 0.0F);
    std::fill_n(m_inputWeight.gradient, panelCount(m_shape.inputs, m_gates), 0.0F);
    std::fill_n(m_hiddenBias.gradient, m_gates, 0.0F);
    std::fill_n(m_inputBias.gradient, m_gates, 0.0F);
    std::fill_n(m_areas.table, m_shape.vocabulary * m_gateRow, 0.0F);
}

void RecurrentLayer::lstmBackward(const Steps& steps)
{
    const std::int64_t step = steps.rows * m_shape.units;
    for (std::int64_t t = steps.end; t-- > steps.first;) {
        float* gates = stepGates(steps, t);
        m_kernels.recurrent.lstmBackward({.rows = steps.rows,
                                          .units = m_shape.units,
                                          .gateRow = m_gateRow,
                                          .gates = gates,
                                          .before = t > 0 ? m_areas.state + (t - 1) * step : nullptr,
                                          .squashed = m_areas.squashed + t * step,
                                          .diffOutput = m_buffers.diffDst + t * step,
                                          .diffCell = m_areas.diffCell,
                                          .biasDiff = m_hiddenBias.gradient});
        if (t > 0)
            addStateGradient(gates, steps.rows, m_buffers.diffDst + (t - 1) * step);
    }
}

void RecurrentLayer::gruBackward(const Steps& steps)
{
    const std::int64_t step = steps.rows * m_shape.units;
    for (std::int64_t t = steps.end; t-- > steps.first;) {
        float* sums = m_areas.state + t * steps.rows * m_gateRow;
        float* earlier = t > 0 ? m_buffers.diffDst + (t - 1) * step : nullptr;
        m_kernels.recurrent.gruBackward({.rows = steps.rows,
                                         .units = m_shape.units,
                                         .gateRow = m_gateRow,
                                         .gates = stepGates(steps, t),
                                         .hidden = sums,
                                         .before = t > 0 ? m_buffers.dst + (t - 1) * step : nullptr,
                                         .diffOutput = m_buffers.diffDst + t * step,
                                         .diffBefore = earlier});
        for (std::int64_t r = 0; r < steps.rows; ++r) {
            m_kernels.recurrent.addTo(m_hiddenBias.gradient, sums + r * m_gateRow, m_gates);
            m_kernels.recurrent.addTo(m_inputBias.gradient, stepGates(steps, t) + r * m_gateRow, m_gates);
        }
        if (t > 0)
            addStateGradient(sums, steps.rows, earlier);
    }
}

/// earlier [N, H] += gates [N, G H] * hidden weights
void RecurrentLayer::addStateGradient(const float* gates, std::int64_t rows, float* earlier)
{
    m_kernels.gemm({.rows = rows,
                    .columns = m_shape.units,
                    .depth = m_gates,
                    .a = gates,
                    .aRow = m_gateRow,
                    .aDepth = 1,
                    .b = m_areas.turned,
                    .bOrder = MatrixOrder::Panels,
                    .c = earlier,
                    .cRow = m_shape.units,
                    .add = earlier});
}

/// gradient [width, G H] += inputs [rows, width]^T * gates [rows, G H]
void RecurrentLayer::addWeightGradient(const float* inputs, std::int64_t width, std::int64_t rows,
                                       const float* gates, float* gradient)
{
    m_kernels.gemm({.rows = width,
                    .columns = m_gates,
                    .depth = rows,
                    .a = inputs,
                    .aRow = 1,
                    .aDepth = width,
                    .b = gates,
                    .bRow = m_gateRow,
                    .c = gradient,
                    .cOrder = MatrixOrder::Panels,
                    .add = gradient});
}

/// Of the weights that multiply the state of the step before.
void RecurrentLayer::stepGradients(const Steps& steps)
{
    const std::int64_t first = std::max<std::int64_t>(steps.first, 1); // before the first step there is none
    const std::int64_t rows = (steps.end - first) * steps.rows;
    const float* sums = m_shape.cell == RecurrentCell::Lstm ? m_areas.gates : m_areas.state;
    if (rows > 0)
        addWeightGradient(m_buffers.dst + (first - 1) * steps.rows * m_shape.units, m_shape.units, rows,
                          sums + first * steps.rows * m_gateRow, m_hiddenWeight.gradient);
}

void RecurrentLayer::inputGradients(const Steps& steps)
{
    const std::int64_t before = steps.first * steps.rows;
    const std::int64_t rows = (steps.end - steps.first) * steps.rows;
    const float* gates = stepGates(steps, steps.first);
    if (takesTokens()) {
        const std::int32_t* tokens = m_buffers.tokens + before;
        for (std::int64_t r = 0; r < rows; ++r)
            m_kernels.recurrent.addTo(m_areas.table + tokens[r] * m_gateRow, gates + r * m_gateRow, m_gates);
        return;
    }
    addWeightGradient(m_buffers.src + before * m_shape.inputs, m_shape.inputs, rows, gates,
                      m_inputWeight.gradient);
    if (m_inputGradient == InputGradient::NotNeeded)
        return;
    m_kernels.gemm({.rows = rows,
                    .columns = m_shape.inputs,
                    .depth = m_gates,
                    .a = gates,
                    .aRow = m_gateRow,
                    .aDepth = 1,
                    .b = m_areas.turnedInput,
                    .bOrder = MatrixOrder::Panels,
                    .c = m_buffers.diffSrc + before * m_shape.inputs,
                    .cRow = m_shape.inputs});
}

/// The gradients of all places of a token have been added up; so the products have V rows instead of T N.
void RecurrentLayer::tokenGradients()
{
    addWeightGradient(m_embedding.value, m_shape.inputs, m_shape.vocabulary, m_areas.table,
                      m_inputWeight.gradient);
    m_kernels.gemm({.rows = m_shape.vocabulary,
                    .columns = m_shape.inputs,
                    .depth = m_gates,
                    .a = m_areas.table,
                    .aRow = m_gateRow,
                    .aDepth = 1,
                    .b = m_areas.turnedInput,
                    .bOrder = MatrixOrder::Panels,
                    .c = m_embedding.gradient,
                    .cRow = m_shape.inputs});
}

} // namespace tunescope
