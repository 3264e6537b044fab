// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewmodels/best_model_export.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace tunescope::ui {
namespace {

tl::unexpected<Error> writeFault(const QFile& file)
{
    return fail(ErrorCode::FileWriteFailed,
                {{"path", file.fileName().toStdString()}, {"detail", file.errorString().toStdString()}});
}

Result<QString> writeNew(const QString& folder, const ExportFile& source)
{
    // NewOnly fails if another program has taken the name in between; then the next free one is tried.
    for (int attempt = 0; attempt < 3; ++attempt) {
        QFile file(QDir(folder).filePath(freeFileName(folder, source.fileName)));
        if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly)) {
            if (file.exists())
                continue;
            return writeFault(file);
        }
        const auto size = static_cast<qint64>(source.content.size());
        if (file.write(source.content.data(), size) == size && file.flush())
            return file.fileName();
        const auto fault = writeFault(file);
        file.remove();
        return fault;
    }
    return fail(ErrorCode::FileWriteFailed, {{"path", QDir(folder).filePath(source.fileName).toStdString()},
                                             {"detail", "another program is writing here"}});
}

} // namespace

QString freeFileName(const QString& folder, const QString& fileName)
{
    const QDir dir(folder);
    const QFileInfo info(fileName);
    QString name = fileName;
    for (int number = 2; QFileInfo::exists(dir.filePath(name)) || QFileInfo(dir.filePath(name)).isSymLink();
         ++number)
        name = QStringLiteral("%1-%2.%3").arg(info.completeBaseName()).arg(number).arg(info.suffix());
    return name;
}

QString freeStem(const QString& folder, const QString& stem, const QStringList& endings)
{
    const QDir dir(folder);
    QString free = stem;
    const auto isTaken = [&](const QString& ending) { return QFileInfo::exists(dir.filePath(free + ending)); };
    for (int number = 2; std::any_of(endings.begin(), endings.end(), isTaken); ++number)
        free = QStringLiteral("%1-%2").arg(stem).arg(number);
    return free;
}

Result<QStringList> writeExports(const QString& folder, const std::vector<ExportFile>& files)
{
    if (!QDir().mkpath(folder) || !QFileInfo(folder).isWritable())
        return fail(ErrorCode::FolderReadOnly, {{"path", folder.toStdString()}});
    QStringList written;
    for (const ExportFile& file : files) {
        const Result<QString> path = writeNew(folder, file);
        if (!path) {
            for (const QString& done : written)
                QFile::remove(done);
            return fail(path.error());
        }
        written << *path;
    }
    return written;
}

} // namespace tunescope::ui
