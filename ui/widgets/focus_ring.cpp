// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/focus_ring.h"

#include "ui/widgets/painting.h"

#include <QAbstractScrollArea>
#include <QApplication>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QPainter>

namespace tunescope::ui {
namespace {

constexpr int kRingReach = 4; ///< Gap and width of the ring.

class RingOverlay final : public QWidget
{
public:
    RingOverlay(QWidget* parent, double radius) : QWidget(parent), m_radius(radius)
    {
        setAttribute(Qt::WA_TransparentForMouseEvents);
        setAttribute(Qt::WA_NoSystemBackground);
        setFocusPolicy(Qt::NoFocus);
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        drawFocusRing(painter, QRectF(rect()).adjusted(kRingReach, kRingReach, -kRingReach, -kRingReach), m_radius,
                      themeOf(this));
    }

private:
    double m_radius;
};

bool drawsItself(const QWidget* widget)
{
    return widget->property("ownFocusRing").toBool() || qobject_cast<const QMenu*>(widget) ||
           qobject_cast<const QMenuBar*>(widget) || widget->isWindow();
}

} // namespace

FocusRing::FocusRing(QApplication& application, QObject* parent) : QObject(parent)
{
    application.installEventFilter(this);
    connect(&application, &QApplication::focusChanged, this, [this](QWidget*, QWidget* now) { follow(now); });
}

FocusRing::~FocusRing()
{
    delete m_overlay.data();
}

void FocusRing::follow(QWidget* widget)
{
    delete m_overlay.data();
    m_target = nullptr;
    if (!widget || !m_keyboard || drawsItself(widget) || !widget->parentWidget())
        return;
    const QVariant radius = widget->property("focusRadius");
    m_target = widget;
    m_overlay = new RingOverlay(widget->parentWidget(), radius.isValid() ? radius.toDouble() : 6.0);
    place();
    m_overlay->show();
}

void FocusRing::place()
{
    if (!m_target || !m_overlay)
        return;
    m_overlay->setGeometry(m_target->geometry().adjusted(-kRingReach, -kRingReach, kRingReach, kRingReach));
    m_overlay->raise();
}

bool FocusRing::eventFilter(QObject* watched, QEvent* event)
{
    switch (event->type()) {
    case QEvent::KeyPress:
        if (!m_keyboard) {
            m_keyboard = true;
            // A key after a click: the focus that is already there becomes visible.
            if (!m_target && QApplication::focusWidget() &&
                !qobject_cast<QLineEdit*>(QApplication::focusWidget()))
                follow(QApplication::focusWidget());
        }
        break;
    case QEvent::MouseButtonPress:
        m_keyboard = false;
        if (m_overlay && watched->isWidgetType())
            follow(nullptr);
        break;
    case QEvent::Move:
    case QEvent::Resize:
        if (watched == m_target)
            place();
        break;
    case QEvent::Hide:
    case QEvent::Show:
        if (watched == m_target && m_overlay)
            m_overlay->setVisible(event->type() == QEvent::Show);
        break;
    default:
        break;
    }
    return false;
}

} // namespace tunescope::ui
