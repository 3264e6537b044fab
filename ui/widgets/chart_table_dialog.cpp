// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/chart_table_dialog.h"

#include "ui/widgets/buttons.h"
#include "ui/widgets/theme.h"

#include <QAbstractTableModel>
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QSortFilterProxyModel>
#include <QTableView>

#include <algorithm>

namespace tunescope::ui {
namespace {

/// Cells as they are written; numbers among them sort as numbers.
class ReadingModel final : public QAbstractTableModel
{
public:
    ReadingModel(ChartReading reading, QObject* parent)
        : QAbstractTableModel(parent)
        , m_reading(std::move(reading))
    {
    }

    [[nodiscard]] int rowCount(const QModelIndex& parent) const override
    {
        return parent.isValid() ? 0 : static_cast<int>(m_reading.rows.size());
    }
    [[nodiscard]] int columnCount(const QModelIndex& parent) const override
    {
        return parent.isValid() ? 0 : static_cast<int>(m_reading.columns.size());
    }
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override
    {
        if (role != Qt::DisplayRole)
            return {};
        return orientation == Qt::Horizontal ? QVariant(m_reading.columns.value(section))
                                             : QVariant(section + 1);
    }
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override
    {
        const QString text = m_reading.rows[static_cast<std::size_t>(index.row())].value(index.column());
        bool isNumber = false;
        const double number = QLocale::c().toDouble(plain(text), &isNumber);
        switch (role) {
        case Qt::DisplayRole:
            return text;
        case Qt::UserRole: // What the column is sorted by.
            return isNumber ? QVariant(number) : QVariant(text);
        case Qt::TextAlignmentRole:
            return QVariant((isNumber ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
        default:
            return {};
        }
    }

private:
    [[nodiscard]] static QString plain(QString text)
    {
        text.remove(QChar(0x2009)).remove(u' ').remove(u'%');
        return text.replace(QChar(0x2212), u'-');
    }

    ChartReading m_reading;
};

} // namespace

ChartTableDialog::ChartTableDialog(ChartReading reading, QWidget* parent)
    : QDialog(parent)
    , m_table(new QTableView)
{
    setWindowTitle(tr("%1 as table").arg(reading.title));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 16, 20, 16);
    layout->setSpacing(12);
    auto* sentence = new QLabel(reading.sentence);
    sentence->setTextFormat(Qt::PlainText);
    sentence->setWordWrap(true);
    sentence->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    layout->addWidget(sentence);
    m_table->setAccessibleName(reading.title);
    m_table->setAccessibleDescription(reading.sentence);
    auto* sorted = new QSortFilterProxyModel(m_table);
    sorted->setSortRole(Qt::UserRole);
    sorted->setSourceModel(new ReadingModel(std::move(reading), sorted));
    m_table->setModel(sorted);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setShowGrid(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(themeOf(this).scaled(26));
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
    m_table->setSortingEnabled(true);
    m_table->resizeColumnsToContents();
    layout->addWidget(m_table, 1);
    auto* foot = new QHBoxLayout;
    foot->addStretch(1);
    QPushButton* copy = makeButton(tr("Copy"), ButtonKind::Secondary);
    copy->setAutoDefault(false);
    QPushButton* close = makeButton(tr("Close"), ButtonKind::Primary);
    foot->addWidget(copy);
    foot->addWidget(close);
    layout->addLayout(foot);
    connect(copy, &QPushButton::clicked, this, [this] { QApplication::clipboard()->setText(copyText()); });
    connect(close, &QPushButton::clicked, this, &QDialog::close);
    auto* copyKey = new QAction(m_table);
    copyKey->setShortcut(QKeySequence::Copy);
    copyKey->setShortcutContext(Qt::WidgetShortcut);
    connect(copyKey, &QAction::triggered, copy, &QPushButton::click);
    m_table->addAction(copyKey);
    m_table->setFocus();
    if (sorted->rowCount() > 0)
        m_table->setCurrentIndex(sorted->index(0, 0));
    m_table->clearSelection();
    resize(720, 480);
}

QString ChartTableDialog::copyText() const
{
    const QAbstractItemModel& model = *m_table->model();
    QStringList lines;
    const auto line = [&](const auto& cell) {
        QStringList cells;
        for (int column = 0; column < model.columnCount(); ++column)
            cells << cell(column);
        lines << cells.join(u'\t');
    };
    line([&](int column) { return model.headerData(column, Qt::Horizontal).toString(); });
    const QItemSelectionModel& selection = *m_table->selectionModel();
    for (int row = 0; row < model.rowCount(); ++row) {
        if (!selection.hasSelection() || selection.isRowSelected(row))
            line([&](int column) { return model.index(row, column).data().toString(); });
    }
    return lines.join(u'\n') + u'\n';
}

} // namespace tunescope::ui
