// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/dense_backend.h"
#include "core/nn/layer.h"
#include "core/nn/models/network_spec.h"

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace tunescope {

/// Where one tensor of a network is, with the layer that knows its layout.
struct NetworkParameter {
    Parameter parameter;
    std::size_t layer = 0; ///< Index into layers().
    std::size_t index = 0; ///< Index into that layer's parameters.
};

/// Layers in a row over flat buffers: all trained parameters in one, weight matrices first (decayCount() of
/// them), their gradients in another, running statistics in a third.
///
/// Life: constructed -> planMemory -> bind -> initialize -> passes. Throws std::bad_alloc and dnnl::error
/// until bound. Use on one thread only.
class Network
{
public:
    Network(const NetworkSpec& spec, const KernelTable& kernels, DenseChoice dense = DenseChoice::Auto);

    void planMemory(MemoryPlan& plan, const RowCounts& rows);
    void bind(const Arena& arena);

    /// Starting values, named by (seed, dense layer, tensor): equal shapes in the same place get equal
    /// weights, whatever else the networks differ in. Statistics and gradients are reset.
    void initialize(Initializer kind, Activation activation, std::uint64_t seed);

    void forward(const Pass& pass);
    void backward(const Pass& pass);

    [[nodiscard]] float* input() const { return m_input; } ///< [N, inputs]; of recurrent networks [T, N, F].
    [[nodiscard]] std::int32_t* tokens() { return m_tokens.data(); } ///< [T, N]
    [[nodiscard]] std::size_t tokenCount() const { return m_tokens.size(); }
    [[nodiscard]] const float* output() const
    {
        return m_output;
    } ///< Before softmax; rows as their model says.
    [[nodiscard]] float* outputDiff() const { return m_outputDiff; }

    [[nodiscard]] std::int64_t trainedCount() const
    {
        return m_trained;
    }                                                                   ///< Stored floats, padding included.
    [[nodiscard]] std::int64_t decayCount() const { return m_decayed; } ///< Of them weight matrices.
    [[nodiscard]] std::int64_t statisticsCount() const { return m_statistics; }
    [[nodiscard]] std::int64_t weightCount() const; ///< Trained numbers, without padding.
    [[nodiscard]] const ParameterBuffers& buffers() const { return m_buffers; }
    [[nodiscard]] const std::vector<NetworkParameter>& parameters() const { return m_parameters; }
    [[nodiscard]] const std::vector<std::unique_ptr<Layer>>& layers() const { return m_layers; }

    /// The widest gradient that exists for a whole batch.
    [[nodiscard]] std::int64_t widestDiff() const;

    /// What layer `index` wrote in the last forward pass: its rows times outputs(), unless it works in place.
    [[nodiscard]] const float* outputOf(std::size_t index) const { return m_outputs[index]; }

    /// Copies between a flat buffer of trained parameters (or statistics) and plain tensors, one after the
    /// other.
    void unpackTrained(const float* stored, std::span<float> plain) const;
    void packTrained(std::span<const float> plain, float* stored) const;

private:
    /// Layers in a row that a batch passes in slices, whose numbers stay in the second-level cache.
    struct Group {
        std::size_t first = 0;
        std::size_t end = 0;
        std::int64_t rows = 0; ///< Samples of a slice; 0: whole batches.
    };
    /// Of the arena; see MemoryPlan.
    struct Offsets {
        std::int64_t values = 0;
        std::int64_t gradients = 0;
        std::int64_t statistics = 0;
        std::vector<std::int64_t> outputs = {};     ///< Of the input and of every layer.
        std::array<std::int64_t, 2> diffs = {0, 0}; ///< Dense layers read from one and write to the other.
        std::array<std::int64_t, 2> sliceDiffs = {0, 0}; ///< Likewise, between the layers of a group.
    };

    static void completeGradients(const Layer& layer, GradientSink& sink);
    void findGroups();
    void findSliceDiffs();
    void placeParameters();
    void planDiffs(MemoryPlan& plan, const RowCounts& rows);
    [[nodiscard]] const Group& groupOf(std::size_t layer) const;
    /// Where the gradient before layer `layer` lies, and its distance from sample to sample.
    [[nodiscard]] float* diffAt(const Arena& arena, std::size_t layer, std::size_t side) const;
    [[nodiscard]] std::int64_t diffStep(std::size_t layer) const;
    template <class Run>
    void runGroup(const Group& group, const Pass& pass, Run run);

    std::vector<std::unique_ptr<Layer>> m_layers;
    std::vector<Group> m_groups;
    std::vector<char>
        m_sliceDiffs; ///< Whether a slice's gradient is all that exists of it, after each layer.
    std::vector<NetworkParameter> m_parameters;
    Offsets m_offsets;
    ParameterBuffers m_buffers;
    std::int64_t m_tokenSteps = 0; ///< T of a text network.
    std::vector<std::int32_t> m_tokens;
    std::vector<const float*> m_outputs;
    float* m_input = nullptr;
    float* m_output = nullptr;
    float* m_outputDiff = nullptr;
    std::int64_t m_trained = 0;
    std::int64_t m_decayed = 0;
    std::int64_t m_statistics = 0;
};

} // namespace tunescope
