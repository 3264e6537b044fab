// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/gui/window_controller.h"
#include "app/wiring.h"
#include "ui/viewmodels/study_view_model.h"
#include "ui/widgets/theme_manager.h"

#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QtTest>

#include <memory>

namespace tunescope::ui {

inline constexpr int kLoadMs = 30'000;

/// A window in which a small search on iris has run: 40 trials, some of them stopped by the rule.
struct StudyInWindow {
    std::unique_ptr<ThemeManager> themes;
    std::unique_ptr<QTemporaryDir> folder;
    std::unique_ptr<WindowController> controller;

    [[nodiscard]] MainWindow& window() { return controller->window(); }
    [[nodiscard]] ProjectController& project() { return controller->project(); }
    [[nodiscard]] StudySnapshotPtr snapshot() { return project().study().snapshot(); }
    [[nodiscard]] bool isAtRest()
    {
        return !project().isBusy() && snapshot() &&
               (snapshot()->state == RunnerState::Finished || snapshot()->state == RunnerState::Idle);
    }
    template <class T>
    [[nodiscard]] static T* part(QWidget& in, const char* name)
    {
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete); // Buttons of what was shown before.
        return in.findChild<T*>(QLatin1String(name));
    }

    void run()
    {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName(QStringLiteral("tunescope-test"));
        QSettings().clear();
        themes = std::make_unique<ThemeManager>(*qApp);
        folder = std::make_unique<QTemporaryDir>();
        controller = std::make_unique<WindowController>(std::shared_ptr<StudyService>(makeServices().studies), *themes);
        project().setProjectsFolder(folder->path());
        window().resize(1440, 900);
        window().show();
        QTRY_VERIFY_WITH_TIMEOUT(project().facts().has_value(), kLoadMs);
        project().openData(DataSpec{"iris"});
        QTRY_VERIFY_WITH_TIMEOUT(project().facts() && project().facts()->about.name == "iris", kLoadMs);
        StudyConfig config = project().draft();
        config.seed = 5;
        config.stage.fixed = {{"model", std::string("mlp")}, {"epochs", std::int64_t{16}}, {"hidden_layers", std::int64_t{1}}, {"optimizer", std::string("sgd")}};
        config.stage.space = *SearchSpace::create({{"learning_rate", FloatRange{1e-4, 3.0, Scale::Log}}, {"units", IntRange{2, 32}}});
        config.stage.sampler = {.name = "random"};
        config.stage.pruner = PrunerConfig{.name = "asha"};
        config.stage.budget.trials = 40;
        project().setDraft(config, QStringLiteral("test"));
        project().start();
        QTRY_VERIFY_WITH_TIMEOUT(isAtRest(), kLoadMs);
        QVERIFY(snapshot()->counts.pruned > 4);
    }
    void close()
    {
        controller.reset();
        themes.reset();
    }
};

} // namespace tunescope::ui
