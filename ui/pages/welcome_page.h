// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/lessons/lesson.h"
#include "ui/viewmodels/dataset_model_ports.h"

#include <QWidget>

class QBoxLayout;
class QLabel;
class QPushButton;
class QStackedWidget;
class QVBoxLayout;

namespace tunescope::ui {

class DigitsPreview;
class ProjectController;

/// The first page: one button starts the demo, and it shows what will happen. Once there are projects, the
/// last six stand in its place.
class WelcomePage : public QWidget
{
    Q_OBJECT

public:
    static constexpr int kMostProjects = 6;

    explicit WelcomePage(WelcomePorts ports, QWidget* parent = nullptr);
    explicit WelcomePage(ProjectController& controller, QWidget* parent = nullptr);

    /// What the box "Don't show this page at start" says, from the settings.
    [[nodiscard]] static bool isWantedAtStart();

    void refreshProjects();
    /// The lessons take the place of the four steps.
    void setLessons(const std::vector<Lesson>& lessons);

signals:
    void lessonWanted(const QString& id);
    void openCsvWanted();     ///< Choose a file, then show it on the Data page.
    void openProjectWanted(); ///< Choose a .tune file.

protected:
    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    [[nodiscard]] QWidget* buildHero();
    [[nodiscard]] QWidget* buildWhatYouWillSee();
    [[nodiscard]] QWidget* buildProjects();
    [[nodiscard]] QWidget* buildSteps();
    [[nodiscard]] QWidget* buildFoot();
    void loadDigits();
    void measureDemo();

    WelcomePorts m_ports;
    QPushButton* m_start = nullptr;
    QPushButton* m_firstLesson = nullptr;
    QBoxLayout* m_startRow = nullptr; ///< The button and what it promises.
    QLabel* m_demoText = nullptr;
    QLabel* m_headline = nullptr;
    QStackedWidget* m_side = nullptr;
    QWidget* m_steps = nullptr;
    DigitsPreview* m_digits = nullptr;
    QVBoxLayout* m_projects = nullptr;
    enum class Asked { No, Yes } m_asked = Asked::No;
};

} // namespace tunescope::ui
