// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/run/trial_actions.h"
#include "ui/viewmodels/trial_table_model.h"

#include <QElapsedTimer>
#include <QHash>
#include <QTableView>

class QMenu;

namespace tunescope::ui {

class TrialTableDelegate;

enum class TableWidth { Wide, Compact };

/// The table of trials. Rows under the pointer stay where they are while others come and move; selection,
/// hover and pins are the study's.
class TrialTableView : public QTableView
{
    Q_OBJECT

public:
    TrialTableView(TrialTableModel& model, StudyViewModel& study, TrialActions actions,
                   QWidget* parent = nullptr);

    /// Compact hides the columns of 1200 px and more; the reader's own choices in the header menu stay.
    void setTableWidth(TableWidth width);
    /// One entry per column, checked where it is shown.
    void fillColumnMenu(QMenu& menu);
    void scrollToTrial(int trial);
    /// The selected rows (all if none is) as tab-separated text, on the clipboard.
    void copyRows() const;
    [[nodiscard]] QList<int> selectedTrials() const;

protected:
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void selectionChanged(const QItemSelection& selected, const QItemSelection& deselected) override;

private:
    void setUpHeader();
    void showColumns();
    void fitColumns();
    void widenNumbers();
    void takeSelection(int trial);
    void rememberAnchor();
    void keepAnchor();
    void editNote(int trial);

    TrialTableModel& m_model;
    StudyViewModel& m_study;
    TrialActions m_actions;
    TrialTableDelegate* m_delegate;
    TableWidth m_width = TableWidth::Wide;
    QHash<QString, bool> m_chosen; ///< Columns shown or hidden by hand, by title.
    struct Anchor {
        int trial = -1;
        int y = 0;
    } m_anchor; ///< The row that must not move: the hovered one, otherwise the topmost.
    QElapsedTimer m_sinceMove; ///< Of the pointer over the table; invalid before the first move.
    bool m_isHeld = false;     ///< The table left its top only because a row under the pointer was kept in place.
    bool m_isTakingSelection = false;
    bool m_widthsAreByHand = false;
    int m_numberDigits = 0; ///< Of the largest trial number.
};

} // namespace tunescope::ui
