// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/viewmodels/comparison_errors.h"
#include "ui/viewmodels/comparison_pair.h"
#include "ui/widgets/card.h"

class QLabel;
class QStandardItemModel;
class QTableView;

namespace tunescope::ui {

class Chip;

/// For regressions, in place of flipped samples: the rows whose error differs most between two trials, and
/// whether one is closer more often than luck would have it.
class ErrorsCard : public Card
{
    Q_OBJECT

public:
    ErrorsCard(ComparisonPair& pair, const ComparisonModel& comparison, QWidget* parent = nullptr);

    [[nodiscard]] QString headline() const;
    [[nodiscard]] QTableView& table() { return *m_table; }

private:
    void refresh();
    void fill(const ErrorChanges& changes);

    ComparisonPair& m_pair;
    QLabel* m_headline;
    Chip* m_luck;
    QLabel* m_test;
    QTableView* m_table;
    QStandardItemModel* m_rows;
};

} // namespace tunescope::ui
