// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/lessons/lesson_result.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace tunescope {

/// What is read and asked before a counter-experiment; one file of resources/lessons/myths.
struct MythText {
    std::string id;
    int number = 0;       ///< Its place in the list.
    std::string title;
    std::string claim;    ///< The myth in one sentence.
    std::string read;     ///< At most 60 words, as all texts.
    PredictionForm prediction;
    std::vector<LessonCard> verdicts; ///< The first that fits the claims.
    std::vector<LessonCard> cards;
    std::string source;   ///< Of the data.
};

struct MythRequest {
    std::uint64_t seed = 1; ///< "Race again" takes another one.
    int workers = 1;
    enum class Size { Full, Small } size = Size::Full; ///< Small: a few trials, for tests.
    /// Called on the calling thread: how much of the work is done, 0..1.
    std::function<void(double share)> progress = {};
    std::stop_token stop = {};
};

/// A line with its middle half: the best score so far by trial, a champion over time, ...
struct MythCurve {
    std::string id;
    std::string label;
    std::vector<double> x;
    std::vector<double> middle; ///< Median.
    std::vector<double> low;    ///< 25 %; empty without a band.
    std::vector<double> high;   ///< 75 %.
};

/// Numbers in rows and columns: a transfer matrix.
struct MythMatrix {
    std::string rowTitle;
    std::string columnTitle;
    std::vector<std::string> rows;
    std::vector<std::string> columns;
    std::vector<std::vector<double>> cells; ///< [rows][columns]
    std::string unit;
};

/// One configuration on a plane of two settings, as positions 0..1 along the axes.
struct MythPoint {
    double x = 0.0;
    double y = 0.0;
    double score = 0.0;
};

struct MythPointSet {
    std::string id;
    std::string label;
    std::vector<MythPoint> points;
    int distinctX = 0; ///< Different values of each setting.
    int distinctY = 0;
};

/// The score over two settings, measured on a grid.
struct MythPlane {
    std::string xParam;
    std::string yParam;
    std::vector<std::string> xLabels; ///< Of the grid's columns.
    std::vector<std::string> yLabels;
    std::vector<std::vector<double>> cells; ///< [y][x]
    std::vector<double> xMarginal;          ///< Mean over y, by column.
    std::vector<double> yMarginal;
    std::vector<MythPointSet> sets;         ///< Grid and random draws.
};

/// A number that sentences speak of, with its 95 % interval where it has one (otherwise low = high = value).
struct MythNumber {
    std::string id;
    std::string label;
    double value = 0.0;
    double low = 0.0;
    double high = 0.0;
    std::string unit;
};

/// What a counter-experiment came to; the same request gives the same result, whatever the number of workers.
struct MythResult {
    std::string id;
    std::string xTitle; ///< Of the curves.
    std::string yTitle;
    std::vector<MythCurve> curves;
    std::optional<MythMatrix> matrix = std::nullopt;
    std::optional<MythPlane> plane = std::nullopt;
    std::vector<MythNumber> numbers;
    std::vector<ClaimResult> claims;       ///< `sentence` is empty here; `evidence` has the numbers.
    std::optional<LessonCard> verdict = std::nullopt;
    std::vector<LessonCard> cards;
    std::string rightChoice;               ///< The prediction's option that holds.
    int trainings = 0;                     ///< Networks that were trained.
};

} // namespace tunescope
