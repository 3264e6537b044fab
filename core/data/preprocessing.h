// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace tunescope {

enum class Scaling { None, Standard, MinMax, Robust };
enum class Encoding { OneHot, Ordinal };
enum class Missing { Mean, Median, Drop };

/// How a table becomes numbers. Everything that is estimated is estimated on the training part only.
struct PreprocessingConfig {
    Scaling scaling = Scaling::Standard;
    Encoding encoding = Encoding::OneHot;
    Missing missing = Missing::Median;
    std::vector<std::string> features = {}; ///< Columns to use; empty = all.

    friend bool operator==(const PreprocessingConfig&, const PreprocessingConfig&) = default;
};

} // namespace tunescope
