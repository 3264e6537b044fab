// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/theme.h"

#include <QStyledItemDelegate>

namespace tunescope::ui {

class TrialTableModel;

/// Paints the cells of the trial table: star and pins, state icons, bars, numbers in the mono face, the rule
/// under the rows that are under way.
class TrialTableDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    TrialTableDelegate(const TrialTableModel& model, QObject* parent = nullptr);

    /// The trial that is raised because the pointer is on it in any view; -1 = none.
    void setHovered(int trial) { m_hovered = trial; }

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    void paintGround(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index,
                     const Theme& theme) const;
    void paintMark(QPainter& painter, const QRectF& rect, const QModelIndex& index, const Theme& theme) const;
    void paintState(QPainter& painter, const QRectF& rect, const QModelIndex& index,
                    const Theme& theme) const;
    void paintBar(QPainter& painter, const QRectF& rect, const QModelIndex& index, const Theme& theme) const;
    void paintText(QPainter& painter, const QRectF& rect, const QModelIndex& index, const Theme& theme) const;

    const TrialTableModel& m_model;
    int m_hovered = -1;
};

} // namespace tunescope::ui
