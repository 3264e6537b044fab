// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/theme.h"

#include <QRect>

namespace tunescope::ui {

/// Wide: mode segments. Compact (below 1200 px of window): drop-downs.
enum class SearchDensity { Wide, Compact };

/// Where the cells of the search table lie in a row of a given width; head and rows share it.
struct SearchColumns {
    SearchColumns(int width, SearchDensity density, const Theme& theme);

    int grip = 0;
    int name = 0;
    int nameWidth = 0;
    int mode = 0;
    int modeWidth = 0;
    int track = 0;
    int trackWidth = 0;
    int values = 0;
    int valuesWidth = 0;
};

[[nodiscard]] int searchRowHeight(SearchDensity density, const Theme& theme);

} // namespace tunescope::ui
