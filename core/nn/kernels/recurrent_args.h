// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace tunescope {

/// One time step of an LSTM's gates for N rows and H units; see core/nn/layers/recurrent_layer.h.
struct LstmStepArgs {
    std::int64_t rows = 0;
    std::int64_t units = 0;
    std::int64_t gateRow = 0; ///< Distance of the rows of `gates`.
    float* gates = nullptr; ///< [N, 4H] (i, f, g, o): sums in, activated out; backward: their gradients out.
    const float* before = nullptr;     ///< [N, H] cell state of the step before; null: zeros.
    float* cell = nullptr;             ///< [N, H]
    float* squashed = nullptr;         ///< [N, H] tanh(cell)
    float* output = nullptr;           ///< [N, H]
    const float* diffOutput = nullptr; ///< [N, H]
    float* diffCell = nullptr;         ///< [N, H], backward: of this step in, of the step before out.
    float* biasDiff = nullptr;         ///< [4H], backward: the sums over the rows are added.
};

/// One time step of a GRU.
struct GruStepArgs {
    std::int64_t rows = 0;
    std::int64_t units = 0;
    std::int64_t gateRow = 0; ///< Distance of the rows of `gates` and `hidden`.
    float* gates =
        nullptr; ///< [N, 3H] (r, z, n) of the input: sums in, activated out; backward: gradients out.
    float* hidden = nullptr;           ///< [N, 3H] sums of the state before; backward: gradients out.
    const float* before = nullptr;     ///< [N, H] output of the step before; null: zeros.
    float* output = nullptr;           ///< [N, H]
    const float* diffOutput = nullptr; ///< [N, H]
    float* diffBefore = nullptr;       ///< [N, H], added to; null for the first step.
};

struct RecurrentKernels {
    void (*lstm)(const LstmStepArgs&);
    void (*lstmBackward)(const LstmStepArgs&);
    void (*gru)(const GruStepArgs&);
    void (*gruBackward)(const GruStepArgs&);
    /// sum += more.
    void (*addTo)(float* sum, const float* more, std::int64_t count);
};

} // namespace tunescope
