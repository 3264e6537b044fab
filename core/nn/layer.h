// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/kernels/kernels.h"
#include "core/nn/memory_plan.h"
#include "core/nn/parameters.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace tunescope {

enum class PassKind { Train, Evaluate };

/// Is told of gradients that are complete, while a near cache still holds them.
class GradientSink
{
public:
    virtual ~GradientSink() = default;
    /// `count` gradients from `offset` on, in the order of ParameterBuffers. The pass needs these weights no
    /// more.
    virtual void complete(std::int64_t offset, std::int64_t count) = 0;
};

/// One batch going through: how many rows, and the 1-based step and seed that name its random numbers.
struct Pass {
    PassKind kind = PassKind::Evaluate;
    std::int64_t rows = 0;
    std::int64_t first = 0; ///< Of a slice of the batch: the sample it begins with.
    std::uint64_t step = 0;
    std::uint64_t seed = 0;
    GradientSink* sink = nullptr; ///< Of a backward pass; or null.
};

/// The batch sizes a network will meet. Kernels are prepared for exactly these.
struct RowCounts {
    std::int64_t train = 0;    ///< Rows of a full batch.
    std::int64_t last = 0;     ///< Rows of the last, partial batch; 0 if there is none.
    std::int64_t evaluate = 0; ///< Rows of an evaluation chunk (short ones are padded).

    [[nodiscard]] std::int64_t largest() const;
};

/// What a layer reads and writes; bound once. dst may equal src (see Layer::place) and diffSrc may equal
/// diffDst.
struct LayerBuffers {
    const float* src = nullptr;           ///< [N, inputs]
    float* dst = nullptr;                 ///< [N, outputs]
    float* diffDst = nullptr;             ///< [N, outputs], gradient of the loss by dst.
    float* diffSrc = nullptr;             ///< [N, inputs]; null where nobody needs it.
    const std::int32_t* tokens = nullptr; ///< [T, N], first layers of text networks only.
    std::int64_t diffDstStep =
        0; ///< What Pass::first is multiplied with: outputs, or 0 where a slice has its own.
    std::int64_t diffSrcStep = 0;
};

enum class ForwardPlace { OwnBuffer, InPlace };

/// One building block of a network, with its own forward and backward pass in float32.
///
/// Life: constructed -> planMemory -> bind -> forward/backward. backward() follows a Train forward() of the
/// same rows and overwrites the gradients of its parameters. Nothing allocates after bind(). Every layer is
/// checked against central differences through the layer registry.
class Layer
{
public:
    virtual ~Layer() = default;

    [[nodiscard]] virtual std::string_view name() const = 0;
    [[nodiscard]] virtual std::int64_t inputs() const = 0;
    [[nodiscard]] virtual std::int64_t outputs() const { return inputs(); }

    /// Whether dst may be src. diffSrc may be diffDst for every layer with inputs() == outputs() but dense
    /// ones.
    [[nodiscard]] virtual ForwardPlace place() const { return ForwardPlace::OwnBuffer; }
    [[nodiscard]] virtual bool mixesColumns() const { return false; }

    /// Whether the passes may come in slices of a batch (Pass::first), in order.
    [[nodiscard]] virtual bool slices() const { return false; }

    [[nodiscard]] std::vector<Parameter>& parameters() { return m_parameters; }
    [[nodiscard]] const std::vector<Parameter>& parameters() const { return m_parameters; }

    virtual void planMemory(MemoryPlan& plan, const RowCounts& rows);
    virtual void bind(const LayerBuffers& buffers, const ParameterBuffers& parameters,
                      const Arena& arena) = 0;

    /// Plain layout <-> stored layout of parameter `index`; copies unless a layer says otherwise.
    virtual void pack(std::size_t index, const float* plain, float* stored) const;
    virtual void unpack(std::size_t index, const float* stored, float* plain) const;

    /// Whether backward() tells the sink of its weight matrix itself, part by part; the network does for the
    /// others.
    [[nodiscard]] virtual bool completesWeights() const { return false; }

    virtual void forward(const Pass& pass) = 0;
    virtual void backward(const Pass& pass) = 0;

protected:
    explicit Layer(const KernelTable& kernels) : m_kernels(kernels) {}

    Parameter& addParameter(std::string_view suffix, ParameterRole role, std::int64_t rows,
                            std::int64_t columns = 1);

    const KernelTable& m_kernels;

private:
    std::vector<Parameter> m_parameters;
};

} // namespace tunescope
