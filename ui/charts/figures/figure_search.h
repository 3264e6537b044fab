// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/figures/figure_plot.h"

#include <QCoreApplication>

#include <cmath>
#include <numbers>

namespace tunescope::ui::figures {

/// What the strategies look for: two hills, the higher one at 0.72.
inline double hiddenScore(double x)
{
    return 0.9 * std::exp(-std::pow((x - 0.72) / 0.13, 2)) + 0.5 * std::exp(-std::pow((x - 0.22) / 0.12, 2));
}

/// Of the standard normal distribution.
inline double normalDensity(double z)
{
    return std::exp(-z * z / 2) / std::sqrt(2 * std::numbers::pi);
}

inline QString settingWord()
{
    return figureText(QT_TRANSLATE_NOOP("figure", "setting"));
}

} // namespace tunescope::ui::figures
