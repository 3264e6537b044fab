// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/viewmodels/playback_model.h"
#include "ui/viewmodels/project_controller.h"
#include "ui/viewmodels/run_strip_model.h"

#include <QObject>

namespace tunescope::ui {

class RunStrip;

/// Fills the run strip from the project and does what its buttons say.
class StripBinding : public QObject
{
    Q_OBJECT

public:
    StripBinding(RunStrip& strip, ProjectController& project, PlaybackModel& playback, QObject* parent);

    void toggleSlowMotion();

signals:
    void trialWanted(int trial); ///< Double-clicked in the timeline: show it on Run.

private:
    void connectStrip();
    void connectPlayback();
    void showWords();
    void showBlocks();
    [[nodiscard]] QString readyText() const;
    [[nodiscard]] QString engineText() const;

    RunStrip& m_strip;
    ProjectController& m_project;
    PlaybackModel& m_playback;
    RunStripModel m_model;
};

} // namespace tunescope::ui
