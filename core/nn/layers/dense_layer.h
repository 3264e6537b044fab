// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/dense_backend.h"
#include "core/nn/layer.h"

#include <memory>

namespace tunescope {

/// Dense layer: dst = src * weight^T + bias. Parameters: weight [O, I], bias [O].
class DenseLayer final : public Layer
{
public:
    DenseLayer(const KernelTable& kernels, DenseShape shape, InputGradient inputGradient,
               DenseChoice choice = DenseChoice::Auto);

    [[nodiscard]] std::string_view name() const override { return "dense"; }
    [[nodiscard]] std::int64_t inputs() const override { return m_shape.inputs; }
    [[nodiscard]] std::int64_t outputs() const override { return m_shape.outputs; }
    [[nodiscard]] bool mixesColumns() const override { return true; }
    [[nodiscard]] const DenseBackend& backend() const { return *m_backend; }

    void planMemory(MemoryPlan& plan, const RowCounts& rows) override;
    void bind(const LayerBuffers& buffers, const ParameterBuffers& parameters, const Arena& arena) override;
    void pack(std::size_t index, const float* plain, float* stored) const override;
    void unpack(std::size_t index, const float* stored, float* plain) const override;
    void forward(const Pass& pass) override { m_backend->forward(pass); }
    void backward(const Pass& pass) override { m_backend->backward(pass); }

private:
    DenseShape m_shape;
    InputGradient m_inputGradient;
    DenseChoice m_choice;
    std::unique_ptr<DenseBackend> m_backend;
    std::int64_t m_scratch = 0;
};

} // namespace tunescope
