// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/study_service.h"
#include "ui/viewmodels/best_model_export.h"

namespace tunescope::ui {

/// The files of the Best page, made by core/export from the open study.
[[nodiscard]] ExportFunctions makeExportFunctions(StudyService& service);

} // namespace tunescope::ui
