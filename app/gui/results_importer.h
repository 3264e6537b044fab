// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/export/import/import_file.h"
#include "ui/pages/results_import_dialog.h"

#include <QObject>

namespace tunescope::ui {

class ProjectController;
struct Message;

/// File, Import results: asks what the columns mean, closes the project, adds the trials to its file and
/// opens it again; without a project a file that holds its study becomes a new one.
class ResultsImporter : public QObject
{
    Q_OBJECT

public:
    ResultsImporter(ProjectController& project, QWidget& window);

    void choose();
    /// Without the file dialog.
    void importFile(const QString& path);

    /// Reads what a file holds. Blocking.
    [[nodiscard]] static Result<ResultsFile> look(const QString& path, const QString& study = {},
                                                  const std::string& metric = {});
    /// Adds the trials of a file to the study `into`, which is made if it is not there. Blocking; nothing is
    /// left half-done.
    [[nodiscard]] static Result<ImportReport> add(const QString& path, const ResultsChoice& choice,
                                                  const QString& into);

signals:
    void imported();

private:
    void say(const Message& message);
    void ask(const ResultsFile& file);
    void addInBackground(const QString& path, const ResultsChoice& choice, const QString& into);
    void report(const ImportReport& done, const QString& path);

    ProjectController& m_project;
    QWidget& m_window;
};

} // namespace tunescope::ui
