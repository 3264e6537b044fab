// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewmodels/csv_import_model.h"

#include "ui/viewmodels/dataset_model_text.h"
#include "ui/viewmodels/qt_convert.h"
#include "ui/viewmodels/value_text.h"

#include <QFileInfo>

#include <algorithm>
#include <numeric>
#include <set>

namespace tunescope::ui {
namespace {

constexpr qsizetype kMostNamed = 3; ///< Columns named in one line before "and 5 more".
constexpr std::size_t kMostLines = 4; ///< Line numbers named in one line.
constexpr std::size_t kMostShown = 200; ///< Lines that one "Show them" brings.
constexpr int kProgressMs = 100;

QString joined(const QStringList& names, qsizetype most = kMostNamed)
{
    const QStringList shown = names.mid(0, most);
    const qsizetype more = names.size() - shown.size();
    return more > 0 ? CsvImportModel::tr("%1 and %2 more").arg(shown.join(QStringLiteral(", "))).arg(more)
                    : shown.join(QStringLiteral(", "));
}

} // namespace

CsvPreviewer csvPreviewer()
{
    return {.preview =
                [](const QString& path, const ImportSettings& settings, const RowsSoFar& rowsSoFar) {
                    return previewCsv(toStd(path), settings, {}, rowsSoFar);
                },
            .lines =
                [](const QString& path, const ImportSettings& settings, std::int64_t first,
                   std::int64_t last) {
                    return readCsvLines(toStd(path), settings, first, last, kMostShown);
                }};
}

CsvImportModel::CsvImportModel(QString path, BackgroundRunner inBackground, CsvPreviewer previewer,
                               QObject* parent)
    : QObject(parent)
    , m_path(std::move(path))
    , m_inBackground(std::move(inBackground))
    , m_previewer(std::move(previewer))
{
    m_progress.setInterval(kProgressMs);
    connect(&m_progress, &QTimer::timeout, this, &CsvImportModel::readingAdvanced);
}

void CsvImportModel::read()
{
    m_reading = true;
    const int generation = ++m_generation;
    m_shownLines.clear();
    m_rowsSoFar = std::make_shared<std::atomic<std::int64_t>>(0);
    m_progress.start();
    emit changed();
    m_inBackground("csv-preview",
                   [this, generation, path = m_path, settings = m_settings, read = m_previewer.preview,
                    rows = m_rowsSoFar]() -> std::function<void()> {
                       const auto count = [rows](std::int64_t found) { *rows = found; };
                       return [this, generation, preview = read(path, settings, count)] {
                           if (generation == m_generation)
                               take(preview);
                       };
                   });
}

void CsvImportModel::take(Result<CsvPreview> preview)
{
    m_reading = false;
    m_progress.stop();
    m_fault.reset();
    if (preview) {
        m_preview = std::move(*preview);
    } else {
        m_preview.reset();
        m_fault = preview.error();
    }
    emit changed();
}

QString CsvImportModel::readingLine() const
{
    const std::int64_t rows = m_rowsSoFar ? m_rowsSoFar->load() : 0;
    return m_reading && rows > 0 ? tr("%1 so far").arg(countedText(rows, tr("row"), tr("rows"))) : QString();
}

void CsvImportModel::showLines(std::int64_t first, std::int64_t last)
{
    m_inBackground("csv-lines",
                   [this, generation = m_generation, path = m_path, settings = m_settings, first, last,
                    read = m_previewer.lines]() -> std::function<void()> {
                       return [this, generation, rows = read(path, settings, first, last)] {
                           if (generation != m_generation || !rows)
                               return; // Another reading of the file, or the file is gone: nothing to show.
                           for (const PreviewRow& row : *rows)
                               m_shownLines.emplace(row.line, row);
                           emit linesShown();
                       };
                   });
}

void CsvImportModel::setDelimiter(char delimiter)
{
    m_settings.delimiter = delimiter;
    m_settings.roles.clear();
    m_settings.target.reset();
    read();
}

void CsvImportModel::setDecimalMark(DecimalMark mark)
{
    m_settings.decimalComma = mark == DecimalMark::Comma;
    m_settings.roles.clear();
    read();
}

void CsvImportModel::setFirstLine(FirstLine line)
{
    m_settings.header = line == FirstLine::Header;
    m_settings.roles.clear();
    m_settings.target.reset();
    read();
}

bool CsvImportModel::setRole(std::size_t column, ColumnRole role)
{
    if (!m_preview || column >= m_preview->columns.size())
        return false;
    const PreviewColumn& chosen = m_preview->columns[column];
    if (role == chosen.role)
        return true;
    if (chosen.role == ColumnRole::Target)
        return false;
    std::erase_if(m_settings.roles, [&](const auto& entry) { return entry.first == chosen.name; });
    if (role == ColumnRole::Target)
        m_settings.target = chosen.name;
    else
        m_settings.roles.emplace_back(chosen.name, role);
    read();
    return true;
}

bool CsvImportModel::canImport() const
{
    return m_preview && !m_reading && !m_preview->blocker;
}

std::int64_t CsvImportModel::badRows() const
{
    return m_preview ? m_preview->badRows : 0;
}

std::int64_t CsvImportModel::goodRows() const
{
    return m_preview ? m_preview->rows - m_preview->badRows - m_preview->outcome.rowsWithoutTarget : 0;
}

std::int64_t CsvImportModel::missingCells() const
{
    std::int64_t cells = 0;
    if (m_preview) {
        for (const PreviewColumn& column : m_preview->columns)
            cells +=
                column.role == ColumnRole::Number || column.role == ColumnRole::Category ? column.missing : 0;
    }
    return cells;
}

DataSpec CsvImportModel::spec(BadRows badRows) const
{
    DataSpec spec{.source = toStd(m_path), .import = m_settings};
    spec.import.badRows = badRows;
    if (!m_preview)
        return spec;
    // What was detected is written down, so that the study reads the file the same way for ever.
    spec.import.delimiter = m_preview->dialect.delimiter;
    spec.import.decimalComma = m_preview->dialect.decimalComma;
    spec.import.header = m_preview->dialect.header;
    for (const PreviewColumn& column : m_preview->columns) {
        if (column.role == ColumnRole::Target)
            spec.import.target = column.name;
    }
    return spec;
}

QString CsvImportModel::fileLine() const
{
    const QFileInfo info(m_path);
    if (!m_preview)
        return homePathText(info.path());
    return tr("%1, %2, %3 · %4")
        .arg(countedText(m_preview->rows, tr("row"), tr("rows")),
             countedText(static_cast<std::int64_t>(m_preview->columns.size()), tr("column"), tr("columns")),
             bytesText(static_cast<std::int64_t>(m_preview->fileBytes)), homePathText(info.path()));
}

QString CsvImportModel::inputsLine() const
{
    if (!m_preview)
        return {};
    const PreviewOutcome& outcome = m_preview->outcome;
    QStringList parts;
    if (outcome.numberInputs > 0)
        parts << countedText(outcome.numberInputs, tr("number"), tr("numbers"));
    std::int64_t inputs = outcome.numberInputs;
    QStringList switches;
    for (const auto& [name, count] : outcome.switches) {
        inputs += count;
        switches << tr("%1 as %2").arg(toQt(name), countedText(count, tr("switch"), tr("switches")));
    }
    if (!switches.isEmpty())
        parts << joined(switches);
    return parts.isEmpty() ? tr("no inputs")
                           : tr("%1: %2").arg(countedText(inputs, tr("input"), tr("inputs")),
                                              parts.join(QStringLiteral(", ")));
}

QString CsvImportModel::targetLine() const
{
    if (!m_preview)
        return {};
    const auto target =
        std::find_if(m_preview->columns.begin(), m_preview->columns.end(),
                     [](const PreviewColumn& column) { return column.role == ColumnRole::Target; });
    const QString name = target == m_preview->columns.end() ? QString() : toQt(target->name);
    if (m_preview->outcome.task == Task::Regression)
        return tr("Predict a number (regression): %1. The matrix becomes predicted against true values.")
            .arg(name);
    const auto classes = static_cast<std::int64_t>(m_preview->outcome.classes.size());
    return tr("%1 of %2").arg(countedText(classes, tr("class"), tr("classes")), name);
}

QString CsvImportModel::leftOutLine() const
{
    QStringList notes;
    if (m_preview) {
        for (const PreviewColumn& column : m_preview->columns) {
            if (!column.note.empty())
                notes << toQt(column.note);
        }
    }
    if (m_preview && m_preview->outcome.rowsWithoutTarget > 0)
        notes << tr("%1 without a target value left out.")
                     .arg(countedText(m_preview->outcome.rowsWithoutTarget, tr("row"), tr("rows")));
    return notes.mid(0, kMostNamed).join(QLatin1Char(' '));
}

QString CsvImportModel::missingLine() const
{
    QStringList names;
    std::set<std::int64_t> lines;
    if (m_preview) {
        for (const PreviewColumn& column : m_preview->columns) {
            if (column.missing == 0 ||
                (column.role != ColumnRole::Number && column.role != ColumnRole::Category))
                continue;
            names << toQt(column.name);
            lines.insert(column.missingLines.begin(), column.missingLines.end());
        }
    }
    if (names.isEmpty())
        return tr("none");
    const QString cells = tr("%1 in %2").arg(
        countedText(missingCells(), tr("empty cell"), tr("empty cells")), joined(names));
    if (lines.size() > kMostLines)
        return cells;
    QStringList numbers;
    for (const std::int64_t line : lines)
        numbers << wholeText(line);
    return cells + (numbers.size() == 1 ? tr(", line %1") : tr(", lines %1")).arg(joined(numbers, numbers.size()));
}

} // namespace tunescope::ui
