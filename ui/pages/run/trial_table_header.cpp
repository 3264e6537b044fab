// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/run/trial_table_header.h"

#include "ui/widgets/icon.h"
#include "ui/widgets/theme.h"

#include <QPainter>

namespace tunescope::ui {
namespace {

constexpr double kHeaderSide = 6.0;
constexpr double kChevron = 12.0;

} // namespace

TrialTableHeader::TrialTableHeader(QWidget* parent) : QHeaderView(Qt::Horizontal, parent) {}

QSize TrialTableHeader::sizeHint() const
{
    return {QHeaderView::sizeHint().width(), themeOf(this).scaled(28)};
}

void TrialTableHeader::paintSection(QPainter* painter, const QRect& rect, int section) const
{
    const Theme& theme = themeOf(this);
    painter->save();
    painter->fillRect(rect, theme.color(ColorRole::Sunken));
    painter->fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.color(ColorRole::Border));
    const bool isSorted = isSortIndicatorShown() && section == sortIndicatorSection();
    const auto align = static_cast<Qt::Alignment>(
        model()->headerData(section, Qt::Horizontal, Qt::TextAlignmentRole).toInt());
    const bool isRight = align.testFlag(Qt::AlignRight);
    QFont font = theme.font(TextStyle::Table);
    font.setWeight(isSorted ? QFont::Bold : QFont::DemiBold);
    painter->setFont(font);
    painter->setPen(theme.color(isSorted ? ColorRole::Text : ColorRole::Text2));
    // The chevron stands in the padding, so that titles stay over their numbers.
    QRectF room = QRectF(rect).adjusted(isRight ? 1 : kHeaderSide, 0, -kHeaderSide, 0);
    if (isSorted && isRight)
        room.setRight(room.right() - kChevron + kHeaderSide - 2);
    const QString title = model()->headerData(section, Qt::Horizontal).toString();
    const QString shown =
        painter->fontMetrics().elidedText(title, Qt::ElideRight, static_cast<int>(room.width()));
    painter->drawText(room, int(align), shown);
    if (isSorted) {
        const double x =
            isRight ? room.right() : room.left() + painter->fontMetrics().horizontalAdvance(shown) + 2;
        const QString icon =
            sortIndicatorOrder() == Qt::DescendingOrder ? QStringLiteral("down") : QStringLiteral("up");
        drawIcon(*painter, icon, {x, rect.center().y() - kChevron / 2, kChevron, kChevron},
                 theme.color(ColorRole::Text));
    }
    painter->restore();
}

} // namespace tunescope::ui
