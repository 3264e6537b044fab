// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/viewmodels/study_view_model.h"
#include "ui/viewmodels/time_text.h"

#include <QObject>
#include <QTimer>

#include <functional>
#include <vector>

namespace tunescope::ui {

/// One trial on a worker's lane, in seconds of running time.
struct RunBlock {
    int trial = 0;
    int lane = 0;
    double start = 0.0;
    double end = 0.0;
    TrialState state = TrialState::Running;
};

/// What the run strip says; empty texts are not shown.
struct RunStripWords {
    RunnerState state = RunnerState::Idle;
    QString headline;
    QString counts;
    QString timeLeft;
    QString timeDetail;
    QString bestScore;
    QString bestDetail;
    int best = -1;
    int more = 0; ///< Trials that "Run … more" adds; 0 = no button.
};

/// Words and blocks of the run strip, brought up to date at most 10 times (blocks: 4 times) a second.
class RunStripModel : public QObject
{
    Q_OBJECT

public:
    /// Seconds of a steady clock; the program's own by default.
    using Clock = std::function<double()>;

    explicit RunStripModel(StudyViewModel& study, Clock clock = {}, QObject* parent = nullptr);

    [[nodiscard]] const RunStripWords& words() const { return m_words; }
    /// By start within a lane.
    [[nodiscard]] const std::vector<RunBlock>& blocks() const { return m_blocks; }
    [[nodiscard]] int lanes() const;
    [[nodiscard]] double now() const;     ///< Seconds of running time.
    [[nodiscard]] double horizon() const; ///< Expected end; now() when nothing more comes.

signals:
    void wordsChanged();
    void blocksChanged();

private:
    void takeStudy();
    void takeChanges(const std::vector<int>& changed);
    void takeTrial(const TrialSnapshot& trial);
    void updateWords();
    void describeTime(const StudySnapshot& snapshot);

    StudyViewModel& m_study;
    Clock m_clock;
    TrialClock m_trialClock;
    SteadyTime m_steady;
    RunStripWords m_words;
    std::vector<RunBlock> m_blocks;
    std::vector<int> m_blockOf; ///< Index by trial, -1 = none yet.
    double m_secondsLeft = 0.0;
    QTimer m_wordsTimer;
    QTimer m_blocksTimer;
};

} // namespace tunescope::ui
