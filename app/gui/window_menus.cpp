// SPDX-License-Identifier: GPL-3.0-or-later
// Menus and file dialogs of WindowController.
#include "app/gui/results_importer.h"
#include "app/gui/strip_binding.h"
#include "app/gui/window_controller.h"
#include "core/study/dataset_summary.h"
#include "ui/pages/glossary/glossary_help.h"
#include "ui/pages/data_page.h"
#include "ui/pages/run_page.h"
#include "ui/pages/search_page.h"
#include "ui/viewmodels/glossary.h"
#include "ui/viewmodels/study_view_model.h"

#include <QAction>
#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>
#include <QStandardPaths>
#include <QThread>
#include <QUndoStack>

#include <utility>

namespace tunescope::ui {
namespace {

QString documentsFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
}

/// A name without an ending gets that of projects.
QString asProjectFile(const QString& path)
{
    return QFileInfo(path).suffix().isEmpty() ? path + QStringLiteral(".tune") : path;
}

} // namespace

void WindowController::addMenus()
{
    const auto make = [this](const QString& text, const QKeySequence& keys, auto slot) {
        auto* action = new QAction(text, this);
        action->setShortcut(keys);
        connect(action, &QAction::triggered, this, slot);
        return action;
    };
    QAction* undo = m_project.undoStack().createUndoAction(this, tr("Undo"));
    QAction* redo = m_project.undoStack().createRedoAction(this, tr("Redo"));
    undo->setShortcut(QKeySequence(tr("Ctrl+Z")));
    redo->setShortcut(QKeySequence(tr("Ctrl+Shift+Z")));
    m_window.setUndoActions(undo, redo);

    auto* workers = new QAction(tr("Workers"), this);
    auto* workersMenu = new QMenu(&m_window);
    workers->setMenu(workersMenu);
    connect(workersMenu, &QMenu::aboutToShow, this, [this, workersMenu] {
        workersMenu->clear();
        for (int count = 1; count <= QThread::idealThreadCount(); ++count) {
            QAction* choice = workersMenu->addAction(QString::number(count), this, [this, count] { m_project.setWorkers(count); });
            choice->setCheckable(true);
            choice->setChecked(count == m_project.workers());
        }
    });
    const auto pinBest = [this] {
        const StudySnapshotPtr& snapshot = m_project.study().snapshot();
        if (!snapshot)
            return;
        std::array<int, kMostPins> pins{-1, -1, -1, -1, -1, -1};
        const std::vector<int> ranked = rankedTrials(*snapshot);
        for (std::size_t i = 0; i < std::min<std::size_t>(4, ranked.size()); ++i)
            pins[i] = ranked[i];
        m_project.study().setPins(pins);
    };
    WindowMenus menus;
    menus.file = {make(tr("New project"), QKeySequence(tr("Ctrl+N")), [this] { m_project.newProject(); }),
                  make(tr("Open project…"), QKeySequence(tr("Ctrl+O")), &WindowController::chooseProject),
                  make(tr("Open a data file…"), QKeySequence(tr("Ctrl+I")), &WindowController::chooseData),
                  make(tr("Open a data folder…"), QKeySequence(tr("Ctrl+Shift+I")),
                       [this] {
                           m_window.showPage(QStringLiteral("data"));
                           m_dataPage->chooseFolder();
                       }),
                  make(tr("Open a lesson file…"), {}, &WindowController::chooseLesson),
                  nullptr,
                  make(tr("Save a copy…"), QKeySequence(tr("Ctrl+S")), &WindowController::chooseCopy),
                  make(tr("Import results…"), {}, [this] { m_importer->choose(); }),
                  make(tr("Export…"), QKeySequence(tr("Ctrl+E")), [this] { m_window.showPage(QStringLiteral("best")); }),
                  nullptr,
                  make(tr("Welcome page"), {}, [this] { m_window.showPage(QStringLiteral("welcome")); }),
                  make(tr("Quit"), QKeySequence(tr("Ctrl+Q")), [this] { m_window.close(); })};
    menus.edit = {undo, redo};
    menus.view = {make(tr("Lab notebook"), QKeySequence(tr("Ctrl+Shift+N")), &WindowController::showNotebook)};
    menus.run = {make(tr("Start or resume"), QKeySequence(tr("Ctrl+Return")),
                      [this] {
                          const StudySnapshotPtr& snapshot = m_project.study().snapshot();
                          if (snapshot && snapshot->state == RunnerState::Paused)
                              m_project.resume();
                          else
                              m_project.start();
                          m_window.showPage(QStringLiteral("run"));
                      }),
                 make(tr("Pause"), QKeySequence(tr("Ctrl+.")), [this] { m_project.pause(); }),
                 make(tr("Stop"), QKeySequence(tr("Ctrl+Shift+.")), [this] { m_project.stop(); }),
                 nullptr,
                 make(tr("Slow motion"), QKeySequence(tr("Shift+Space")), [this] { m_strip->toggleSlowMotion(); }),
                 workers};
    const auto experiment = [this](OriginKind kind) {
        return [this, kind] {
            m_window.showPage(QStringLiteral("run"));
            m_runPage->openExperiment(m_project.study().followed(), kind);
        };
    };
    menus.trial = {make(tr("Why did it end so?"), QKeySequence(tr("Ctrl+Shift+W")),
                        [this] {
                            m_window.showPage(QStringLiteral("run"));
                            m_runPage->showWhy(m_project.study().followed());
                        }),
                   make(tr("Twin with one change…"), {}, experiment(OriginKind::Twin)),
                   make(tr("Fork at an epoch…"), {}, experiment(OriginKind::Fork)),
                   make(tr("Train longer…"), {}, experiment(OriginKind::Continued)),
                   nullptr,
                   make(tr("Pin or unpin the selected"), {},
                        [this] { m_project.study().togglePin(m_project.study().followed()); }),
                   make(tr("Pin the best 4"), {}, pinBest),
                   make(tr("Unpin all"), {}, [this] { m_project.study().setPins({-1, -1, -1, -1, -1, -1}); }),
                   make(tr("Select the best"), {}, [this] {
                       if (const StudySnapshotPtr& snapshot = m_project.study().snapshot())
                           m_project.study().select(snapshot->best);
                   })};
    m_window.setMenus(menus);
    m_window.setMoreCommands([this](const QString& typed) { return moreCommands(typed); });
}

