// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/study_service.h"

#include <QString>

#include <vector>

namespace tunescope::ui {

/// A validation sample that one trial gets right and the other wrong; positions in the two prediction sets.
struct FlippedSample {
    std::int64_t row = 0;
    std::size_t inFirst = 0;
    std::size_t inSecond = 0;
    float change = 0.0F; ///< First minus second, in probability of the true class.
};

/// Two trials sample by sample on the rows that both have judged.
struct Flips {
    std::vector<FlippedSample> fixed;  ///< Right in the first, wrong in the second; largest change first.
    std::vector<FlippedSample> broken; ///< The other way round.
    int bothWrong = 0;
    double p = 1.0; ///< Exact McNemar test, two-sided.

    [[nodiscard]] bool isUnlikelyToBeLuck() const { return p < 0.05; }
};

[[nodiscard]] Flips flipsBetween(const PredictionSet& first, const PredictionSet& second);

/// Chance of a split at least as uneven as fixed : broken if both were equally likely: twice the binomial
/// tail at one half, at most 1. Source: McNemar, "Note on the sampling error of the difference between
/// correlated proportions or percentages", Psychometrika 12, 1947, in its exact form.
[[nodiscard]] double mcNemarExact(int fixed, int broken);

/// "A fixes 24 digits that D gets wrong, and breaks 1."
[[nodiscard]] QString flipSentence(const QString& first, const QString& second, const Flips& flips,
                                   const QString& noun);
/// "unlikely to be luck" or "could be luck".
[[nodiscard]] QString luckText(const Flips& flips);
/// "McNemar p < 0.0001", "McNemar p = 0.013".
[[nodiscard]] QString mcNemarText(double p);

} // namespace tunescope::ui
