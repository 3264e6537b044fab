// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace tunescope::ui {

/// What `tunescope --export` was asked for.
struct OffscreenExport {
    QString kind;            ///< html, pdf, svg, png, csv, list.
    QString study;           ///< A .tune file.
    QString out;             ///< A file; a folder where svg, png or csv are not about one chart.
    QStringList charts = {}; ///< Empty = all of them.
    int trial = -1;          ///< The best one if it is negative.
    double scale = 2.0;      ///< png: pixels a pixel on screen.
};

/// Writes a report, or charts as pictures or tables, without a window. Messages go to stderr, names of charts
/// to stdout. The exit code: 0 done, 2 bad input; nothing is half-written.
[[nodiscard]] int runOffscreenExport(const OffscreenExport& wanted);

} // namespace tunescope::ui
