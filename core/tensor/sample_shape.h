// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace tunescope {

/// What one sample is to a network.
enum class SampleForm {
    Vector,   ///< [features]: rows of a table, bags of words, tf-idf.
    Image,    ///< [channels, height, width], channels first.
    Sequence, ///< [steps, features]: windows of a time series, frames of a sound.
    Tokens    ///< [steps] numbers of words or characters, 0 .. vocabulary - 1.
};

/// The form of one sample with its sizes; those that the form does not have stay 1 (vocabulary 0).
struct SampleShape {
    SampleForm form = SampleForm::Vector;
    std::int64_t features = 1; ///< Vector, Sequence.
    std::int64_t steps = 1;    ///< Sequence, Tokens.
    std::int64_t channels = 1; ///< Image.
    std::int64_t height = 1;
    std::int64_t width = 1;
    std::int64_t vocabulary = 0; ///< Tokens.

    /// Numbers that one sample takes: the width F of DataPart::inputs, or of DataPart::tokens.
    [[nodiscard]] std::int64_t size() const { return features * steps * channels * height * width; }

    friend bool operator==(const SampleShape&, const SampleShape&) = default;
};

/// What is asked of a network about one sample.
enum class TargetForm {
    OneClass,   ///< One class a sample.
    OneValue,   ///< One number a sample.
    PixelClass, ///< A class for each of height x width pixels.
    NextToken,  ///< The token after each of the steps.
    Itself      ///< The sample again (autoencoder); OneClass labels, if there are any, only judge the anomaly
                ///< score.
};

} // namespace tunescope
