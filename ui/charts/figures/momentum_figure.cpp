// SPDX-License-Identifier: GPL-3.0-or-later
// The same learning rate in a long valley, with and without momentum.
#include "ui/charts/figures/figure_math.h"
#include "ui/charts/figures/figure_painters.h"
#include "ui/charts/figures/figure_surface.h"

#include <QCoreApplication>

namespace tunescope::ui::figures {

void momentum(QPainter& painter, const QRectF& area, const Theme& theme, double phase)
{
    constexpr int kSteps = 40;
    constexpr double kRate = 0.025;
    static const auto plain =
        descentPath({.name = "sgd", .rate = kRate}, kSurfaceStart, &surfaceSlope, kSteps);
    static const auto carried =
        descentPath({.name = "sgd", .rate = kRate, .momentum = 0.9}, kSurfaceStart, &surfaceSlope, kSteps);
    paintDescents(painter, area, theme, phase,
                  {{QStringLiteral("0"), &plain, ColorRole::Warn},
                   {QStringLiteral("0.9"), &carried, ColorRole::Accent}},
                  figureText(QT_TRANSLATE_NOOP("figure", "momentum")));
}

} // namespace tunescope::ui::figures
