// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/search/search_columns.h"
#include "ui/viewmodels/search_space_model.h"

#include <QWidget>

class QCheckBox;
class QLabel;
class QPushButton;
class QToolButton;

namespace tunescope::ui {

class MethodBox;
class NumberBox;
class ProjectController;

/// Head of the search page: title, strategy, trials, epochs, and whether weak trials stop early. Strategies
/// and rules are those of the registries.
class SearchHead : public QWidget
{
    Q_OBJECT

public:
    SearchHead(ProjectController& controller, SearchSpaceModel& model, QWidget* parent = nullptr);

    void refresh();
    void setDensity(SearchDensity density);

    [[nodiscard]] MethodBox& strategy() const { return *m_strategy; }
    [[nodiscard]] NumberBox& trials() const { return *m_trials; }
    [[nodiscard]] NumberBox& epochs() const { return *m_epochs; }
    [[nodiscard]] MethodBox& rule() const { return *m_rule; }
    [[nodiscard]] QPushButton& narrowButton() const { return *m_narrow; }
    [[nodiscard]] QPushButton& presetsButton() const { return *m_presets; }
    [[nodiscard]] QPushButton& rateTestButton() const { return *m_rateTest; }
    /// Why narrowing would do nothing; empty if it does something.
    void setWhyNotNarrow(const QString& why);
    [[nodiscard]] QCheckBox& stopWeak() const { return *m_stopWeak; }
    [[nodiscard]] QString trialsNote() const; ///< "200 run"; empty before the first one.
    /// The box whose number cannot be used; null if both can.
    [[nodiscard]] NumberBox* faultyBox() const;

private:
    QWidget* makeBar();
    void connectParts();
    void choosePruner();
    void showStrategyOptions();
    void showRuleOptions();
    void refreshTrials();

    ProjectController& m_controller;
    SearchSpaceModel& m_model;
    QLabel* m_hint;
    QPushButton* m_narrow;
    QPushButton* m_presets;
    QPushButton* m_rateTest;
    MethodBox* m_strategy;
    QToolButton* m_strategyOptions;
    QLabel* m_trialsCaption;
    NumberBox* m_trials;
    QLabel* m_trialsNote;
    NumberBox* m_epochs;
    QCheckBox* m_stopWeak;
    MethodBox* m_rule;
    QToolButton* m_ruleOptions;
    QLabel* m_fault;
};

} // namespace tunescope::ui
