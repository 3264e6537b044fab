// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/rng.h"
#include "core/nn/layer.h"

#include <algorithm>
#include <memory>
#include <vector>

namespace tunescope {

/// Uniform in [-1, 1], but never closer to 0 than 0.05: no kink of an activation lies within a difference
/// step.
inline std::vector<float> randomValues(std::int64_t count, std::uint64_t key)
{
    Rng rng(Purpose::Generator, 99, {key});
    std::vector<float> values(static_cast<std::size_t>(count));
    for (float& value : values) {
        const double u = 2.0 * rng.uniform() - 1.0;
        value = static_cast<float>(u < 0.0 ? u * 0.95 - 0.05 : u * 0.95 + 0.05);
    }
    return values;
}

/// Numbers that differ by at least 0.05 from all neighbours: no maximum changes within a difference step.
inline std::vector<float> spacedValues(std::int64_t count)
{
    std::vector<float> values(static_cast<std::size_t>(count));
    for (std::size_t i = 0; i < values.size(); ++i)
        values[i] = 0.05F * static_cast<float>(i * 31 % 97);
    return values;
}

/// One layer alone, with its own buffers.
class LayerBench
{
public:
    LayerBench(std::unique_ptr<Layer> owned, std::int64_t rows)
        : layer(std::move(owned))
        , pass{.kind = PassKind::Train, .rows = rows, .step = 3, .seed = 7}
        , src(static_cast<std::size_t>(rows * layer->inputs()))
        , dst(static_cast<std::size_t>(rows * layer->outputs()))
        , diffDst(dst.size())
        , diffSrc(src.size())
        , tokens(static_cast<std::size_t>(rows) * 16)
    {
        for (std::size_t i = 0; i < tokens.size(); ++i)
            tokens[i] = static_cast<std::int32_t>((i * 5 + i / 7) % 9);
        MemoryPlan plan;
        layer->planMemory(plan, {.train = rows, .last = 0, .evaluate = rows});
        for (Parameter& parameter : layer->parameters()) {
            std::int64_t& total = isTrained(parameter.role) ? m_trained : m_statistics;
            parameter.offset = total;
            total += paddedCount(parameter.stored);
        }
        values.assign(static_cast<std::size_t>(m_trained) + 1, 0.0F);
        gradients = values;
        statistics.assign(static_cast<std::size_t>(m_statistics) + 1, 1.0F);
        arena = std::make_unique<Arena>(plan.total());
        // Dense layers write the input's gradient elsewhere; all others work in place.
        float* back = layer->mixesColumns() ? diffSrc.data() : diffDst.data();
        layer->bind({src.data(), dst.data(), diffDst.data(), back, tokens.data()},
                    {values.data(), gradients.data(), statistics.data()}, *arena);
    }

    /// Copies: the layer is bound to where the numbers lie.
    void setSource(const std::vector<float>& numbers)
    {
        std::copy(numbers.begin(), numbers.end(), src.begin());
    }
    void setParameter(std::size_t index, const std::vector<float>& plain)
    {
        layer->pack(index, plain.data(), values.data() + layer->parameters()[index].offset);
    }
    std::vector<float> gradient(std::size_t index) const
    {
        const Parameter& parameter = layer->parameters()[index];
        std::vector<float> plain(static_cast<std::size_t>(parameter.count()));
        layer->unpack(index, gradients.data() + parameter.offset, plain.data());
        return plain;
    }
    const std::vector<float>& inputGradient() const { return layer->mixesColumns() ? diffSrc : diffDst; }

    std::unique_ptr<Layer> layer;
    Pass pass;
    std::vector<float> src;
    std::vector<float> dst;
    std::vector<float> diffDst;
    std::vector<float> diffSrc;
    std::vector<std::int32_t> tokens; ///< Of text layers: nine different ones.
    std::vector<float> values;
    std::vector<float> gradients;
    std::vector<float> statistics;
    std::unique_ptr<Arena> arena;

private:
    std::int64_t m_trained = 0;
    std::int64_t m_statistics = 0;
};

} // namespace tunescope
