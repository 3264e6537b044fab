// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/study/study_store.h"

#include <string>
#include <vector>

namespace tunescope {

// Tables of chosen trials for a report: one row a trial with its score and the settings that differ between
// them; the settings that all share stand below. Scores and floats have four significant digits. Errors:
// NoSuchTrial.

/// A table of GitHub's Markdown.
[[nodiscard]] Result<std::string> printMarkdownTable(const StoredStudy& study, const std::vector<int>& trials);

/// A LaTeX `table` with booktabs rules (\usepackage{booktabs}).
[[nodiscard]] Result<std::string> printLatexTable(const StoredStudy& study, const std::vector<int>& trials);

} // namespace tunescope
