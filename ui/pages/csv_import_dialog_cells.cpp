// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/csv_import_dialog_cells.h"

#include "ui/viewmodels/csv_import_model_rows.h"
#include "ui/widgets/theme.h"

#include <QPainter>
#include <QTableView>

namespace tunescope::ui {
namespace {

using State = CsvImportRows::CellState;

ColorRole groundOf(State state)
{
    switch (state) {
    case State::BadLine:
        return ColorRole::DangerSoft;
    case State::Empty:
        return ColorRole::WarnSoft;
    case State::Target:
        return ColorRole::AccentSoft;
    case State::Fold:
        return ColorRole::Sunken;
    case State::BadCell:
    case State::Ignored:
    case State::Normal:
        return ColorRole::Surface;
    }
    return ColorRole::Surface;
}

ColorRole inkOf(State state)
{
    switch (state) {
    case State::BadLine:
    case State::BadCell:
        return ColorRole::Danger;
    case State::Empty:
        return ColorRole::Warn;
    case State::Ignored:
    case State::Fold:
        return ColorRole::Text3;
    case State::Target:
    case State::Normal:
        return ColorRole::Text;
    }
    return ColorRole::Text;
}

} // namespace

CsvImportCells::CsvImportCells(QTableView* table) : QStyledItemDelegate(table), m_table(table) {}

void CsvImportCells::paint(QPainter* painter, const QStyleOptionViewItem& option,
                           const QModelIndex& index) const
{
    const Theme& theme = themeOf(m_table);
    const auto state = static_cast<State>(index.data(CsvImportRows::kStateRole).toInt());
    const QRect rect = option.rect;
    painter->save();
    painter->fillRect(rect, theme.color(groundOf(state)));
    painter->setPen(theme.color(ColorRole::Border));
    painter->drawLine(rect.bottomLeft(), rect.bottomRight());
    painter->drawLine(rect.topRight(), rect.bottomRight());
    const bool number = index.data(Qt::TextAlignmentRole).toInt() & Qt::AlignRight;
    QFont font = theme.font(number || index.column() == 0 ? TextStyle::Number : TextStyle::Table);
    if (state == State::Fold)
        font = theme.font(TextStyle::Caption);
    if (state == State::BadCell || state == State::Target)
        font.setWeight(QFont::DemiBold);
    painter->setFont(font);
    painter->setPen(theme.color(inkOf(state)));
    const QRect text = rect.adjusted(9, 0, -9, 0);
    const QString words =
        painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, text.width());
    painter->drawText(text, index.data(Qt::TextAlignmentRole).toInt(), words);
    if (state == State::Fold) {
        painter->setPen(theme.color(ColorRole::Accent));
        const int after = painter->fontMetrics().horizontalAdvance(words) + 14;
        font.setWeight(QFont::DemiBold);
        painter->setFont(font);
        painter->drawText(text.adjusted(after, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, tr("Show them"));
    }
    if (state == State::BadCell) {
        painter->setPen(QPen(theme.color(ColorRole::Danger), 2));
        painter->drawRect(rect.adjusted(1, 1, -2, -2));
    } else if (option.state & QStyle::State_HasFocus) {
        painter->setPen(QPen(theme.color(ColorRole::Focus), 2));
        painter->drawRect(rect.adjusted(1, 1, -2, -2));
    }
    painter->restore();
}

Scrim::Scrim(QWidget* window) : QWidget(window)
{
    setGeometry(window->rect());
    show();
    raise();
}

void Scrim::paintEvent(QPaintEvent* /*event*/)
{
    QPainter(this).fillRect(rect(), QColor(10, 14, 22, 130));
}

ClassSwatch::ClassSwatch(int index, QWidget* parent) : QWidget(parent), m_index(index)
{
    setFixedSize(11, 11);
}

void ClassSwatch::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(themeOf(this).pin(m_index).color);
    painter.drawRoundedRect(rect(), 2, 2);
}

} // namespace tunescope::ui
