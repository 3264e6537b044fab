// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/readers/log_mel.h"

#include <algorithm>
#include <cmath>
#include <complex>
#include <numbers>

namespace tunescope {
namespace {

using Complex = std::complex<double>;

constexpr double kHighest = 8000.0; ///< Hz.
constexpr double kFloor = 1e-6;

std::size_t powerOfTwo(std::size_t least)
{
    std::size_t size = 1;
    while (size < least)
        size *= 2;
    return size;
}

/// In place, size a power of two (Cooley & Tukey 1965, iterative).
void fourier(std::vector<Complex>& values)
{
    const std::size_t size = values.size();
    for (std::size_t i = 1, j = 0; i < size; ++i) {
        std::size_t bit = size / 2;
        for (; (j & bit) != 0; bit /= 2)
            j ^= bit;
        j ^= bit;
        if (i < j)
            std::swap(values[i], values[j]);
    }
    for (std::size_t length = 2; length <= size; length *= 2) {
        const Complex turn = std::polar(1.0, -2.0 * std::numbers::pi / static_cast<double>(length));
        for (std::size_t start = 0; start < size; start += length) {
            Complex factor = 1.0;
            for (std::size_t k = start; k < start + length / 2; ++k) {
                const Complex odd = values[k + length / 2] * factor;
                values[k + length / 2] = values[k] - odd;
                values[k] += odd;
                factor *= turn;
            }
        }
    }
}

double melOf(double hertz)
{
    return 2595.0 * std::log10(1.0 + hertz / 700.0);
}

double hertzOf(double mel)
{
    return 700.0 * (std::pow(10.0, mel / 2595.0) - 1.0);
}

/// Weights of the frequencies in every band, [bands][size / 2 + 1].
std::vector<std::vector<double>> bandWeights(const LogMelOptions& options, std::size_t size)
{
    const double highest = melOf(std::min(kHighest, options.rate / 2.0));
    std::vector<double> edges;
    for (int i = 0; i <= options.bands + 1; ++i)
        edges.push_back(hertzOf(highest * i / (options.bands + 1)) * static_cast<double>(size) /
                        options.rate);
    std::vector<std::vector<double>> weights;
    for (std::size_t band = 0; band + 2 < edges.size(); ++band) {
        std::vector<double> row(size / 2 + 1, 0.0);
        for (std::size_t bin = 0; bin < row.size(); ++bin) {
            const auto at = static_cast<double>(bin);
            const double up = (at - edges[band]) / (edges[band + 1] - edges[band]);
            const double down = (edges[band + 2] - at) / (edges[band + 2] - edges[band + 1]);
            row[bin] = std::max(0.0, std::min(up, down));
        }
        // A band narrower than the spacing of frequencies takes the nearest one.
        if (std::all_of(row.begin(), row.end(), [](double weight) { return weight == 0.0; }))
            row[std::min(row.size() - 1, static_cast<std::size_t>(std::lround(edges[band + 1])))] = 1.0;
        weights.push_back(std::move(row));
    }
    return weights;
}

/// The rows [frames][bands] brought to `steps` rows.
std::vector<float> resampled(const std::vector<std::vector<double>>& frames, const LogMelOptions& options)
{
    std::vector<float> result;
    const auto count = static_cast<double>(frames.size());
    for (int step = 0; step < options.steps; ++step) {
        const auto first = static_cast<std::size_t>(count * step / options.steps);
        const auto last = std::max(first + 1, static_cast<std::size_t>(count * (step + 1) / options.steps));
        for (std::size_t band = 0; band < frames.front().size(); ++band) {
            double sum = 0.0;
            for (std::size_t frame = first; frame < last; ++frame)
                sum += frames[frame][band];
            result.push_back(static_cast<float>(sum / static_cast<double>(last - first)));
        }
    }
    return result;
}

} // namespace

std::size_t frameLength(const LogMelOptions& options)
{
    return std::max<std::size_t>(2, static_cast<std::size_t>(options.frameSeconds * options.rate));
}

std::vector<float> logMel(std::span<const float> sound, const LogMelOptions& options)
{
    const std::size_t length = frameLength(options);
    const std::size_t size = powerOfTwo(length);
    const auto hop = std::max<std::size_t>(1, static_cast<std::size_t>(options.hopSeconds * options.rate));
    const std::vector<std::vector<double>> weights = bandWeights(options, size);
    std::vector<double> hann;
    for (std::size_t i = 0; i < length; ++i)
        hann.push_back(0.5 - 0.5 * std::cos(2.0 * std::numbers::pi * static_cast<double>(i) /
                                            static_cast<double>(length)));
    std::vector<std::vector<double>> frames;
    std::vector<Complex> values(size);
    for (std::size_t start = 0; start + length <= sound.size(); start += hop) {
        std::fill(values.begin(), values.end(), Complex());
        for (std::size_t i = 0; i < length; ++i)
            values[i] = hann[i] * static_cast<double>(sound[start + i]);
        fourier(values);
        std::vector<double> bands;
        for (const std::vector<double>& row : weights) {
            double energy = kFloor;
            for (std::size_t bin = 0; bin < row.size(); ++bin)
                energy += row[bin] == 0.0 ? 0.0 : row[bin] * std::norm(values[bin]);
            bands.push_back(std::log(energy));
        }
        frames.push_back(std::move(bands));
    }
    return resampled(frames, options);
}

} // namespace tunescope
