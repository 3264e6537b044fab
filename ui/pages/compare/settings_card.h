// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/viewmodels/comparison_model.h"
#include "ui/widgets/card.h"

#include <QStyledItemDelegate>

class QCheckBox;
class QTableView;

namespace tunescope::ui {

/// The settings of the compared trials; what differs from the majority is shaded and bold.
class SettingsCard : public Card
{
    Q_OBJECT

public:
    explicit SettingsCard(ComparisonModel& model, QWidget* parent = nullptr);

    [[nodiscard]] QTableView& table() { return *m_table; }
    [[nodiscard]] QCheckBox& differencesOnly() { return *m_differences; }

private:
    void describe();

    ComparisonModel& m_model;
    QTableView* m_table;
    QCheckBox* m_differences;
};

/// A cell of that table: its value, for numbers beside a dot on the searched range.
class SettingsDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
};

} // namespace tunescope::ui
