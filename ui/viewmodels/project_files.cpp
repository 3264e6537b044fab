// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewmodels/project_files.h"

#include "ui/viewmodels/qt_convert.h"

#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>
#include <QTemporaryFile>

namespace tunescope::ui {
namespace {

constexpr qsizetype kLongestStem = 80;

/// Asking the permissions is not enough (mounted read-only, full of quota): a file is tried.
bool canWrite(const QString& folder)
{
    QTemporaryFile probe(folder + QStringLiteral("/.tunescope-XXXXXX"));
    return probe.open();
}

} // namespace

QString defaultProjectsFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation) + QStringLiteral("/Tunescope");
}

QString fileStem(const QString& name)
{
    QString stem;
    for (const QChar c : name) {
        const bool forbidden = c.unicode() < 0x20 || QStringLiteral("/\\:*?\"<>|").contains(c);
        stem += forbidden ? QLatin1Char('-') : c;
    }
    stem = stem.simplified().left(kLongestStem);
    while (stem.startsWith(QLatin1Char('.')))
        stem.remove(0, 1);
    return stem.isEmpty() ? QStringLiteral("Study") : stem;
}

Result<QString> newProjectPath(const QString& folder, const QString& name)
{
    if (!QDir().mkpath(folder)) {
        const QFileInfo parent(QFileInfo(folder).absolutePath());
        if (parent.isDir() && !parent.isWritable())
            return fail(ErrorCode::FolderReadOnly, {{"path", toStd(parent.filePath())}});
        return fail(ErrorCode::FolderMissing, {{"path", toStd(folder)}});
    }
    if (!canWrite(folder))
        return fail(ErrorCode::FolderReadOnly, {{"path", toStd(folder)}});
    const QString base = QDir(folder).filePath(fileStem(name));
    QString path = base + QStringLiteral(".tune");
    for (int number = 2; QFileInfo::exists(path); ++number)
        path = QStringLiteral("%1 %2.tune").arg(base).arg(number);
    return path;
}

} // namespace tunescope::ui
