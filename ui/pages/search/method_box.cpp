// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/search/method_box.h"

#include "ui/widgets/theme.h"

#include <QAbstractItemView>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QStylePainter>
#include <QWheelEvent>

namespace tunescope::ui {
namespace {

constexpr int kSummaryRole = Qt::UserRole + 1;
constexpr int kMethodListWidth = 430;
constexpr int kItemPad = 8;
constexpr int kMostVisible = 14;

/// Title, and the summary wrapped below it.
class MethodDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const Theme& theme = themeOf(option.widget);
        const int room = theme.scaled(kMethodListWidth) - 2 * kItemPad - 20;
        const int title = QFontMetrics(theme.font(TextStyle::Card)).height();
        const QRect words =
            QFontMetrics(theme.font(TextStyle::Caption))
                .boundingRect(QRect(0, 0, room, 1000), Qt::TextWordWrap, index.data(kSummaryRole).toString());
        return {theme.scaled(kMethodListWidth), kItemPad + title + 1 + words.height() + kItemPad - 2};
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const Theme& theme = themeOf(option.widget);
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        const bool marked = option.state & (QStyle::State_Selected | QStyle::State_MouseOver);
        if (marked) {
            painter->setPen(Qt::NoPen);
            painter->setBrush(theme.color(ColorRole::AccentSoft));
            painter->drawRoundedRect(option.rect, theme.metrics.radiusSmall, theme.metrics.radiusSmall);
        }
        const QRect area = option.rect.adjusted(kItemPad, kItemPad - 1, -kItemPad, 0);
        const QFont titleFont = theme.font(TextStyle::Card);
        const int title = QFontMetrics(titleFont).height();
        painter->setFont(titleFont);
        painter->setPen(theme.color(marked ? ColorRole::Accent : ColorRole::Text));
        painter->drawText(QRect(area.x(), area.y(), area.width(), title), Qt::AlignLeft | Qt::AlignVCenter,
                          index.data().toString());
        painter->setFont(theme.font(TextStyle::Caption));
        painter->setPen(theme.color(ColorRole::Text2));
        painter->drawText(area.adjusted(0, title + 1, 0, 0), Qt::TextWordWrap,
                          index.data(kSummaryRole).toString());
        painter->restore();
    }
};

} // namespace

MethodBox::MethodBox(const QString& name, QWidget* parent) : QComboBox(parent)
{
    setAccessibleName(name);
    setItemDelegate(new MethodDelegate(this));
    setMaxVisibleItems(kMostVisible);
    setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    connect(this, &QComboBox::activated, this, [this] {
        if (method() == m_shown)
            return;
        m_shown = method();
        setToolTip(summary());
        emit methodChosen(m_shown);
    });
}

void MethodBox::addMethod(const QString& method, const QString& title, const QString& summary)
{
    addItem(title, method);
    setItemData(count() - 1, summary, kSummaryRole);
    setItemData(count() - 1, title + QStringLiteral(". ") + summary, Qt::AccessibleTextRole);
}

void MethodBox::setMethod(const QString& method)
{
    m_shown = method;
    setCurrentIndex(findData(method));
    setToolTip(summary());
}

QString MethodBox::summary() const
{
    return currentData(kSummaryRole).toString();
}

void MethodBox::showPopup()
{
    view()->setMinimumWidth(themeOf(this).scaled(kMethodListWidth));
    QComboBox::showPopup();
}

/// A long title ends in an ellipsis before the arrow.
void MethodBox::paintEvent(QPaintEvent* /*event*/)
{
    QStylePainter painter(this);
    QStyleOptionComboBox option;
    initStyleOption(&option);
    painter.drawComplexControl(QStyle::CC_ComboBox, option);
    const QRect field =
        style()->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField, this);
    option.currentText = fontMetrics().elidedText(option.currentText, Qt::ElideRight, field.width() - 2);
    painter.drawControl(QStyle::CE_ComboBoxLabel, option);
}

/// Scrolling past must not change how the search works.
void MethodBox::wheelEvent(QWheelEvent* event)
{
    event->ignore();
}

} // namespace tunescope::ui
