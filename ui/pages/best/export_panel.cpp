// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/best/export_panel.h"

#include "ui/pages/best/export_preview.h"
#include "ui/pages/best/export_row.h"
#include "ui/pages/data/page_parts.h"
#include "ui/viewmodels/best_model.h"
#include "ui/viewmodels/dataset_model_text.h"
#include "ui/viewmodels/error_text.h"
#include "ui/viewmodels/project_controller.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/elided_label.h"

#include <QCheckBox>
#include <QDesktopServices>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QPushButton>
#include <QStorageInfo>
#include <QUrl>
#include <QVBoxLayout>

namespace tunescope::ui {
namespace {

/// Rendering all trials of a long run costs some time: follow a running study only this often.
constexpr int kRenderMilliseconds = 1500;
constexpr std::size_t kMostRows = 6; ///< More of them scroll.
constexpr int kRowsShare = 3;        ///< Of the height, beside the preview's.
constexpr int kPreviewShare = 4;

/// The folder itself or, before it exists, the nearest one that does.
QString existingParent(QString path)
{
    while (!QFileInfo::exists(path)) {
        const QString parent = QFileInfo(path).path();
        if (parent == path)
            break;
        path = parent;
    }
    return path;
}

Result<std::vector<ExportFile>> renderedFiles(const ExportFunction& function, int trial, const QString& folder)
{
    if (function.renderAll)
        return function.renderAll(trial, folder);
    Result<std::string> content = function.render(trial);
    if (!content)
        return fail(content.error());
    return std::vector<ExportFile>{{function.fileName, std::move(*content)}};
}

} // namespace

ExportPanel::ExportPanel(BestModel& model, BestPorts ports, ExportFunctions functions, QWidget* parent)
    : QWidget(parent)
    , m_model(model)
    , m_ports(std::move(ports))
    , m_functions(std::move(functions))
    , m_contents(m_functions.files.size())
    , m_written(m_functions.files.size())
    , m_preview(new ExportPreview)
    , m_title(textLabel({}, TextStyle::Card))
    , m_count(textLabel({}, TextStyle::Caption, ColorRole::Text3))
    , m_path(new ElidedLabel)
    , m_space(new ElidedLabel)
    , m_save(makeButton({}, ButtonKind::Primary, QStringLiteral("export"), ButtonSize::Large))
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 14);
    layout->setSpacing(0);
    buildList(*layout);
    layout->addWidget(m_preview, kPreviewShare);
    layout->addWidget(ruleLine());
    buildTarget(*layout);

    m_renderTimer.setSingleShot(true);
    connect(&m_renderTimer, &QTimer::timeout, this, &ExportPanel::render);
    connect(&model, &BestModel::shownChanged, this, [this] {
        forgetWritten();
        refreshHead();
        refreshTarget();
        m_renderTimer.start(0);
    });
    connect(&model, &BestModel::ranked, this, [this] {
        refreshHead();
        if (!m_renderTimer.isActive())
            m_renderTimer.start(kRenderMilliseconds);
    });
    refreshHead();
    m_renderTimer.start(0);
}

void ExportPanel::buildList(QVBoxLayout& layout)
{
    auto* head = new QHBoxLayout;
    head->setContentsMargins(14, 10, 14, 10);
    head->addWidget(m_title, 1);
    head->addWidget(m_count);
    layout.addLayout(head);
    layout.addWidget(ruleLine());
    auto* list = new QWidget;
    auto* rows = new QVBoxLayout(list);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    for (std::size_t i = 0; i < m_functions.files.size(); ++i) {
        const ExportFunction& file = m_functions.files[i];
        auto* row = new ExportRow(file.title, file.fileName, file.icon);
        row->tick()->setChecked(file.onSave.isEmpty() && file.isTickedAtFirst);
        row->setObjectName(QStringLiteral("export-") + file.id);
        connect(row, &ExportRow::ticked, this, [this] {
            forgetWritten();
            refreshHead();
            refreshTarget();
        });
        connect(row, &ExportRow::previewWanted, this, [this, i] { showPreview(i); });
        rows->addWidget(row);
        m_rows.push_back(row);
    }
    rows->addStretch(1);
    layout.addWidget(m_functions.files.size() > kMostRows ? scrolled(list) : list, kRowsShare);
}

