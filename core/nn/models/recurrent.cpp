// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/layers/recurrent_layer.h"
#include "core/nn/layers/sequence_layers.h"
#include "core/nn/models/model_builders.h"

namespace tunescope {
namespace {

/// Recurrent layers one above the other; returns the width of the last one.
std::int64_t stackRecurrent(const NetworkSpec& spec, RecurrentCell cell, LayerStack& stack)
{
    RecurrentShape shape{.cell = cell, .steps = spec.shape.steps};
    const bool tokens = spec.shape.form == SampleForm::Tokens;
    shape.vocabulary = tokens ? spec.shape.vocabulary : 0;
    shape.inputs = tokens ? spec.embedding : spec.shape.features;
    for (const std::int64_t units : spec.hidden) {
        shape.units = units;
        stack.make<RecurrentLayer>(shape, stack.inputGradient());
        stack.dropout(spec.dropout, shape.steps * units);
        shape.inputs = units;
        shape.vocabulary = 0;
    }
    return shape.inputs;
}

} // namespace

void buildRecurrent(const NetworkSpec& spec, LayerStack& stack)
{
    const RecurrentCell cell = spec.model == ModelKind::Gru ? RecurrentCell::Gru : RecurrentCell::Lstm;
    const std::int64_t width = stackRecurrent(spec, cell, stack);
    stack.make<LastStepLayer>(spec.shape.steps, width);
    stack.dense(width, spec.outputs);
}

void buildCharLstm(const NetworkSpec& spec, LayerStack& stack)
{
    const std::int64_t width = stackRecurrent(spec, RecurrentCell::Lstm, stack);
    stack.dense(width, spec.outputs, {.perSample = spec.shape.steps});
}

void buildTextMlp(const NetworkSpec& spec, LayerStack& stack)
{
    if (spec.shape.form != SampleForm::Tokens)
        return buildMlp(spec, stack);
    stack.make<EmbeddingMeanLayer>(spec.shape.steps, spec.shape.vocabulary, spec.embedding);
    NetworkSpec rest = spec;
    rest.inputs = spec.embedding;
    buildMlp(rest, stack);
}

} // namespace tunescope
