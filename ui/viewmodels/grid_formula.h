// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/space/search_space.h"

#include <QString>
#include <QStringList>

#include <vector>

namespace tunescope::ui {

/// One factor of a full grid: parameters that conditions connect, or one on its own.
struct GridFactor {
    double count = 1.0;
    QString text; ///< "5 lr", "(4 mom + 1 + 1)".
};

/// The full grid as a product with its conditions written out: 5 lr × (4 mom + 1 + 1) × 3 batch. The product
/// of the counts is SearchSpace::gridCount().
[[nodiscard]] std::vector<GridFactor> gridFactors(const SearchSpace& space);

/// "5 lr × (4 mom + 1 + 1) × 3 batch"
[[nodiscard]] QString gridFormula(const SearchSpace& space);

} // namespace tunescope::ui
