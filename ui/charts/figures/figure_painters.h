// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/figures/figure.h"

#include <string_view>

/// The painters that figure_table.cpp lists; each is in the file of its name.
namespace tunescope::ui::figures {

#define TUNESCOPE_FIGURE(name)                                                                                    \
    void name(QPainter& painter, const QRectF& area, const Theme& theme, double phase)

TUNESCOPE_FIGURE(learningRate);
TUNESCOPE_FIGURE(depth);
TUNESCOPE_FIGURE(regularization);
TUNESCOPE_FIGURE(momentum);
TUNESCOPE_FIGURE(dropout);
TUNESCOPE_FIGURE(batchSize);
TUNESCOPE_FIGURE(lstm);
TUNESCOPE_FIGURE(networkSize);
TUNESCOPE_FIGURE(search);
TUNESCOPE_FIGURE(activations);

#undef TUNESCOPE_FIGURE

/// A function and its slope; `name` as in a configuration.
void activation(std::string_view name, QPainter& painter, const QRectF& area, const Theme& theme, double phase);

} // namespace tunescope::ui::figures
