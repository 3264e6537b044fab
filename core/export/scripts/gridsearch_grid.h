// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/export/scripts/study_source.h"

#include <string>
#include <utility>
#include <vector>

namespace tunescope {

/// Arguments of MLPClassifier by name, with the values that are tried, in Python.
using GridPart = std::vector<std::pair<std::string, std::vector<std::string>>>;

/// A study's space as GridSearchCV takes it.
struct SklearnGrid {
    std::vector<GridPart> parts; ///< Conditions make several parts: each is a grid of its own.
    std::vector<std::pair<std::string, std::string>> fixed; ///< Arguments that are not searched.
    std::vector<std::string> notes;                         ///< What MLPClassifier and MLPRegressor lack.
};

/// Errors: GridTooLarge.
[[nodiscard]] Result<SklearnGrid> sklearnGrid(const StudySource& source);

} // namespace tunescope
