// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/study_snapshot.h"

#include <string>

namespace tunescope::cli {

enum class ProgressStyle {
    Silent,
    Bar,   ///< One line on a terminal, redrawn.
    Lines, ///< A line about every second, for logs.
};

/// Shows on stderr how far a study is: trials done, pruned and failed, the best value, time left.
class StudyProgress
{
public:
    explicit StudyProgress(ProgressStyle style) : m_style(style) {}
    /// Draws if something changed and it is time to.
    void show(const StudySnapshot& study);
    /// Draws once more and ends the line.
    void finish(const StudySnapshot& study);

private:
    void draw(const StudySnapshot& study);

    ProgressStyle m_style;
    double m_lastSeconds = -1.0;
    int m_toldBefore = -1; ///< Trials that were done before this run.
};

/// "12 of 40 trials, 3 pruned, 1 diverged, best 97.50 % (trial 7)"
[[nodiscard]] std::string summaryText(const StudySnapshot& study);

} // namespace tunescope::cli
