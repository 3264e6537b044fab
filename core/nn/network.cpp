// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/network.h"

#include "core/nn/initializers.h"
#include "core/nn/models/model_registry.h"

#include <algorithm>

namespace tunescope {
namespace {

void placeRole(std::vector<NetworkParameter>& all, bool (*belongs)(ParameterRole), std::int64_t& total)
{
    for (NetworkParameter& entry : all) {
        if (!belongs(entry.parameter.role))
            continue;
        entry.parameter.offset = total;
        total += paddedCount(entry.parameter.stored);
    }
}

std::vector<std::unique_ptr<Layer>> layersOf(const NetworkSpec& spec, const KernelTable& kernels,
                                             DenseChoice dense)
{
    LayerStack stack(kernels, dense);
    modelEntry(spec.model).build(spec, stack);
    return stack.take();
}

/// Floats of a slice's widest layer.
constexpr std::int64_t kSliceFloats = std::int64_t{1} << 16;

} // namespace

Network::Network(const NetworkSpec& spec, const KernelTable& kernels, DenseChoice dense)
    : m_layers(layersOf(spec, kernels, dense))
    , m_tokenSteps(spec.shape.form == SampleForm::Tokens ? spec.shape.steps : 0)
{
    findGroups();
    findSliceDiffs();
}

void Network::findGroups()
{
    for (std::size_t first = 0; first < m_layers.size();) {
        std::size_t end = first;
        std::int64_t widest = 1;
        for (; end < m_layers.size() && m_layers[end]->slices(); ++end)
            widest = std::max(widest, m_layers[end]->outputs());
        if (end - first < 2)
            m_groups.push_back({first, ++first, 0});
        else
            m_groups.push_back({first, end, std::max<std::int64_t>(kSliceFloats / widest, 1)});
        first = m_groups.back().end;
    }
}

/// Gradients between the layers of a group exist for a slice only. Layers that work in place carry the
/// gradient of a whole batch, at either end of a group, through.
void Network::findSliceDiffs()
{
    m_sliceDiffs.assign(m_layers.size(), 0);
    for (const Group& group : m_groups) {
        for (std::size_t i = group.first; i + 1 < group.end; ++i)
            m_sliceDiffs[i] = 1;
        for (std::size_t i = group.first; i + 1 < group.end && !m_layers[i]->mixesColumns(); ++i)
            m_sliceDiffs[i] = 0;
        for (std::size_t i = group.end - 1; i > group.first && !m_layers[i]->mixesColumns(); --i)
            m_sliceDiffs[i - 1] = 0;
    }
}

const Network::Group& Network::groupOf(std::size_t layer) const
{
    return *std::find_if(m_groups.begin(), m_groups.end(),
                         [&](const Group& group) { return layer < group.end; });
}

std::int64_t Network::widestDiff() const
{
    std::int64_t widest = 0;
    for (std::size_t i = 0; i < m_layers.size(); ++i)
        widest = std::max(widest, m_sliceDiffs[i] != 0 ? 0 : m_layers[i]->outputs());
    return widest;
}

void Network::placeParameters()
{
    for (std::size_t layer = 0; layer < m_layers.size(); ++layer) {
        for (std::size_t i = 0; i < m_layers[layer]->parameters().size(); ++i) {
            NetworkParameter entry{m_layers[layer]->parameters()[i], layer, i};
            entry.parameter.name = std::string(m_layers[layer]->name()) + "_" + std::to_string(layer + 1) +
                                   "." + entry.parameter.name;
            m_parameters.push_back(std::move(entry));
        }
    }
    placeRole(
        m_parameters, [](ParameterRole role) { return isDecayed(role); }, m_trained);
    m_decayed = m_trained;
    placeRole(
        m_parameters, [](ParameterRole role) { return isTrained(role) && !isDecayed(role); }, m_trained);
    placeRole(
        m_parameters, [](ParameterRole role) { return !isTrained(role); }, m_statistics);
    for (const NetworkParameter& entry : m_parameters)
        m_layers[entry.layer]->parameters()[entry.index].offset = entry.parameter.offset;
}

void Network::planMemory(MemoryPlan& plan, const RowCounts& rows)
{
    for (auto& layer : m_layers)
        layer->planMemory(plan, rows);
    placeParameters();
    m_offsets.values = plan.reserve(m_trained);
    m_offsets.gradients = plan.reserve(m_trained);
    m_offsets.statistics = plan.reserve(m_statistics);

    m_offsets.outputs.push_back(plan.reserve(rows.largest() * m_layers.front()->inputs()));
    m_tokens.assign(static_cast<std::size_t>(rows.largest() * m_tokenSteps), 0);
    for (const auto& layer : m_layers) {
        const bool inPlace = layer->place() == ForwardPlace::InPlace;
        m_offsets.outputs.push_back(inPlace ? m_offsets.outputs.back()
                                            : plan.reserve(rows.largest() * layer->outputs()));
    }
    planDiffs(plan, rows);
}

void Network::planDiffs(MemoryPlan& plan, const RowCounts& rows)
{
    const std::int64_t most = std::max(rows.train, rows.last);
    std::int64_t slice = 0;
    for (std::size_t i = 0; i < m_layers.size(); ++i) {
        if (m_sliceDiffs[i] != 0)
            slice = std::max(slice, std::min(groupOf(i).rows, most) * m_layers[i]->outputs());
    }
    for (std::int64_t& diff : m_offsets.diffs)
        diff = plan.reserve(most * widestDiff());
    for (std::int64_t& diff : m_offsets.sliceDiffs)
        diff = plan.reserve(slice);
}

float* Network::diffAt(const Arena& arena, std::size_t layer, std::size_t side) const
{
    return arena.at(m_sliceDiffs[layer - 1] != 0 ? m_offsets.sliceDiffs[side] : m_offsets.diffs[side]);
}

std::int64_t Network::diffStep(std::size_t layer) const
{
    return m_sliceDiffs[layer - 1] != 0 ? 0 : m_layers[layer - 1]->outputs();
}

void Network::bind(const Arena& arena)
{
    m_buffers = {.values = arena.at(m_offsets.values),
                 .gradients = arena.at(m_offsets.gradients),
                 .statistics = arena.at(m_offsets.statistics)};
    std::vector<std::size_t> sides(m_layers.size() + 1, 0); // of the gradient before each layer
    for (std::size_t i = m_layers.size(); i-- > 0;) {
        // Slices must not write over gradients of the group's end that later slices will read.
        const bool whole = i == 0 || m_sliceDiffs[i - 1] == 0;
        sides[i] = !m_layers[i]->mixesColumns() ? sides[i + 1] : 1 - sides[whole ? groupOf(i).end : i + 1];
        LayerBuffers buffers;
        buffers.src = arena.at(m_offsets.outputs[i]);
        buffers.dst = arena.at(m_offsets.outputs[i + 1]);
        buffers.tokens = i == 0 ? m_tokens.data() : nullptr;
        buffers.diffDst = diffAt(arena, i + 1, sides[i + 1]);
        buffers.diffDstStep = diffStep(i + 1);
        buffers.diffSrc = i == 0 ? nullptr : diffAt(arena, i, sides[i]);
        buffers.diffSrcStep = i == 0 ? 0 : diffStep(i);
        m_layers[i]->bind(buffers, m_buffers, arena);
    }
    for (std::size_t i = 0; i < m_layers.size(); ++i)
        m_outputs.push_back(arena.at(m_offsets.outputs[i + 1]));
    m_input = arena.at(m_offsets.outputs.front());
    m_output = arena.at(m_offsets.outputs.back());
    m_outputDiff = arena.at(m_offsets.diffs[0]);
}

void Network::initialize(Initializer kind, Activation activation, std::uint64_t seed)
{
    std::vector<float> plain;
    std::uint64_t matrix = 0;
    std::int64_t fanIn = 0;
    for (const NetworkParameter& entry : m_parameters) {
        const Parameter& p = entry.parameter;
        float* base = isTrained(p.role) ? m_buffers.values : m_buffers.statistics;
        plain.assign(static_cast<std::size_t>(p.count()), 0.0F);
        if (isDecayed(p.role)) {
            Rng rng(Purpose::Init, seed, {++matrix, 0});
            fanIn = p.fanIn > 0 ? p.fanIn : p.columns;
            initializeMatrix(kind, activation, p, rng, plain);
        } else if (p.role == ParameterRole::Bias) {
            Rng rng(Purpose::Init, seed, {matrix, p.name.ends_with("hidden_bias") ? 2U : 1U});
            initializeBias(kind, fanIn, rng, plain);
            if (p.start != 0.0F && kind != Initializer::UniformFanIn)
                std::fill_n(plain.begin() + p.rows / p.gates, p.rows / p.gates, p.start);
        } else if (p.role == ParameterRole::Scale || p.role == ParameterRole::RunningVariance) {
            std::fill(plain.begin(), plain.end(), 1.0F);
        }
        m_layers[entry.layer]->pack(entry.index, plain.data(), base + p.offset);
    }
    std::fill_n(m_buffers.gradients, m_trained, 0.0F);
}

/// run(part of the pass) for the whole batch or its slices.
template <class Run>
void Network::runGroup(const Group& group, const Pass& pass, Run run)
{
    Pass part = pass;
    const std::int64_t step = group.rows > 0 ? group.rows : pass.rows;
    for (part.first = 0; part.first < pass.rows; part.first += step) {
        part.rows = std::min(step, pass.rows - part.first);
        run(part);
    }
}

void Network::forward(const Pass& pass)
{
    for (const Group& group : m_groups) {
        runGroup(group, pass, [&](const Pass& part) {
            for (std::size_t i = group.first; i < group.end; ++i)
                m_layers[i]->forward(part);
        });
    }
}

void Network::completeGradients(const Layer& layer, GradientSink& sink)
{
    for (const Parameter& parameter : layer.parameters()) {
        const bool own = parameter.role == ParameterRole::Weight && layer.completesWeights();
        if (isTrained(parameter.role) && !own)
            sink.complete(parameter.offset, paddedCount(parameter.stored));
    }
}

void Network::backward(const Pass& pass)
{
    for (std::size_t g = m_groups.size(); g-- > 0;) {
        const Group& group = m_groups[g];
        runGroup(group, pass, [&](const Pass& part) {
            for (std::size_t i = group.end; i-- > group.first;)
                m_layers[i]->backward(part);
        });
        for (std::size_t i = group.end; i-- > group.first && pass.sink != nullptr;)
            completeGradients(*m_layers[i], *pass.sink);
    }
}

std::int64_t Network::weightCount() const
{
    std::int64_t total = 0;
    for (const NetworkParameter& entry : m_parameters)
        total += isTrained(entry.parameter.role) ? entry.parameter.count() : 0;
    return total;
}

void Network::unpackTrained(const float* stored, std::span<float> plain) const
{
    float* at = plain.data();
    for (const NetworkParameter& entry : m_parameters) {
        if (!isTrained(entry.parameter.role))
            continue;
        m_layers[entry.layer]->unpack(entry.index, stored + entry.parameter.offset, at);
        at += entry.parameter.count();
    }
}

void Network::packTrained(std::span<const float> plain, float* stored) const
{
    const float* at = plain.data();
    for (const NetworkParameter& entry : m_parameters) {
        if (!isTrained(entry.parameter.role))
            continue;
        m_layers[entry.layer]->pack(entry.index, at, stored + entry.parameter.offset);
        at += entry.parameter.count();
    }
}

} // namespace tunescope
