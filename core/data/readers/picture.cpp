// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/readers/picture.h"

#include <algorithm>
#include <cmath>

namespace tunescope {
namespace {

/// Which old pixels a new one covers along one axis, and how much of each.
struct Cover {
    int first = 0;
    std::vector<float> weights; ///< Sum 1.
};

std::vector<Cover> coversOf(int from, int to)
{
    std::vector<Cover> covers;
    const double step = static_cast<double>(from) / to;
    for (int i = 0; i < to; ++i) {
        const double low = i * step;
        const double high = std::min((i + 1) * step, static_cast<double>(from));
        Cover cover{.first = std::min(static_cast<int>(low), from - 1)};
        for (int old = cover.first; old < from && old < high; ++old) {
            const double part = std::min(high, old + 1.0) - std::max(low, static_cast<double>(old));
            cover.weights.push_back(static_cast<float>(std::max(part, 0.0) / (high - low)));
        }
        covers.push_back(std::move(cover));
    }
    return covers;
}

} // namespace

bool Picture::isGrey() const
{
    if (channels == 1)
        return true;
    const auto plane = static_cast<std::ptrdiff_t>(width) * height;
    return std::equal(values.begin(), values.begin() + plane, values.begin() + plane) &&
           std::equal(values.begin(), values.begin() + plane, values.begin() + 2 * plane);
}

Picture resized(const Picture& picture, int width, int height)
{
    if (picture.width == width && picture.height == height)
        return picture;
    const std::vector<Cover> columns = coversOf(picture.width, width);
    const std::vector<Cover> rows = coversOf(picture.height, height);
    Picture result{width, height, picture.channels, {}};
    result.values.reserve(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) *
                          static_cast<std::size_t>(picture.channels));
    for (int channel = 0; channel < picture.channels; ++channel) {
        const auto* plane =
            picture.values.data() + static_cast<std::ptrdiff_t>(channel) * picture.width * picture.height;
        for (const Cover& row : rows) {
            for (const Cover& column : columns) {
                float sum = 0.0F;
                for (std::size_t y = 0; y < row.weights.size(); ++y) {
                    const auto* line =
                        plane + (row.first + static_cast<std::ptrdiff_t>(y)) * picture.width + column.first;
                    for (std::size_t x = 0; x < column.weights.size(); ++x)
                        sum += row.weights[y] * column.weights[x] * static_cast<float>(line[x]);
                }
                result.values.push_back(static_cast<std::uint8_t>(std::clamp(std::lround(sum), 0L, 255L)));
            }
        }
    }
    return result;
}

bool isPictureName(const std::filesystem::path& path)
{
    std::string end = path.extension().string();
    for (char& c : end)
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return end == ".png" || end == ".jpg" || end == ".jpeg";
}

} // namespace tunescope
