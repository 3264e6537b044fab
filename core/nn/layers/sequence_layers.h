// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/layer.h"

namespace tunescope {

/// The last of T steps: [T, N, C] to [N, C].
class LastStepLayer final : public Layer
{
public:
    LastStepLayer(const KernelTable& kernels, std::int64_t steps, std::int64_t width);

    [[nodiscard]] std::string_view name() const override { return "last_step"; }
    [[nodiscard]] std::int64_t inputs() const override { return m_steps * m_width; }
    [[nodiscard]] std::int64_t outputs() const override { return m_width; }
    [[nodiscard]] bool mixesColumns() const override { return true; }
    void bind(const LayerBuffers& buffers, const ParameterBuffers& parameters, const Arena& arena) override;
    void forward(const Pass& pass) override;
    void backward(const Pass& pass) override;

private:
    std::int64_t m_steps;
    std::int64_t m_width;
    LayerBuffers m_buffers;
};

/// The mean of the vectors of T tokens: tokens [T, N] to [N, E]. Parameter: embedding [V, E].
class EmbeddingMeanLayer final : public Layer
{
public:
    EmbeddingMeanLayer(const KernelTable& kernels, std::int64_t steps, std::int64_t vocabulary,
                       std::int64_t width);

    [[nodiscard]] std::string_view name() const override { return "embedding_mean"; }
    [[nodiscard]] std::int64_t inputs() const override { return 0; }
    [[nodiscard]] std::int64_t outputs() const override { return m_width; }
    [[nodiscard]] bool mixesColumns() const override { return true; }
    void bind(const LayerBuffers& buffers, const ParameterBuffers& parameters, const Arena& arena) override;
    void forward(const Pass& pass) override;
    void backward(const Pass& pass) override;

private:
    std::int64_t m_steps;
    std::int64_t m_vocabulary;
    std::int64_t m_width;
    LayerBuffers m_buffers;
    const float* m_table = nullptr; ///< [V, E]
    float* m_tableDiff = nullptr;
};

} // namespace tunescope
