// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/viewmodels/best_model_ports.h"

#include "core/study/dataset_summary.h"

#include <QObject>
#include <QString>
#include <QTimer>

#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <optional>

namespace tunescope::ui {

/// Reads a file; blocking, any thread.
struct CsvPreviewer {
    /// Its beginning and its faults.
    std::function<Result<CsvPreview>(const QString& path, const ImportSettings& settings,
                                     const RowsSoFar& rowsSoFar)>
        preview;
    /// Some of its lines.
    std::function<Result<std::vector<PreviewRow>>(const QString& path, const ImportSettings& settings,
                                                  std::int64_t first, std::int64_t last)>
        lines;
};

/// previewCsv() and readCsvLines() of the program.
[[nodiscard]] CsvPreviewer csvPreviewer();

/// What the student chooses in the import sheet, and what the file looks like with it.
///
/// Every choice reads the file again in the background; the last preview stays until the new one is there.
class CsvImportModel : public QObject
{
    Q_OBJECT

public:
    CsvImportModel(QString path, BackgroundRunner inBackground, CsvPreviewer previewer,
                   QObject* parent = nullptr);

    void read(); ///< Reads the file with the present choices.

    [[nodiscard]] const QString& path() const { return m_path; }
    [[nodiscard]] const std::optional<CsvPreview>& preview() const { return m_preview; }
    /// Why there is nothing to show (no text, header only); nothing while a preview is there.
    [[nodiscard]] const std::optional<Error>& fault() const { return m_fault; }
    [[nodiscard]] bool isReading() const { return m_reading; }
    /// "412 000 rows so far", empty before the first ones.
    [[nodiscard]] QString readingLine() const;
    /// Rows that showLines() asked for, by line.
    [[nodiscard]] const std::map<std::int64_t, PreviewRow>& shownLines() const { return m_shownLines; }
    /// Brings lines that are folded away; the first few hundred of them.
    void showLines(std::int64_t first, std::int64_t last);
    [[nodiscard]] const ImportSettings& settings() const { return m_settings; }

    enum class DecimalMark { Point, Comma };
    enum class FirstLine { Header, Values };
    void setDelimiter(char delimiter);
    void setDecimalMark(DecimalMark mark);
    /// Other names for the columns: what was chosen for them is forgotten.
    void setFirstLine(FirstLine line);
    /// What stands in empty cells of number columns; nothing = they stay missing.
    void setFill(std::optional<double> fill) { m_settings.fill = fill; }
    /// Target moves here from the column that was it; the target itself can only move, not vanish (then
    /// false).
    bool setRole(std::size_t column, ColumnRole role);

    [[nodiscard]] bool canImport() const;
    [[nodiscard]] std::int64_t badRows() const;
    [[nodiscard]] std::int64_t missingCells() const; ///< In the columns that are used.
    [[nodiscard]] std::int64_t goodRows() const;     ///< Rows that an import without the bad ones has.
    /// The data as the sheet describes them.
    [[nodiscard]] DataSpec spec(BadRows badRows) const;

    // --- Words ---
    [[nodiscard]] QString fileLine() const;    ///< "178 rows, 12 columns, 11 KB · ~/Documents/lab"
    [[nodiscard]] QString inputsLine() const;  ///< "12 inputs: 9 numbers, region as 3 switches"
    [[nodiscard]] QString targetLine() const;  ///< "3 classes of cultivar", or what regression means.
    [[nodiscard]] QString leftOutLine() const; ///< Notes of columns that are left out.
    [[nodiscard]] QString missingLine() const; ///< "3 empty cells in malic_acid, lines 7, 41 and 96"

signals:
    void changed();
    void linesShown();
    void readingAdvanced(); ///< readingLine() says more.

private:
    void take(Result<CsvPreview> preview);

    QString m_path;
    BackgroundRunner m_inBackground;
    CsvPreviewer m_previewer;
    ImportSettings m_settings;
    std::optional<CsvPreview> m_preview;
    std::optional<Error> m_fault;
    std::map<std::int64_t, PreviewRow> m_shownLines;
    std::shared_ptr<std::atomic<std::int64_t>> m_rowsSoFar; ///< Written by the reader.
    QTimer m_progress;
    int m_generation = 0;
    bool m_reading = false;
};

} // namespace tunescope::ui
