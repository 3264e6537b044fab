// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/rail.h"

#include "ui/shell/rail_button.h"
#include "ui/widgets/theme.h"

#include <QButtonGroup>
#include <QEvent>
#include <QPainter>
#include <QVBoxLayout>

namespace tunescope::ui {
namespace {

/// A hairline in the theme's colour.
class RailRule final : public QWidget
{
public:
    RailRule() { setFixedHeight(17); }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter(this).fillRect(QRect(18, height() / 2, width() - 36, 1), themeOf(this).color(ColorRole::Border));
    }
};

} // namespace

Rail::Rail(QWidget* parent)
    : QWidget(parent)
    , m_group(new QButtonGroup(this))
    , m_items(new QVBoxLayout)
    , m_foot(new QWidget(this))
{
    fitWidth();
    setAccessibleName(tr("Stages"));
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 8, 0, 8);
    all->setSpacing(2);
    m_items->setSpacing(2);
    all->addLayout(m_items);
    all->addStretch(1);
    auto* foot = new QVBoxLayout(m_foot);
    foot->setContentsMargins(0, 0, 0, 0);
    foot->setSpacing(8);
    all->addWidget(m_foot);
}

void Rail::addItem(const QString& id, const QString& title, const QString& iconName)
{
    auto* button = new RailButton(title, iconName, this);
    connect(button, &RailButton::clicked, this, [this, id] { emit itemChosen(id); });
    m_group->addButton(button);
    m_items->addWidget(button);
    m_buttons.insert(id, button);
}

void Rail::addRule()
{
    m_items->addWidget(new RailRule);
}

void Rail::addFootButton(QWidget* button)
{
    m_foot->layout()->addWidget(button);
    m_foot->layout()->setAlignment(button, Qt::AlignHCenter);
}

void Rail::setFootVisible(Qt::CheckState visible)
{
    m_foot->setVisible(visible == Qt::Checked);
}

void Rail::setCurrent(const QString& id)
{
    if (RailButton* button = m_buttons.value(id)) {
        button->setChecked(true);
        return;
    }
    // An exclusive group has no other way to have nothing checked.
    m_group->setExclusive(false);
    if (QAbstractButton* checked = m_group->checkedButton())
        checked->setChecked(false);
    m_group->setExclusive(true);
}

void Rail::setMark(const QString& id, const RailMark& mark)
{
    if (RailButton* button = m_buttons.value(id))
        button->setMark(mark);
}

/// Wider with large text, so that the titles stay whole.
void Rail::fitWidth()
{
    const Theme& theme = themeOf(this);
    setFixedWidth(std::max(theme.metrics.rail, theme.scaled(76)));
}

void Rail::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        fitWidth();
}

void Rail::paintEvent(QPaintEvent*)
{
    const Theme& theme = themeOf(this);
    QPainter painter(this);
    painter.fillRect(rect(), theme.color(ColorRole::Rail));
    painter.setPen(theme.color(ColorRole::Border));
    painter.drawLine(width() - 1, 0, width() - 1, height());
}

} // namespace tunescope::ui
