// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/readers/read_request.h"

namespace tunescope {

/// Bags of words in the form of svm-light: a label, then term:count pairs with ascending terms, counted from
/// 0, or from 1 where no term 0 occurs and there is no vocabulary. Lines may end in a comment after #. The
/// vocabulary is a file of one term a line next to it: "reviews-train.svm" takes "reviews-vocabulary.txt"
/// or "vocabulary.txt" (.gz too). Errors: those of readTextFile(), BagLine, BagOrder, BagTerm, SamplesTooFew,
/// SamplesOneClass.
/// Source of the form: Joachims, "SVM-light", 2002.
[[nodiscard]] Result<Dataset> readBags(const ReadRequest& request);

/// Several files with one vocabulary (may be empty), one after the other. Labels become class names.
[[nodiscard]] Result<Dataset> readBagFiles(const std::vector<std::filesystem::path>& files,
                                           const std::filesystem::path& vocabulary,
                                           const ReadProgress& progress);

} // namespace tunescope
