// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/readers/read_request.h"

#include <string_view>
#include <vector>

namespace tunescope {

/// Prose to continue, symbol by symbol. Rows are pieces of 200 symbols in the order of the text, or, where
/// lines are short (names, words) or lines=1 says so, single lines in no order. The 254 commonest symbols are
/// told apart, the others are one. Settings: lines (0, 1, or -1 = by the text).
/// Errors: those of readTextFile(), TextShort.
[[nodiscard]] Result<Dataset> readProse(const ReadRequest& request);

/// Texts to classify: every line is a label, a tab, and a text. Words are lower-case runs of letters and
/// apostrophes, and the marks ! and ?; terms are words and pairs of words that at least two texts have.
/// Errors: those of readTextFile(), TextNoTab, SamplesTooFew, SamplesOneClass.
[[nodiscard]] Result<Dataset> readLabelledTexts(const ReadRequest& request);

/// Whether nearly all of the first lines are a short label, one tab and words.
[[nodiscard]] bool looksLikeLabelledTexts(std::string_view text);

/// Texts to continue from items that stand for themselves (names): each with a line end.
[[nodiscard]] Dataset textDataset(const std::vector<std::string>& rows, RowOrder order);

} // namespace tunescope
