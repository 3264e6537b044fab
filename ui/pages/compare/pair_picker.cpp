// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/compare/pair_picker.h"

#include "ui/pages/compare/pin_head.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/painting.h"
#include "ui/widgets/theme.h"

#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>

namespace tunescope::ui {

PairPicker::PairPicker(ComparisonPair& pair, const ComparisonModel& comparison, const QString& word,
                       QWidget* parent)
    : QWidget(parent)
    , m_pair(pair)
    , m_comparison(comparison)
    , m_word(word)
{
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setToolTip(tr("Choose the two trials; keys 1 and 2 open their menus"));
    setAccessibleName(tr("Compared pair"));
    setFixedSize(PairPicker::sizeHint());
    connect(&pair, &ComparisonPair::changed, this, qOverload<>(&QWidget::update));
}

QSize PairPicker::sizeHint() const
{
    const QFontMetrics metrics(themeOf(this).font(TextStyle::Body));
    return {metrics.horizontalAdvance(m_word) + 80, 24};
}

QRectF PairPicker::badgeRect(std::size_t which) const
{
    return which == 0 ? QRectF(2, 3, 18, 18) : QRectF(width() - 40, 3, 18, 18);
}

void PairPicker::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme& theme = themeOf(this);
    for (std::size_t which = 0; which < 2; ++which)
        drawPinBadge(painter, theme, m_pair.trials()[which].pin, badgeRect(which));
    painter.setFont(theme.font(TextStyle::Body));
    painter.setPen(theme.color(ColorRole::Text2));
    painter.drawText(QRectF(badgeRect(0).right(), 0, badgeRect(1).left() - badgeRect(0).right(), height()),
                     Qt::AlignCenter, m_word);
    drawIcon(painter, QStringLiteral("down"), {width() - 18.0, 5, 14, 14}, theme.color(ColorRole::Text2));
    if (hasFocus())
        drawFocusRing(painter, QRectF(rect()).adjusted(2, 2, -2, -2), theme.metrics.radiusControl, theme);
}

void PairPicker::openMenu(std::size_t which)
{
    QMenu menu(this);
    for (const ComparedTrial& compared : m_comparison.trials()) {
        if (compared.pin == m_pair.trials()[1 - which].pin)
            continue;
        QAction* action =
            menu.addAction(tr("%1  trial %2").arg(QChar(u'A' + compared.pin)).arg(compared.trial));
        connect(action, &QAction::triggered, this, [this, which, pin = compared.pin] {
            const int other = m_pair.trials()[1 - which].pin;
            which == 0 ? m_pair.choose(pin, other) : m_pair.choose(other, pin);
        });
    }
    menu.exec(mapToGlobal(badgeRect(which).bottomLeft().toPoint()));
}

void PairPicker::mouseReleaseEvent(QMouseEvent* event)
{
    openMenu(event->position().x() < badgeRect(0).right() + 8 ? 0 : 1);
}

void PairPicker::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_1)
        openMenu(0);
    else if (event->key() == Qt::Key_2 || event->key() == Qt::Key_Space)
        openMenu(1);
    else
        QWidget::keyPressEvent(event);
}

} // namespace tunescope::ui
