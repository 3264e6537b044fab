// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/run/trial_table_view.h"
#include "ui/widgets/card.h"

#include <array>

class QLabel;
class QLineEdit;
class QPushButton;

namespace tunescope::ui {

class FilterChip;

/// The trials: chips by state with counts, what came just now, the filter field, and the table.
class TrialTableCard : public Card
{
    Q_OBJECT

public:
    TrialTableCard(StudyViewModel& study, TrialActions actions, QWidget* parent = nullptr);

    [[nodiscard]] TrialTableModel& model() { return *m_model; }
    [[nodiscard]] TrialTableView& view() { return *m_view; }
    [[nodiscard]] QLineEdit& filterField() { return *m_filter; }
    void setTableWidth(TableWidth width);

private:
    void setUpChips();
    void setUpFilter();
    void updateCounts();
    void applyFilter();
    void showFault();

    TrialTableModel* m_model;
    TrialTableView* m_view;
    std::array<FilterChip*, 5> m_chips{};
    QPushButton* m_news;
    QLineEdit* m_filter;
    QLabel* m_fault;
};

} // namespace tunescope::ui