void ExportPanel::buildTarget(QVBoxLayout& layout)
{
    auto* where = new QHBoxLayout;
    where->setContentsMargins(14, 12, 14, 8);
    where->setSpacing(8);
    where->addWidget(iconLabel(QStringLiteral("folder"), ColorRole::Text2, 16));
    setTextStyle(m_path, TextStyle::Table);
    where->addWidget(m_path, 1);
    QPushButton* change = makeButton(tr("Change…"), ButtonKind::Link, {});
    connect(change, &QPushButton::clicked, this, &ExportPanel::chooseFolder);
    where->addWidget(change);
    layout.addLayout(where);

    auto* foot = new QHBoxLayout;
    foot->setContentsMargins(14, 0, 14, 0);
    setTextStyle(m_space, TextStyle::Caption);
    setTone(m_space, ColorRole::Text3);
    m_space->setElideMode(Qt::ElideRight);
    m_space->setObjectName(QStringLiteral("exportNote"));
    foot->addWidget(m_space, 1);
    m_save->setObjectName(QStringLiteral("exportFiles"));
    connect(m_save, &QPushButton::clicked, this, &ExportPanel::save);
    foot->addWidget(m_save);
    layout.addLayout(foot);
}

void ExportPanel::setFolder(const QString& folder)
{
    m_folder = folder;
    forgetWritten();
    refreshTarget();
}

QString ExportPanel::folder() const
{
    return m_folder.isEmpty() ? m_ports.exportFolder() : m_folder;
}

void ExportPanel::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    refreshTarget();
    if (m_rendering == Rendering::WhenShown)
        render();
}

void ExportPanel::render()
{
    const int trial = m_model.shown();
    if (trial < 0)
        return;
    // Ten files of ten thousand trials are seconds of work that nobody looks at.
    if (!isVisible()) {
        m_rendering = Rendering::WhenShown;
        return;
    }
    m_rendering = Rendering::UpToDate;
    m_ports.inBackground("best-render", [this, trial, files = m_functions.files]() -> std::function<void()> {
        Contents contents;
        for (const ExportFunction& file : files)
            contents.push_back(file.onSave.isEmpty() ? std::optional(file.render(trial)) : std::nullopt);
        return [this, trial, contents = std::move(contents)] { takeRendered(trial, contents); };
    });
}

void ExportPanel::takeRendered(int trial, Contents contents)
{
    if (trial != m_model.shown())
        return;
    m_contents = std::move(contents);
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        const bool known = m_contents[i] && m_contents[i]->has_value();
        m_rows[i]->setSize(known ? bytesText(static_cast<std::int64_t>((*m_contents[i])->size()))
                                 : QStringLiteral("–"));
    }
    showPreview(m_previewed);
    refreshTarget();
}

void ExportPanel::showPreview(std::size_t file)
{
    if (file >= m_rows.size())
        return;
    m_previewed = file;
    for (std::size_t i = 0; i < m_rows.size(); ++i)
        m_rows[i]->setPreviewed(i == file ? ExportRow::Previewed::Yes : ExportRow::Previewed::No);
    const QString& name = m_functions.files[file].fileName;
    const QString& onSave = m_functions.files[file].onSave;
    if (!onSave.isEmpty())
        m_preview->show(name, Result<std::string>(onSave.toStdString()));
    else if (m_contents[file])
        m_preview->show(name, *m_contents[file]);
    else
        m_preview->showWaiting(name);
}

std::vector<std::size_t> ExportPanel::tickedFiles() const
{
    std::vector<std::size_t> ticked;
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        if (m_rows[i]->isTicked())
            ticked.push_back(i);
    }
    return ticked;
}

