// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/focus_ring.h"

#include "ui/widgets/theme.h"

#include <QAbstractScrollArea>
#include <QApplication>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QPainter>

namespace tunescope::ui {
namespace {

constexpr int kRingReach = 4; ///< Gap and width of the ring.
constexpr int kRingLine = 2;

class RingOverlay final : public QWidget
{
public:
    RingOverlay(QWidget* parent, double radius) : QWidget(parent), m_radius(radius)
    {
        setObjectName(QStringLiteral("focusRing"));
        setAttribute(Qt::WA_TransparentForMouseEvents);
        setAttribute(Qt::WA_NoSystemBackground);
        setFocusPolicy(Qt::NoFocus);
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(themeOf(this).color(ColorRole::Focus), kRingLine));
        const double radius = m_radius + kRingReach - kRingLine / 2.0;
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), radius, radius);
    }

private:
    double m_radius;
};

QRect ringRect(const QWidget* target, const QWidget* canvas)
{
    return QRect(target->mapTo(canvas, QPoint(0, 0)), target->size())
        .adjusted(-kRingReach, -kRingReach, kRingReach, kRingReach);
}

/// The nearest ancestor with room for the ring, but none outside of a scroll area: what is scrolled away
/// takes its ring along.
QWidget* canvasOf(const QWidget* target)
{
    QWidget* canvas = target->parentWidget();
    while (!canvas->isWindow() && !canvas->rect().contains(ringRect(target, canvas))) {
        QWidget* outer = canvas->parentWidget();
        const auto* area = outer ? qobject_cast<const QAbstractScrollArea*>(outer->parentWidget()) : nullptr;
        if (area && area->viewport() == outer)
            break;
        canvas = outer;
    }
    return canvas;
}

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
    m_overlay = new RingOverlay(canvasOf(widget), radius.isValid() ? radius.toDouble() : 6.0);
    place();
    m_overlay->show();
}

void FocusRing::place()
{
    if (!m_target || !m_overlay)
        return;
    const QWidget* canvas = m_overlay->parentWidget();
    if (!canvas->isAncestorOf(m_target))
        return; // It was given to another parent; the next change of focus finds it there.
    m_overlay->setGeometry(ringRect(m_target, canvas) & canvas->rect());
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
        if (m_target && watched->isWidgetType()) {
            const auto* moved = static_cast<const QWidget*>(watched);
            if (moved == m_target.data() || moved->isAncestorOf(m_target))
                place();
        }
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
