// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewmodels/mask_samples.h"

#include <algorithm>
#include <numeric>
#include <random>

namespace tunescope::ui {
namespace {

void measureOverlap(MaskSample& sample, int classes)
{
    std::vector<std::int64_t> shared(static_cast<std::size_t>(classes), 0);
    std::vector<std::int64_t> either(static_cast<std::size_t>(classes), 0);
    for (std::size_t i = 0; i < sample.truth.size(); ++i) {
        const auto truth = static_cast<std::size_t>(sample.truth[i]);
        const auto predicted = static_cast<std::size_t>(sample.predicted[i]);
        ++either[truth];
        if (truth == predicted)
            ++shared[truth];
        else
            ++either[predicted];
    }
    for (std::size_t k = 0; k < shared.size(); ++k) {
        sample.overlap.push_back(
            either[k] > 0 ? std::optional(static_cast<double>(shared[k]) / static_cast<double>(either[k]))
                          : std::nullopt);
    }
}

} // namespace

double MaskSample::score() const
{
    double sum = 0.0;
    int count = 0;
    for (std::size_t k = 1; k < overlap.size(); ++k) {
        if (overlap[k]) {
            sum += *overlap[k];
            ++count;
        }
    }
    return count > 0 ? sum / count : overlap.empty() ? 0.0 : overlap.front().value_or(0.0);
}

std::vector<MaskSample> maskSamples(const PredictionSet& predictions)
{
    std::vector<MaskSample> samples;
    const std::size_t pixels = std::min(predictions.predictedClass.size(), predictions.trueClass.size());
    for (std::size_t i = 0; i < std::min(pixels, predictions.rows.size()); ++i) {
        if (samples.empty() || samples.back().row != predictions.rows[i])
            samples.push_back({.row = predictions.rows[i], .truth = {}, .predicted = {}, .overlap = {}});
        samples.back().truth.push_back(predictions.trueClass[i]);
        samples.back().predicted.push_back(predictions.predictedClass[i]);
    }
    for (MaskSample& sample : samples)
        measureOverlap(sample, predictions.classes);
    return samples;
}

std::vector<std::size_t> orderedMasks(const std::vector<MaskSample>& samples, MaskOrder order,
                                      std::size_t most)
{
    std::vector<std::size_t> all(samples.size());
    std::iota(all.begin(), all.end(), std::size_t{0});
    const std::size_t count = std::min(most, all.size());
    switch (order) {
    case MaskOrder::ByRow:
        std::sort(all.begin(), all.end(),
                  [&](std::size_t a, std::size_t b) { return samples[a].row < samples[b].row; });
        break;
    case MaskOrder::Random: {
        std::minstd_rand random(1);
        for (std::size_t i = all.size(); i > 1; --i)
            std::swap(all[i - 1], all[random() % i]);
        break;
    }
    case MaskOrder::WorstThenSpread: {
        std::stable_sort(all.begin(), all.end(), [&](std::size_t a, std::size_t b) {
            return samples[a].score() < samples[b].score();
        });
        const std::size_t worst = (count + 1) / 2;
        const std::size_t spread = count - worst;
        std::vector<std::size_t> chosen(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(worst));
        for (std::size_t i = 1; i <= spread; ++i)
            chosen.push_back(all[worst - 1 + (all.size() - worst) * i / spread]);
        return chosen;
    }
    }
    all.resize(count);
    return all;
}

} // namespace tunescope::ui
