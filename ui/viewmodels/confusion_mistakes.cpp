// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewmodels/confusion_mistakes.h"

#include <algorithm>

namespace tunescope::ui {

std::vector<MistakePair> commonMistakes(const ConfusionMatrix& matrix, std::size_t most)
{
    std::vector<MistakePair> pairs;
    for (int t = 0; t < matrix.classes(); ++t) {
        for (int p = 0; p < matrix.classes(); ++p) {
            if (t != p && matrix.at(t, p) > 0)
                pairs.push_back({t, p, matrix.at(t, p)});
        }
    }
    std::stable_sort(pairs.begin(), pairs.end(),
                     [](const MistakePair& a, const MistakePair& b) { return a.count > b.count; });
    pairs.resize(std::min(pairs.size(), most));
    return pairs;
}

std::vector<std::size_t> samplesOfCell(const PredictionSet& predictions, int trueClass, int predictedClass)
{
    std::vector<std::size_t> samples;
    for (std::size_t i = 0; i < predictions.trueClass.size(); ++i) {
        if (predictions.trueClass[i] == trueClass && predictions.predictedClass[i] == predictedClass)
            samples.push_back(i);
    }
    const auto confidence = [&](std::size_t i) {
        if (predictions.classes == 0) // anomalies: the score
            return predictions.predictedValue[i];
        return predictions.probabilitiesOf(i)[static_cast<std::size_t>(predictedClass)];
    };
    std::stable_sort(samples.begin(), samples.end(),
                     [&](std::size_t a, std::size_t b) { return confidence(a) > confidence(b); });
    return samples;
}

std::array<ClassProbability, 3> topThree(const PredictionSet& predictions, std::size_t sample)
{
    std::array<ClassProbability, 3> top;
    const std::span<const float> probabilities = predictions.probabilitiesOf(sample);
    for (std::size_t c = 0; c < probabilities.size(); ++c) {
        ClassProbability entry{static_cast<int>(c), probabilities[c]};
        for (ClassProbability& place : top) {
            if (place.classIndex < 0 || entry.probability > place.probability)
                std::swap(place, entry);
            if (entry.classIndex < 0)
                break;
        }
    }
    return top;
}

std::vector<float> averageImage(std::span<const RowView> rows)
{
    std::vector<float> sum;
    float count = 0.0F;
    for (const RowView& row : rows) {
        if (row.pixels.empty() || (!sum.empty() && row.pixels.size() != sum.size()))
            continue;
        sum.resize(row.pixels.size());
        std::transform(sum.begin(), sum.end(), row.pixels.begin(), sum.begin(), std::plus<>());
        count += 1.0F;
    }
    for (float& value : sum)
        value /= count;
    return sum;
}

} // namespace tunescope::ui
