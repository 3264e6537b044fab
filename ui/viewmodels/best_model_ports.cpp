// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewmodels/best_model_ports.h"

#include "ui/viewmodels/project_controller.h"

#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>

namespace tunescope::ui {
namespace {

/// Beside the project file, in a folder of its name; before the first run in the documents folder.
QString defaultExportFolder(const ProjectController& controller)
{
    const QFileInfo project(controller.projectPath());
    if (!project.filePath().isEmpty())
        return project.dir().filePath(project.completeBaseName());
    return QDir(QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation))
        .filePath(QStringLiteral("tunescope"));
}

} // namespace

BackgroundRunner backgroundOf(ProjectController& controller)
{
    return [&controller](const char* channel, std::function<std::function<void()>()> work) {
        controller.inBackground<std::function<void()>>(channel, std::move(work),
                                                       [](std::function<void()> deliver) { deliver(); });
    };
}

BestPorts bestPortsOf(ProjectController& controller)
{
    return {.inBackground = backgroundOf(controller),
            .rerun = [&controller](int trial) { return controller.service().rerun(trial); },
            .exportFolder = [&controller] { return defaultExportFolder(controller); },
            .post = [&controller](const Message& message) { emit controller.messagePosted(message); }};
}

} // namespace tunescope::ui
