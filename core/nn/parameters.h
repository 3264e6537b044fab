// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace tunescope {

enum class ParameterRole {
    Weight,    ///< A weight matrix: penalties and weight decay apply.
    Embedding, ///< A table of vectors [V, E]: likewise; starts as N(0, 1).
    Bias,
    Scale, ///< Of a normalisation; starts at 1.
    Shift,
    RunningMean,    ///< Statistics of batch normalisation; not trained.
    RunningVariance ///< Starts at 1.
};

/// Whether penalties and weight decay apply.
[[nodiscard]] constexpr bool isDecayed(ParameterRole role)
{
    return role == ParameterRole::Weight || role == ParameterRole::Embedding;
}

[[nodiscard]] constexpr bool isTrained(ParameterRole role)
{
    return role != ParameterRole::RunningMean && role != ParameterRole::RunningVariance;
}

/// One tensor of a layer. It is stored in the layout its kernel likes best; Layer::unpack() gives the plain
/// one.
struct Parameter {
    std::string name; ///< "dense_1.weight"
    ParameterRole role = ParameterRole::Weight;
    std::int64_t rows = 0;    ///< Outputs O; weights are [O, I] in plain layout, all others [O].
    std::int64_t columns = 1; ///< Inputs I, or 1.
    std::int64_t stored = 0;  ///< Floats that storing takes (padding stays zero).
    std::int64_t patch = 1;   ///< Taps of a convolution's kernel, which fan-out counts as well.
    std::int64_t gates =
        1; ///< Matrices of equal size one below the other, each with its own starting values.
    std::int64_t fanIn = 0;  ///< What uniform_fan_in divides by, if it is not `columns`.
    float start = 0.0F;      ///< Of the second gate's biases, unless uniform_fan_in: an LSTM's forget gate.
    std::int64_t offset = 0; ///< In the buffer of trained parameters, or in that of the statistics.

    [[nodiscard]] std::int64_t count() const { return rows * columns; }
};

/// Pointers to the buffers that hold all parameters; set once, when the arena exists.
struct ParameterBuffers {
    float* values = nullptr;
    float* gradients = nullptr;
    float* statistics = nullptr;
};

} // namespace tunescope
