// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/dense_backend.h"
#include "core/nn/layer.h"

#include <cstdint>

namespace tunescope {

enum class RecurrentCell { Lstm, Gru };

struct RecurrentShape {
    RecurrentCell cell = RecurrentCell::Lstm;
    std::int64_t steps = 1;      ///< T
    std::int64_t inputs = 1;     ///< I of each step; of tokens the width of their embedding.
    std::int64_t units = 1;      ///< H
    std::int64_t vocabulary = 0; ///< V: the layer takes tokens [T, N]; 0: numbers [T, N, I].
};

/// A layer of LSTM or GRU cells over T steps; rows out are [T, N, H], time outermost, as are rows in.
///
///   LSTM  i, f, o = sigmoid(.), g = tanh(.) of x W^T + b + h W'^T + b';  c = f c + i g;  h = o tanh(c)
///   GRU   r, z = sigmoid(.) likewise;  n = tanh(x W^T + b + r (h W'^T + b'));  h = (1 - z) n + z h
///
/// Parameters (gates in the order i, f, g, o or r, z, n, as in PyTorch): embedding [V, I] with tokens, then
/// input_weight [G H, I], hidden_weight [G H, H], input_bias and hidden_bias [G H]; an LSTM's forget gate
/// starts with bias 1. Products with the input are made for several steps at once; with tokens
/// once for each of the V vectors and looked up (exact, and its gradient a sum by token).
///
/// Sources: Hochreiter & Schmidhuber, "Long Short-Term Memory", 1997; Gers et al., "Learning to Forget",
/// 2000; Cho et al., "Learning Phrase Representations using RNN Encoder-Decoder", EMNLP 2014 (PyTorch's
/// variant).
class RecurrentLayer final : public Layer
{
public:
    RecurrentLayer(const KernelTable& kernels, const RecurrentShape& shape, InputGradient inputGradient);

    [[nodiscard]] std::string_view name() const override;
    [[nodiscard]] std::int64_t inputs() const override;
    [[nodiscard]] std::int64_t outputs() const override { return m_shape.steps * m_shape.units; }
    [[nodiscard]] bool mixesColumns() const override { return true; }

    void planMemory(MemoryPlan& plan, const RowCounts& rows) override;
    void bind(const LayerBuffers& buffers, const ParameterBuffers& parameters, const Arena& arena) override;
    void pack(std::size_t index, const float* plain, float* stored) const override;
    void unpack(std::size_t index, const float* stored, float* plain) const override;
    void forward(const Pass& pass) override;
    void backward(const Pass& pass) override;

private:
    /// Where a parameter's numbers and gradients lie.
    struct Place {
        float* value = nullptr;
        float* gradient = nullptr;
    };
    /// Offsets, and after bind() pointers, of what a pass needs.
    template <class Where>
    struct Areas {
        Where gates{};       ///< [T, N, G H], as all gates with spread rows
        Where state{};       ///< LSTM: cells [T, N, H]; GRU: sums of the state before [T, N, G H]
        Where squashed{};    ///< LSTM: tanh(cell) [T, N, H]
        Where diffCell{};    ///< LSTM: [N, H]
        Where bias{};        ///< [G H], of the products with the input
        Where turned{};      ///< The transposed hidden weights
        Where turnedInput{}; ///< The transposed input weights
        Where table{};       ///< [V, G H], and its gradient
    };

    [[nodiscard]] bool takesTokens() const { return m_shape.vocabulary > 0; }
    [[nodiscard]] std::size_t firstMatrix() const { return takesTokens() ? 1 : 0; }
    /// Some steps in a row, whose gates stay in the second-level cache.
    struct Steps {
        std::int64_t rows;
        std::int64_t first;
        std::int64_t end;
    };

    [[nodiscard]] std::int64_t stepsAtOnce(std::int64_t rows) const;
    [[nodiscard]] float* stepGates(const Steps& steps, std::int64_t t) const
    {
        return m_areas.gates + t * steps.rows * m_gateRow;
    }
    void prepareInputs();
    void multiplyInputs(const Steps& steps);
    void lookUp(const Steps& steps, std::int64_t t);
    void lstmForward(const Steps& steps);
    void gruForward(const Steps& steps);
    void prepareGradients();
    void lstmBackward(const Steps& steps);
    void gruBackward(const Steps& steps);
    void addStateGradient(const float* gates, std::int64_t rows, float* earlier);
    void stepGradients(const Steps& steps);
    void inputGradients(const Steps& steps);
    void addWeightGradient(const float* inputs, std::int64_t width, std::int64_t rows, const float* gates,
                           float* gradient);
    void tokenGradients();

    RecurrentShape m_shape;
    InputGradient m_inputGradient;
    std::int64_t m_gates;   ///< G H
    std::int64_t m_gateRow; ///< Distance of the rows of gates.
    Areas<std::int64_t> m_offsets;
    Areas<float*> m_areas;
    LayerBuffers m_buffers;
    Place m_embedding;
    Place m_inputWeight;
    Place m_hiddenWeight;
    Place m_inputBias;
    Place m_hiddenBias;
};

} // namespace tunescope
