// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/study_snapshot.h"
#include "core/study/study_store.h"

#include <QObject>
#include <QTimer>

#include <array>
#include <functional>
#include <optional>
#include <vector>

namespace tunescope::ui {

inline constexpr int kMostPins = 6;

/// The one look at the study that all pages share: the newest snapshot (pulled 30 times a second), and the
/// one selection, hover and set of pins that every view shows.
class StudyViewModel : public QObject
{
    Q_OBJECT

public:
    /// Where snapshots come from (null while no study is open), and where the study keeps what the window
    /// shows of it, by name. All are cheap and never block; without the last two the marks end with the
    /// window.
    struct Source {
        std::function<std::uint64_t()> revision;
        std::function<StudySnapshotPtr()> snapshot;
        std::function<ViewState()> recall = {};
        std::function<void(const std::string& name, const std::string& value)> remember = {};
    };

    explicit StudyViewModel(Source source, QObject* parent = nullptr);

    /// The newest snapshot; null while no study is open.
    [[nodiscard]] const StudySnapshotPtr& snapshot() const { return m_snapshot; }
    [[nodiscard]] const TrialSnapshot* trial(int number) const; ///< Null if there is no such trial.

    /// Looks for a new revision now; the timer calls it every 33 ms.
    void poll();

    [[nodiscard]] int selected() const { return m_selected; } ///< -1 = none.
    void select(int number);
    [[nodiscard]] int hovered() const { return m_hovered; }
    void hover(int number); ///< Takes effect after 60 ms.
    /// The trial that single-trial views show: the selected one, otherwise the best, otherwise -1.
    [[nodiscard]] int followed() const;

    /// Trial numbers of the pins A to F; -1 = free.
    [[nodiscard]] const std::array<int, kMostPins>& pins() const { return m_pins; }
    [[nodiscard]] int pinCount() const;
    [[nodiscard]] int pinOf(int number) const; ///< 0 = A ... 5 = F, -1 = not pinned.
    /// Pins or unpins; false (and pinsFull()) when all six are taken.
    bool togglePin(int number);
    void setPins(const std::array<int, kMostPins>& pins);

signals:
    /// `changed` holds the numbers of the trials whose snapshot object is a new one, ascending.
    void snapshotChanged(const std::vector<int>& changed);
    /// Another study was opened, or none is open: everything is new.
    void studyReplaced();
    void selectionChanged(int number);
    void hoverChanged(int number);
    void pinsChanged();
    void pinsFull();

private:
    void applyHover();
    void recallMarks();
    void rememberPins();

    Source m_source;
    QTimer m_timer;
    QTimer m_hoverTimer; ///< Passing over a row or curve on the way to another one raises nothing.
    StudySnapshotPtr m_snapshot;
    std::optional<std::uint64_t> m_seenRevision;
    int m_selected = -1;
    int m_hovered = -1;
    int m_nextHover = -1;
    std::array<int, kMostPins> m_pins{-1, -1, -1, -1, -1, -1};
};

} // namespace tunescope::ui
