// SPDX-License-Identifier: GPL-3.0-or-later
// What the import sheet shows of its model.
#include "ui/pages/csv_import_dialog.h"

#include "ui/pages/csv_import_dialog_cells.h"
#include "ui/pages/csv_import_dialog_header.h"
#include "ui/pages/csv_import_dialog_parts.h"
#include "ui/pages/data/page_parts.h"
#include "ui/viewmodels/dataset_model_text.h"
#include "ui/viewmodels/error_text.h"
#include "ui/viewmodels/qt_convert.h"
#include "ui/viewmodels/value_text.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/segmented_control.h"

#include <QCheckBox>
#include <QLineEdit>
#include <QPushButton>
#include <QStackedWidget>
#include <QTableView>

#include <algorithm>
#include <array>

namespace tunescope::ui {
namespace {

constexpr std::size_t kMostClassesShown = 8;

} // namespace

void CsvImportDialog::refresh()
{
    const bool shown = m_model.preview().has_value();
    m_parts->stack->setCurrentIndex(shown ? 0 : m_model.fault() ? 1 : 2);
    m_parts->dialect->setEnabled(shown || m_model.fault()); // Another delimiter may make it readable.
    m_parts->summary->setVisible(shown);
    m_parts->fileLine->setText(m_model.fileLine());
    if (m_model.fault()) {
        const ErrorWords words = errorWords(*m_model.fault());
        m_parts->fault->setMessage(words.headline, words.detail);
    }
    if (!m_model.isReading())
        m_problem = 0; // The lines were read again: other problems, from the first one on.
    if (shown) {
        refreshDialect();
        refreshSummary();
        m_parts->head->refresh();
        spanFolds();
        m_parts->head->resizeSection(0, themeOf(this).scaled(62));
    }
    refreshFoot();
}

void CsvImportDialog::refreshDialect()
{
    const PreviewDialect& dialect = m_model.preview()->dialect;
    const auto at = std::find(kCsvDelimiters.begin(), kCsvDelimiters.end(), dialect.delimiter);
    if (at != kCsvDelimiters.end())
        m_parts->delimiter->setCurrent(static_cast<int>(at - kCsvDelimiters.begin()));
    else
        m_parts->delimiter->clearCurrent();
    const bool own = at == kCsvDelimiters.end();
    if (!m_parts->ownDelimiter->hasFocus() || !own)
        m_parts->ownDelimiter->setText(own ? QString(QLatin1Char(dialect.delimiter)) : QString());
    m_parts->decimals->setCurrent(dialect.decimalComma ? 1 : 0);
    m_parts->header->setChecked(dialect.header);
    m_parts->encoding->setText(tr("Text %1").arg(toQt(dialect.encoding)));
    m_parts->detected->setVisible(dialect.delimiterDetected && dialect.decimalDetected &&
                                  dialect.headerDetected);
}

void CsvImportDialog::refreshSummary()
{
    m_parts->missingLine->setText(m_model.missingLine());
    m_parts->missingRow->setVisible(m_model.missingCells() > 0);
    m_parts->inputs->setText(m_model.inputsLine());
    m_parts->target->setText(m_model.targetLine());
    m_parts->leftOut->setText(m_model.leftOutLine());
    m_parts->leftOut->setVisible(!m_model.leftOutLine().isEmpty());
    clearLayout(m_parts->classes);
    const auto& classes = m_model.preview()->outcome.classes;
    for (std::size_t i = 0; i < classes.size() && i < kMostClassesShown; ++i) {
        m_parts->classes->addWidget(new ClassSwatch(static_cast<int>(i)));
        QLabel* count = textLabel(wholeText(classes[i].second), TextStyle::Number);
        count->setToolTip(toQt(classes[i].first));
        m_parts->classes->addWidget(count);
        m_parts->classes->addSpacing(4);
    }
    m_parts->classes->addStretch(1);
}

void CsvImportDialog::goToNextProblem()
{
    const int next = m_rows.nextProblem(m_parts->table->currentIndex());
    if (next < 0)
        return;
    m_problem = next;
    const CsvImportRows::Problem& problem = m_rows.problems()[static_cast<std::size_t>(next)];
    const QModelIndex index = m_rows.index(problem.row, problem.column);
    m_parts->table->setCurrentIndex(index);
    m_parts->table->scrollTo(index, QAbstractItemView::PositionAtCenter);
    m_parts->table->setFocus();
    refreshFoot();
}

const PreviewProblem* CsvImportDialog::currentProblem() const
{
    const auto& problems = m_rows.problems();
    if (problems.empty())
        return nullptr;
    return problems[std::min(static_cast<std::size_t>(m_problem), problems.size() - 1)].what;
}

/// "Problem 2 of 5. hue holds numbers on the other 177 lines. 3 lines do not fit in all. Nothing has …"
QString CsvImportDialog::problemDetail(const PreviewProblem& problem) const
{
    QStringList parts;
    const qsizetype shown = std::ssize(m_rows.problems());
    if (shown > 1)
        parts << tr("Problem %1 of %2.").arg(std::min<qsizetype>(m_problem + 1, shown)).arg(wholeText(shown));
    if (!problem.detail.empty())
        parts << toQt(problem.detail);
    if (m_model.badRows() > 1)
        parts << tr("%1 lines do not fit.").arg(wholeText(m_model.badRows()));
    parts << tr("Nothing has been imported.");
    return parts.join(QLatin1Char(' '));
}

void CsvImportDialog::refreshFoot()
{
    const bool faulty = m_model.badRows() > 0;
    const bool blocked = m_model.preview() && m_model.preview()->blocker;
    QString headline;
    QString detail;
    if (blocked) {
        const ErrorWords words = errorWords(*m_model.preview()->blocker);
        headline = words.headline;
        detail = words.detail;
    } else if (const PreviewProblem* problem = currentProblem(); faulty && problem) {
        headline = toQt(problem->headline);
        detail = problemDetail(*problem);
    } else if (m_model.preview()) {
        headline = m_model.isReading() ? tr("Reading the file again… %1").arg(m_model.readingLine()).trimmed()
                                       : tr("Every line fits.");
    }
    m_parts->problem->setText(headline);
    m_parts->problemDetail->setText(detail);
    m_parts->problemDetail->setVisible(!detail.isEmpty());
    setIcon(m_parts->problemIcon,
            blocked || faulty ? QStringLiteral("failed") : QStringLiteral("check-circle"),
            blocked || faulty ? ColorRole::Danger : ColorRole::Ok);
    m_parts->problemIcon->setVisible(!headline.isEmpty());
    const qsizetype problems = std::ssize(m_rows.problems());
    m_parts->next->setVisible(problems > 1);
    m_parts->next->setToolTip(m_problem + 1 < problems ? tr("F8") : tr("F8: from the first one again"));
    m_parts->import->setEnabled(m_model.canImport() && m_model.goodRows() > 0);
    const auto bad = static_cast<int>(m_model.badRows());
    m_parts->import->setText(
        faulty ? tr("Skip %1 and import").arg(countedText(bad, tr("row"), tr("rows")))
               : tr("Import %1").arg(countedText(m_model.goodRows(), tr("row"), tr("rows"))));
    const PreviewProblem* current = faulty ? currentProblem() : nullptr;
    m_parts->asText->setVisible(current && current->column);
    const auto isBadNumber = [](const PreviewProblem& problem) { return problem.column.has_value(); };
    m_parts->asMissing->setVisible(faulty && std::any_of(m_model.preview()->problems.begin(),
                                                         m_model.preview()->problems.end(), isBadNumber));
    m_parts->asMissing->setEnabled(m_model.canImport());
}

} // namespace tunescope::ui
