// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/data/rows_view.h"

#include "ui/pages/data/page_parts.h"
#include "ui/viewmodels/dataset_model.h"
#include "ui/viewmodels/dataset_model_text.h"
#include "ui/viewmodels/qt_convert.h"
#include "ui/widgets/chip.h"

#include <QHeaderView>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QTableView>
#include <QVBoxLayout>

namespace tunescope::ui {
namespace {

class RowCells final : public QStyledItemDelegate
{
public:
    explicit RowCells(QTableView& table) : QStyledItemDelegate(&table), m_table(table) {}

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const Theme& theme = themeOf(&m_table);
        const bool excluded = index.data(Qt::UserRole).toBool();
        painter->save();
        if (option.state & QStyle::State_Selected)
            painter->fillRect(option.rect, theme.color(ColorRole::AccentSoft));
        painter->setPen(theme.color(ColorRole::Border));
        painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
        QFont font = theme.font(index.column() == 1 ? TextStyle::Table : TextStyle::Number);
        font.setStrikeOut(excluded);
        painter->setFont(font);
        painter->setPen(theme.color(excluded || index.column() == 0 ? ColorRole::Text3 : ColorRole::Text));
        const QRect text = option.rect.adjusted(8, 0, -8, 0);
        painter->drawText(
            text, index.data(Qt::TextAlignmentRole).toInt(),
            painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, text.width()));
        painter->restore();
    }

private:
    QTableView& m_table;
};

QString beginningTitle(const DatasetFacts& facts)
{
    switch (facts.shape.form) {
    case SampleForm::Tokens:
        return RowsView::tr("text");
    case SampleForm::Vector:
        return RowsView::tr("terms, the commonest first");
    case SampleForm::Sequence:
        return RowsView::tr("first values");
    case SampleForm::Image:
        break;
    }
    return {};
}

} // namespace

RowsView::RowsView(DatasetModel& model, QWidget* parent)
    : QWidget(parent)
    , m_model(model)
    , m_rows(model.ports().inBackground, model.ports().readRows)
    , m_table(new QTableView)
    , m_bar(new QWidget)
    , m_chip(new FilterChip({}, ChipKind::Closable))
    , m_count(textLabel({}, TextStyle::Caption, ColorRole::Text3))
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 0, 1, 1);
    layout->setSpacing(0);
    auto* bar = new QHBoxLayout(m_bar);
    bar->setContentsMargins(12, 8, 12, 8);
    m_chip->setObjectName(QStringLiteral("rowFilter"));
    connect(m_chip, &FilterChip::closeRequested, this, &RowsView::clearFilter);
    bar->addWidget(m_chip);
    bar->addWidget(m_count, 1);
    m_bar->hide();
    layout->addWidget(m_bar);
    m_table->setObjectName(QStringLiteral("rows"));
    m_table->setAccessibleName(tr("Rows of the data"));
    m_table->setModel(&m_rows);
    m_table->setItemDelegate(new RowCells(*m_table));
    m_table->setShowGrid(false);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->verticalHeader()->hide();
    // One height for all rows: the view never measures 100,000 of them.
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->verticalHeader()->setDefaultSectionSize(themeOf(this).scaled(themeOf(this).metrics.rowTable));
    m_table->horizontalHeader()->setDefaultSectionSize(themeOf(this).scaled(104));
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->setToolTip(tr("Double-click a row, or press Enter, to look at it closely."));
    connect(m_table, &QTableView::activated, this, &RowsView::choose);
    layout->addWidget(m_table, 1);
    refresh();
}

void RowsView::refresh()
{
    const DatasetFacts* facts = m_model.facts();
    const auto& excluded = m_model.draft().data.excludedRows;
    const std::set<std::int64_t> left(excluded.begin(), excluded.end());
    const QString fingerprint =
        facts == nullptr ? QString() : toQt(facts->about.sha256) + toQt(facts->about.source);
    if (fingerprint == m_shownData) {
        m_rows.setExcluded(left);
        return;
    }
    m_shownData = fingerprint;
    m_bar->hide();
    if (facts == nullptr) {
        m_rows.setContent({});
        return;
    }
    // A text or a sequence is shown by its beginning, as the only cell of its row.
    const bool columns = m_model.hasColumns();
    m_rows.setContent({m_model.draft().data, facts->rows, toQt(facts->target.name),
                       columns ? m_model.featureNames() : QStringList{beginningTitle(*facts)}, left,
                       facts->task == Task::Regression, !columns});
    m_table->setColumnWidth(0, themeOf(this).scaled(64));
    m_table->setColumnHidden(1, !columns && facts->classes.empty() && facts->task != Task::Regression);
    m_table->horizontalHeader()->setStretchLastSection(!columns);
}

void RowsView::filter(const QString& words, std::vector<std::int64_t> rows)
{
    m_chip->setText(words);
    m_chip->setCount(static_cast<qint64>(rows.size()));
    m_count->setText(tr("only the rows concerned"));
    m_bar->show();
    m_rows.setFilter(std::move(rows));
}

void RowsView::clearFilter()
{
    m_bar->hide();
    m_rows.setFilter(std::nullopt);
}

void RowsView::showColumn(const QString& name)
{
    const auto column =
        static_cast<int>(m_model.featureNames().indexOf(name)) + DatasetRowsModel::kFixedColumns;
    if (column >= DatasetRowsModel::kFixedColumns && m_rows.rowCount() > 0) {
        m_table->setCurrentIndex(m_rows.index(0, column));
        m_table->scrollTo(m_rows.index(0, column), QAbstractItemView::PositionAtCenter);
    }
}

void RowsView::choose(const QModelIndex& index)
{
    if (const RowView* row = m_rows.viewAt(index.row()))
        emit rowChosen(*row);
}

} // namespace tunescope::ui
