// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/convolution/image_layout.h"
#include "core/nn/dense_backend.h"
#include "core/nn/layer.h"

#include <memory>
#include <optional>

namespace tunescope {

/// What a dense layer's rows are, where they are not plain vectors, one a sample.
struct DenseRows {
    std::int64_t perSample = 1;                    ///< The same weights for each of T steps: [T, N, I].
    std::optional<ImageSize> image = std::nullopt; ///< Rows are blocked images; weights stay [O, C * H * W].
};

/// Dense layer: dst = src * weight^T + bias. Parameters: weight [O, I], bias [O].
class DenseLayer final : public Layer
{
public:
    DenseLayer(const KernelTable& kernels, DenseShape shape, InputGradient inputGradient,
               DenseChoice choice = DenseChoice::Auto, const DenseRows& rows = {});

    [[nodiscard]] std::string_view name() const override { return "dense"; }
    [[nodiscard]] std::int64_t inputs() const override { return m_shape.inputs * m_rows.perSample; }
    [[nodiscard]] std::int64_t outputs() const override { return m_shape.outputs * m_rows.perSample; }
    [[nodiscard]] bool mixesColumns() const override { return true; }
    [[nodiscard]] const DenseBackend& backend() const { return *m_backend; }

    void planMemory(MemoryPlan& plan, const RowCounts& rows) override;
    void bind(const LayerBuffers& buffers, const ParameterBuffers& parameters, const Arena& arena) override;
    void pack(std::size_t index, const float* plain, float* stored) const override;
    void unpack(std::size_t index, const float* stored, float* plain) const override;
    [[nodiscard]] bool completesWeights() const override { return m_backend->completesWeights(); }
    void forward(const Pass& pass) override { m_backend->forward(rowsOf(pass)); }
    void backward(const Pass& pass) override { m_backend->backward(rowsOf(pass)); }

private:
    [[nodiscard]] Pass rowsOf(Pass pass) const
    {
        pass.rows *= m_rows.perSample;
        return pass;
    }

    DenseShape m_shape; ///< Of the products: a blocked image with its filling channels.
    DenseRows m_rows;
    InputGradient m_inputGradient;
    DenseChoice m_choice;
    std::unique_ptr<DenseBackend> m_backend;
    std::int64_t m_scratch = 0;
};

} // namespace tunescope
