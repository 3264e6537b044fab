// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/coach/verdict.h"
#include "core/study/study_config.h"

namespace tunescope::ui {

class ProjectController;

/// The stage with this setting searched as `spec` says, whether it was searched or fixed before. Errors: those of a
/// search space.
[[nodiscard]] Result<StageConfig> withRange(StageConfig stage, const ParamSpec& spec);

/// The draft with the suggested range, or ranked by the suggested metric, as one undoable step that is said in a
/// message. Other kinds do nothing.
void applyToDraft(ProjectController& project, const Suggestion& suggestion);

} // namespace tunescope::ui
