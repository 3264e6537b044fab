// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/viewmodels/best_model.h"
#include "ui/viewmodels/best_model_export.h"
#include "ui/viewmodels/best_model_ports.h"

#include <QWidget>

class QLabel;
class QStackedWidget;

namespace tunescope::ui {

class Card;
class ExportPanel;
class ProjectController;
class StudyViewModel;
class WinnerPanel;

/// Which trial to keep, whether it is really better, and its files.
class BestPage : public QWidget
{
    Q_OBJECT

public:
    BestPage(StudyViewModel& study, BestPorts ports, ExportFunctions exports, QWidget* parent = nullptr);
    BestPage(ProjectController& controller, ExportFunctions exports, QWidget* parent = nullptr);

    [[nodiscard]] BestModel& model() { return m_model; }
    [[nodiscard]] ExportPanel& exportPanel() { return *m_export; }

signals:
    void runWanted(); ///< The empty page's button: go to Run.

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    [[nodiscard]] QWidget* buildEmpty();
    [[nodiscard]] QWidget* buildFilled(StudyViewModel& study, const BestPorts& ports,
                                       ExportFunctions exports);
    [[nodiscard]] QWidget* buildMiddle(const BestPorts& ports);
    [[nodiscard]] QWidget* buildTestCard();
    void refresh();
    void refreshLuck();
    [[nodiscard]] QString testText() const;

    BestModel m_model;
    std::function<std::vector<TestLook>()> m_looks;
    QStackedWidget* m_stack;
    QLabel* m_summary;
    QLabel* m_testText;
    WinnerPanel* m_winner = nullptr;
    Card* m_luckCard = nullptr;
    QLabel* m_luckNote = nullptr;
    QWidget* m_left = nullptr;
    QWidget* m_right = nullptr;
    ExportPanel* m_export = nullptr;
};

} // namespace tunescope::ui