void ExportPanel::refreshHead()
{
    const std::size_t ticked = tickedFiles().size();
    m_title->setText(tr("Export trial %1").arg(m_model.shown()));
    m_count->setText(tr("%1 of %2 selected").arg(ticked).arg(m_rows.size()));
    m_save->setText(ticked == 1 ? tr("Export 1 file") : tr("Export %1 files").arg(ticked));
    m_save->setEnabled(ticked > 0 && m_model.shown() >= 0);
}

void ExportPanel::forgetWritten()
{
    std::fill(m_written.begin(), m_written.end(), QString());
}

void ExportPanel::refreshTarget()
{
    m_path->setText(homePathText(folder()));
    std::int64_t bytes = 0;
    QStringList written;
    for (const std::size_t file : tickedFiles()) {
        if (m_contents[file] && m_contents[file]->has_value())
            bytes += static_cast<std::int64_t>((*m_contents[file])->size());
        if (m_written[file].isEmpty()) {
            m_rows[file]->setFileName(freeFileName(folder(), m_functions.files[file].fileName));
        } else {
            m_rows[file]->setFileName(m_written[file], ExportRow::Written::Yes);
            written << m_written[file];
        }
    }
    if (!written.isEmpty()) {
        m_space->setText(tr("Written: %1").arg(written.join(QStringLiteral(", "))));
        return;
    }
    const QStorageInfo storage(existingParent(folder()));
    m_space->setText(storage.isValid()
                         ? tr("%1, %2 free").arg(bytesText(bytes), bytesText(storage.bytesAvailable()))
                         : bytesText(bytes));
}

void ExportPanel::chooseFolder()
{
    const QString chosen = QFileDialog::getExistingDirectory(this, tr("Folder for the exported files"),
                                                             existingParent(folder()));
    if (!chosen.isEmpty())
        setFolder(chosen);
}

void ExportPanel::save()
{
    const int trial = m_model.shown();
    const std::vector<std::size_t> ticked = tickedFiles();
    std::vector<ExportFunction> chosen;
    for (const std::size_t file : ticked)
        chosen.push_back(m_functions.files[file]);
    m_save->setEnabled(false);
    m_ports.inBackground(
        "best-export", [this, trial, ticked, chosen, target = folder()]() -> std::function<void()> {
            // Rendered again, so that a running study is exported as it is at this moment.
            Result<std::vector<ExportFile>> files = std::vector<ExportFile>();
            std::vector<std::size_t> first; // Place of each one's first file.
            for (const ExportFunction& file : chosen) {
                Result<std::vector<ExportFile>> made = renderedFiles(file, trial, target);
                if (!made)
                    return [this, error = made.error()] { reportSaved({}, {}, fail(error)); };
                first.push_back(files->size());
                std::move(made->begin(), made->end(), std::back_inserter(*files));
            }
            return [this, ticked, first, paths = writeExports(target, *files)] { reportSaved(ticked, first, paths); };
        });
}

void ExportPanel::reportSaved(const std::vector<std::size_t>& files, const std::vector<std::size_t>& first,
                              const Result<QStringList>& paths)
{
    forgetWritten();
    if (paths) {
        for (std::size_t i = 0; i < files.size(); ++i)
            m_written[files[i]] = QFileInfo((*paths)[static_cast<qsizetype>(first[i])]).fileName();
    }
    refreshHead();
    refreshTarget();
    Message message;
    if (paths) {
        const QString saved = QFileInfo(paths->first()).path();
        message.kind = Message::Kind::Success;
        message.headline = paths->size() == 1 ? tr("1 file saved") : tr("%1 files saved").arg(paths->size());
        QStringList names;
        for (const QString& path : *paths)
            names << QFileInfo(path).fileName();
        message.detail = tr("%1 in %2").arg(names.join(QStringLiteral(", ")), homePathText(saved));
        message.actionText = tr("Open folder");
        message.action = [saved] { QDesktopServices::openUrl(QUrl::fromLocalFile(saved)); };
    } else {
        const ErrorWords words = errorWords(paths.error());
        message.kind = Message::Kind::Error;
        message.headline = words.headline;
        message.detail = words.detail;
        message.actionText = tr("Choose another folder");
        message.action = [this] { chooseFolder(); };
    }
    m_ports.post(message);
}

} // namespace tunescope::ui
