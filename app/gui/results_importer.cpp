// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/results_importer.h"

#include "app/wiring.h"
#include "core/export/import/import_columns.h"
#include "ui/viewmodels/best_model_export.h"
#include "ui/viewmodels/dataset_model_text.h"
#include "ui/viewmodels/error_text.h"
#include "ui/viewmodels/project_controller.h"
#include "ui/viewmodels/qt_convert.h"
#include "ui/viewmodels/study_view_model.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>

#include <filesystem>

namespace tunescope::ui {
namespace {

bool isBusy(const StudySnapshotPtr& snapshot)
{
    return snapshot && (snapshot->state == RunnerState::Running || snapshot->state == RunnerState::Stopping);
}

} // namespace

ResultsImporter::ResultsImporter(ProjectController& project, QWidget& window)
    : QObject(&window)
    , m_project(project)
    , m_window(window)
{
}

void ResultsImporter::say(const Message& message)
{
    emit m_project.messagePosted(message);
}

void ResultsImporter::choose()
{
    const QString path =
        QFileDialog::getOpenFileName(&m_window, tr("Import results"), m_project.projectsFolder(),
                                     tr("Results (*.tune *.json *.csv *.tsv *.txt *.db *.sqlite *.sqlite3)") +
                                         QStringLiteral(";;") + tr("All files (*)"));
    if (!path.isEmpty())
        importFile(path);
}

void ResultsImporter::importFile(const QString& path)
{
    if (isBusy(m_project.study().snapshot())) {
        say({Message::Kind::Warning, tr("Not imported: the search is running."),
             tr("Pause or stop it first.")});
        return;
    }
    if (m_project.isBusy())
        return;
    const StudySnapshotPtr& open = m_project.study().snapshot();
    const auto file = look(path, {}, open && open->config ? open->config->protocol.metric : std::string());
    if (!file) {
        const ErrorWords words = errorWords(file.error());
        say({Message::Kind::Error, words.headline, words.detail});
        return;
    }
    ask(*file);
}

Result<ResultsFile> ResultsImporter::look(const QString& path, const QString& study, const std::string& metric)
{
    const auto overview = importOverview(toStd(path), toStd(study), metric);
    if (!overview)
        return fail(overview.error());
    ResultsFile file{.path = path,
                     .isTable = overview->isTable,
                     .trials = overview->trials,
                     .metric = toQt(overview->metric)};
    for (const std::string& name : overview->studies)
        file.studies << toQt(name);
    for (const ImportColumn& column : overview->columns) {
        QStringList samples;
        for (const std::string& sample : column.samples)
            samples << toQt(sample);
        file.columns.push_back({.name = toQt(column.name),
                                .samples = samples,
                                .setting = toQt(column.setting),
                                .isValue = column.meaning == ImportColumn::Meaning::Value,
                                .isKnown = column.meaning == ImportColumn::Meaning::Known});
    }
    return file;
}

void ResultsImporter::ask(const ResultsFile& file)
{
    const QString open = m_project.projectPath();
    const QString into =
        open.isEmpty()
            ? QDir(m_project.projectsFolder())
                  .filePath(freeFileName(m_project.projectsFolder(),
                                         QFileInfo(file.path).completeBaseName() + QStringLiteral(".tune")))
            : open;
    const QString where = open.isEmpty()
                              ? tr("No project is open, so they become one: %1.").arg(homePathText(into))
                              : tr("They join the project %1.").arg(m_project.projectName());
    ResultsImportDialog dialog(
        file, [path = file.path](const QString& study) { return look(path, study); }, where, &m_window);
    if (dialog.exec() != QDialog::Accepted)
        return;
    const ResultsChoice choice = dialog.choice();
    if (open.isEmpty()) {
        addInBackground(file.path, choice, into);
        return;
    }
    connect(
        &m_project, &ProjectController::projectClosed, this,
        [this, path = file.path, choice, into] { addInBackground(path, choice, into); },
        Qt::ConnectionType(Qt::QueuedConnection | Qt::SingleShotConnection));
    m_project.closeProject(ProjectController::LeaveRunning::PauseAndClose);
}

Result<ImportReport> ResultsImporter::add(const QString& path, const ResultsChoice& choice,
                                          const QString& into)
{
    const auto imported =
        readImport(toStd(path), {.columns = choice.settings, .value = choice.value, .study = choice.study});
    if (!imported)
        return fail(imported.error());
    const std::string target = toStd(into);
    std::error_code error;
    const bool isNew = !std::filesystem::exists(target, error);
    Services services = makeServices();
    if (isNew) {
        if (!imported->config)
            return fail(ErrorCode::ImportNoStudy, {{"path", target}});
        std::filesystem::create_directories(std::filesystem::path(target).parent_path(), error);
        if (const auto made = services.studies->create(*imported->config, target); !made)
            return fail(made.error());
        services.studies->close();
    }
    Result<ImportReport> report = [&]() -> Result<ImportReport> {
        const auto store = services.stores->open(target);
        if (!store)
            return fail(store.error());
        const auto study = (*store)->load();
        return study ? importTrials(*imported, *study, **store) : Result<ImportReport>(fail(study.error()));
    }();
    if (!report && isNew)
        std::filesystem::remove(target, error);
    return report;
}

void ResultsImporter::addInBackground(const QString& path, const ResultsChoice& choice, const QString& into)
{
    m_project.inBackground<Result<ImportReport>>(
        "results-import", [path, choice, into] { return add(path, choice, into); },
        [this, path, into](const Result<ImportReport>& done) {
            if (QFileInfo::exists(into))
                m_project.openProject(into);
            if (done) {
                report(*done, path);
                emit imported();
                return;
            }
            const ErrorWords words = errorWords(done.error());
            say({Message::Kind::Error, words.headline, words.detail});
        });
}

void ResultsImporter::report(const ImportReport& done, const QString& path)
{
    QStringList more;
    if (done.known > 0)
        more << tr("%1 imported before and left out.")
                    .arg(countedText(done.known, tr("trial was"), tr("trials were")));
    if (done.outside > 0)
        more << tr("%1 outside the search space: charts show them, strategies leave them aside.")
                    .arg(countedText(done.outside, tr("trial lies"), tr("trials lie")));
    if (!done.dropped.empty()) {
        QStringList names;
        for (const std::string& name : done.dropped)
            names << toQt(name);
        more << tr("Left out: %1.").arg(names.join(QStringLiteral(", ")));
    }
    if (done.otherData && done.added > 0)
        more << tr("As far as the file tells, they were measured on other data or another split: compare "
                   "them with care.");
    say({done.added > 0 ? Message::Kind::Success : Message::Kind::Info,
         tr("%1 imported from %2")
             .arg(countedText(done.added, tr("trial"), tr("trials")), QFileInfo(path).fileName()),
         more.join(QLatin1Char(' '))});
}

} // namespace tunescope::ui
