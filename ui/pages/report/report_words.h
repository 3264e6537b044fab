// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>

namespace tunescope::ui {

/// The translations of the report.
struct ReportWords {
    Q_DECLARE_TR_FUNCTIONS(Report)
};

} // namespace tunescope::ui
