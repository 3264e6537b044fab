// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/figures/figure_plot.h"

namespace tunescope::ui {

/// A long valley, the surface of all pictures with paths: (x^2 + 20 y^2) / 2, lowest at (0, 0).
[[nodiscard]] QPointF surfaceSlope(const QPointF& w);
inline constexpr QPointF kSurfaceStart{-4.4, 1.15};

struct FigureDescent {
    QString text;
    const std::vector<QPointF>* path = nullptr;
    ColorRole role = ColorRole::Accent;
};

/// Lines of equal loss of a bowl c = (w - lowest)' H (w - lowest) with H = L L', l11, l21, l22 the entries of
/// L.
struct FigureBowl {
    QPointF lowest;
    double l11 = 1, l21 = 0, l22 = 1;
};
void paintBowl(FigurePlot& plot, const FigureBowl& bowl, const std::vector<double>& levels);

/// The valley and paths through it, as far as they have come at `phase`. `title` stands before their names.
void paintDescents(QPainter& painter, const QRectF& area, const Theme& theme, double phase,
                   const std::vector<FigureDescent>& descents, const QString& title = {});

/// A path with its steps; the last one is larger.
void paintPath(FigurePlot& plot, const Theme& theme, const std::vector<QPointF>& path, int shown,
               ColorRole role);

} // namespace tunescope::ui
