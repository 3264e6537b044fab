// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewmodels/csv_import_model_rows.h"

#include "ui/viewmodels/csv_import_model.h"
#include "ui/viewmodels/qt_convert.h"
#include "ui/viewmodels/value_text.h"

namespace tunescope::ui {

CsvImportRows::CsvImportRows(CsvImportModel& model, QObject* parent)
    : QAbstractTableModel(parent)
    , m_model(model)
{
    connect(&model, &CsvImportModel::changed, this, [this] {
        if (!m_model.isReading())
            rebuild();
    });
    rebuild();
}

void CsvImportRows::rebuild()
{
    beginResetModel();
    m_lines.clear();
    m_folds.clear();
    m_preview = m_model.preview();
    if (m_preview) {
        std::map<std::int64_t, Line> lines;
        for (const std::vector<PreviewRow>* rows : {&m_preview->firstRows, &m_preview->problemRows}) {
            for (const PreviewRow& row : *rows)
                lines[row.line].row = &row;
        }
        for (const PreviewProblem& problem : m_preview->problems) {
            const auto found = lines.find(problem.line);
            if (found != lines.end() && found->second.problem == nullptr)
                found->second.problem = &problem;
        }
        const std::int64_t lastShown = m_preview->firstRows.empty() ? 0 : m_preview->firstRows.back().line;
        std::int64_t before = 0;
        for (const auto& [number, line] : lines) {
            if (before >= lastShown && before > 0 && number > before + 1) {
                m_folds.push_back(static_cast<int>(m_lines.size()));
                m_lines.push_back({nullptr, before + 1, number - 1, nullptr});
            }
            m_lines.push_back(line);
            before = number;
        }
    }
    endResetModel();
}

int CsvImportRows::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_lines.size());
}

int CsvImportRows::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() || !m_preview ? 0 : static_cast<int>(m_preview->columns.size()) + 1;
}

QString CsvImportRows::textOf(const Line& line, int column) const
{
    if (line.row == nullptr) {
        if (column > 0)
            return {};
        return line.first == line.last
                   ? tr("···   line %1: no problem").arg(wholeText(line.first))
                   : tr("···   lines %1 to %2: no problem").arg(wholeText(line.first), wholeText(line.last));
    }
    if (column == 0)
        return wholeText(line.row->line);
    const auto at = static_cast<std::size_t>(column - 1);
    if (at >= line.row->cells.size())
        return {};
    return line.row->cells[at].empty() ? tr("empty") : toQt(line.row->cells[at]);
}

CsvImportRows::CellState CsvImportRows::stateOf(const Line& line, int column) const
{
    if (line.row == nullptr)
        return CellState::Fold;
    const auto at = static_cast<std::size_t>(column - 1);
    if (line.problem != nullptr && (column == 0 || line.problem->column != at))
        return CellState::BadLine;
    if (line.problem != nullptr)
        return CellState::BadCell;
    if (column == 0)
        return CellState::Normal;
    const ColumnRole role = m_preview->columns[at].role;
    if (role == ColumnRole::Ignore)
        return CellState::Ignored;
    if (at < line.row->cells.size() && line.row->cells[at].empty())
        return CellState::Empty;
    return role == ColumnRole::Target ? CellState::Target : CellState::Normal;
}

QVariant CsvImportRows::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Line& line = m_lines[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return textOf(line, index.column());
    case kStateRole:
        return static_cast<int>(stateOf(line, index.column()));
    case Qt::ToolTipRole:
        return line.problem == nullptr ? QVariant() : toQt(line.problem->headline);
    case Qt::TextAlignmentRole: {
        const bool number =
            index.column() > 0 && line.row != nullptr &&
            m_preview->columns[static_cast<std::size_t>(index.column() - 1)].kind == ColumnKind::Number;
        return QVariant((number ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    }
    default:
        return {};
    }
}

int CsvImportRows::problemColumn(int row) const
{
    const PreviewProblem* problem = m_lines[static_cast<std::size_t>(row)].problem;
    if (problem == nullptr)
        return -1;
    return problem->column ? static_cast<int>(*problem->column) + 1 : 0;
}

int CsvImportRows::nextProblem(int row) const
{
    const int rows = rowCount();
    for (int step = 1; step <= rows; ++step) {
        const int candidate = (std::max(row, -1) + step) % rows;
        if (problemColumn(candidate) >= 0)
            return candidate;
    }
    return -1;
}

} // namespace tunescope::ui
