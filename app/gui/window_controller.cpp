// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/window_controller.h"

#include "app/gui/close_question.h"
#include "app/gui/gui_exports.h"
#include "app/gui/results_importer.h"
#include "app/gui/strip_binding.h"
#include "app/wiring.h"
#include "ui/pages/analyse/sampler_panel.h"
#include "ui/pages/analyse_page.h"
#include "ui/pages/best/trust_panel.h"
#include "ui/pages/best_page.h"
#include "ui/pages/compare_page.h"
#include "ui/pages/data_page.h"
#include "ui/pages/lessons_page.h"
#include "ui/pages/glossary/glossary_help.h"
#include "ui/pages/run_page.h"
#include "ui/pages/search_page.h"
#include "ui/pages/welcome_page.h"
#include "ui/shell/run_strip.h"
#include "ui/viewmodels/dataset_model_ports.h"
#include "ui/viewmodels/study_view_model.h"
#include "ui/widgets/toast.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QTimer>
#include <QUndoStack>

namespace tunescope::ui {
namespace {

const QString kWelcome = QStringLiteral("welcome");
const QString kData = QStringLiteral("data");
const QString kSearch = QStringLiteral("search");
const QString kRun = QStringLiteral("run");
const QString kCompare = QStringLiteral("compare");
const QString kAnalyse = QStringLiteral("analyse");
const QString kBest = QStringLiteral("best");
const QString kLessons = QStringLiteral("lessons");
constexpr int kDemoEpochsPerSecond = 6;

QString iconOf(Message::Kind kind)
{
    switch (kind) {
    case Message::Kind::Info:
        return QStringLiteral("info");
    case Message::Kind::Success:
        return QStringLiteral("check-circle");
    case Message::Kind::Warning:
        return QStringLiteral("diverged");
    case Message::Kind::Error:
        break;
    }
    return QStringLiteral("failed");
}

} // namespace

WindowController::WindowController(std::shared_ptr<StudyService> service, ThemeManager& themes)
    : m_project(std::move(service))
    , m_playback(m_project.study())
    , m_window(themes)
    , m_strip(new StripBinding(*m_window.runStrip(), m_project, m_playback, this))
    , m_importer(new ResultsImporter(m_project, m_window))
{
    addPages();
    m_glossary = new GlossaryHelp(m_window);
    connect(m_glossary, &GlossaryHelp::lessonWanted, this, [this](const QString& id) {
        m_lessons->showLesson(id);
        m_window.showPage(kLessons);
    });
    addMenus();
    connectProject();
    refreshProject();
    m_project.setStartCheck([this] { return mayStart(); });
    m_window.setCloseQuestion([this] { return mayClose(); });
    // Searching can begin at once: the digits are there without a choice.
    if (!m_project.facts() && !m_project.isLoadingData())
        m_project.openData(DataSpec{"digits"});
    if (!WelcomePage::isWantedAtStart())
        m_window.showPage(kData);
}

void WindowController::addPages()
{
    addWelcome();
    m_dataPage = new DataPage(m_project);
    m_searchPage = new SearchPage(m_project);
    RunPageServices runServices =
        runPageServices(m_project, m_playback,
                        {.confirm = [this](const std::vector<int>& trials, int seeds) { confirmTrials(trials, seeds); },
                         .data = [this] { m_window.showPage(kData); },
                         .compare =
                             [this](int a, int b) {
                                 m_project.study().setPins({a, b, -1, -1, -1, -1});
                                 m_window.showPage(kCompare);
                             },
                         .proposal = [this](int trial) { showProposal(trial); }});
    runServices.actions.openInSearch = [this, fix = runServices.actions.openInSearch](int trial) {
        fix(trial);
        m_window.showPage(kSearch);
    };
    m_runPage = new RunPage(std::move(runServices));
    RunPage* run = m_runPage;
    m_window.addPage(kData, tr("Data"), kData, m_dataPage);
    m_window.addPage(kSearch, tr("Search"), QStringLiteral("space"), m_searchPage);
    m_window.addPage(kRun, tr("Run"), QStringLiteral("live"), run);
    m_window.addPage(kCompare, tr("Compare"), kCompare, new ComparePage(m_project));
    addAnalyse();
    m_bestPage = new BestPage(m_project, makeExportFunctions(m_project.service()));
    m_window.addPage(kBest, tr("Best"), kBest, m_bestPage);
    addLessons();
    connect(m_dataPage, &DataPage::searchWanted, this, [this] { m_window.showPage(kSearch); });
    connect(m_searchPage, &SearchPage::dataPageWanted, this, [this] { m_window.showPage(kData); });
    connect(run, &RunPage::searchRequested, this, [this] { m_window.showPage(kSearch); });
    connect(m_bestPage, &BestPage::runWanted, this, [this] { m_window.showPage(kRun); });
    connect(m_bestPage, &BestPage::searchWanted, this, [this] { m_window.showPage(kSearch); });
    connect(m_strip, &StripBinding::trialWanted, this, [this](int trial) {
        m_project.study().select(trial);
        m_window.showPage(kRun);
    });
    for (const auto signal : {&ProjectController::baselinesChanged, &ProjectController::estimateChanged,
                              &ProjectController::draftChanged})
        connect(&m_project, signal, run, &RunPage::refreshServices);
}

void WindowController::addLessons()
{
    // A study that is only looked at is never locked or written.
    const auto read = [](const std::string& path) -> Result<StoredStudy> {
        const Services looking = makeLookingServices();
        if (const Result<void> opened = looking.studies->open(path); !opened)
            return fail(opened.error());
        return looking.studies->stored();
    };
    m_lessons = new LessonsPage(loadLessons(), loadMyths(), m_project, read);
    m_window.addPage(kLessons, tr("Lessons"), kLessons, m_lessons, PagePlace::Apart);
    connect(m_lessons, &LessonsPage::pageWanted, &m_window, &MainWindow::showPage);
    m_welcome->setLessons(m_lessons->model().library().lessons);
    connect(m_welcome, &WelcomePage::lessonWanted, this, [this](const QString& id) {
        m_lessons->showLesson(id);
        m_window.showPage(kLessons);
    });
}

/// The coach's advice, started where its result is shown.
void WindowController::confirmTrials(const std::vector<int>& trials, int seeds)
{
    m_window.showPage(kBest);
    m_bestPage->showView(BestPage::TrustView);
    m_bestPage->trustPanel()->confirm(trials, seeds);
}

void WindowController::showProposal(int trial)
{
    m_window.showPage(kAnalyse);
    m_analysePage->showTab(AnalyseTab::Strategy);
    m_analysePage->sampler().view().showTrial(trial);
}

void WindowController::showNotebook()
{
    m_window.showPage(kBest);
    m_bestPage->showView(BestPage::NotebookView);
}

void WindowController::addAnalyse()
{
    auto* analyse = new AnalysePage(m_project.study());
    m_analysePage = analyse;
    m_window.addPage(kAnalyse, tr("Analyse"), QStringLiteral("analysis"), analyse);
    connect(analyse, &AnalysePage::runWanted, this, [this] { m_window.showPage(kRun); });
    connect(analyse, &AnalysePage::narrowWanted, this, [this](const std::vector<NarrowedSetting>& settings) {
        if (const auto fault = narrowDraft(m_project, settings, tr("Narrow search to the brushed trials"))) {
            showMessage({Message::Kind::Warning, *fault});
            return;
        }
        m_window.showPage(kSearch);
        showMessage({Message::Kind::Info,
                     tr("The search is narrowed to where these trials lie."),
                     {},
                     tr("Undo"),
                     [this] { m_project.undoStack().undo(); }});
    });
}

void WindowController::addWelcome()
{
    WelcomePorts ports = welcomePortsOf(m_project);
    ports.startDemo = [this] { startDemo(); };
    ports.openProject = [this](const QString& path) { openFile(path); };
    m_welcome = new WelcomePage(std::move(ports));
    m_window.addPage(kWelcome, tr("Welcome"), {}, m_welcome, PagePlace::FullScreen);
    connect(m_welcome, &WelcomePage::openCsvWanted, this, &WindowController::chooseData);
    connect(m_welcome, &WelcomePage::openProjectWanted, this, &WindowController::chooseProject);
    connect(&m_project, &ProjectController::recentProjectsChanged, m_welcome, &WelcomePage::refreshProjects);
}

void WindowController::connectProject()
{
    connect(&m_project, &ProjectController::messagePosted, this, &WindowController::showMessage);
    connect(&m_project, &ProjectController::folderWanted, this, &WindowController::chooseFolder);
    connect(&m_project, &ProjectController::saveElsewhereWanted, this, &WindowController::chooseNewPlace);
    connect(&m_project, &ProjectController::projectChanged, this, &WindowController::refreshProject);
    connect(&m_project, &ProjectController::saveStateChanged, this, &WindowController::refreshProject);
    connect(&m_project, &ProjectController::dataChanged, this, &WindowController::refreshProject);
    connect(&m_project.study(), &StudyViewModel::snapshotChanged, this, &WindowController::refreshMarks);
    connect(&m_project.study(), &StudyViewModel::pinsChanged, this, &WindowController::refreshMarks);
    connect(&m_project.study(), &StudyViewModel::pinsFull, this, [this] {
        m_window.toasts()->show({tr("Six pins are the most that stay readable. Unpin one first."),
                                 QStringLiteral("pin"),
                                 {},
                                 {}});
    });
    connect(&m_project, &ProjectController::projectClosed, this, [this] {
        if (m_closing == Closing::WhenProjectIsClosed)
            m_window.close();
    });
}

void WindowController::startDemo()
{
    m_demo = Demo::Starting;
    m_window.showPage(kRun);
    m_project.startDemo();
}

void WindowController::openFile(const QString& path)
{
    if (path.endsWith(QLatin1String(".tune"), Qt::CaseInsensitive)) {
        m_project.openProject(path);
        m_window.showPage(kRun);
        return;
    }
    if (path.endsWith(QLatin1String(".json"), Qt::CaseInsensitive))
        return openLesson(path);
    m_window.showPage(kData);
    m_dataPage->importFile(path);
}

void WindowController::openLesson(const QString& path)
{
    if (const std::optional<QString> fault = m_lessons->openLesson(path)) {
        showMessage({Message::Kind::Warning, tr("This lesson cannot be used."), *fault});
        return;
    }
    m_window.showPage(kLessons);
}

void WindowController::showMessage(const Message& message)
{
    // The whole text stays readable under Help, Recent messages; a toast carries one action.
    const QString text =
        message.detail.isEmpty() ? message.headline : message.headline + QLatin1Char('\n') + message.detail;
    emit messageShown(text);
    m_window.toasts()->show({text, iconOf(message.kind), message.actionText, message.action});
}

void WindowController::refreshMarks()
{
    const StudySnapshotPtr& snapshot = m_project.study().snapshot();
    const RailMark tick{RailMark::Kind::Tick, 0};
    m_window.setMark(kData, m_project.facts() ? tick : RailMark{});
    m_window.setMark(kSearch, m_project.hasTrials() ? tick : RailMark{});
    RailMark run;
    if (snapshot && snapshot->counts.running > 0)
        run = {RailMark::Kind::Number, snapshot->counts.running};
    else if (snapshot && snapshot->counts.told() > 0)
        run = tick;
    m_window.setMark(kRun, run);
    const int pins = m_project.study().pinCount();
    m_window.setMark(kCompare, pins > 0 ? RailMark{RailMark::Kind::Number, pins} : RailMark{});
}

void WindowController::refreshProject()
{
    const auto saveText = [this] {
        switch (m_project.saveState()) {
        case ProjectController::SaveState::NoProject:
            return QString();
        case ProjectController::SaveState::Saved:
            return tr("Saved");
        case ProjectController::SaveState::Saving:
            return tr("Saving");
        case ProjectController::SaveState::NotSaved:
            break;
        }
        return tr("Not saved");
    };
    m_window.setProject(m_project.projectName(), saveText());
    const StudySnapshotPtr& snapshot = m_project.study().snapshot();
    if (m_demo == Demo::Starting && snapshot) {
        m_demo = Demo::None;
        m_playback.setSpeed(kDemoEpochsPerSecond);
        m_playback.setMode(PlaybackMode::FirstThree);
    }
    refreshMarks();
}

/// What runs is what Search shows, so a field that cannot be read has to be mended first.
bool WindowController::mayStart()
{
    const bool changes = m_project.draftChange() != ProjectController::DraftChange::None &&
                         m_project.draftChange() != ProjectController::DraftChange::Study;
    if (changes && m_lessons->model().isLockedStudyOpen()) {
        showMessage({Message::Kind::Info, tr("Your teacher locked this lesson’s study."),
                     tr("It runs as it is. For tries of your own begin a new project.")});
        return false;
    }
    const std::optional<SearchPage::FieldFault> fault = m_searchPage->checkFields();
    if (!fault)
        return true;
    m_window.showPage(kSearch);
    fault->field->setFocus(Qt::OtherFocusReason);
    showMessage(
        {Message::Kind::Warning, tr("Not started: one field on Search cannot be used."), fault->sentence});
    return false;
}

bool WindowController::mayClose()
{
    if (m_closing == Closing::WhenProjectIsClosed)
        return true;
    const StudySnapshotPtr& snapshot = m_project.study().snapshot();
    if (snapshot && snapshot->state != RunnerState::Idle && snapshot->state != RunnerState::Finished) {
        const CloseAnswer answer = askWhetherToClose(*snapshot, &m_window);
        if (answer == CloseAnswer::KeepRunning)
            return false;
    }
    if (!snapshot)
        return true;
    m_closing = Closing::WhenProjectIsClosed;
    m_window.setEnabled(false);
    m_window.setProject(m_project.projectName(), tr("Stopping…"));
    m_project.closeProject(ProjectController::LeaveRunning::PauseAndClose);
    return false;
}

} // namespace tunescope::ui
