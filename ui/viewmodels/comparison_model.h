// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/viewmodels/study_view_model.h"

#include <QAbstractTableModel>
#include <QStringList>

#include <optional>
#include <vector>

namespace tunescope::ui {

/// The pinned trials in the order of Compare's columns: pins A to F, as the reader has dragged them.
struct ComparedTrial {
    int pin = 0; ///< 0 = A.
    int trial = -1;

    friend bool operator==(const ComparedTrial&, const ComparedTrial&) = default;
};

enum class ComparedRows { All, DifferencesOnly };

/// The settings table of Compare: one row per setting and per fact, one column per pinned trial.
/// Cells that differ from what most trials have are marked; numbers know their place on the searched range.
class ComparisonModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Role {
        DiffersRole = Qt::UserRole, ///< bool: not what the majority has.
        PositionRole,               ///< 0..1 on the searched range; invalid where there is none.
        PinRole,                    ///< Of the column: 0 = A.
        FactRole,                   ///< bool: the row is a result, not a setting.
    };

    explicit ComparisonModel(StudyViewModel& study, QObject* parent = nullptr);

    [[nodiscard]] const std::vector<ComparedTrial>& trials() const { return m_trials; }
    /// Puts the trial of column `from` before that of column `to`.
    void moveTrial(int from, int to);
    void setShown(ComparedRows rows);
    [[nodiscard]] int hiddenRows() const
    {
        return m_hidden;
    } ///< Equal ones, while only differences are shown.
    /// With the trials in the first line, for the clipboard.
    [[nodiscard]] QString tabSeparated() const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int
    columnCount(const QModelIndex& parent = {}) const override; ///< The first column names the row.
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

signals:
    void trialsChanged();

private:
    struct Cell {
        QString text;
        std::optional<double> position = std::nullopt;
        bool differs = false;

        friend bool operator==(const Cell&, const Cell&) = default;
    };
    struct Row {
        QString title;
        bool isFact = false;
        std::vector<Cell> cells = {};
        QString topic = {}; ///< Its entry in the glossary.

        friend bool operator==(const Row&, const Row&) = default;
    };

    void takePins();
    void takeChanges(const std::vector<int>& changed);
    void rebuild();
    [[nodiscard]] Row settingRow(const StudySnapshot& snapshot, const ParamSpec& spec) const;
    [[nodiscard]] std::vector<Row> factRows(const StudySnapshot& snapshot) const;
    [[nodiscard]] std::vector<Row> allRows() const;

    StudyViewModel& m_study;
    std::vector<ComparedTrial> m_trials;
    std::vector<Row> m_rows;
    ComparedRows m_shown = ComparedRows::All;
    int m_hidden = 0;
};

} // namespace tunescope::ui
