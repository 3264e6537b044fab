// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace tunescope::ui {

class ProjectController;
class SearchSpaceModel;

/// One line above the table, when there is something to say: why the search cannot start, that a grid is too
/// large, or that a running search keeps its settings.
class SearchNotice : public QWidget
{
    Q_OBJECT

public:
    SearchNotice(ProjectController& controller, SearchSpaceModel& model, QWidget* parent = nullptr);

    void refresh();
    [[nodiscard]] QString text() const;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    enum class Tone { Info, Warning, Danger };
    void say(Tone tone, const QString& text, const QString& buttonText = {});

    ProjectController& m_controller;
    SearchSpaceModel& m_model;
    Tone m_tone = Tone::Info;
    QLabel* m_text;
    QPushButton* m_button;
};

} // namespace tunescope::ui
