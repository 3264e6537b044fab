// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/layers_blob.h"

#include "core/storage/base128.h"

#include <bit>
#include <cstring>

namespace tunescope {
namespace {

static_assert(std::endian::native == std::endian::little, "the file holds little-endian floats");

/// Bytes that become a report, from the front.
class LayerReader
{
public:
    explicit LayerReader(std::span<const std::byte> bytes) : m_left(bytes) {}

    bool read(float& value)
    {
        if (m_left.size() < sizeof value)
            return false;
        std::memcpy(&value, m_left.data(), sizeof value);
        m_left = m_left.subspan(sizeof value);
        return true;
    }
    bool read(std::uint32_t& count) { return takeCount(m_left, count); }
    bool read(LayerReport& layer)
    {
        for (float* value : {&layer.updateRatio, &layer.gradientNorm, &layer.deadShare, &layer.saturatedShare,
                             &layer.limit}) {
            if (!read(*value))
                return false;
        }
        for (std::uint32_t& count : layer.histogram) {
            if (!read(count))
                return false;
        }
        return true;
    }
    [[nodiscard]] bool isEmpty() const { return m_left.empty(); }

private:
    std::span<const std::byte> m_left;
};

void appendFloat(std::vector<std::byte>& out, float value)
{
    const std::size_t at = out.size();
    out.resize(at + sizeof value);
    std::memcpy(out.data() + at, &value, sizeof value);
}

} // namespace

void packLayers(std::span<const LayerReport> layers, std::vector<std::byte>& out)
{
    out.clear();
    for (const LayerReport& layer : layers) {
        for (const float value :
             {layer.updateRatio, layer.gradientNorm, layer.deadShare, layer.saturatedShare, layer.limit})
            appendFloat(out, value);
        for (const std::uint32_t count : layer.histogram)
            appendCount(out, count);
    }
}

std::string layerNames(std::span<const LayerReport> layers)
{
    std::string names;
    for (const LayerReport& layer : layers)
        names.append(names.empty() ? "" : ",").append(layer.name);
    return names;
}

std::optional<std::vector<LayerReport>> unpackLayers(std::span<const std::byte> packed,
                                                     std::string_view names)
{
    LayerReader reader(packed);
    std::vector<LayerReport> layers;
    while (!names.empty()) {
        const std::string_view name = names.substr(0, names.find(','));
        names.remove_prefix(std::min(name.size() + 1, names.size()));
        LayerReport& layer = layers.emplace_back();
        layer.name = name;
        if (!reader.read(layer))
            return std::nullopt;
    }
    if (!reader.isEmpty())
        return std::nullopt;
    return layers;
}

} // namespace tunescope
