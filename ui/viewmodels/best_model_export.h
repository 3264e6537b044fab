// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QString>
#include <QStringList>

#include <functional>
#include <string>
#include <vector>

namespace tunescope::ui {

/// One file that the Best page can write. `render` is called on a background thread.
struct ExportFunction {
    QString id;       ///< "best"
    QString title;    ///< "Best configuration"
    QString fileName; ///< "best.json"
    QString icon;     ///< Of resources/icons: "json".
    std::function<Result<std::string>(int trial)> render;
    QString onSave =
        {}; ///< Not empty: made when it is saved only, because it takes a while; what it will hold.
};

/// The exporters, handed in by the program's wiring because ui does not see core/export.
struct ExportFunctions {
    std::vector<ExportFunction> files;
};

struct ExportFile {
    QString fileName;
    std::string content;
};

/// A name that does not exist in `folder` yet: "best.json", then "best-2.json", "best-3.json".
[[nodiscard]] QString freeFileName(const QString& folder, const QString& fileName);

/// Writes every file under a free name; makes the folder if need be. Existing files are never touched, and a
/// file that could not be finished is removed again. The paths written, or FolderReadOnly, FileWriteFailed.
/// Blocking.
[[nodiscard]] Result<QStringList> writeExports(const QString& folder, const std::vector<ExportFile>& files);

} // namespace tunescope::ui
