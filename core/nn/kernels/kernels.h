// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/kernels/image_args.h"
#include "core/nn/kernels/panels.h"
#include "core/nn/kernels/recurrent_args.h"
#include "core/nn/kinds.h"

#include <cstdint>

namespace tunescope {

enum class Isa { Plain, Avx2, Avx512 };

/// c[r][n] = bias[n] + sum over k of a(r, k) * b[k][n], with a(r, k) = a[r * aRow + k * aDepth].
/// One of aRow and aDepth is 1; bias may be null. Row strides bRow and cRow count for MatrixOrder::Rows only.
struct GemmArgs {
    std::int64_t rows = 0;
    std::int64_t columns = 0;
    std::int64_t depth = 0;
    const float* a = nullptr;
    std::int64_t aRow = 0;
    std::int64_t aDepth = 0;
    const float* b = nullptr;
    std::int64_t bRow = 0;
    MatrixOrder bOrder = MatrixOrder::Rows;
    float* c = nullptr;
    std::int64_t cRow = 0;
    MatrixOrder cOrder = MatrixOrder::Rows;
    const float* bias = nullptr;
    const float* add =
        nullptr; ///< Instead of a bias: c starts from add[r * addRow + n]; if it is c, from c itself.
    std::int64_t addRow = 0;
    const std::int32_t* addIndex = nullptr; ///< Row r of c starts from row addIndex[r] of `add`.
};

/// dst[c][r] = src[r][c], both in panels. Either may be some rows of a matrix of more.
struct TransposeArgs {
    std::int64_t rows = 0;
    std::int64_t columns = 0;
    const float* src = nullptr;
    std::int64_t srcFirst = 0; ///< Row of the whole matrix where these begin.
    std::int64_t srcRows = 0;  ///< Rows of the whole matrix.
    float* dst = nullptr;
    std::int64_t dstFirst = 0;
    std::int64_t dstRows = 0;
};

/// Softmax and cross-entropy of one batch; see crossEntropy() in core/nn/loss.h.
struct CrossEntropyArgs {
    std::int64_t rows = 0;
    std::int64_t classes = 0;
    const float* logits = nullptr;        ///< [N, K]
    const std::int32_t* target = nullptr; ///< [N]
    const float* rowWeight = nullptr;     ///< [N], their sum is 1; null: no gradient is computed.
    float smoothing = 0.0F;
    float* probabilities = nullptr; ///< [N, K]
    std::int64_t samples =
        0; ///< Rows are [labels, samples], probabilities [samples, labels, K]; 0: as the rows.
    float* diff = nullptr; ///< [N, K], with rowWeight.
};

/// One sweep of an optimizer over `count` weights; the formulas are in core/nn/optimizers.
struct UpdateArgs {
    float* weights = nullptr;
    const float* gradients = nullptr;
    float* first = nullptr;  ///< First state buffer.
    float* second = nullptr; ///< Second state buffer.
    std::int64_t count = 0;
    float learningRate = 0.0F;
    float keep = 1.0F;          ///< 1 - learning rate * weight decay, applied to the weight first.
    float gradientScale = 1.0F; ///< From clipping.
    float c0 = 0.0F;            ///< Constants of the optimizer.
    float c1 = 0.0F;
    float c2 = 0.0F;
    float c3 = 0.0F;
    double* squareSum = nullptr; ///< The sum of squares of the gradients, as they are, is added; or null.
};

/// Batch or layer normalisation: [N, C], scale and shift [C], `center` and `inverse` per column (batch) or
/// row (layer).
struct NormArgs {
    std::int64_t rows = 0;
    std::int64_t columns = 0;
    const float* src = nullptr;
    float* dst = nullptr;
    float* normalized = nullptr; ///< [N, C], kept for backward; null when only evaluating.
    const float* scale = nullptr;
    const float* shift = nullptr;
    float* center = nullptr;   ///< Batch: mean, written (training) or read (evaluation).
    float* inverse = nullptr;  ///< 1 / sqrt(variance + epsilon), likewise.
    float* variance = nullptr; ///< Batch, training: biased variance, written.
    float* diff = nullptr;     ///< [N, C], in place.
    float* scaleDiff = nullptr;
    float* shiftDiff = nullptr;
    float epsilon = 1e-5F;
};

/// The float32 loops of the engine for one instruction set. All pointers may be unaligned; nothing allocates
/// or throws.
///
/// The same source (kernels/*.inc) is compiled once per instruction set, each in its own translation unit
/// with its own flags and internal linkage only, so that no AVX code can leak into the rest of the program
/// through a shared inline function.
struct KernelTable {
    Isa isa;
    std::string_view name;
    void (*gemm)(const GemmArgs&);
    void (*transpose)(const TransposeArgs&);
    void (*columnSums)(const float* src, std::int64_t rows, std::int64_t columns, float* dst);
    void (*activate)(Activation kind, const float* src, float* dst, std::int64_t count);
    /// diff *= derivative, from src (gelu, silu) or dst (all others).
    void (*activateBackward)(Activation kind, const float* src, const float* dst, float* diff,
                             std::int64_t count);
    /// Keeps an element where its 16 random bits are >= threshold (of 65,536), times `scale`; `mask` gets 0
    /// or scale.
    void (*dropout)(std::uint64_t key, std::uint32_t threshold, float scale, const float* src, float* dst,
                    float* mask, std::int64_t count);
    void (*multiply)(float* inOut, const float* factor, std::int64_t count);
    /// inOut += deviation * standard normal noise.
    void (*addNoise)(std::uint64_t key, float deviation, float* inOut, std::int64_t count);
    /// Sum over the rows of the plain cross-entropy.
    double (*crossEntropy)(const CrossEntropyArgs&);
    void (*batchNormTrain)(const NormArgs&);
    void (*batchNormEvaluate)(const NormArgs&);
    void (*batchNormBackward)(const NormArgs&);
    void (*layerNorm)(const NormArgs&);
    void (*layerNormBackward)(const NormArgs&);
    ImageKernels image;
    RecurrentKernels recurrent;
    /// gradients += l2 * w + l1 * sign(w).
    void (*addPenalty)(float* gradients, const float* weights, std::int64_t count, float l1, float l2);
    double (*squareSum)(const float* values, std::int64_t count);
    void (*sgd)(const UpdateArgs&);
    void (*nesterov)(const UpdateArgs&);
    void (*rmsProp)(const UpdateArgs&);
    void (*adagrad)(const UpdateArgs&);
    void (*adam)(const UpdateArgs&);
    void (*nadam)(const UpdateArgs&);
    /// Register-only multiply-adds, for the peak of this core; returns the operations done.
    double (*peakLoop)(std::int64_t repeats, float* sink);
};

/// The table for an instruction set, or null if this processor (or ONEDNN_MAX_CPU_ISA) does not allow it.
[[nodiscard]] const KernelTable* kernelsFor(Isa isa);

/// The best table for this processor.
[[nodiscard]] const KernelTable& bestKernels();

} // namespace tunescope
