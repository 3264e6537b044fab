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
class NewDataPanel;
class NotebookPanel;
class ProjectController;
class SegmentedControl;
class StudyViewModel;
class TrustModel;
class TrustPanel;
class WinnerPanel;

/// Which trial to keep, whether it is really better, and its files; with a project also how far its scores can be
/// trusted, and the lab notebook.
class BestPage : public QWidget
{
    Q_OBJECT

public:
    BestPage(StudyViewModel& study, BestPorts ports, ExportFunctions exports, QWidget* parent = nullptr);
    BestPage(ProjectController& controller, ExportFunctions exports, QWidget* parent = nullptr);

    [[nodiscard]] BestModel& model() { return m_model; }
    enum View { WinnerView, TrustView, NotebookView, NewDataView };
    void showView(View view);
    [[nodiscard]] View view() const;
    /// Null without a project.
    [[nodiscard]] TrustPanel* trustPanel() { return m_trustPanel; }
    [[nodiscard]] NotebookPanel* notebook() { return m_notebook; }
    [[nodiscard]] NewDataPanel* newData() { return m_newData; }
    [[nodiscard]] TrustModel* trust() { return m_trust; }
    [[nodiscard]] ExportPanel& exportPanel() { return *m_export; }

signals:
    void runWanted(); ///< The empty page's button: go to Run.
    void searchWanted(); ///< A new search was put into the draft.

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    [[nodiscard]] QWidget* buildEmpty();
    [[nodiscard]] QWidget* buildFilled(StudyViewModel& study, const BestPorts& ports,
                                       ExportFunctions exports);
    [[nodiscard]] QWidget* buildMiddle(const BestPorts& ports);
    [[nodiscard]] QWidget* buildTestCard();
    void addTrust(ProjectController& controller);
    void refresh();
    void refreshLuck();
    [[nodiscard]] QString testText() const;

    BestModel m_model;
    std::function<std::vector<TestLook>()> m_looks;
    QStackedWidget* m_stack; ///< Empty, winner, trust, notebook, new data.
    QLabel* m_title;
    SegmentedControl* m_views;
    QLabel* m_summary;
    QLabel* m_testText;
    QLabel* m_testLock = nullptr;
    WinnerPanel* m_winner = nullptr;
    Card* m_luckCard = nullptr;
    QLabel* m_luckNote = nullptr;
    QWidget* m_left = nullptr;
    QWidget* m_right = nullptr;
    ExportPanel* m_export = nullptr;
    TrustModel* m_trust = nullptr;
    TrustPanel* m_trustPanel = nullptr;
    NotebookPanel* m_notebook = nullptr;
    NewDataPanel* m_newData = nullptr;
};

} // namespace tunescope::ui
