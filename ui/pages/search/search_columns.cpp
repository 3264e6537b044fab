// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/search/search_columns.h"

#include <algorithm>

namespace tunescope::ui {

SearchColumns::SearchColumns(int width, SearchDensity density, const Theme& theme)
{
    const bool wide = density == SearchDensity::Wide;
    const int right = 12;
    grip = 8;
    name = wide ? 38 : 34;
    nameWidth = theme.scaled(wide ? 164 : 128);
    mode = name + nameWidth + 4;
    modeWidth = theme.scaled(wide ? 166 : 96);
    values = 0;
    valuesWidth = theme.scaled(wide ? 208 : 204);
    values = width - right - valuesWidth;
    track = mode + modeWidth + (wide ? 14 : 10);
    trackWidth = std::max(60, values - track - 12);
}

int searchRowHeight(SearchDensity density, const Theme& theme)
{
    return theme.scaled(density == SearchDensity::Wide ? theme.metrics.rowSearch
                                                       : theme.metrics.rowSearchCompact);
}

} // namespace tunescope::ui
