// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewmodels/best_model_ports.h"

#include "ui/viewmodels/project_controller.h"
#include "ui/viewmodels/qt_convert.h"
#include "ui/viewmodels/value_text.h"

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

/// The bar belongs to the data of the draft; with another metric it says nothing about the trials.
BaselineVerdict verdictOf(const ProjectController& controller, double best, const MetricStyle& metric)
{
    const auto& baselines = controller.baselines();
    if (!baselines || !controller.facts() || toQt(baselines->metric) != metric.name)
        return {};
    return baselineVerdict(controller.facts()->task, baselines->constant, baselines->linear, best, metric);
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
    return {
        .inBackground = backgroundOf(controller),
        .rerun = [&controller](int trial) { return controller.service().rerun(trial); },
        .exportFolder = [&controller] { return defaultExportFolder(controller); },
        .post = [&controller](const Message& message) { emit controller.messagePosted(message); },
        .looks = [&controller] { return controller.service().testLooks(); },
        .verdict = [&controller](double best,
                                 const MetricStyle& metric) { return verdictOf(controller, best, metric); }};
}

} // namespace tunescope::ui
