// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/readable_chart.h"

#include <QDialog>

class QTableView;

namespace tunescope::ui {

/// The numbers of a chart as a table that can be read, sorted and copied (Ctrl+C: tab-separated).
class ChartTableDialog : public QDialog
{
    Q_OBJECT

public:
    explicit ChartTableDialog(ChartReading reading, QWidget* parent = nullptr);

    [[nodiscard]] QTableView& table() const { return *m_table; }
    /// The selected rows, or all without a selection, with the column names, tab-separated.
    [[nodiscard]] QString copyText() const;

private:
    QTableView* m_table;
};

} // namespace tunescope::ui
