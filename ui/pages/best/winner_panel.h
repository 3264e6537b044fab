// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/viewmodels/best_model_ports.h"

#include <QWidget>

class QGridLayout;
class QLabel;
class QPushButton;
class QVBoxLayout;

namespace tunescope::ui {

class BestModel;

/// The shown trial: its score, its settings, and a check that running it again gives the same curve.
class WinnerPanel : public QWidget
{
    Q_OBJECT

public:
    WinnerPanel(BestModel& model, BestPorts ports, QWidget* parent = nullptr);
    void refresh(); ///< Also when the bar to beat has become known.

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void buildHead(QVBoxLayout& layout);
    void buildCheck(QVBoxLayout& layout);
    void buildVerdict(QVBoxLayout& layout);
    void refreshVerdict();
    [[nodiscard]] int settingColumns() const;
    void fillSettings();
    void checkAgain();
    void showReport(int trial, const Result<StudyService::RerunReport>& report);
    void resetCheck();

    BestModel& m_model;
    BestPorts m_ports;
    QLabel* m_star = nullptr;
    QLabel* m_name = nullptr;
    QLabel* m_why = nullptr;
    QLabel* m_score = nullptr;
    QLabel* m_scoreCaption = nullptr;
    QGridLayout* m_settings = nullptr;
    QWidget* m_verdict = nullptr;
    QLabel* m_verdictIcon = nullptr;
    QLabel* m_verdictText = nullptr;
    QLabel* m_checkIcon = nullptr;
    QLabel* m_checkText = nullptr;
    QPushButton* m_check = nullptr;
    int m_checkedTrial = -1;
    int m_columns = 0;
};

} // namespace tunescope::ui
