// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/data/dataset.h"
#include "core/data/prepared_data.h"
#include "core/data/preprocessing.h"

#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace tunescope {

enum class InputKind {
    Number,   ///< (value - offset) / scale
    Switch,   ///< 1 where the column has the category, otherwise 0 (one-hot)
    Position, ///< (place of the category among those seen in training - offset) / scale
};

/// One input of the network and where it comes from.
struct FittedInput {
    std::string name;       ///< "alcohol" or "island=Dream".
    std::size_t column = 0; ///< Index into Dataset::features.
    InputKind kind = InputKind::Number;
    std::int32_t category = 0; ///< Switch: code of the category.
    double fill = 0.0;         ///< Number: put in for a missing value.
    std::int32_t fillCode = 0; ///< Category: put in for a missing value (the commonest of the training part).
    double offset = 0.0;
    double scale = 1.0;
    double clip = std::numeric_limits<double>::infinity(); ///< Largest size that comes out (anomalies).
    std::vector<std::int32_t> places =
        {}; ///< Position: place of each category code, -1 if not seen in training.

    friend bool operator==(const FittedInput&, const FittedInput&) = default;
};

/// What was learned for samples that are no rows of a table.
struct FittedSamples {
    std::vector<double> offsets;      ///< One for a picture, one a feature for a sequence:
    std::vector<double> scales;       ///< (value - offset) / scale.
    std::vector<std::int32_t> places; ///< Terms, words: input or token of each in the store, -1 = not used.
    std::vector<float> weights;       ///< Terms: inverse document frequency of each input; empty = counts.

    friend bool operator==(const FittedSamples&, const FittedSamples&) = default;
};

/// The rows of the training part that a model may learn from: all, or for anomalies the normal ones.
[[nodiscard]] std::vector<std::int64_t> learnableRows(const Dataset& dataset,
                                                      std::span<const std::int64_t> rows);

/// What preprocessing learned from the training part; a plain value that can be applied to any rows.
///
/// Order per column: fill missing values, then scale by statistics of the filled training values (as a
/// pipeline of scikit-learn's SimpleImputer and scaler does). standard: mean and population standard
/// deviation; minmax: to 0..1; robust: median and interquartile range (linear interpolation), 1 where that is
/// 0. Switches are not scaled. A category that training does not have gives zeros. Columns that do not change
/// in the training part are left out. For anomalies only the normal training rows are used, no column is
/// left out, standard divides by the deviation of values clipped to their 1 % and 99 % quantiles, and results
/// are clipped to +-6 so that one wild value does not drown the others.
///
/// Pictures have one offset and scale: standard by all training pixels, minmax by the range pixels can have
/// (robust is standard, because most pixels can be equal). Sequences have one a feature. Bags of words become
/// tf-idf, log(1 + count) * (ln((1 + N) / (1 + df)) + 1), of unit length, over the 3000 terms in most
/// training samples (scaling none: counts). Source: Manning, Raghavan & Schuetze, "Introduction to
/// Information Retrieval", 2008, section 6.4, with the smoothed idf of scikit-learn. Texts become windows of
/// tokens: to continue a text, `sequenceLength` symbols and those that follow each, cut one after the other
/// from the rows of a part; to classify it, its first words, 0 where it ends and 1 for words that training
/// hardly has.
struct Preprocessor {
    PreprocessingConfig config;
    Task task = Task::Classification;
    std::vector<std::string> classNames;
    SampleShape shape; ///< Of what comes out.
    TargetForm target = TargetForm::OneClass;
    std::vector<FittedInput> inputs;
    std::optional<FittedSamples> samples;     ///< Instead of `inputs`, where the samples are no table rows.
    std::vector<std::string> constantColumns; ///< Left out because they never change in the training part.
    double targetOffset = 0.0; ///< Regression: mean and standard deviation of the training part (0 and 1 for
    double targetScale = 1.0;  ///< scaling none).

    /// Errors: FeatureUnknown (with the nearest name), PrepareNoRows, PrepareNoInputs, PrepareForm.
    [[nodiscard]] static Result<Preprocessor>
    fit(const Dataset& dataset, std::span<const std::int64_t> trainRows, const PreprocessingConfig& config);

    /// The rows as network inputs [N, F], with targets. With Missing::Drop rows with a missing value in a
    /// used column are left out, so N can be smaller than rows.size() (DataPart::rows tells which are there).
    [[nodiscard]] DataPart apply(const Dataset& dataset, std::span<const std::int64_t> rows) const;

    friend bool operator==(const Preprocessor&, const Preprocessor&) = default;
};

} // namespace tunescope
