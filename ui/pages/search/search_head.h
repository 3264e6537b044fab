// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/search/search_columns.h"
#include "ui/viewmodels/search_space_model.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLabel;

namespace tunescope::ui {

class NumberBox;
class ProjectController;
class SegmentedControl;

/// Head of the search page: title, strategy, trials, epochs, and whether weak trials stop early. Strategies
/// and rules are those of the registries.
class SearchHead : public QWidget
{
    Q_OBJECT

public:
    SearchHead(ProjectController& controller, SearchSpaceModel& model, QWidget* parent = nullptr);

    void refresh();
    void setDensity(SearchDensity density);

    [[nodiscard]] SegmentedControl& strategy() const { return *m_strategy; }
    [[nodiscard]] NumberBox& trials() const { return *m_trials; }
    [[nodiscard]] NumberBox& epochs() const { return *m_epochs; }
    [[nodiscard]] QCheckBox& stopWeak() const { return *m_stopWeak; }

private:
    QWidget* makeBar();
    void connectParts();
    void choosePruner();

    ProjectController& m_controller;
    SearchSpaceModel& m_model;
    QLabel* m_hint;
    SegmentedControl* m_strategy;
    NumberBox* m_trials;
    NumberBox* m_epochs;
    QCheckBox* m_stopWeak;
    QComboBox* m_rule;
    QLabel* m_fault;
};

} // namespace tunescope::ui
