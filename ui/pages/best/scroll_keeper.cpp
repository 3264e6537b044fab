// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/best/scroll_keeper.h"

#include <QEvent>
#include <QScrollArea>
#include <QScrollBar>

namespace tunescope::ui {
namespace {

constexpr qint64 kClickMs = 300; ///< What scrolls within that time is no person.

} // namespace

ScrollKeeper::ScrollKeeper(QScrollArea& area)
    : QObject(&area)
    , m_area(area)
{
    area.widget()->installEventFilter(this);
    connect(area.verticalScrollBar(), &QScrollBar::valueChanged, this, &ScrollKeeper::scrolled);
    connect(area.verticalScrollBar(), &QScrollBar::rangeChanged, this, &ScrollKeeper::restore, Qt::QueuedConnection);
}

void ScrollKeeper::hold(QWidget& clicked)
{
    m_held = &clicked;
    m_place = placeInView();
    m_since.start();
}

int ScrollKeeper::placeInView() const
{
    return m_held->mapTo(m_area.viewport(), QPoint(0, 0)).y();
}

bool ScrollKeeper::eventFilter(QObject* object, QEvent* event)
{
    // Sizes are known once the layouts have done their work.
    if (m_held && (event->type() == QEvent::LayoutRequest || event->type() == QEvent::Resize))
        QMetaObject::invokeMethod(this, &ScrollKeeper::restore, Qt::QueuedConnection);
    return QObject::eventFilter(object, event);
}

void ScrollKeeper::scrolled()
{
    if (!m_held || m_isRestoring)
        return;
    if (m_since.elapsed() < kClickMs)
        restore();
    else
        m_place = placeInView();
}

void ScrollKeeper::restore()
{
    if (!m_held || m_isRestoring)
        return;
    if (!m_held->isVisible()) {
        m_held.clear();
        return;
    }
    m_isRestoring = true;
    QScrollBar* bar = m_area.verticalScrollBar();
    bar->setValue(bar->value() + placeInView() - m_place);
    m_isRestoring = false;
}

} // namespace tunescope::ui
