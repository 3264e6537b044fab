// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QButtonGroup;
class QLabel;
class QListView;
class QVBoxLayout;

namespace tunescope::ui {

class BestModel;

/// The ranked trials, when they are practically tied, and the rule that picks the winner.
class TopTrialsPanel : public QWidget
{
    Q_OBJECT

public:
    explicit TopTrialsPanel(BestModel& model, QWidget* parent = nullptr);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void refresh();
    void nameRules();
    void addRules(QVBoxLayout& layout);

    BestModel& m_model;
    QLabel* m_metric = nullptr;
    QListView* m_list = nullptr;
    QWidget* m_tie = nullptr;
    QLabel* m_tieText = nullptr;
    QButtonGroup* m_rules = nullptr;
};

} // namespace tunescope::ui
