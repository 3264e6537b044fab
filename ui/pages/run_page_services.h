// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/decision_plane.h"
#include "ui/pages/run/trial_actions.h"
#include "ui/viewmodels/coach_model.h"
#include "ui/viewmodels/confusion_source.h"
#include "ui/viewmodels/experiments.h"
#include "ui/viewmodels/playback_model.h"

#include <QString>

#include <functional>
#include <optional>

namespace tunescope::ui {

/// What the Run page needs of the program; tests and galleries fill in what they like.
struct RunPageServices {
    StudyViewModel& study;
    PlaybackModel* playback = nullptr; ///< Null = no slow motion.
    TrialDataSource data = {};
    TrialActions actions = {};
    /// The decision boundary of a trial at an epoch, in the background.
    std::function<void(int trial, int epoch, TrialDataSource::Answer<DecisionPlane>)> boundary = {};
    std::function<QString()> readyText = {}; ///< "32 trials are ready, about 1 min 50 s." for the empty page.
    std::function<void()> start = {};
    std::function<void()> pause = {};
    std::function<void()> resume = {};
    std::function<std::optional<Baselines>()> baselines = {};
    ExperimentPorts experiments = {};
    CoachPorts coach = {}; ///< Without read() there is no coach.
    std::function<const DatasetFacts*()> facts = {}; ///< Of the study's data; null while not known.
};

/// Where Run sends the reader for what is shown elsewhere.
struct RunPlaces {
    std::function<void(const std::vector<int>& trials, int seeds)> confirm = {};
    std::function<void()> data = {};
    std::function<void(int a, int b)> compare = {};
    std::function<void(int trial)> proposal = {};
};

/// All of it from the open project, which must outlive the page. Deleting a trial goes through the undo
/// stack.
[[nodiscard]] RunPageServices runPageServices(ProjectController& project, PlaybackModel& playback, RunPlaces places = {});

} // namespace tunescope::ui
