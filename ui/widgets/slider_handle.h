// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/axis_scale.h"

#include <QWidget>

namespace tunescope::ui {

/// What a screen reader is told about a handle.
struct HandleReading {
    double value = 0;
    double minimum = 0;
    double maximum = 1;
    double step = 0.01;
};

/// One end of a slider as a focusable child widget, because Qt takes the Tab key before keyPressEvent.
///
/// It draws itself and reports what the user does; its parent decides what that means. Positions are in
/// the parent's coordinates. Role and value reach screen readers through QAccessibleValueInterface.
class SliderHandle : public QWidget
{
    Q_OBJECT

public:
    explicit SliderHandle(QWidget* parent);

    /// Size of the drawn shape; the widget itself is at least 24 x 32, which is what the mouse hits.
    void setShapeSize(const QSizeF& size);
    /// Puts the middle of the handle at a point of the parent.
    void centreAt(const QPointF& point);
    /// Also announces the new value.
    void setReading(const QString& name, const HandleReading& reading);
    [[nodiscard]] const HandleReading& reading() const { return m_reading; }

signals:
    void pressed(const QPointF& point);
    void dragged(const QPointF& point, Qt::KeyboardModifiers modifiers);
    void released();
    void cancelled();
    void doubleClicked();
    void stepped(tunescope::ui::StepSize size, tunescope::ui::StepDirection direction,
                 Qt::KeyboardModifiers modifiers);
    void endRequested(tunescope::ui::StepDirection direction);
    void valueRequested(double value);
    void focusChanged();

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    QSizeF m_shape{13, 19};
    HandleReading m_reading;
    int m_wheelRest = 0; ///< Eighths of a degree that do not make a step yet.
};

} // namespace tunescope::ui
