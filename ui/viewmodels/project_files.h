// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QString>

namespace tunescope::ui {

/// "<Documents>/Tunescope".
[[nodiscard]] QString defaultProjectsFolder();

/// The name with what file systems do not take replaced, at most 80 characters; "Study" if nothing is left.
[[nodiscard]] QString fileStem(const QString& name);

/// A path "<folder>/<name>.tune" that does not exist yet ("<name> 2.tune", ...). Makes the folder. Blocking.
/// Errors: FolderReadOnly, FolderMissing.
[[nodiscard]] Result<QString> newProjectPath(const QString& folder, const QString& name);

} // namespace tunescope::ui
