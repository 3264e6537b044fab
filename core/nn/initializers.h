// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/rng.h"
#include "core/nn/kinds.h"
#include "core/nn/parameters.h"

#include <cstdint>
#include <span>

namespace tunescope {

/// Fills one weight matrix [O, I] (plain layout, I = fan-in) with its starting values, element by element
/// from `rng`:
///
///   zeros           0                          normal_small    N(0, 0.01^2)
///   normal_large    N(0, 1)                    lecun           N(0, 1 / I)
///   he              N(0, 2 / I)                xavier          U(+-sqrt(6 / (I + O)))
///   orthogonal      orthonormal rows or columns, from the QR decomposition of a Gaussian matrix
///   uniform_fan_in  U(+-1 / sqrt(I)), PyTorch's default
///   auto            he where the activation is of the relu family (relu, leaky_relu, elu, gelu, silu),
///   xavier otherwise
///
/// Sources: Glorot & Bengio, AISTATS 2010; He et al., ICCV 2015; LeCun et al., "Efficient BackProp", 1998;
/// Saxe et al., ICLR 2014.
void initializeWeights(Initializer kind, Activation activation, std::int64_t outputs, std::int64_t inputs,
                       Rng& rng, std::span<float> weights);

/// The starting values of a weight parameter in plain layout: gate by gate, fan-out of a convolution with its
/// taps; an embedding is N(0, 1), or 0 under zeros.
void initializeMatrix(Initializer kind, Activation activation, const Parameter& parameter, Rng& rng,
                      std::span<float> plain);

/// Biases start at 0, except under uniform_fan_in: U(+-1 / sqrt(I)).
void initializeBias(Initializer kind, std::int64_t inputs, Rng& rng, std::span<float> bias);

/// What `auto` stands for.
[[nodiscard]] Initializer resolvedInitializer(Initializer kind, Activation activation);

} // namespace tunescope
