// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/study_service.h"
#include "ui/shell/main_window.h"
#include "ui/viewmodels/playback_model.h"
#include "ui/viewmodels/project_controller.h"

#include <QObject>

#include <memory>

namespace tunescope::ui {

class AnalysePage;
class BestPage;
class DataPage;
class LessonsPage;
class ResultsImporter;
class RunPage;
class GlossaryHelp;
class SearchPage;
class StripBinding;
class ThemeManager;
class WelcomePage;

/// Puts the pages into the window and connects them with the project: the GUI program's composition root.
class WindowController : public QObject
{
    Q_OBJECT

public:
    WindowController(std::shared_ptr<StudyService> service, ThemeManager& themes);

    [[nodiscard]] MainWindow& window() { return m_window; }
    [[nodiscard]] ProjectController& project() { return m_project; }
    [[nodiscard]] ResultsImporter& importer() { return *m_importer; }
    /// Its lessonWanted() is for the page of lessons.
    [[nodiscard]] GlossaryHelp& glossary() { return *m_glossary; }

    /// Opens a project (.tune) or a data file given on the command line.
    void openFile(const QString& path);

signals:
    void messageShown(const QString& text);

private:
    void addPages();
    void addWelcome();
    void addAnalyse();
    void addLessons();
    void confirmTrials(const std::vector<int>& trials, int seeds);
    void showNotebook();
    void showProposal(int trial);
    [[nodiscard]] QList<Command> moreCommands(const QString& typed);
    void addMenus();
    void connectProject();
    void showMessage(const Message& message);
    void refreshMarks();
    void refreshProject();
    void startDemo();
    void chooseData();
    void chooseProject();
    void chooseLesson();
    void openLesson(const QString& path);
    void chooseCopy();
    void chooseNewPlace();
    void chooseFolder();
    [[nodiscard]] bool mayClose();
    [[nodiscard]] bool mayStart();

    ProjectController m_project;
    PlaybackModel m_playback;
    MainWindow m_window;
    StripBinding* m_strip;
    ResultsImporter* m_importer; ///< A child of the window.
    AnalysePage* m_analysePage = nullptr;
    BestPage* m_bestPage = nullptr;
    RunPage* m_runPage = nullptr;
    GlossaryHelp* m_glossary = nullptr;
    DataPage* m_dataPage = nullptr;
    SearchPage* m_searchPage = nullptr;
    WelcomePage* m_welcome = nullptr;
    LessonsPage* m_lessons = nullptr;
    enum class Demo { None, Starting } m_demo = Demo::None;
    enum class Closing { No, WhenProjectIsClosed } m_closing = Closing::No;
};

} // namespace tunescope::ui
