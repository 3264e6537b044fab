// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewmodels/csv_import_model_rows.h"

#include "ui/viewmodels/csv_import_model.h"
#include "ui/viewmodels/dataset_model_text.h"
#include "ui/viewmodels/qt_convert.h"
#include "ui/viewmodels/value_text.h"

#include <algorithm>
#include <utility>

namespace tunescope::ui {

CsvImportRows::CsvImportRows(CsvImportModel& model, QObject* parent)
    : QAbstractTableModel(parent)
    , m_model(model)
{
    connect(&model, &CsvImportModel::changed, this, [this] {
        if (!m_model.isReading())
            rebuild();
    });
    connect(&model, &CsvImportModel::linesShown, this, &CsvImportRows::rebuild);
    rebuild();
}

void CsvImportRows::rebuild()
{
    beginResetModel();
    m_lines.clear();
    m_folds.clear();
    m_problems.clear();
    m_preview = m_model.preview();
    m_shownLines = m_model.shownLines();
    if (m_preview) {
        addLines();
        addProblems();
    }
    endResetModel();
}

void CsvImportRows::addLines()
{
    std::map<std::int64_t, Line> lines;
    for (const std::vector<PreviewRow>* rows : {&m_preview->firstRows, &m_preview->problemRows}) {
        for (const PreviewRow& row : *rows)
            lines[row.line].row = &row;
    }
    for (const auto& [number, row] : m_shownLines)
        lines[number].row = &row;
    for (const PreviewProblem& problem : m_preview->problems) {
        const auto found = lines.find(problem.line);
        if (found != lines.end())
            found->second.problems.push_back(&problem);
    }
    const std::int64_t lastShown = m_preview->firstRows.empty() ? 0 : m_preview->firstRows.back().line;
    std::int64_t before = 0;
    const auto fold = [&](std::int64_t first, std::int64_t last) {
        m_folds.push_back(static_cast<int>(m_lines.size()));
        m_lines.push_back({nullptr, first, last, emptyCells(first, last)});
    };
    for (const auto& [number, line] : lines) {
        if (before >= lastShown && before > 0 && number > before + 1)
            fold(before + 1, number - 1);
        m_lines.push_back(line);
        before = number;
    }
    if (before > 0 && before < m_preview->lastLine)
        fold(before + 1, m_preview->lastLine);
}

void CsvImportRows::addProblems()
{
    for (int row = 0; row < rowCount(); ++row) {
        for (const PreviewProblem* problem : m_lines[static_cast<std::size_t>(row)].problems)
            m_problems.push_back(
                {row, problem->column ? static_cast<int>(*problem->column) + 1 : 0, problem});
    }
    std::stable_sort(m_problems.begin(), m_problems.end(), [](const Problem& a, const Problem& b) {
        return std::pair(a.row, a.column) < std::pair(b.row, b.column);
    });
}

std::int64_t CsvImportRows::emptyCells(std::int64_t first, std::int64_t last) const
{
    std::int64_t cells = 0;
    for (const PreviewColumn& column : m_preview->columns) {
        if (column.role != ColumnRole::Number && column.role != ColumnRole::Category)
            continue;
        cells += std::count_if(column.missingLines.begin(), column.missingLines.end(),
                               [&](std::int64_t line) { return line >= first && line <= last; });
    }
    return cells;
}

std::optional<CsvImportRows::Fold> CsvImportRows::foldAt(int row) const
{
    if (row < 0 || row >= rowCount() || m_lines[static_cast<std::size_t>(row)].row != nullptr)
        return std::nullopt;
    const Line& line = m_lines[static_cast<std::size_t>(row)];
    return Fold{line.first, line.last};
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
        const QString inside = line.empty == 0
                                   ? tr("no problem")
                                   : tr("%1, no other problem")
                                         .arg(countedText(line.empty, tr("empty cell"), tr("empty cells")));
        return line.first == line.last
                   ? tr("···   line %1: %2").arg(wholeText(line.first), inside)
                   : tr("···   lines %1 to %2: %3").arg(wholeText(line.first), wholeText(line.last), inside);
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
    const auto isHere = [&](const PreviewProblem* problem) { return problem->column == at; };
    if (column > 0 && std::any_of(line.problems.begin(), line.problems.end(), isHere))
        return CellState::BadCell;
    if (!line.problems.empty())
        return CellState::BadLine;
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
        return problemsOf(line);
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

QString CsvImportRows::problemsOf(const Line& line)
{
    QStringList sentences;
    for (const PreviewProblem* problem : line.problems)
        sentences << toQt(problem->headline);
    return sentences.join(QLatin1Char('\n'));
}

int CsvImportRows::nextProblem(const QModelIndex& after) const
{
    if (m_problems.empty())
        return -1;
    const auto isLater = [&](const Problem& problem) {
        return std::pair(problem.row, problem.column) > std::pair(after.row(), after.column());
    };
    const auto next = std::find_if(m_problems.begin(), m_problems.end(), isLater);
    return next == m_problems.end() ? 0 : static_cast<int>(next - m_problems.begin());
}

} // namespace tunescope::ui
