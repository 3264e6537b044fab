// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/coach/verdict.h"

#include <QString>

namespace tunescope::ui {

/// "Trial 24: overfitting"; only the title where it is about the study.
[[nodiscard]] QString verdictTitle(const Verdict& verdict);
/// What the button of a suggestion says: "Queue with dropout 0.35".
[[nodiscard]] QString suggestionButton(const Suggestion& suggestion);
/// The same in the fewest words, for a chip: "dropout 0.35".
[[nodiscard]] QString suggestionChip(const Suggestion& suggestion);

} // namespace tunescope::ui
