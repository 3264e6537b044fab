// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/study_progress.h"
#include "core/study/study_service.h"

#include <optional>

namespace tunescope::cli {

struct SessionOptions {
    int workers = 1;
    ProgressStyle progress = ProgressStyle::Silent;
    std::optional<double> seconds; ///< Stops then; running trials are kept for later.
    enum class What { Study, Queue } what = What::Study; ///< Queue: what was put there by hand, and nothing else.
};

/// Runs the open study to the end of its budget, to Ctrl-C or to a fault, and gives the exit code:
/// done, failures (a trial failed, none is complete, the file cannot be written), interrupted.
[[nodiscard]] int runSession(StudyService& studies, const SessionOptions& options);

/// One for every core of this computer.
[[nodiscard]] int defaultWorkers();

} // namespace tunescope::cli
