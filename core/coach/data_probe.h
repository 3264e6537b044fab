// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/study/study_config.h"
#include "core/study/study_service.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace tunescope {

/// Rows as numbers, for looking at data without a network. Test rows are never among them.
struct ProbeTable {
    Task task = Task::Classification;
    int classes = 0;                      ///< 0 for regression.
    std::vector<std::string> columns;     ///< Names; empty where inputs have none (pixels, sequences).
    std::vector<bool> categorical;        ///< By column; compared as equal or not. Empty where columns are.
    std::vector<std::vector<float>> rows; ///< [N][F]; missing cells are not-a-number.
    std::vector<double> targets;          ///< [N]: class index or number.
};

/// A column that gives the answer away.
struct LeakColumn {
    std::string column;
    double agreement =
        0.0;             ///< Share of rows whose class it gives alone, or correlation with the target, 0..1.
    double others = 0.0; ///< The same for the best other column.
    std::int64_t rows = 0;
    bool exact = false; ///< It is the target under another name: one value for every class and back.
};

/// What the data themselves say, measured with neighbours instead of a network: every row is answered by the
/// rows most similar to it, itself left out.
///
/// Source: Cover & Hart, "Nearest Neighbor Pattern Classification", IEEE Trans. Information Theory 13, 1967:
/// the error of the nearest neighbour is at most twice the least possible one, so it is a reference that
/// needs no training and that a network can be held against.
struct DataProbe {
    std::int64_t rows = 0;       ///< Looked at.
    double neighbourScore = 0.0; ///< Share of rows that their neighbours name rightly; NaN for regression.
    double neighbourError =
        0.0; ///< Regression: root mean square error of the mean of five, in the target's units.
    double halfDataScore = 0.0; ///< The same with half of the rows, mean of several draws.
    /// Of the third of the rows (the half of fewer than 300) whose ten neighbours agree most, the share that
    /// carries another label than they: where classes overlap neighbours disagree, so that third lies
    /// outside, and of it only wrong labels conflict. The idea is that of risk at partial coverage (El-Yaniv
    /// & Wiener, JMLR 11, 2010). 0 with fewer than fifteen rows a class. Measured on seven built-in tables
    /// and moons of four noises with a share p of labels redrawn: 0 to 0.053 without, 0.08 to 0.14 for p =
    /// 0.1, 0.12 to 0.24 for 0.2, 0.14 to 0.35 for 0.3.
    double confidentConflicts = 0.0;
    double confidentConflictsLow = 0.0; ///< Lower end of its 95 % interval (Wilson 1927).
    std::int64_t confidentRows = 0;
    std::optional<LeakColumn> leak = std::nullopt;
};

/// Measures. At most kMostProbeRows rows are compared, evenly spaced.
[[nodiscard]] DataProbe probeData(const ProbeTable& table);

/// The columns alone (any task).
[[nodiscard]] std::optional<LeakColumn> findLeak(const ProbeTable& table);

inline constexpr std::size_t kMostProbeRows = 800;

/// Training and validation rows of a data set as numbers. Empty for data without rows that can be compared
/// (texts, masks). Blocking. Errors: those of the data.
[[nodiscard]] Result<ProbeTable> probeTable(const DataSpec& data, const DatasetFacts& facts);

} // namespace tunescope
