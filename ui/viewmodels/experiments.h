// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/coach/judgement.h"
#include "core/study/controlled_trials.h"
#include "core/study/trust_records.h"
#include "ui/viewmodels/trial_queue.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace tunescope {
struct SettingEntry;
}

namespace tunescope::ui {

struct MetricStyle;

/// A trial that was made from another one, and what it did.
struct ExperimentResult {
    int trial = 0;
    Origin origin;
    TrialState state = TrialState::Queued;
    ParamSet changed; ///< What differs from the origin.
    TrialReason reason = {};                               ///< Why it ended.
    std::optional<double> value = std::nullopt;            ///< Its score, and that of its origin; nothing without one.
    std::optional<double> valueBefore = std::nullopt;
    std::optional<TwinVerdict> verdict = std::nullopt;     ///< Over all starts that both have.
    std::optional<Judgement> judgement = std::nullopt;     ///< Of the first start, as the coach gives it.
};

/// Everything that was made from this trial, in order.
[[nodiscard]] std::vector<ExperimentResult> experimentsOf(const StoredStudy& study, int trial);

/// "Trial 7, dropout 0.35: 97.0 % instead of 96.0 %, +1.0 points over one start; one start cannot tell, run 9 more".
[[nodiscard]] QString experimentText(const ExperimentResult& result, const MetricStyle& metric);

/// What experiments with single trials ask of the open project.
struct ExperimentPorts {
    std::function<void(const QueueRequest&)> queue = {}; ///< Undoable.
    std::function<std::vector<SettingEntry>()> settings = {}; ///< That have an effect on this data.
    std::function<void(int trial, std::function<void(const std::vector<ExperimentResult>&)>)> results = {}; ///< In the background.
    std::function<void(int trial, std::function<void(const std::optional<ExtraRun>&)>)> ghost = {};         ///< Likewise: how it would have ended.
    std::function<void(const std::vector<int>& trials, int seeds)> confirm = {}; ///< On new seeds, where that is shown.
    std::function<void(int a, int b)> compare = {};                              ///< Pins both and shows them.
    std::function<void(const QString& text)> note = {}; ///< Into the notebook.
    std::function<void(int trial)> proposal = {};                                ///< What the search was thinking.
};

} // namespace tunescope::ui