/// The entries of the glossary whose title or name the words are.
static void appendExplanations(QList<Command>& more, const QString& typed, GlossaryHelp& glossary)
{
    constexpr int kMostExplanations = 4;
    const std::vector<GlossaryEntry> entries = makeGlossary();
    int added = 0;
    for (const int index : typed.simplified().isEmpty() ? std::vector<int>{} : searchGlossary(entries, typed)) {
        const GlossaryEntry& entry = entries[static_cast<std::size_t>(index)];
        Command command{WindowController::tr("What is “%1”?").arg(entry.title), WindowController::tr("Glossary"), {},
                        [&glossary, id = entry.id] { glossary.open(id); }};
        if (added < kMostExplanations && CommandField::fitOf(typed, command) > 0) {
            more.append(std::move(command));
            ++added;
        }
    }
}

/// "trial 45" or "45" shows that trial; a setting shows its row.
QList<Command> WindowController::moreCommands(const QString& typed)
{
    QList<Command> more;
    const StudySnapshotPtr& snapshot = m_project.study().snapshot();
    bool isNumber = false;
    const int trial = typed.simplified().section(u' ', -1).toInt(&isNumber);
    const Command toTrial{tr("Show trial %1").arg(trial), tr("Trial %1").arg(trial), {}, [this, trial] {
                              m_project.study().select(trial);
                              m_window.showPage(QStringLiteral("run"));
                          }};
    if (isNumber && snapshot && trial >= 0 && static_cast<std::size_t>(trial) < snapshot->size() &&
        CommandField::fitOf(typed, toTrial) > 0)
        more.append(toTrial);
    for (const SearchRow* row : m_searchPage->model().shownRows()) {
        Command command{row->title, tr("Search"), {}, [this, name = row->name] {
                            m_window.showPage(QStringLiteral("search"));
                            m_searchPage->showRow(name);
                        }};
        if (CommandField::fitOf(typed, command) > 0)
            more.append(std::move(command));
    }
    appendExplanations(more, typed, *m_glossary);
    return more;
}

void WindowController::chooseData()
{
    const QString path = QFileDialog::getOpenFileName(&m_window, tr("Open a data file"), documentsFolder(),
                                                      tr("Data (%1)").arg(QString::fromStdString(readableFilePatterns())) +
                                                          QStringLiteral(";;") + tr("All files (*)"));
    if (!path.isEmpty())
        openFile(path);
}

void WindowController::chooseLesson()
{
    const QString path = QFileDialog::getOpenFileName(&m_window, tr("Open a lesson file"), documentsFolder(), tr("Lessons (*.json)"));
    if (!path.isEmpty())
        openLesson(path);
}

void WindowController::chooseProject()
{
    const QString path = QFileDialog::getOpenFileName(&m_window, tr("Open a project"), m_project.projectsFolder(),
                                                      tr("Tunescope projects (*.tune)"));
    if (!path.isEmpty())
        openFile(path);
}

void WindowController::chooseCopy()
{
    const QString path = QFileDialog::getSaveFileName(&m_window, tr("Save a copy"), m_project.projectsFolder(),
                                                      tr("Tunescope projects (*.tune)"));
    if (!path.isEmpty())
        m_project.saveCopy(asProjectFile(path));
}

void WindowController::chooseNewPlace()
{
    const QString path = QFileDialog::getSaveFileName(&m_window, tr("Save elsewhere"), m_project.projectsFolder(),
                                                      tr("Tunescope projects (*.tune)"));
    if (!path.isEmpty())
        m_project.moveTo(asProjectFile(path));
}

void WindowController::chooseFolder()
{
    const QString folder = QFileDialog::getExistingDirectory(&m_window, tr("Choose a folder for projects"), documentsFolder());
    if (folder.isEmpty())
        return;
    m_project.setProjectsFolder(folder);
    m_project.start();
}

} // namespace tunescope::ui
