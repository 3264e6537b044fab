// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/models/layer_stack.h"

#include "core/nn/layers/activation_layer.h"
#include "core/nn/layers/dropout_layer.h"

namespace tunescope {

void LayerStack::dense(std::int64_t inputs, std::int64_t outputs, const DenseRows& rows)
{
    make<DenseLayer>(DenseShape{inputs, outputs}, inputGradient(), m_dense, rows);
}

void LayerStack::dropout(double rate, std::int64_t width)
{
    if (rate > 0.0)
        make<DropoutLayer>(width, rate, m_hidden);
    ++m_hidden;
}

void LayerStack::hidden(const NetworkSpec& spec, std::int64_t inputs, std::int64_t units,
                        const DenseRows& rows)
{
    dense(inputs, units, rows);
    if (spec.normalization != Normalization::None)
        add(makeLayer(kindName(spec.normalization, normalizationNames()), m_kernels, {.inputs = units}));
    make<ActivationLayer>(spec.activation, units);
    dropout(spec.dropout, units);
}

} // namespace tunescope
