// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/segmented_control.h"

#include "ui/widgets/theme.h"

#include <QAbstractButton>
#include <QButtonGroup>
#include <QHBoxLayout>
#include <QPainter>
#include <QPainterPath>

namespace tunescope::ui {
namespace {

class Segment final : public QAbstractButton
{
public:
    Segment(const QString& text, QWidget* parent) : QAbstractButton(parent)
    {
        setText(text);
        setCheckable(true);
        setFocusPolicy(Qt::StrongFocus);
        setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
        setProperty("focusRadius", 4);
    }

    QSize sizeHint() const override
    {
        const Theme& theme = themeOf(this);
        QFont font = theme.font(TextStyle::Table);
        font.setWeight(QFont::DemiBold);
        return {QFontMetrics(font).horizontalAdvance(text()) + 22, theme.scaled(theme.metrics.field) - 2};
    }

    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent*) override
    {
        const Theme& theme = themeOf(this);
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        if (isChecked() || (underMouse() && isEnabled()))
            painter.fillRect(rect(), theme.color(isChecked() ? ColorRole::AccentSoft : ColorRole::Hover));
        QFont font = theme.font(TextStyle::Table);
        font.setWeight(isChecked() ? QFont::DemiBold : QFont::Medium);
        painter.setFont(font);
        painter.setPen(theme.color(!isEnabled()  ? ColorRole::Disabled
                                   : isChecked() ? ColorRole::Accent
                                                 : ColorRole::Text2));
        painter.drawText(rect(), Qt::AlignCenter, text());
    }

    void enterEvent(QEnterEvent* event) override
    {
        QAbstractButton::enterEvent(event);
        update();
    }

    void leaveEvent(QEvent* event) override
    {
        QAbstractButton::leaveEvent(event);
        update();
    }
};

} // namespace

SegmentedControl::SegmentedControl(const QStringList& texts, QWidget* parent)
    : QWidget(parent)
    , m_group(new QButtonGroup(this))
{
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(1, 1, 1, 1);
    layout->setSpacing(1);
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    for (int i = 0; i < texts.size(); ++i) {
        auto* segment = new Segment(texts[i], this);
        segment->setChecked(i == 0);
        m_group->addButton(segment, i);
        layout->addWidget(segment);
    }
    m_group->setExclusive(true);
    connect(m_group, &QButtonGroup::idClicked, this, &SegmentedControl::chosen);
}

void SegmentedControl::setName(const QString& name)
{
    setAccessibleName(name);
    for (QAbstractButton* button : m_group->buttons())
        button->setAccessibleName(QStringLiteral("%1: %2").arg(name, button->text()));
}

int SegmentedControl::current() const
{
    return m_group->checkedId();
}

void SegmentedControl::setCurrent(int index)
{
    if (QAbstractButton* button = m_group->button(index))
        button->setChecked(true);
}

void SegmentedControl::clearCurrent()
{
    // An exclusive group has no other way to have nothing checked.
    m_group->setExclusive(false);
    if (QAbstractButton* checked = m_group->checkedButton())
        checked->setChecked(false);
    m_group->setExclusive(true);
}

void SegmentedControl::setText(int index, const QString& text)
{
    if (QAbstractButton* button = m_group->button(index)) {
        button->setText(text);
        button->updateGeometry();
    }
}

void SegmentedControl::setSegmentEnabled(int index, Qt::CheckState enabled)
{
    if (QAbstractButton* button = m_group->button(index))
        button->setEnabled(enabled == Qt::Checked);
}

void SegmentedControl::setSegmentToolTip(int index, const QString& text)
{
    if (QAbstractButton* button = m_group->button(index))
        button->setToolTip(text);
}

QAbstractButton* SegmentedControl::segment(int index) const
{
    return m_group->button(index);
}

void SegmentedControl::paintEvent(QPaintEvent*)
{
    const Theme& theme = themeOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(theme.color(ColorRole::Control));
    painter.setBrush(theme.color(ColorRole::Surface));
    const double radius = theme.metrics.radiusControl;
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
    painter.setPen(theme.color(ColorRole::Border));
    for (int i = 1; i < m_group->buttons().size(); ++i) {
        const double x = m_group->button(i)->x() - 0.5;
        painter.drawLine(QPointF(x, 2), QPointF(x, height() - 2));
    }
}

} // namespace tunescope::ui
