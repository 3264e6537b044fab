// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/convolution/image_layout.h"
#include "core/nn/layer.h"

namespace tunescope {

/// The largest of each 2 x 2 pixels of a blocked image; a last odd row or column is left out.
class MaxPoolLayer final : public Layer
{
public:
    MaxPoolLayer(const KernelTable& kernels, const ImageSize& input);

    [[nodiscard]] std::string_view name() const override { return "pool"; }
    [[nodiscard]] std::int64_t inputs() const override { return blockedCount(m_input); }
    [[nodiscard]] std::int64_t outputs() const override { return blockedCount(output()); }
    [[nodiscard]] bool mixesColumns() const override { return true; }
    [[nodiscard]] bool slices() const override { return true; }
    [[nodiscard]] ImageSize output() const
    {
        return {m_input.channels, m_input.height / 2, m_input.width / 2};
    }
    void planMemory(MemoryPlan& plan, const RowCounts& rows) override;
    void bind(const LayerBuffers& buffers, const ParameterBuffers& parameters, const Arena& arena) override;
    void forward(const Pass& pass) override;
    void backward(const Pass& pass) override;

private:
    [[nodiscard]] PoolArgs argsOf(const Pass& pass) const;

    ImageSize m_input;
    LayerBuffers m_buffers;
    std::int64_t m_placeOffset = 0;
    std::uint8_t* m_place = nullptr; ///< Of each output, which of the four pixels it came from.
};

} // namespace tunescope
