// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/training/layer_report.h"

#include "core/nn/layers/activation_layer.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace tunescope {
namespace {

constexpr std::int64_t kMostRows = 128; ///< Enough to call a unit dead; the report is made in every epoch.
constexpr float kNan = std::numeric_limits<float>::quiet_NaN();

std::string layerName(const Network& network, std::size_t layer)
{
    return std::string(network.layers()[layer]->name()) + "_" + std::to_string(layer + 1);
}

double norm(const float* values, std::int64_t count)
{
    return std::sqrt(bestKernels().squareSum(values, count));
}

double changeNorm(const float* now, const float* before, std::int64_t count)
{
    constexpr std::int64_t kChunk = 1024;
    std::array<float, kChunk> change{};
    double sum = 0.0;
    for (std::int64_t start = 0; start < count; start += kChunk) {
        const std::int64_t size = std::min(kChunk, count - start);
        for (std::int64_t i = 0; i < size; ++i)
            change[static_cast<std::size_t>(i)] = now[start + i] - before[start + i];
        sum += bestKernels().squareSum(change.data(), size);
    }
    return std::sqrt(sum);
}

/// Largest absolute value; `count` is a multiple of 16. Sixteen maxima at a time can be taken in vectors.
float largestOf(const float* values, std::int64_t count)
{
    constexpr std::size_t kLanes = 16;
    std::array<float, kLanes> lanes{};
    for (std::int64_t start = 0; start < count; start += kLanes) {
        for (std::size_t lane = 0; lane < kLanes; ++lane)
            lanes[lane] = std::max(lanes[lane], std::abs(values[start + static_cast<std::int64_t>(lane)]));
    }
    return *std::max_element(lanes.begin(), lanes.end());
}

/// Counts in four tables by turns: neighbours often fall into one bin and would wait for each other.
void countBins(LayerReport& report, const float* values, std::int64_t count, float scale)
{
    constexpr auto kHalf = static_cast<float>(LayerReport::kBins) / 2.0F;
    constexpr std::int64_t kChunk = 256;
    constexpr std::size_t kTables = 4;
    std::array<std::int32_t, kChunk> bins{};
    std::array<std::array<std::uint32_t, LayerReport::kBins + 1>, kTables> tables{};
    for (std::int64_t start = 0; start < count; start += kChunk) {
        const auto size = static_cast<std::size_t>(std::min(kChunk, count - start));
        for (std::size_t i = 0; i < size; ++i) // 0 .. kBins by the choice of scale
            bins[i] = static_cast<std::int32_t>(values[start + static_cast<std::int64_t>(i)] * scale + kHalf);
        for (std::size_t i = 0; i < size; ++i)
            ++tables[i % kTables][static_cast<std::size_t>(bins[i])];
    }
    for (const auto& table : tables) {
        for (std::size_t bin = 0; bin < table.size(); ++bin)
            report.histogram[std::min<std::size_t>(bin, LayerReport::kBins - 1)] += table[bin];
    }
}

/// Zeros that fill up the stored layout are not counted.
void fillHistogram(LayerReport& report, const float* values, const Parameter& parameter)
{
    const float largest = largestOf(values, paddedCount(parameter.stored));
    const double size =
        norm(values, paddedCount(parameter.stored)); // shows what a maximum hides: not-a-number
    constexpr float kSmallest = 1e-30F;              // what bins can be scaled by
    if (!(largest > kSmallest) || !std::isfinite(size))
        return;
    report.limit = largest;
    countBins(report, values, parameter.stored, static_cast<float>(LayerReport::kBins) / 2.0F / largest);
    auto& zeros = report.histogram[LayerReport::kBins / 2];
    zeros -= std::min(zeros, static_cast<std::uint32_t>(parameter.stored - parameter.count()));
}

/// The activation between this layer and the next one with weights.
const ActivationLayer* activationAfter(const Network& network, std::size_t layer)
{
    for (std::size_t i = layer + 1; i < network.layers().size(); ++i) {
        if (const auto* activation = dynamic_cast<const ActivationLayer*>(network.layers()[i].get()))
            return activation;
        for (const Parameter& parameter : network.layers()[i]->parameters()) {
            if (isDecayed(parameter.role))
                return nullptr;
        }
    }
    return nullptr;
}

} // namespace

std::vector<LayerReport> reportLayers(const Network& network, const float* before, std::int64_t evaluatedRows)
{
    std::vector<LayerReport> reports;
    std::size_t last = network.layers().size();
    for (const NetworkParameter& entry : network.parameters()) {
        const Parameter& parameter = entry.parameter;
        if (!isDecayed(parameter.role) || entry.layer == last)
            continue; // the first matrix of a layer stands for it
        last = entry.layer;
        LayerReport report;
        report.name = layerName(network, entry.layer);
        const float* values = network.buffers().values + parameter.offset;
        report.gradientNorm = static_cast<float>(
            norm(network.buffers().gradients + parameter.offset, paddedCount(parameter.stored)));
        const double size = norm(values, paddedCount(parameter.stored));
        report.updateRatio =
            size > 0.0
                ? static_cast<float>(changeNorm(values, before + parameter.offset, parameter.stored) / size)
                : kNan;
        const ActivationLayer* activation = activationAfter(network, entry.layer);
        const UnitHealth health =
            activation ? activation->health(std::min(evaluatedRows, kMostRows)) : UnitHealth{kNan, kNan};
        report.deadShare = static_cast<float>(health.dead);
        report.saturatedShare = static_cast<float>(health.saturated);
        fillHistogram(report, values, parameter);
        reports.push_back(std::move(report));
    }
    return reports;
}

std::string firstNonFiniteLayer(const Network& network, std::int64_t rows)
{
    for (std::size_t i = 0; i < network.layers().size(); ++i) {
        const float* output = network.outputOf(i);
        const std::int64_t count = rows * network.layers()[i]->outputs();
        if (std::any_of(output, output + count, [](float value) { return !std::isfinite(value); }))
            return layerName(network, i);
    }
    return "loss";
}

} // namespace tunescope
