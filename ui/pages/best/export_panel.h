// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/viewmodels/best_model_export.h"
#include "ui/viewmodels/best_model_ports.h"

#include <QTimer>
#include <QWidget>

#include <optional>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace tunescope::ui {

class BestModel;
class ElidedLabel;
class ExportPreview;
class ExportRow;

/// Chooses files, shows what will be in them, and writes them under names that are free.
class ExportPanel : public QWidget
{
    Q_OBJECT

public:
    ExportPanel(BestModel& model, BestPorts ports, ExportFunctions functions, QWidget* parent = nullptr);

    /// Where the files go from now on; empty = the project's own folder.
    void setFolder(const QString& folder);
    [[nodiscard]] QString folder() const;

protected:
    void showEvent(QShowEvent* event) override;

private:
    using Contents = std::vector<std::optional<Result<std::string>>>;

    void buildList(QVBoxLayout& layout);
    void buildTarget(QVBoxLayout& layout);
    void render();
    void takeRendered(int trial, Contents contents);
    void showPreview(std::size_t file);
    void refreshHead();
    void refreshTarget();
    void chooseFolder();
    void save();
    void reportSaved(const std::vector<std::size_t>& files, const std::vector<std::size_t>& first,
                     const Result<QStringList>& paths);
    void forgetWritten();
    [[nodiscard]] std::vector<std::size_t> tickedFiles() const;

    BestModel& m_model;
    BestPorts m_ports;
    ExportFunctions m_functions;
    QTimer m_renderTimer;
    Contents m_contents; ///< Of each file, once rendered.
    enum class Rendering { UpToDate, WhenShown } m_rendering = Rendering::UpToDate;
    std::vector<ExportRow*> m_rows;
    std::size_t m_previewed = 0;
    QString m_folder;
    /// Names of the last export by file, until something is chosen differently; empty = not written.
    std::vector<QString> m_written;
    ExportPreview* m_preview;
    QLabel* m_title;
    QLabel* m_count;
    QLabel* m_path;
    ElidedLabel* m_space;
    QPushButton* m_save;
};

} // namespace tunescope::ui
