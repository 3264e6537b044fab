// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/layer.h"

#include <cstdint>
#include <memory>
#include <string>

namespace tunescope {

struct DenseShape {
    std::int64_t inputs = 0;
    std::int64_t outputs = 0;
};

/// Pointers of one dense layer; fixed once they are bound.
struct DenseBuffers {
    const float* src = nullptr; ///< [N, I]
    float* dst = nullptr;       ///< [N, O]
    const float* diffDst = nullptr;
    float* diffSrc = nullptr;       ///< Null for the first layer.
    const float* weights = nullptr; ///< In the backend's layout.
    const float* bias = nullptr;    ///< [O]
    float* weightDiff = nullptr;
    float* biasDiff = nullptr;
    std::int64_t diffDstStep = 0; ///< See LayerBuffers.
    std::int64_t diffSrcStep = 0;
    std::int64_t weightOffset = 0; ///< What GradientSink calls the first weight.
};

enum class InputGradient { Needed, NotNeeded };

/// The three products of a dense layer, dst = src * W^T + b and its two gradients, in float32.
///
/// Two implementations agree to 1e-5 relative: hand-written tiles and oneDNN (see makeDenseBackend()).
/// Oracle: tests/nn compares both with Eigen. Call on one thread only: the one that created it.
class DenseBackend
{
public:
    virtual ~DenseBackend() = default;

    [[nodiscard]] virtual std::string name() const = 0;

    /// Floats that the weights take in this backend's layout; padding stays zero.
    [[nodiscard]] virtual std::int64_t storedWeights() const = 0;
    virtual void pack(const float* plain, float* stored) const = 0;
    virtual void unpack(const float* stored, float* plain) const = 0;

    /// Scratch in floats, and then where it lies.
    [[nodiscard]] virtual std::int64_t scratch() const = 0;
    virtual void bind(const DenseBuffers& buffers, float* scratch) = 0;

    /// See Layer.
    [[nodiscard]] virtual bool completesWeights() const { return false; }

    virtual void forward(const Pass& pass) = 0;
    virtual void backward(const Pass& pass) = 0;
};

enum class DenseChoice { Auto, Panels, OneDnn };

/// Panels wherever this program has kernels for the processor: as fast as oneDNN's inner product for large
/// layers and faster for small ones, without its just-in-time compilation of each new shape (measured by
/// tests/bench). oneDNN takes the large layers of other processors. Throws std::bad_alloc, dnnl::error.
[[nodiscard]] std::unique_ptr<DenseBackend> makeDenseBackend(DenseChoice choice, const KernelTable& kernels,
                                                             DenseShape shape, const RowCounts& rows,
                                                             InputGradient inputGradient);

} // namespace tunescope
