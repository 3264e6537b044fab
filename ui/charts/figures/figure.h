// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/theme.h"

#include <QPainter>
#include <QRectF>
#include <QString>

#include <span>

namespace tunescope::ui {

/// Paints one picture into `area`. `phase` runs from 0 to 1 while it moves; 1 is the whole picture, which
/// stays.
using FigurePainter = void (*)(QPainter& painter, const QRectF& area, const Theme& theme, double phase);

/// One line of the table of pictures.
struct FigureEntry {
    const char* id;
    FigurePainter paint;
    double seconds;      ///< How long it moves; 0 for a still one.
    const char* caption; ///< What it shows, in one sentence; context "figure".
};

/// All pictures, in the order of the table.
[[nodiscard]] std::span<const FigureEntry> figureRegistry();
/// Null for an unknown id; a few ids have second names ("l2" for "regularization"). "activation:relu" is an id of its own; "activation:unknown" finds "activation".
[[nodiscard]] const FigureEntry* findFigure(const QString& id);

} // namespace tunescope::ui
