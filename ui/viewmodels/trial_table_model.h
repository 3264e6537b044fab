// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/viewmodels/study_view_model.h"
#include "ui/viewmodels/trial_table_order.h"

#include <QAbstractTableModel>
#include <QTimer>

#include <vector>

namespace tunescope::ui {

/// The trials of the open study, sorted and filtered. Rows under way stay on top; the rest is sorted by any
/// column and, sorted by score, trials that were stopped never stand above complete ones. Epochs of shown
/// rows appear at once; rows come, go and move at most 4 times a second.
class TrialTableModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Role {
        TrialRole = Qt::UserRole, ///< Trial number.
        StateRole,                ///< int(TrialState).
        EarlyStopRole,            ///< bool
        BarRole,                  ///< Score or epoch as a share 0..1; invalid where there is no bar.
        BestRole,                 ///< bool
        PinRole,                  ///< 0 = A ... 5 = F, -1 = none.
        SideTextRole,             ///< Small text beside the value: the momentum of an optimizer.
        NewRole,                  ///< bool: came with the last batch.
        KindRole,                 ///< int(TrialColumnKind) of the column.
    };

    explicit TrialTableModel(StudyViewModel& study, QObject* parent = nullptr);

    [[nodiscard]] const std::vector<TrialColumn>& columns() const { return m_columns; }
    [[nodiscard]] int trialAt(int row) const;
    [[nodiscard]] int rowOf(int trial) const; ///< -1 if it is not shown.
    [[nodiscard]] int runningRows() const { return m_runningRows; }
    [[nodiscard]] int countOf(TrialGroup group) const;
    /// False where the trials of the group Running only wait to be continued.
    [[nodiscard]] bool isAnyRunning() const;

    void setGroup(TrialGroup group);
    /// All again after another study or new columns.
    [[nodiscard]] TrialGroup group() const { return m_kept.group; }
    /// False, with the sentence in filterFault(), if the text cannot be read; then the last filter stays.
    bool setFilterText(const QString& text);
    [[nodiscard]] const QString& filterFault() const { return m_kept.fault; }

    /// What came with the last batch: how many told trials, the best of them (-1 = none).
    struct News {
        int count = 0;
        int best = -1;
    };
    [[nodiscard]] News news() const;

    /// Rows as tab-separated text with a head line, of the given columns.
    [[nodiscard]] QString tabSeparated(const QList<int>& rows, const QList<int>& columns) const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;

    /// Brings the rows up to date now; the model does so by itself at most 4 times a second.
    void refresh();

signals:
    void columnsReplaced();
    void rowsRefreshed();      ///< After rows came, went or moved.
    void aboutToRefreshRows(); ///< Before; a view remembers here what must not move.

private:
    void takeStudy();
    void takeChanges(const std::vector<int>& changed);
    void repaintRows(const std::vector<int>& trials);
    void dropRowsNotIn(const std::vector<bool>& wanted);
    void appendRows(const std::vector<int>& wanted);
    void permuteRows(const std::vector<int>& wanted);
    void indexRows();
    [[nodiscard]] QVariant barOf(const TrialSnapshot& trial, TrialColumnKind kind) const;
    [[nodiscard]] QString stateToolTip(const TrialSnapshot& trial) const;

    StudyViewModel& m_study;
    std::vector<TrialColumn> m_columns;
    MetricStyle m_metric;
    std::vector<int> m_rows;       ///< Trial numbers as shown.
    std::vector<int> m_rowOfTrial; ///< -1 = not shown.
    int m_runningRows = 0;
    TrialOrder m_order;
    struct Kept {
        TrialGroup group = TrialGroup::All;
        TrialFilter filter = {};
        QString fault = {};
    } m_kept;
    struct Batch {
        std::vector<int> arrived = {}; ///< Told since the last refresh.
        std::vector<int> fresh = {};   ///< Told in the batch before: the rows with the dot.
    } m_batch;
    QTimer m_refreshTimer;
};

} // namespace tunescope::ui
