// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/dataset_summary.h"

#include <QAbstractTableModel>

#include <map>
#include <optional>
#include <vector>

namespace tunescope::ui {

class CsvImportModel;

/// The first lines of the file and the lines with problems; between them one row says what is folded away.
/// Column 0 is the line number.
class CsvImportRows : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum class CellState { Normal, Ignored, Target, Empty, BadLine, BadCell, Fold };
    static constexpr int kStateRole = Qt::UserRole + 1; ///< CellState as int.

    explicit CsvImportRows(CsvImportModel& model, QObject* parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

    [[nodiscard]] const std::vector<int>& foldRows() const { return m_folds; }
    /// The lines that a fold hides; nothing for other rows.
    struct Fold {
        std::int64_t first = 0;
        std::int64_t last = 0;
    };
    [[nodiscard]] std::optional<Fold> foldAt(int row) const;
    /// A problem that can be gone to: where it is, and what it is.
    struct Problem {
        int row = 0;
        int column = 0; ///< Of the bad cell; 0 where the whole line is bad.
        const PreviewProblem* what = nullptr;
    };
    /// In the order of the screen; only those whose lines are in the table.
    [[nodiscard]] const std::vector<Problem>& problems() const { return m_problems; }
    /// Index of the next problem after a cell, from the start again at the end; -1 if there is none.
    [[nodiscard]] int nextProblem(const QModelIndex& after) const;

private:
    struct Line {
        const PreviewRow* row = nullptr; ///< Null = a fold.
        std::int64_t first = 0;          ///< Of a fold.
        std::int64_t last = 0;
        std::int64_t empty = 0; ///< Empty cells inside a fold, as far as their lines are known.
        std::vector<const PreviewProblem*> problems = {};
    };
    void rebuild();
    void addLines();
    void addProblems();
    [[nodiscard]] std::int64_t emptyCells(std::int64_t first, std::int64_t last) const;
    [[nodiscard]] CellState stateOf(const Line& line, int column) const;
    [[nodiscard]] static QString problemsOf(const Line& line);
    [[nodiscard]] QString textOf(const Line& line, int column) const;

    CsvImportModel& m_model;
    std::optional<CsvPreview>
        m_preview; ///< Own copy: the pointers below stay valid while the model reads again.
    std::map<std::int64_t, PreviewRow> m_shownLines; ///< Likewise.
    std::vector<Line> m_lines;
    std::vector<int> m_folds;
    std::vector<Problem> m_problems;
};

} // namespace tunescope::ui
