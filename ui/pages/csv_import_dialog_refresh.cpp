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
    } else if (faulty && !m_model.preview()->problems.empty()) {
        const PreviewProblem& first = m_model.preview()->problems.front();
        headline = toQt(first.headline);
        detail = toQt(first.detail) + QLatin1Char(' ') + tr("Nothing has been imported.");
        if (m_model.badRows() > 1)
            headline += QLatin1Char(' ') +
                        tr("%n more line(s) do not fit.", nullptr, static_cast<int>(m_model.badRows()) - 1);
    } else if (m_model.preview()) {
        headline = m_model.isReading()
                       ? tr("Reading the file again… %1").arg(m_model.readingLine()).trimmed()
                       : tr("Every line fits.");
    }
    m_parts->problem->setText(headline);
    m_parts->problemDetail->setText(detail);
    m_parts->problemDetail->setVisible(!detail.isEmpty());
    setIcon(m_parts->problemIcon,
            blocked || faulty ? QStringLiteral("failed") : QStringLiteral("check-circle"),
            blocked || faulty ? ColorRole::Danger : ColorRole::Ok);
    m_parts->problemIcon->setVisible(!headline.isEmpty());
    m_parts->next->setVisible(faulty);
    m_parts->import->setEnabled(m_model.canImport() && m_model.goodRows() > 0);
    const auto bad = static_cast<int>(m_model.badRows());
    m_parts->import->setText(
        faulty ? tr("Skip %1 and import").arg(countedText(bad, tr("row"), tr("rows")))
               : tr("Import %1").arg(countedText(m_model.goodRows(), tr("row"), tr("rows"))));
    const bool badNumber = faulty && m_model.preview() && !m_model.preview()->problems.empty() &&
                           m_model.preview()->problems.front().column;
    m_parts->asText->setVisible(badNumber);
    m_parts->asMissing->setVisible(badNumber);
    m_parts->asMissing->setEnabled(m_model.canImport());
}

} // namespace tunescope::ui
