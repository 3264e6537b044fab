// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/lessons/lesson_library.h"
#include "core/lessons/lesson_result.h"
#include "core/lessons/lesson_study.h"
#include "ui/viewmodels/background_job.h"
#include "ui/viewmodels/lesson_progress.h"

#include <QObject>
#include <QStringList>

#include <array>
#include <functional>
#include <optional>
#include <vector>

namespace tunescope::ui {

class ProjectController;

/// One part of the shown lesson as the student has it: guesses, then runs, then what came of them.
struct LessonPartState {
    std::vector<std::optional<double>> guesses; ///< In the unit of the axis.
    QString choice;                             ///< Id of the option, of a prediction in words.
    double confidence = 0.5;
    std::optional<Prediction> prediction;       ///< As it was locked.
    LessonRuns runs;                            ///< Empty before the run.
    std::vector<LessonBaseline> baselines;
    LessonResult result;
    std::vector<QStringList> texts;             ///< What the network of every value wrote, where the lesson lets them write.
    enum class Phase { Open, Starting, Running, Stopped, Complete } phase = Phase::Open;

    [[nodiscard]] bool isLocked() const { return phase != Phase::Open; }
};

/// The lessons of the page: which one is shown, at which step, and the studies that belong to it. A run is an ordinary
/// project, so that Run, Compare and Analyse show it too; the prediction is in its notebook before its first trial.
class LessonModel : public QObject
{
    Q_OBJECT

public:
    /// Reads a study without opening it as the project (blocking).
    using ReadStudy = std::function<Result<StoredStudy>(const std::string& path)>;

    LessonModel(LessonLibrary library, ProjectController& project, ReadStudy read, QObject* parent = nullptr);
    ~LessonModel() override;

    [[nodiscard]] const LessonLibrary& library() const { return m_library; }
    [[nodiscard]] int current() const { return m_current; } ///< Index into the lessons; -1 if there are none.
    [[nodiscard]] const Lesson& lesson() const { return m_library.lessons.at(static_cast<std::size_t>(m_current)); }
    [[nodiscard]] bool isDone(int index) const { return m_progress.at(static_cast<std::size_t>(index)).done; }
    [[nodiscard]] const LessonProgress& progress() const { return m_progress.at(static_cast<std::size_t>(m_current)); }
    void setCurrent(int index);
    /// The page is looked at for the first time. Before it nothing is read, trained or evaluated, so that lessons
    /// cost the start of the program nothing.
    void wake();
    /// Reads a teacher's lesson and shows it, after those that ship; one that was opened before is read again. The
    /// fault's sentence otherwise, and nothing has changed.
    [[nodiscard]] std::optional<QString> openLesson(const QString& path);
    /// The open project is a lesson's study whose teacher locked it: it is run, not changed.
    [[nodiscard]] bool isLockedStudyOpen() const;

    [[nodiscard]] LessonStep step() const { return progress().step; }
    /// Whether a step can be opened: what comes before it is there.
    [[nodiscard]] bool canOpen(LessonStep step) const;
    void setStep(LessonStep step);
    /// The last step is finished.
    void finish();

    [[nodiscard]] const LessonPartState& state(LessonPartKind kind) const;
    /// Ignored once the prediction is locked.
    void setGuess(LessonPartKind kind, int value, double score);
    void setChoice(LessonPartKind kind, const QString& option);
    void setConfidence(LessonPartKind kind, double confidence);
    /// How many guesses are still to be placed; 0 if the part asks for none.
    [[nodiscard]] int missingGuesses(LessonPartKind kind) const;
    [[nodiscard]] bool canRun(LessonPartKind kind) const;
    /// Locks the prediction and starts the part's study as the open project.
    void run(LessonPartKind kind);
    /// Goes on with a study that was stopped or interrupted.
    void resume(LessonPartKind kind);
    void stop();
    /// Forgets the run of a part: its file stays, and the next run is a new one with its own prediction.
    void again(LessonPartKind kind);
    /// Makes the part's study the open project.
    void openStudy(LessonPartKind kind);
    /// The part's study is the open project.
    [[nodiscard]] bool isOpen(LessonPartKind kind) const;

    void answer(int question, int answer);
    [[nodiscard]] int answerOf(int question) const; ///< -1 = none yet.

signals:
    void lessonChanged(); ///< Another lesson: everything is new.
    void stepChanged();
    void partChanged(tunescope::LessonPartKind kind); ///< Guesses, runs or result.
    void answersChanged();
    void listChanged(); ///< A lesson was finished, or came in.

private:
    [[nodiscard]] LessonPartState& part(LessonPartKind kind) { return m_parts[static_cast<std::size_t>(kind)]; }
    [[nodiscard]] Prediction predictionOf(LessonPartKind kind) const;
    void loadLesson();
    void loadPart(LessonPartKind kind);
    /// Values that are searches run one stage after the other; false if there is none left.
    bool startNextStage(LessonPartKind kind);
    void writeFirstAnswers();
    void letThemWrite(LessonPartKind kind);
    void readStudy(LessonPartKind kind, const QString& path);
    void fitStep();
    /// Those of the shown step: the other parts' linear models are trained when Explain is reached.
    void measureShownParts();
    void measureBaselines(LessonPartKind kind);
    void takeStored(LessonPartKind kind, const StoredStudy& study);
    void takeSnapshot();
    void evaluate(LessonPartKind kind);
    void adoptOpenStudy();
    void save();

    LessonLibrary m_library;
    ProjectController& m_project;
    ReadStudy m_read;
    std::vector<LessonProgress> m_progress;
    int m_current = -1;
    std::array<LessonPartState, 3> m_parts;
    std::array<bool, 3> m_isMeasured{}; ///< By part: its baselines are there, or on their way.
    enum class Sleep { Asleep, Awake } m_sleep = Sleep::Asleep;
    BackgroundJobs m_jobs; ///< Last: its threads end before what they use.
};

} // namespace tunescope::ui
