// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/convolution/image_layout.h"
#include "core/nn/layer.h"

namespace tunescope {

/// Plain images [C, H, W] to blocked ones; the first layer of a network, so without a way back.
class BlockImageLayer final : public Layer
{
public:
    BlockImageLayer(const KernelTable& kernels, const ImageSize& size);

    [[nodiscard]] std::string_view name() const override { return "block_image"; }
    [[nodiscard]] std::int64_t inputs() const override { return m_size.count(); }
    [[nodiscard]] std::int64_t outputs() const override { return blockedCount(m_size); }
    [[nodiscard]] bool mixesColumns() const override { return true; }
    [[nodiscard]] bool slices() const override { return true; }
    void bind(const LayerBuffers& buffers, const ParameterBuffers& parameters, const Arena& arena) override;
    void forward(const Pass& pass) override;
    void backward(const Pass& pass) override;

private:
    ImageSize m_size;
    LayerBuffers m_buffers;
};

/// Blocked images with K channels to rows of K numbers, one row a pixel: [N, H * W, K].
class PixelRowsLayer final : public Layer
{
public:
    PixelRowsLayer(const KernelTable& kernels, const ImageSize& size);

    [[nodiscard]] std::string_view name() const override { return "pixel_rows"; }
    [[nodiscard]] std::int64_t inputs() const override { return blockedCount(m_size); }
    [[nodiscard]] std::int64_t outputs() const override { return m_size.count(); }
    [[nodiscard]] bool mixesColumns() const override { return true; }
    void bind(const LayerBuffers& buffers, const ParameterBuffers& parameters, const Arena& arena) override;
    void forward(const Pass& pass) override;
    void backward(const Pass& pass) override;

private:
    ImageSize m_size;
    LayerBuffers m_buffers;
};

} // namespace tunescope
