// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/data/columns_dialog.h"

#include "ui/pages/data/page_parts.h"
#include "ui/viewmodels/dataset_model.h"
#include "ui/viewmodels/dataset_model_text.h"
#include "ui/viewmodels/param_words.h"
#include "ui/viewmodels/qt_convert.h"
#include "ui/widgets/buttons.h"

#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

namespace tunescope::ui {
namespace {

QString detailOf(const ColumnFacts& column)
{
    QStringList parts;
    if (column.kind == ColumnKind::Category)
        parts << ColumnsDialog::tr("category, %1 values").arg(column.categories.size());
    else
        parts << ColumnsDialog::tr("%1 to %2").arg(shortNumber(column.low), shortNumber(column.high));
    if (column.missing > 0)
        parts << ColumnsDialog::tr("%1 missing").arg(column.missing);
    if (column.constant)
        parts << ColumnsDialog::tr("never changes");
    return parts.join(QStringLiteral(", "));
}

} // namespace

ColumnsDialog::ColumnsDialog(DatasetModel& model, QWidget* parent)
    : QDialog(parent)
    , m_model(model)
    , m_list(new QListWidget)
    , m_count(textLabel({}, TextStyle::Table, ColorRole::Text3))
    , m_use(makeButton(tr("Use these columns"), ButtonKind::Primary))
{
    setWindowTitle(tr("Choose columns"));
    setObjectName(QStringLiteral("columnsDialog"));
    setMinimumSize(themeOf(this).scaled(420), themeOf(this).scaled(420));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(18, 16, 18, 16);
    layout->setSpacing(12);
    layout->addWidget(textLabel(tr("Which columns may the network use?"), TextStyle::Section));
    layout->addWidget(wrappedLabel(tr("Columns that never change in the training part are left out anyway."),
                                   TextStyle::Table, ColorRole::Text3));
    const QStringList used = model.usedFeatures();
    for (const ColumnFacts& column : model.facts()->features) {
        auto* item =
            new QListWidgetItem(toQt(column.name) + QStringLiteral("   ") + detailOf(column), m_list);
        item->setData(Qt::UserRole, toQt(column.name));
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsUserCheckable | Qt::ItemIsSelectable);
        item->setCheckState(used.contains(toQt(column.name)) ? Qt::Checked : Qt::Unchecked);
    }
    m_list->setAccessibleName(tr("Columns"));
    connect(m_list, &QListWidget::itemChanged, this, &ColumnsDialog::refresh);
    layout->addWidget(m_list, 1);

    auto* foot = new QHBoxLayout;
    QPushButton* all = makeButton(tr("All"), ButtonKind::Quiet);
    connect(all, &QPushButton::clicked, this, [this] { tickAll(Qt::Checked); });
    QPushButton* none = makeButton(tr("None"), ButtonKind::Quiet);
    connect(none, &QPushButton::clicked, this, [this] { tickAll(Qt::Unchecked); });
    QPushButton* cancel = makeButton(tr("Cancel"), ButtonKind::Quiet);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_use, &QPushButton::clicked, this, &ColumnsDialog::accept);
    foot->addWidget(all);
    foot->addWidget(none);
    foot->addWidget(m_count, 1);
    foot->addWidget(cancel);
    foot->addWidget(m_use);
    layout->addLayout(foot);
    for (QPushButton* button : {all, none, cancel})
        button->setAutoDefault(false);
    m_use->setDefault(true);
    refresh();
}

QStringList ColumnsDialog::ticked() const
{
    QStringList names;
    for (int row = 0; row < m_list->count(); ++row) {
        if (m_list->item(row)->checkState() == Qt::Checked)
            names << m_list->item(row)->data(Qt::UserRole).toString();
    }
    return names;
}

void ColumnsDialog::tickAll(Qt::CheckState state)
{
    const QSignalBlocker quiet(m_list);
    for (int row = 0; row < m_list->count(); ++row)
        m_list->item(row)->setCheckState(state);
    refresh();
}

void ColumnsDialog::refresh()
{
    const qsizetype count = ticked().size();
    m_count->setText(tr("%1 of %2").arg(count).arg(m_list->count()));
    m_use->setEnabled(count > 0);
    m_use->setToolTip(count > 0 ? QString() : tr("At least one column is needed."));
}

void ColumnsDialog::accept()
{
    if (m_model.setUsedFeatures(ticked()))
        QDialog::accept();
}

} // namespace tunescope::ui
