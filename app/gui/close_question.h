// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/study_snapshot.h"

class QWidget;

namespace tunescope::ui {

enum class CloseAnswer { KeepRunning, PauseAndClose };

/// "Two trials are still training." Finished trials are saved and running ones continue next time, so the only
/// question is whether to go on now.
[[nodiscard]] CloseAnswer askWhetherToClose(const StudySnapshot& snapshot, QWidget* parent);

} // namespace tunescope::ui
