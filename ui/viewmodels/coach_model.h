// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/coach/judgement.h"
#include "core/coach/verdict.h"
#include "ui/viewmodels/best_model_ports.h"

#include <QElapsedTimer>
#include <QObject>
#include <QString>
#include <QStringList>
#include <QTimer>

#include <functional>
#include <optional>
#include <vector>

namespace tunescope::ui {

class ProjectController;
class StudyViewModel;
class TrialQueue;

/// What the coach says at one moment.
struct CoachReading {
    int trial = -1;
    std::vector<Verdict> verdicts;          ///< Of the trial, then of the study.
    std::vector<Judgement> judgements = {}; ///< Of trials made to be compared with another, newest first.
    QString dataFault = {};                 ///< Why rules about the data are silent.
};

/// What the coach's card asks of the open project.
struct CoachPorts {
    BackgroundRunner inBackground = {};
    std::function<Result<CoachReading>(int trial)> read = {}; ///< Blocking; without it there is no coach.
    std::function<QString()> recall = {};                     ///< What was dismissed, as remembered with the study.
    std::function<void(const QString&)> remember = {};
    std::function<void(const Verdict&, const Suggestion&)> start = {}; ///< Undoable where it changes something.
};

/// One thing that the coach has to say: a diagnosis with what to try, or what came of an experiment.
struct CoachCardText {
    QString key; ///< Rule and trial: what dismissing is remembered by.
    QString title;
    QString text;
    std::optional<Verdict> verdict = std::nullopt; ///< Otherwise it is an outcome.
    Effect effect = Effect::Unknown;
    int trial = -1;
};

/// What the coach says about the followed trial and the study, the most severe first; what follows from something
/// else comes after it, and outcomes of experiments come first of all. Looks in the background when something has
/// changed: while a search runs not more often than every second and a half, and at most a sixth of the time.
class CoachModel : public QObject
{
    Q_OBJECT

public:
    enum class Active { No, Yes };
    enum class State { Waiting, Looking, Ready, Failed };

    CoachModel(StudyViewModel& study, CoachPorts ports, QObject* parent = nullptr);

    /// Looks only while somebody sees it.
    void setActive(Active active);
    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] const std::vector<CoachCardText>& cards() const { return m_cards; }
    [[nodiscard]] int hiddenCount() const { return m_hiddenCount; } ///< Dismissed ones that would be said now.
    [[nodiscard]] int trial() const { return m_reading.trial; }
    [[nodiscard]] const QString& fault() const { return m_fault; }
    [[nodiscard]] const QString& dataFault() const { return m_reading.dataFault; }

    void dismiss(std::size_t card);
    void showDismissed();
    /// Starts a suggestion of a card.
    void start(std::size_t card, std::size_t suggestion);

signals:
    void changed();

private:
    void schedule();
    void look();
    void take(const Result<CoachReading>& reading);
    void arrange();
    [[nodiscard]] bool isRunning() const;

    StudyViewModel& m_study;
    CoachPorts m_ports;
    QTimer m_timer;
    QElapsedTimer m_sinceLook;
    qint64 m_lookMs = 0; ///< How long the last look took.
    Active m_active = Active::No;
    State m_state = State::Waiting;
    bool m_isLooking = false;
    bool m_isStale = false; ///< Something changed while it looked.
    quint64 m_lookNumber = 0;
    CoachReading m_reading;
    QString m_fault;
    QStringList m_dismissed;
    int m_hiddenCount = 0;
    std::vector<CoachCardText> m_cards;
};

/// The coach of the open project. `look` asks core/coach, which is kept as long as the study is open; suggestions go
/// to the queue or into the draft, both undoable. `confirm` is called with trials and seeds, `toData` where only a
/// person can do something.
[[nodiscard]] CoachPorts coachPortsOf(ProjectController& project, TrialQueue& queue,
                                      std::function<void(const std::vector<int>&, int)> confirm = {},
                                      std::function<void()> toData = {});

} // namespace tunescope::ui
