// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/models/model_builders.h"

namespace tunescope {

void buildMlp(const NetworkSpec& spec, LayerStack& stack)
{
    std::int64_t width = spec.inputs;
    for (const std::int64_t units : spec.hidden) {
        stack.hidden(spec, width, units);
        width = units;
    }
    stack.dense(width, spec.outputs);
}

void buildAutoencoder(const NetworkSpec& spec, LayerStack& stack)
{
    buildMlp(spec, stack);
}

} // namespace tunescope
