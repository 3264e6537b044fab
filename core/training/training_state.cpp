// SPDX-License-Identifier: GPL-3.0-or-later
// What a training engine keeps, reports and gives to checkpoints.
#include "core/training/training_engine.h"

#include <algorithm>

namespace tunescope {

void TrainingEngine::keepBefore()
{
    std::copy_n(m_network->buffers().values, m_network->trainedCount(), m_at.before);
}

std::vector<LayerReport> TrainingEngine::layerReports() const
{
    return reportLayers(*m_network, m_at.before, m_evaluationRows);
}

std::string TrainingEngine::firstBadLayer(std::int64_t rows) const
{
    return firstNonFiniteLayer(*m_network, rows);
}

void TrainingEngine::keepBest()
{
    std::copy_n(m_network->buffers().values, m_network->trainedCount(), m_at.best);
    std::copy_n(m_network->buffers().statistics, m_network->statisticsCount(), m_at.bestStatistics);
}

void TrainingEngine::restoreBest()
{
    std::copy_n(m_at.best, m_network->trainedCount(), m_network->buffers().values);
    std::copy_n(m_at.bestStatistics, m_network->statisticsCount(), m_network->buffers().statistics);
}

std::vector<float*> TrainingEngine::trainedBuffers() const
{
    return {m_network->buffers().values, m_at.first, m_at.second, m_at.best};
}

std::size_t TrainingEngine::plainStateSize() const
{
    return static_cast<std::size_t>(4 * m_network->weightCount() + 2 * m_network->statisticsCount());
}

void TrainingEngine::eachState(const std::function<void(std::span<const float>)>& take) const
{
    std::vector<float> plain(static_cast<std::size_t>(m_network->weightCount()));
    for (const float* buffer : trainedBuffers()) {
        m_network->unpackTrained(buffer, plain);
        take(plain);
    }
    for (const float* buffer : {m_network->buffers().statistics, m_at.bestStatistics})
        take(std::span(buffer, static_cast<std::size_t>(m_network->statisticsCount())));
}

std::vector<float> TrainingEngine::plainState() const
{
    std::vector<float> state;
    state.reserve(plainStateSize());
    eachState([&](std::span<const float> piece) { state.insert(state.end(), piece.begin(), piece.end()); });
    return state;
}

void TrainingEngine::setPlainState(std::span<const float> state)
{
    const auto weights = static_cast<std::size_t>(m_network->weightCount());
    const auto statistics = static_cast<std::size_t>(m_network->statisticsCount());
    for (float* buffer : trainedBuffers()) {
        m_network->packTrained(state.first(weights), buffer);
        state = state.subspan(weights);
    }
    for (float* buffer : {m_network->buffers().statistics, m_at.bestStatistics}) {
        std::copy_n(state.data(), statistics, buffer);
        state = state.subspan(statistics);
    }
}

} // namespace tunescope
