// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/compare/errors_card.h"

#include "ui/pages/compare/pair_picker.h"
#include "ui/pages/data/page_parts.h"
#include "ui/viewmodels/value_text.h"
#include "ui/widgets/chip.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QStandardItemModel>
#include <QTableView>
#include <QVBoxLayout>

namespace tunescope::ui {
namespace {

constexpr std::size_t kMostErrorRows = 200;

QString signedText(double value)
{
    return value > 0.0   ? u'+' + lossText(value)
           : value < 0.0 ? QChar(0x2212) + lossText(-value)
                         : lossText(0.0);
}

} // namespace

ErrorsCard::ErrorsCard(ComparisonPair& pair, const ComparisonModel& comparison, QWidget* parent)
    : Card(tr("Largest changes in error"), CardHead::Ruled, parent)
    , m_pair(pair)
    , m_headline(wrappedLabel({}, TextStyle::Card))
    , m_luck(new Chip({}))
    , m_test(textLabel({}, TextStyle::Caption, ColorRole::Text3))
    , m_table(new QTableView)
    , m_rows(new QStandardItemModel(this))
{
    addHeadWidget(new PairPicker(pair, comparison, tr("against")));
    auto* top = new QHBoxLayout;
    top->addWidget(m_headline, 1);
    top->addWidget(m_luck, 0, Qt::AlignTop);
    m_table->setModel(m_rows);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setShowGrid(false);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(themeOf(this).scaled(26));
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_table->setAccessibleName(tr("Rows by how much the error of the two trials differs"));
    body()->setContentsMargins(12, 8, 12, 10);
    body()->setSpacing(6);
    body()->addLayout(top);
    body()->addWidget(m_test);
    body()->addWidget(m_table, 1);
    connect(&pair, &ComparisonPair::changed, this, &ErrorsCard::refresh);
    refresh();
}

QString ErrorsCard::headline() const
{
    return m_headline->text();
}

void ErrorsCard::refresh()
{
    const bool isReady = m_pair.isReady() && m_pair.predictions(0).classes == 0;
    for (QWidget* widget : std::initializer_list<QWidget*>{m_luck, m_test, m_table})
        widget->setVisible(isReady);
    if (!isReady) {
        m_headline->setText(m_pair.fault().isEmpty() ? tr("Reading the predictions…") : m_pair.fault());
        return;
    }
    fill(errorChangesBetween(m_pair.predictions(0), m_pair.predictions(1)));
}

void ErrorsCard::fill(const ErrorChanges& changes)
{
    const QString first = m_pair.letter(0), second = m_pair.letter(1);
    m_headline->setText(tr("%1 is closer on %2 of %3 rows, %4 on %5.")
                            .arg(first)
                            .arg(changes.firstCloser)
                            .arg(changes.rows.size())
                            .arg(second)
                            .arg(changes.secondCloser));
    const bool isSure = changes.isUnlikelyToBeLuck();
    m_luck->setText(isSure ? tr("unlikely to be luck") : tr("could be luck"));
    m_luck->setRoles(isSure ? ColorRole::OkSoft : ColorRole::Hover,
                     isSure ? ColorRole::Ok : ColorRole::Text2);
    m_test->setText(changes.p < 0.0001 ? tr("sign test p < 0.0001")
                                       : tr("sign test p = %1").arg(changes.p, 0, 'g', 2));
    m_rows->clear();
    m_rows->setHorizontalHeaderLabels(
        {tr("Row"), tr("True"), first, second, tr("Error of %1 by %2").arg(first, second)});
    for (std::size_t i = 0; i < std::min(changes.rows.size(), kMostErrorRows); ++i) {
        const ErrorChange& row = changes.rows[i];
        QList<QStandardItem*> cells;
        for (const QString& text : {wholeText(row.row + 1), lossText(row.truth), lossText(row.first),
                                    lossText(row.second), signedText(row.change)}) {
            cells << new QStandardItem(text);
            cells.back()->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
        }
        const bool isFirst = row.change < 0.0;
        cells.back()->setToolTip(isFirst ? tr("%1 is closer").arg(first) : tr("%1 is closer").arg(second));
        m_rows->appendRow(cells);
    }
}

} // namespace tunescope::ui
