// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/compare_page.h"

#include "ui/viewmodels/project_controller.h"

namespace tunescope::ui {

ComparePage::ComparePage(ProjectController& project, QWidget* parent)
    : ComparePage(project.study(), trialDataSource(project), parent)
{
}

} // namespace tunescope::ui
