// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/viewmodels/study_view_model.h"

#include <QObject>
#include <QTimer>

#include <functional>
#include <optional>
#include <vector>

namespace tunescope::ui {

enum class PlaybackMode {
    Off,
    WatchOne,   ///< The followed trial grows; everything else is live.
    FirstThree, ///< Trials 1 to 3 grow side by side; ends by itself.
};

/// Slow motion: plays recorded epochs back, for display only. Workers are never slowed and no number changes;
/// views ask epochOf() how far they may draw a trial.
class PlaybackModel : public QObject
{
    Q_OBJECT

public:
    static constexpr int kSlowest = 1; ///< Epochs a second.
    static constexpr int kFastest = 60;

    /// Seconds of a steady clock; the program's own by default.
    using Clock = std::function<double()>;

    explicit PlaybackModel(StudyViewModel& study, Clock clock = {}, QObject* parent = nullptr);

    [[nodiscard]] PlaybackMode mode() const { return m_mode; }
    void setMode(PlaybackMode mode);
    [[nodiscard]] int speed() const { return m_speed; }
    void setSpeed(int epochsPerSecond); ///< Clamped to 1..60.

    /// The last epoch of the trial to draw; no value where nothing is held back.
    [[nodiscard]] std::optional<int> epochOf(int trial) const;
    /// The trial whose matrix should be shown while playing; -1 = as usual.
    [[nodiscard]] int focus() const;
    [[nodiscard]] const std::vector<int>& watched() const { return m_watched; }

    /// Moves on by the time that has passed; the timer calls it while anything plays.
    void advance();
    void restart(); ///< From the first epoch.

signals:
    void modeChanged(tunescope::ui::PlaybackMode mode);
    void speedChanged(int epochsPerSecond);
    void advanced(); ///< epochOf() answers differently now.

private:
    void chooseWatched();
    [[nodiscard]] int longestRecorded() const;
    [[nodiscard]] bool allAreOver() const;

    StudyViewModel& m_study;
    Clock m_clock;
    QTimer m_timer;
    PlaybackMode m_mode = PlaybackMode::Off;
    int m_speed = 12;
    std::vector<int> m_watched;
    double m_position = 0.0; ///< Epochs.
    double m_lastSeconds = 0.0;
};

} // namespace tunescope::ui
