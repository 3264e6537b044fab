// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/concept_figure.h"

#include "ui/charts/figures/figure_plot.h"
#include "ui/widgets/motion.h"

#include <QKeyEvent>
#include <QPainter>

namespace tunescope::ui {
namespace {

constexpr int kFigureFrameMs = 40; ///< 25 pictures a second.

} // namespace

ConceptFigure::ConceptFigure(QWidget* parent) : QWidget(parent)
{
    setFocusPolicy(Qt::NoFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    m_timer.setInterval(kFigureFrameMs);
    m_timer.setTimerType(Qt::CoarseTimer);
    connect(&m_timer, &QTimer::timeout, this, &ConceptFigure::advance);
    describe();
}

void ConceptFigure::setConcept(const QString& id)
{
    m_id = id;
    m_entry = findFigure(id);
    setFocusPolicy(m_entry && m_entry->seconds > 0 ? Qt::StrongFocus : Qt::NoFocus);
    describe();
    play();
}

QString ConceptFigure::caption() const
{
    return m_entry ? figureText(m_entry->caption) : QString();
}

QStringList ConceptFigure::concepts()
{
    QStringList ids;
    for (const FigureEntry& entry : figureRegistry())
        ids.append(QString::fromLatin1(entry.id));
    return ids;
}

void ConceptFigure::describe()
{
    setAccessibleName(m_entry ? tr("Picture") : QString());
    setAccessibleDescription(caption());
    const bool moves = m_entry && m_entry->seconds > 0;
    setToolTip(moves && !motionIsReduced() ? tr("Click or press the space bar to see it again.") : QString());
}

void ConceptFigure::play()
{
    if (!m_entry || m_entry->seconds <= 0 || !isVisible() || motionIsReduced()) {
        rest();
        return;
    }
    m_phase = 0;
    m_clock.start();
    m_timer.start();
    update();
}

void ConceptFigure::rest()
{
    m_timer.stop();
    m_phase = 1;
    update();
}

void ConceptFigure::advance()
{
    if (!m_entry || motionIsReduced() || window()->isMinimized()) {
        rest();
        return;
    }
    m_phase = std::min(1.0, double(m_clock.elapsed()) / (1000 * m_entry->seconds));
    if (m_phase >= 1)
        rest();
    else
        update();
}

QSize ConceptFigure::sizeHint() const
{
    const Theme& theme = themeOf(this);
    return {theme.scaled(360), theme.scaled(210)};
}

QSize ConceptFigure::minimumSizeHint() const
{
    const Theme& theme = themeOf(this);
    return {theme.scaled(220), theme.scaled(140)};
}

void ConceptFigure::paintEvent(QPaintEvent*)
{
    if (!m_entry)
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    m_entry->paint(painter, QRectF(rect()).adjusted(6, 6, -6, -6), themeOf(this), m_phase);
}

void ConceptFigure::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    play();
}

void ConceptFigure::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    rest();
}

void ConceptFigure::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton && m_entry && m_entry->seconds > 0)
        play();
    else
        QWidget::mousePressEvent(event);
}

void ConceptFigure::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Space && m_entry && m_entry->seconds > 0)
        play();
    else
        QWidget::keyPressEvent(event);
}

void ConceptFigure::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        describe();
}

} // namespace tunescope::ui
