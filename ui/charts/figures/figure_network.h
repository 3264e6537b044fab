// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/figures/figure_plot.h"

#include <functional>

namespace tunescope::ui {

/// Which units of a drawn network are on; layer and unit count from 0.
using UnitIsOn = std::function<bool(int layer, int unit)>;

/// Layers of units from left to right, joined by lines. Units that are off are empty rings without lines.
void paintNetwork(QPainter& painter, const QRectF& area, const Theme& theme, const std::vector<int>& units,
                  const UnitIsOn& isOn = {}, ColorRole role = ColorRole::Accent);

} // namespace tunescope::ui
