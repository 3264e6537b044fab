// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace tunescope::ui {

/// No line ends between a number and its % sign.
[[nodiscard]] inline QString unbroken(QString text)
{
    return text.replace(QStringLiteral(" %"), QStringLiteral("\u00a0%"));
}

} // namespace tunescope::ui
