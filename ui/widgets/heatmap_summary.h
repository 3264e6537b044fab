// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

#include <vector>

namespace tunescope::ui {

/// A square table of true class (row) by predicted class (column). Counts, or signed differences of counts.
struct HeatmapData {
    QStringList labels;
    std::vector<double> cells; ///< Row-major, labels.size() squared; missing ones count as 0.
    QString noun;              ///< Plural of a sample, "digits"; empty = "samples".

    [[nodiscard]] int size() const { return static_cast<int>(labels.size()); }
    [[nodiscard]] double cell(int row, int column) const;
};

/// Shares 0..1; NaN where a class has no row or no column.
struct HeatmapSummary {
    std::vector<double> recall;
    std::vector<double> precision;
    std::vector<double> rowTotals;
    double macroF1 = 0; ///< A class without true positives counts as 0; a class that never occurs is left out.
};

[[nodiscard]] HeatmapSummary summarise(const HeatmapData& data);

/// "8 digits that are 8 were read as 1 (22 % of all 8s)", or "36 of 36 digits that are 4 were recognised".
[[nodiscard]] QString cellSentence(const HeatmapData& data, int row, int column);
/// "6 more digits that are 8 were read as 8 by the first trial": for signed differences.
[[nodiscard]] QString differenceSentence(const HeatmapData& data, int row, int column);

} // namespace tunescope::ui
