// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace tunescope {

/// Answers of one trained network for the validation rows, at one epoch of run (0, 0).
struct PredictionSet {
    int trial = 0;
    int epoch = 0;
    int classes = 0;                       ///< 0 for regression.
    std::vector<std::int64_t> rows;        ///< Data set rows.
    std::vector<std::int32_t> trueClass;
    std::vector<std::int32_t> predictedClass; ///< For anomalies 1 where the score is above the threshold.
    std::vector<float> probabilities;      ///< [rows, classes]
    std::vector<float> trueValue;          ///< Regression.
    std::vector<float> predictedValue;
    std::vector<float> previousValue; ///< Forecasts: the last known value; the naive forecast.
    double threshold = 0.0;           ///< Anomalies: the score above which a row is called one.

    [[nodiscard]] std::span<const float> probabilitiesOf(std::size_t index) const
    {
        return std::span(probabilities).subspan(index * static_cast<std::size_t>(classes), static_cast<std::size_t>(classes));
    }
};

/// One step of a learning-rate range test.
struct RateTestPoint {
    double learningRate = 0.0;
    double loss = 0.0;     ///< Of the batch.
    double smoothed = 0.0; ///< Fading mean of the losses so far.
};

/// Training loss while the learning rate rises; training/lr_range_test.h says how.
struct RateTest {
    std::vector<RateTestPoint> points;
    double suggested = 0.0;  ///< A tenth of the rate of the lowest loss; not-a-number if it never fell.
    double steepest = 0.0;   ///< Where it fell fastest; not-a-number likewise.
    double divergedAt = 0.0; ///< The first rate at which it exploded; not-a-number if none.
};

/// One row of the data as a person reads it.
struct RowView {
    std::int64_t row = 0;
    std::string target;
    std::vector<std::string> cells; ///< In the order of DatasetFacts' features.
    std::vector<float> pixels;      ///< 0..1, row-major, for image data; otherwise empty.
    std::vector<std::uint8_t> mask; ///< Segmentation: the class of every pixel.
    std::vector<float> values;      ///< Sequences: [steps, features] as they are stored.
};

/// Texts that a trained network writes.
struct TextRequest {
    int count = 10;
    double temperature = 0.8; ///< 0 = always the likeliest symbol.
    std::uint64_t seed = 1;   ///< The same draws at every epoch, so that only the network changes.
};

struct WrittenText {
    enum class Origin { New, Training, Validation }; ///< Validation: a real one that was not shown to it.
    std::vector<std::string> symbols;
    std::vector<float> probabilities; ///< Of each symbol at that temperature.
    Origin origin = Origin::New;
};

struct WrittenTexts {
    int trial = 0;
    int epoch = 0;
    std::vector<WrittenText> texts;
};

} // namespace tunescope
