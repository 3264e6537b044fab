// SPDX-License-Identifier: GPL-3.0-or-later
// A network whose hidden units blink while it trains and are all there when it is asked.
#include "core/base/rng.h"
#include "ui/charts/figures/figure_network.h"
#include "ui/charts/figures/figure_painters.h"

#include <QCoreApplication>

namespace tunescope::ui::figures {
namespace {

constexpr double kDroppedShare = 0.4;
constexpr int kDropoutSteps = 12;

bool isKept(int step, int layer, int unit)
{
    return Rng(Purpose::Dropout, 5, {std::uint64_t(step), std::uint64_t(layer), std::uint64_t(unit)})
               .uniform() >= kDroppedShare;
}

} // namespace

void dropout(QPainter& painter, const QRectF& area, const Theme& theme, double phase)
{
    static const std::vector<int> units{3, 6, 6, 2};
    const double line = figureLine(theme) + 2;
    const int step = figureShown(kDropoutSteps, phase);
    const auto columns = figureColumns(area, 2, 24);
    const auto hidden = [](int layer) { return layer == 1 || layer == 2; };
    paintNetwork(painter, columns[0].adjusted(0, line, 0, -2), theme, units,
                 [&](int layer, int unit) { return !hidden(layer) || isKept(step, layer, unit); });
    paintNetwork(painter, columns[1].adjusted(0, line, 0, -2), theme, units, {}, ColorRole::Ok);
    figureCaption(painter, columns[0].adjusted(0, 0, 0, line - columns[0].height()), theme,
                  figureText(QT_TRANSLATE_NOOP("figure", "training, step %1")).arg(step), ColorRole::Accent);
    figureCaption(painter, columns[1].adjusted(0, 0, 0, line - columns[1].height()), theme,
                  figureText(QT_TRANSLATE_NOOP("figure", "evaluation: all on")), ColorRole::Ok);
}

} // namespace tunescope::ui::figures
