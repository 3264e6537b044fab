// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewmodels/dataset_model_ports.h"

#include "ui/viewmodels/project_controller.h"

#include <QUndoStack>

namespace tunescope::ui {
namespace {

Result<std::vector<RowView>> readRows(const DataSpec& data, const std::vector<std::int64_t>& rows)
{
    return StudyService::readRows(data, rows);
}

} // namespace

WelcomePorts welcomePortsOf(ProjectController& controller)
{
    return {.inBackground = backgroundOf(controller),
            .readRows = &readRows,
            .demoTrials = [workers = controller.workers()]() -> Result<int> {
                const Result<StudyConfig> config = StudyService::demoConfig(workers, kDemoSeconds);
                if (!config)
                    return fail(config.error());
                return config->stage.budget.trials.value_or(0);
            },
            .recentProjects = [&controller] { return controller.recentProjects(); },
            .startDemo = [&controller] { controller.startDemo(); },
            .openProject = [&controller](const QString& path) { controller.openProject(path); }};
}

DatasetPorts datasetPortsOf(ProjectController& controller)
{
    return {
        .inBackground = backgroundOf(controller),
        .readRows = &readRows,
        .facts = [&controller]() -> const std::optional<DatasetFacts>& { return controller.facts(); },
        .baselines = [&controller]() -> const std::optional<Baselines>& { return controller.baselines(); },
        .isLoading = [&controller] { return controller.isLoadingData(); },
        .draft = [&controller]() -> const StudyConfig& { return controller.draft(); },
        .setDraft = [&controller](const StudyConfig& draft, const QString& text,
                                  int mergeId) { controller.setDraft(draft, text, mergeId); },
        .openData = [&controller](const DataSpec& data) { controller.openData(data); },
        .startsNewStudy =
            [&controller] {
                return controller.hasTrials() &&
                       controller.draftChange() == ProjectController::DraftChange::Study;
            },
        .undo = [&controller] { controller.undoStack().undo(); },
        .isOpening = [&controller] { return controller.isOpeningData(); },
        .studySeconds = [&controller]() -> std::optional<double> {
            const auto& estimate = controller.estimate();
            const auto trials = controller.draft().stage.budget.trials;
            if (!estimate || !trials)
                return std::nullopt;
            return estimate->trialSeconds * *trials / std::max(controller.workers(), 1);
        },
        .cancelOpening = [&controller] { controller.cancelOpening(); },
        .testLooks = [&controller] {
            const bool isOther = !controller.hasTrials() || controller.draftChange() == ProjectController::DraftChange::Study;
            return isOther ? 0 : static_cast<int>(controller.service().testLooks().size());
        }};
}

} // namespace tunescope::ui
