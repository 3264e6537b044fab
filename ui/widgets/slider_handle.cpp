// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/slider_handle.h"

#include "ui/widgets/painting.h"
#include "ui/widgets/theme.h"

#include <QAccessible>
#include <QAccessibleWidget>
#include <QKeyEvent>
#include <QPainter>

#include <cmath>

namespace tunescope::ui {
namespace {

class HandleAccessible final : public QAccessibleWidget, public QAccessibleValueInterface
{
public:
    explicit HandleAccessible(SliderHandle* handle) : QAccessibleWidget(handle, QAccessible::Slider) {}

    void* interface_cast(QAccessible::InterfaceType type) override
    {
        return type == QAccessible::ValueInterface ? static_cast<QAccessibleValueInterface*>(this)
                                                   : QAccessibleWidget::interface_cast(type);
    }

    QVariant currentValue() const override { return handle().reading().value; }
    void setCurrentValue(const QVariant& value) override { emit handle().valueRequested(value.toDouble()); }
    QVariant maximumValue() const override { return handle().reading().maximum; }
    QVariant minimumValue() const override { return handle().reading().minimum; }
    QVariant minimumStepSize() const override { return handle().reading().step; }

private:
    SliderHandle& handle() const { return *static_cast<SliderHandle*>(widget()); }
};

QAccessibleInterface* makeAccessible(const QString&, QObject* object)
{
    auto* handle = qobject_cast<SliderHandle*>(object);
    return handle ? new HandleAccessible(handle) : nullptr;
}

} // namespace

SliderHandle::SliderHandle(QWidget* parent) : QWidget(parent)
{
    static const bool installed = [] {
        QAccessible::installFactory(&makeAccessible);
        return true;
    }();
    Q_UNUSED(installed)
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::SizeHorCursor);
    setProperty("ownFocusRing", true);
    setShapeSize(m_shape);
}

void SliderHandle::setShapeSize(const QSizeF& size)
{
    m_shape = size;
    // Room for the focus ring: 2 px gap and 2 px line on every side.
    resize(std::max(24, int(std::ceil(size.width())) + 10), std::max(32, int(std::ceil(size.height())) + 10));
    update();
}

void SliderHandle::centreAt(const QPointF& point)
{
    move(static_cast<int>(std::lround(point.x() - width() / 2.0)),
         static_cast<int>(std::lround(point.y() - height() / 2.0)));
}

void SliderHandle::setReading(const QString& name, const HandleReading& reading)
{
    const bool changed = reading.value != m_reading.value;
    m_reading = reading;
    if (accessibleName() != name)
        setAccessibleName(name);
    if (changed && QAccessible::isActive()) {
        QAccessibleValueChangeEvent event(this, reading.value);
        QAccessible::updateAccessibility(&event);
    }
}

void SliderHandle::paintEvent(QPaintEvent*)
{
    const Theme& theme = themeOf(this);
    QPainter painter(this);
    QRectF shape(QPointF(), m_shape);
    shape.moveCenter(QRectF(rect()).center());
    drawHandle(painter, shape, theme, theme.color(isEnabled() ? ColorRole::Accent : ColorRole::Ghost));
    if (hasFocus())
        drawFocusRing(painter, shape, 4.5, theme);
}

void SliderHandle::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton) {
        event->ignore();
        return;
    }
    emit pressed(mapToParent(event->position().toPoint()));
}

void SliderHandle::mouseMoveEvent(QMouseEvent* event)
{
    if (event->buttons() & Qt::LeftButton)
        emit dragged(event->position() + QPointF(pos()), event->modifiers());
}

void SliderHandle::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton)
        emit released();
}

void SliderHandle::mouseDoubleClickEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton)
        emit doubleClicked();
}

void SliderHandle::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Down:
        emit stepped(StepSize::Small, StepDirection::Down, event->modifiers());
        break;
    case Qt::Key_Right:
    case Qt::Key_Up:
        emit stepped(StepSize::Small, StepDirection::Up, event->modifiers());
        break;
    case Qt::Key_PageDown:
        emit stepped(StepSize::Page, StepDirection::Down, event->modifiers());
        break;
    case Qt::Key_PageUp:
        emit stepped(StepSize::Page, StepDirection::Up, event->modifiers());
        break;
    case Qt::Key_Home:
        emit endRequested(StepDirection::Down);
        break;
    case Qt::Key_End:
        emit endRequested(StepDirection::Up);
        break;
    case Qt::Key_Escape:
        emit cancelled();
        event->ignore(); // the window may want it too
        break;
    default:
        QWidget::keyPressEvent(event);
    }
}

void SliderHandle::wheelEvent(QWheelEvent* event)
{
    // Only with focus, so that scrolling the page over a row never changes a value.
    if (!hasFocus()) {
        event->ignore();
        return;
    }
    m_wheelRest += event->angleDelta().y();
    constexpr int kNotch = 120;
    for (; m_wheelRest >= kNotch; m_wheelRest -= kNotch)
        emit stepped(StepSize::Small, StepDirection::Up, event->modifiers());
    for (; m_wheelRest <= -kNotch; m_wheelRest += kNotch)
        emit stepped(StepSize::Small, StepDirection::Down, event->modifiers());
    event->accept();
}

void SliderHandle::focusInEvent(QFocusEvent* event)
{
    QWidget::focusInEvent(event);
    raise();
    update();
    emit focusChanged();
}

void SliderHandle::focusOutEvent(QFocusEvent* event)
{
    QWidget::focusOutEvent(event);
    update();
    emit focusChanged();
}

void SliderHandle::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::EnabledChange || event->type() == QEvent::PaletteChange)
        update();
}

} // namespace tunescope::ui
