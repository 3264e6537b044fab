// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/viewmodels/dataset_model_text.h"

#include "core/study/study_service.h"

#include <QString>

#include <functional>
#include <vector>

namespace tunescope::ui {

class ProjectController;
struct Message;

/// Runs `work` on a background thread and then what it returned on the window's thread; a newer call with the
/// same channel replaces an older one. Tests run both at once.
using BackgroundRunner =
    std::function<void(const char* channel, std::function<std::function<void()>()> work)>;

/// What the Best page asks of the open project.
struct BestPorts {
    BackgroundRunner inBackground;
    std::function<Result<StudyService::RerunReport>(int trial)> rerun; ///< Blocking.
    std::function<QString()> exportFolder; ///< Where files go until it is changed.
    std::function<void(const Message&)> post;
    std::function<std::vector<TestLook>()> looks = {}; ///< At the test part; may be empty.
    std::function<BaselineVerdict(double best, const MetricStyle& metric)> verdict = {}; ///< May be empty.
};

[[nodiscard]] BackgroundRunner backgroundOf(ProjectController& controller);
[[nodiscard]] BestPorts bestPortsOf(ProjectController& controller);

} // namespace tunescope::ui
