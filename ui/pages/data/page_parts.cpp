// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/data/page_parts.h"

#include "ui/widgets/card.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/icon.h"

#include <QEvent>
#include <QFrame>
#include <QLayout>
#include <QPainter>
#include <QScrollArea>
#include <QVBoxLayout>

namespace tunescope::ui {
namespace {

/// Paints its icon in the theme's colour whenever it is painted, so a change of theme needs no update.
class IconLabel final : public QLabel
{
public:
    IconLabel(QString icon, ColorRole role, int size) : m_icon(std::move(icon)), m_role(role), m_size(size)
    {
        setFixedSize(size, size);
    }

    void setIcon(const QString& icon, ColorRole role)
    {
        m_icon = icon;
        m_role = role;
        update();
    }

protected:
    void paintEvent(QPaintEvent* /*event*/) override
    {
        QPainter painter(this);
        drawIcon(painter, m_icon, QRectF(0, 0, m_size, m_size), themeOf(this).color(m_role));
    }

private:
    QString m_icon;
    ColorRole m_role;
    int m_size;
};

class RuleLine final : public QFrame
{
public:
    RuleLine()
    {
        setFixedHeight(1);
        setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    }

protected:
    void paintEvent(QPaintEvent* /*event*/) override
    {
        QPainter(this).fillRect(rect(), themeOf(this).color(ColorRole::Border));
    }
};

} // namespace

QLabel* textLabel(const QString& text, TextStyle style, ColorRole tone)
{
    auto* label = new QLabel(text);
    label->setTextFormat(Qt::PlainText);
    setTextStyle(label, style);
    setTone(label, tone);
    return label;
}

QLabel* elidedLabel(const QString& text, TextStyle style, ColorRole tone)
{
    auto* label = new ElidedLabel(text);
    label->setElideMode(Qt::ElideRight);
    label->setTextFormat(Qt::PlainText);
    setTextStyle(label, style);
    setTone(label, tone);
    return label;
}

QLabel* wrappedLabel(const QString& text, TextStyle style, ColorRole tone)
{
    QLabel* label = textLabel(text, style, tone);
    label->setWordWrap(true);
    QSizePolicy policy(QSizePolicy::Ignored, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    label->setSizePolicy(policy);
    return label;
}

Card* plainCard()
{
    auto* card = new Card({}, CardHead::None);
    card->removePadding();
    card->body()->setSpacing(0);
    return card;
}

QFrame* ruleLine()
{
    return new RuleLine;
}

QLabel* iconLabel(const QString& icon, ColorRole role, int size)
{
    return new IconLabel(icon, role, size);
}

void setIcon(QLabel* label, const QString& icon, ColorRole role)
{
    static_cast<IconLabel*>(label)->setIcon(icon, role);
}

QLabel* keyCap(const QString& key)
{
    auto* label = new QLabel(key);
    label->setProperty("keycap", true);
    label->setAlignment(Qt::AlignCenter);
    label->setFixedHeight(20);
    return label;
}

QWidget* scrolled(QWidget* content)
{
    auto* area = new QScrollArea;
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->viewport()->setAutoFillBackground(false);
    content->setAutoFillBackground(false);
    area->setWidget(content);
    content->setAutoFillBackground(false); // setWidget() turns it on
    return area;
}

void clearLayout(QLayout* layout)
{
    while (QLayoutItem* item = layout->takeAt(0)) {
        if (item->widget() != nullptr) {
            item->widget()->hide();
            item->widget()->deleteLater();
        }
        if (item->layout() != nullptr)
            clearLayout(item->layout());
        delete item;
    }
}

} // namespace tunescope::ui
