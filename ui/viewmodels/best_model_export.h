// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QString>
#include <QStringList>

#include <functional>
#include <string>
#include <vector>

namespace tunescope::ui {

struct ExportFile {
    QString fileName;
    std::string content;
};

/// One file that the Best page can write. `render` is called on a background thread.
struct ExportFunction {
    QString id;       ///< "best"
    QString title;    ///< "Best configuration"
    QString fileName; ///< "best.json"
    QString icon;     ///< Of resources/icons: "json".
    std::function<Result<std::string>(int trial)> render;
    QString onSave =
        {}; ///< Not empty: made when it is saved only, because it takes a while; what it will hold.
    bool isTickedAtFirst = true; ///< Of those that are made at once.
    /// Where it is more than one file: all of them, under names that are free in `folder`; `render` is the first one.
    std::function<Result<std::vector<ExportFile>>(int trial, const QString& folder)> renderAll = {};
};

/// The exporters, handed in by the program's wiring because ui does not see core/export.
struct ExportFunctions {
    std::vector<ExportFunction> files;
};

/// A name that does not exist in `folder` yet: "best.json", then "best-2.json", "best-3.json".
[[nodiscard]] QString freeFileName(const QString& folder, const QString& fileName);

/// A stem such that none of the names stem + ending exists: "train", then "train-2".
[[nodiscard]] QString freeStem(const QString& folder, const QString& stem, const QStringList& endings);

/// Writes every file under a free name; makes the folder if need be. Existing files are never touched, and a
/// file that could not be finished is removed again. The paths written, or FolderReadOnly, FileWriteFailed.
/// Blocking.
[[nodiscard]] Result<QStringList> writeExports(const QString& folder, const std::vector<ExportFile>& files);

} // namespace tunescope::ui
