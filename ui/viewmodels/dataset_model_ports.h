// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/viewmodels/best_model_ports.h"

#include "core/study/study_service.h"

#include <QList>
#include <QString>

#include <functional>
#include <optional>
#include <vector>

namespace tunescope::ui {

struct RecentProject;

/// Reads rows of a data set; blocking, any thread.
using RowReader =
    std::function<Result<std::vector<RowView>>(const DataSpec& data, const std::vector<std::int64_t>& rows)>;

/// What the Welcome page asks of the program.
struct WelcomePorts {
    BackgroundRunner inBackground;
    RowReader readRows;
    std::function<Result<int>()> demoTrials; ///< Trials of the demo on this computer; blocking (0.3 s).
    std::function<QList<RecentProject>()> recentProjects;
    std::function<void()> startDemo;
    std::function<void(const QString& path)> openProject;
};

/// What the Data page asks of the open project.
struct DatasetPorts {
    BackgroundRunner inBackground;
    RowReader readRows;
    std::function<const std::optional<DatasetFacts>&()> facts;
    std::function<const std::optional<Baselines>&()> baselines;
    std::function<bool()> isLoading;
    std::function<const StudyConfig&()> draft;
    std::function<void(const StudyConfig& draft, const QString& undoText, int mergeId)> setDraft;
    std::function<void(const DataSpec& data)> openData;
    std::function<bool()> startsNewStudy; ///< There are trials, and the draft's data or split is another one.
    std::function<void()> undo;
    std::function<bool()> isOpening = {};     ///< Other data are being read, which can be given up.
    std::function<std::optional<double>()> studySeconds = {}; ///< About how long the draft's search takes.
    std::function<void()> cancelOpening = {}; ///< The data before stay.
    std::function<int()> testLooks = {};      ///< Times that the test part of this study was opened.
};

/// Seconds that the demo should take (ux.md section 4: 15 to 20).
inline constexpr double kDemoSeconds = 14.0;

[[nodiscard]] WelcomePorts welcomePortsOf(ProjectController& controller);
[[nodiscard]] DatasetPorts datasetPortsOf(ProjectController& controller);

} // namespace tunescope::ui
