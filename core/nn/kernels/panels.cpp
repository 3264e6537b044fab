// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/kernels/panels.h"

namespace tunescope {

std::int64_t panelIndex(std::int64_t rows, std::int64_t columns, std::int64_t row, std::int64_t column)
{
    const std::int64_t panel = column / kPanelColumns * kPanelColumns;
    return panel * rows + row * panelRow(columns, panel) + column % kPanelColumns;
}

void packPanels(const float* plain, std::int64_t inputs, std::int64_t outputs, float* panels)
{
    for (std::int64_t o = 0; o < outputs; ++o) {
        for (std::int64_t i = 0; i < inputs; ++i)
            panels[panelIndex(inputs, outputs, i, o)] = plain[o * inputs + i];
    }
}

void unpackPanels(const float* panels, std::int64_t inputs, std::int64_t outputs, float* plain)
{
    for (std::int64_t o = 0; o < outputs; ++o) {
        for (std::int64_t i = 0; i < inputs; ++i)
            plain[o * inputs + i] = panels[panelIndex(inputs, outputs, i, o)];
    }
}

} // namespace tunescope
