// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/study_service.h"

#include <QString>

#include <optional>
#include <vector>

namespace tunescope::ui {

/// One chart of a report, as pictures and words.
struct ReportChart {
    QString id;
    QString title;
    QString sentence; ///< What it shows.
    QString place;    ///< Where the window has it.
    QString redo;     ///< The command that draws it again.
};

/// What a report is about; everything else is read from the study.
struct ReportRequest {
    int trial = -1; ///< The best one if it is negative.
    QString file;   ///< The study's file, for the commands that redo its figures.
};

/// The report's body as HTML with headings, paragraphs and tables only, so that a browser and QTextDocument
/// show the same. Charts are left out: each has a paragraph "[[chart:ID]]" in its place. Blocking.
[[nodiscard]] Result<QString> reportBody(StudyService& service, const ReportRequest& request,
                                         const std::vector<ReportChart>& charts);

/// The study's name, as the title of the document.
[[nodiscard]] QString reportTitle(const StoredStudy& study);

} // namespace tunescope::ui
