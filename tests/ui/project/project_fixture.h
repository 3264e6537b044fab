// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/sqlite_store_factory.h"
#include "ui/viewmodels/project_controller.h"
#include "ui/viewmodels/study_view_model.h"

#include <QCoreApplication>
#include <QSettings>
#include <QTemporaryDir>

namespace tunescope::ui {

/// Settings of a test go to a folder of their own.
inline void useTestSettings(const QTemporaryDir& folder)
{
    QCoreApplication::setOrganizationName(QStringLiteral("tunescope-test"));
    QCoreApplication::setApplicationName(QStringLiteral("tunescope-test"));
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, folder.path());
}

/// A controller over real studies in a temporary folder.
struct ProjectFixture {
    ProjectFixture()
    {
        useTestSettings(folder);
        service = std::make_shared<StudyService>(std::make_shared<SqliteStoreFactory>());
        controller = std::make_unique<ProjectController>(service);
        controller->setProjectsFolder(folder.filePath(QStringLiteral("projects")));
        QObject::connect(controller.get(), &ProjectController::messagePosted, controller.get(),
                         [this](const Message& message) { messages << message; });
    }

    /// A search on iris that is over in a moment.
    [[nodiscard]] static StudyConfig smallSearch()
    {
        StudyConfig config = *StudyService::startingConfig(DataSpec{"iris"});
        config.stage.budget.trials = 4;
        config.stage.fixed.set("epochs", std::int64_t{2});
        return config;
    }

    [[nodiscard]] RunnerState state() const
    {
        const StudySnapshotPtr& snapshot = controller->study().snapshot();
        return snapshot ? snapshot->state : RunnerState::Idle;
    }

    /// The stages of a study as they are on disk.
    [[nodiscard]] static std::vector<StoredStage> storedStages(const QString& path)
    {
        auto store = SqliteStoreFactory(StoreAccess::Look).open(path.toStdString());
        if (!store)
            return {};
        const auto stored = (*store)->load();
        return stored ? stored->stages : std::vector<StoredStage>();
    }

    QTemporaryDir folder;
    std::shared_ptr<StudyService> service;
    std::unique_ptr<ProjectController> controller;
    QList<Message> messages;
};

} // namespace tunescope::ui
