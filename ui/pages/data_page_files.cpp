// SPDX-License-Identifier: GPL-3.0-or-later
// How files come into the Data page: chosen or dropped, and read as tables or as they are.
#include "ui/pages/data_page.h"

#include "ui/pages/csv_import_dialog.h"
#include "ui/pages/data/data_page_parts.h"
#include "ui/viewmodels/qt_convert.h"

#include <QDragEnterEvent>
#include <QFileDialog>
#include <QMimeData>
#include <QUrl>

namespace tunescope::ui {
namespace {

QString droppedFile(const QMimeData* mime)
{
    const QList<QUrl> urls = mime != nullptr ? mime->urls() : QList<QUrl>();
    return urls.size() == 1 && urls.first().isLocalFile() ? urls.first().toLocalFile() : QString();
}

} // namespace

void DataPage::chooseFile()
{
    const QString tables = tr("Tables (*.csv *.tsv *.txt *.csv.gz *.tsv.gz)");
    const QString all = tr("Data (%1)").arg(toQt(readableFilePatterns()));
    const QString path = QFileDialog::getOpenFileName(this, tr("Open data"), QString(),
                                                      all + QStringLiteral(";;") + tables +
                                                          QStringLiteral(";;") + tr("All files (*)"));
    if (!path.isEmpty())
        importFile(path);
}

void DataPage::chooseFolder()
{
    const QString path = QFileDialog::getExistingDirectory(this, tr("Open a folder of pictures or sounds"));
    if (!path.isEmpty())
        importFile(path);
}

/// A table is looked at first; pictures, sounds and texts are as they are.
void DataPage::importFile(const QString& path)
{
    if (!isTable(toStd(path))) {
        m_model.ports().openData(DataSpec{.source = toStd(path)});
        return;
    }
    auto* sheet = new CsvImportDialog(path, m_model.ports().inBackground, csvPreviewer(), this);
    sheet->setObjectName(QStringLiteral("importSheet"));
    sheet->setAttribute(Qt::WA_DeleteOnClose);
    connect(sheet, &QDialog::accepted, this, [this, sheet] { acceptImport(*sheet); });
    connect(sheet, &CsvImportDialog::otherFileWanted, this, &DataPage::chooseFile, Qt::QueuedConnection);
    sheet->open();
}

void DataPage::acceptImport(const CsvImportDialog& sheet)
{
    m_parts->import = DataPageParts::Import{toQt(sheet.spec().source), sheet.missing(), sheet.rows()};
    m_model.ports().openData(sheet.spec());
}

/// How empty cells are filled is a setting of the study, so it can be written only once the data are open.
void DataPage::finishImport()
{
    if (!m_parts->import || toQt(m_model.draft().data.source) != m_parts->import->source)
        return;
    const QString missing = m_parts->import->missing;
    m_parts->import.reset();
    m_model.setMissing(missing);
}

void DataPage::dragEnterEvent(QDragEnterEvent* event)
{
    if (droppedFile(event->mimeData()).isEmpty())
        return;
    m_parts->drop->setActive(DropArea::Active::Yes);
    event->acceptProposedAction();
}

void DataPage::dragLeaveEvent(QDragLeaveEvent* event)
{
    m_parts->drop->setActive(DropArea::Active::No);
    QWidget::dragLeaveEvent(event);
}

void DataPage::dropEvent(QDropEvent* event)
{
    m_parts->drop->setActive(DropArea::Active::No);
    const QString path = droppedFile(event->mimeData());
    if (path.isEmpty())
        return;
    event->acceptProposedAction();
    // The sheet opens after the drop has ended, so that the other program is not kept waiting.
    QMetaObject::invokeMethod(
        this, [this, path] { importFile(path); }, Qt::QueuedConnection);
}

} // namespace tunescope::ui
