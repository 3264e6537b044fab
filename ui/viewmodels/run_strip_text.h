// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/study_snapshot.h"

#include <QString>
#include <QStringList>

namespace tunescope::ui {

/// Every planned trial has been told.
[[nodiscard]] bool isComplete(const StudySnapshot& snapshot);
/// "Running 23 and 24 of 32", "Paused", "Stopping…", "Search finished · 48 trials", "Ready".
[[nodiscard]] QString runHeadline(const StudySnapshot& snapshot);
/// "6 finished · 14 pruned · 2 diverged"; states without trials are left out.
[[nodiscard]] QString runCounts(const TrialCounts& counts);
/// "waiting at epochs 6 and 14"; empty without paused trials.
[[nodiscard]] QString waitingText(const StudySnapshot& snapshot);
/// Head of the Run page: "Random search, 486 of 600 trials, 2 900 a minute".
[[nodiscard]] QString runStateLine(const StudySnapshot& snapshot);
/// "2 900 a minute"; two significant digits, because it wavers.
[[nodiscard]] QString perMinuteText(double perMinute);
/// "1", "1 and 2", "1, 2 and 3".
[[nodiscard]] QString listText(const QStringList& items);

/// How many trials "Run … more" adds: 16 for a small study, otherwise about a third, rounded.
[[nodiscard]] int moreTrials(int planned);

} // namespace tunescope::ui
