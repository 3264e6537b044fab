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

} // namespace

Network::Network(const NetworkSpec& spec, const KernelTable& kernels, DenseChoice dense)
    : m_layers(layersOf(spec, kernels, dense))
    , m_tokenSteps(spec.shape.form == SampleForm::Tokens ? spec.shape.steps : 0)
{
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
    std::int64_t widest = 0;
    for (const auto& layer : m_layers) {
        const bool inPlace = layer->place() == ForwardPlace::InPlace;
        m_offsets.outputs.push_back(inPlace ? m_offsets.outputs.back()
                                            : plan.reserve(rows.largest() * layer->outputs()));
        widest = std::max(widest, layer->outputs());
    }
    for (std::int64_t& diff : m_offsets.diffs)
        diff = plan.reserve(std::max(rows.train, rows.last) * widest);
}

void Network::bind(const Arena& arena)
{
    m_buffers = {.values = arena.at(m_offsets.values),
                 .gradients = arena.at(m_offsets.gradients),
                 .statistics = arena.at(m_offsets.statistics)};
    std::size_t diff = 0;
    for (std::size_t i = m_layers.size(); i-- > 0;) {
        LayerBuffers buffers;
        buffers.src = arena.at(m_offsets.outputs[i]);
        buffers.dst = arena.at(m_offsets.outputs[i + 1]);
        buffers.tokens = i == 0 ? m_tokens.data() : nullptr;
        buffers.diffDst = arena.at(m_offsets.diffs[diff]);
        if (m_layers[i]->mixesColumns())
            diff = 1 - diff;
        buffers.diffSrc = i == 0 ? nullptr : arena.at(m_offsets.diffs[diff]);
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

void Network::forward(const Pass& pass)
{
    for (auto& layer : m_layers)
        layer->forward(pass);
}

void Network::backward(const Pass& pass)
{
    for (std::size_t i = m_layers.size(); i-- > 0;)
        m_layers[i]->backward(pass);
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
