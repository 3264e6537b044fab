// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/sample_shape.h"

#include <optional>
#include <string>
#include <vector>

namespace tunescope {

enum class Scaling { None, Standard, MinMax, Robust };
enum class Encoding { OneHot, Ordinal };
enum class Missing { Mean, Median, Drop };

/// How a table, or samples of another form, become numbers. Everything that is estimated is estimated on the
/// training part only.
struct PreprocessingConfig {
    Scaling scaling = Scaling::Standard;
    Encoding encoding = Encoding::OneHot;
    Missing missing = Missing::Median;
    std::vector<std::string> features = {}; ///< Columns to use; empty = all.
    std::optional<SampleForm> wanted = {};  ///< What the model reads; none = the data set's own form.
    int sequenceLength = 0;                 ///< Steps of a window of text; 0 = chosen by the data.

    friend bool operator==(const PreprocessingConfig&, const PreprocessingConfig&) = default;
};

} // namespace tunescope
