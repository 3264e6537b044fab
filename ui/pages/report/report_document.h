// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/report/report_text.h"

#include <QByteArray>

namespace tunescope::ui {

enum class ReportForm {
    Html, ///< One file: style and charts (inline SVG) are in it, nothing is loaded from anywhere.
    Pdf   ///< A4; charts are vector graphics and every text can be searched and copied.
};

/// The report of an open study: result, settings, charts as on screen, protocol, seeds, checks, notebook.
/// Blocking; on the application's thread, because charts are widgets. Errors: NoSuchTrial, those of the
/// store.
[[nodiscard]] Result<QByteArray> makeReport(StudyService& service, const ReportRequest& request,
                                            ReportForm form);

} // namespace tunescope::ui
