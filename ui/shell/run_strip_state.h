// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/timeline.h"

#include <QString>

namespace tunescope::ui {

enum class RunPhase { Idle, Running, Paused, Stopping, Finished };

/// Everything the run strip shows. Sentences are made by whoever fills it.
struct RunStripState {
    RunPhase phase = RunPhase::Idle;
    QString headline;   ///< "Running 487 and 488 of 600".
    QString counts;     ///< "109 finished · 363 pruned · 14 diverged".
    QString timeLeft;   ///< "about 1 min 10 s left".
    QString timeDetail; ///< "range 0:55 – 1:40", "2 900 trials a minute".
    QString bestScore;  ///< "98.9 %"; empty without one.
    QString bestDetail; ///< "best · trial 27".
    qint64 bestTrial = -1;
    QString engine;       ///< "oneDNN · AVX2 · 2 workers of 4 cores"; shown when idle.
    QString moreText;     ///< "Run 16 more"; empty hides the button.
    bool canStart = true; ///< The transport acts; without data it cannot.
    bool showTimeline = true;
};

} // namespace tunescope::ui
