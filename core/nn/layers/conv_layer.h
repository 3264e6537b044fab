// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/convolution/conv_backend.h"
#include "core/nn/layer.h"

#include <memory>

namespace tunescope {

/// Two-dimensional convolution, stride 1, same size. Parameters: weight [O, I * k * k], bias [O]. Rows in are
/// plain or blocked images, rows out blocked ones (image_layout.h).
class ConvLayer final : public Layer
{
public:
    ConvLayer(const KernelTable& kernels, const ConvShape& shape, ConvSource source,
              InputGradient inputGradient);

    [[nodiscard]] std::string_view name() const override { return "conv"; }
    [[nodiscard]] const ConvShape& shape() const { return m_shape; }
    [[nodiscard]] std::int64_t inputs() const override;
    [[nodiscard]] std::int64_t outputs() const override { return blockedCount(m_shape.output()); }
    [[nodiscard]] bool mixesColumns() const override { return true; }
    [[nodiscard]] bool slices() const override { return slicesImages(m_kernels, m_source); }

    void planMemory(MemoryPlan& plan, const RowCounts& rows) override;
    void bind(const LayerBuffers& buffers, const ParameterBuffers& parameters, const Arena& arena) override;
    void pack(std::size_t index, const float* plain, float* stored) const override;
    void unpack(std::size_t index, const float* stored, float* plain) const override;
    void forward(const Pass& pass) override { m_backend->forward(pass); }
    void backward(const Pass& pass) override { m_backend->backward(pass); }

private:
    ConvShape m_shape;
    ConvSource m_source;
    InputGradient m_inputGradient;
    std::unique_ptr<DenseBackend> m_backend;
    std::int64_t m_scratch = 0;
};

} // namespace tunescope
