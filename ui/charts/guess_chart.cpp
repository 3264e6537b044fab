// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/guess_chart.h"

#include "ui/widgets/painting.h"
#include "ui/widgets/theme.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QKeyEvent>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace tunescope::ui {
namespace {

constexpr int kGuessPin = 3; ///< The purple of pin D with its diamond stands for guesses.
constexpr double kDiamond = 8.5;

QPainterPath diamond(const QPointF& centre, double radius)
{
    QPainterPath path(centre + QPointF(0, -radius));
    path.lineTo(centre + QPointF(radius, 0));
    path.lineTo(centre + QPointF(0, radius));
    path.lineTo(centre + QPointF(-radius, 0));
    path.closeSubpath();
    return path;
}

void drawArrow(QPainter& painter, const QPointF& from, const QPointF& to)
{
    const double way = to.y() > from.y() ? 1.0 : -1.0;
    painter.drawLine(from, to);
    painter.drawLine(to, to + QPointF(-4, -5 * way));
    painter.drawLine(to, to + QPointF(4, -5 * way));
}

} // namespace

GuessChart::GuessChart(QWidget* parent) : LessonPlot(tr("Your guess"), parent)
{
    setProperty("ownFocusRing", true);
}

void GuessChart::axisChanged()
{
    m_guesses.assign(static_cast<std::size_t>(columns()), std::nullopt);
    qDeleteAll(m_columns);
    m_columns.clear();
    for (int i = 0; i < columns(); ++i)
        m_columns.append(new GuessColumn(this, i));
    layOut();
    refreshReadings();
}

void GuessChart::setGuesses(const LessonScores& guesses)
{
    m_guesses = guesses;
    m_guesses.resize(static_cast<std::size_t>(columns()));
    refreshReadings();
    announceReading(*this);
    update();
}

void GuessChart::setEditing(GuessEditing editing)
{
    m_editing = editing;
    for (GuessColumn* column : m_columns)
        column->setCursor(editing == GuessEditing::Open ? Qt::SizeVerCursor : Qt::ArrowCursor);
    update();
}

int GuessChart::placed() const
{
    return static_cast<int>(std::count_if(m_guesses.begin(), m_guesses.end(), [](const auto& guess) { return guess.has_value(); }));
}

int GuessChart::current() const
{
    for (const GuessColumn* column : m_columns) {
        if (column->hasFocus())
            return column->index();
    }
    return -1;
}

void GuessChart::focusFirstOpen()
{
    for (GuessColumn* column : m_columns) {
        if (!m_guesses[static_cast<std::size_t>(column->index())]) {
            column->setFocus(Qt::TabFocusReason);
            return;
        }
    }
    if (!m_columns.isEmpty())
        m_columns.front()->setFocus(Qt::TabFocusReason);
}

void GuessChart::place(int index, double score)
{
    if (m_editing == GuessEditing::Locked)
        return;
    const double rounded = axis().scale().snapped(score);
    auto& guess = m_guesses[static_cast<std::size_t>(index)];
    if (guess == rounded)
        return;
    guess = rounded;
    refreshReadings();
    announceReading(*this);
    update();
    emit guessed(index, rounded);
}

void GuessChart::step(int index, StepSize size, StepDirection direction)
{
    const auto& guess = m_guesses[static_cast<std::size_t>(index)];
    const AxisScale scale = axis().scale();
    // The first key only places the diamond in the middle of the axis.
    place(index, guess ? scale.stepped(*guess, size, direction) : scale.value(0.5));
}

void GuessChart::layOut()
{
    const QRectF area = frame();
    const double wide = std::min(columnWidth() - 4, 96.0);
    for (GuessColumn* column : m_columns)
        column->setGeometry(QRectF(columnX(column->index()) - wide / 2, area.top() - 10, wide, area.height() + 12).toAlignedRect());
}

void GuessChart::refreshReadings()
{
    for (GuessColumn* column : m_columns) {
        const auto& guess = m_guesses[static_cast<std::size_t>(column->index())];
        const QString& value = axis().values[column->index()];
        column->setAccessibleName(guess ? tr("%1, guess %2").arg(value, lessonScoreText(*guess, axis()))
                                        : tr("%1, not placed").arg(value));
    }
}

ChartReading GuessChart::reading() const
{
    ChartReading reading;
    reading.title = tr("Your guess");
    reading.columns = {axis().valueTitle, tr("Guess")};
    QStringList parts;
    for (int i = 0; i < columns(); ++i) {
        const auto& guess = m_guesses[static_cast<std::size_t>(i)];
        const QString text = guess ? lessonScoreText(*guess, axis()) : tr("not placed");
        reading.rows.push_back({axis().values[i], text});
        if (guess)
            parts << tr("%1: %2").arg(axis().values[i], text);
    }
    reading.sentence = tr("%1 of %2 guesses placed.").arg(placed()).arg(columns());
    if (!parts.isEmpty())
        reading.sentence += QLatin1Char(' ') + parts.join(QStringLiteral(", ")) + QLatin1Char('.');
    return reading;
}

void GuessChart::paintColumn(QPainter& painter, int index) const
{
    const Theme& theme = themeOf(this);
    const QRectF area = frame();
    const double wide = std::min(columnWidth() * 0.6, 72.0);
    const bool isCurrent = index == current() && m_editing == GuessEditing::Open;
    const double x = columnX(index);
    painter.fillRect(QRectF(x - wide / 2, area.top(), wide, area.height()),
                     theme.color(isCurrent ? ColorRole::AccentSoft : ColorRole::Sunken));
    QPen pen(theme.color(isCurrent ? ColorRole::AccentBorder : ColorRole::Border), 1.0);
    pen.setDashPattern({2, 3});
    painter.setPen(pen);
    painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()));
}

void GuessChart::paintOpen(QPainter& painter, int index) const
{
    const Theme& theme = themeOf(this);
    const QRectF area = frame();
    const QPointF centre(columnX(index), area.center().y());
    const QColor ink = theme.color(index == current() ? ColorRole::Accent : ColorRole::Text2);
    QPen pen(ink, 1.5);
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    drawArrow(painter, centre + QPointF(0, -17), centre + QPointF(0, -38));
    drawArrow(painter, centre + QPointF(0, 17), centre + QPointF(0, 38));
    pen.setDashPattern({2, 1.5});
    painter.setPen(pen);
    painter.drawPath(diamond(centre, kDiamond + 1));
    painter.setPen(ink);
    painter.setFont(theme.font(TextStyle::Caption));
    const QFontMetricsF metrics(painter.font());
    painter.drawText(QRectF(centre.x() - columnWidth() / 2, centre.y() + 44, columnWidth(), metrics.height()), Qt::AlignHCenter,
                     tr("drag me"));
}

void GuessChart::paintGuess(QPainter& painter, int index) const
{
    const Theme& theme = themeOf(this);
    const double score = *m_guesses[static_cast<std::size_t>(index)];
    const QPointF centre(columnX(index), scoreY(score));
    const QColor purple = theme.pin(kGuessPin).color;
    const bool isCurrent = index == current() && m_editing == GuessEditing::Open;
    painter.setPen(QPen(purple, 2.0));
    painter.setBrush(isCurrent ? QBrush(purple) : QBrush(theme.color(ColorRole::Surface)));
    painter.drawPath(diamond(centre, kDiamond));
    if (isCurrent) {
        painter.setPen(QPen(theme.color(ColorRole::Focus), 2.0));
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(centre, 18, 18);
        return;
    }
    painter.setFont(theme.font(TextStyle::Number));
    const QFontMetricsF metrics(painter.font());
    const QString text = lessonScoreText(score, axis());
    const double above = centre.y() - kDiamond - metrics.height() - 2;
    const double top = above < 0 ? centre.y() + kDiamond + 2 : above;
    painter.setPen(theme.color(ColorRole::Text));
    painter.drawText(QRectF(centre.x() - columnWidth() / 2, top, columnWidth(), metrics.height()), Qt::AlignHCenter, text);
}

void GuessChart::paintBubble(QPainter& painter, int index) const
{
    const Theme& theme = themeOf(this);
    const double score = *m_guesses[static_cast<std::size_t>(index)];
    painter.setFont(theme.font(TextStyle::Number));
    const QFontMetricsF metrics(painter.font());
    const QString text = lessonScoreText(score, axis());
    QRectF box(0, 0, metrics.horizontalAdvance(text) + 24, metrics.height() + 12);
    box.moveCenter(QPointF(columnX(index) + 26 + box.width() / 2, scoreY(score)));
    if (box.right() > width() - 2)
        box.moveRight(columnX(index) - 26);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.color(ColorRole::Tooltip));
    painter.drawRoundedRect(box, theme.metrics.radiusSmall, theme.metrics.radiusSmall);
    painter.setPen(theme.color(ColorRole::TooltipText));
    painter.drawText(box, Qt::AlignCenter, text);
}

void GuessChart::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme& theme = themeOf(this);
    for (int i = 0; i < columns(); ++i)
        paintColumn(painter, i);
    const int focused = m_editing == GuessEditing::Open ? current() : -1;
    paintFrame(painter, focused);
    QPainterPath line;
    for (int i = 0; i < columns(); ++i) {
        const auto& guess = m_guesses[static_cast<std::size_t>(i)];
        if (!guess)
            continue;
        const QPointF point(columnX(i), scoreY(*guess));
        const bool follows = i > 0 && m_guesses[static_cast<std::size_t>(i - 1)].has_value();
        follows ? line.lineTo(point) : line.moveTo(point);
    }
    QPen pen(theme.pin(kGuessPin).color, 1.8);
    pen.setDashPattern({4, 2.5});
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(line);
    for (int i = 0; i < columns(); ++i)
        m_guesses[static_cast<std::size_t>(i)] ? paintGuess(painter, i) : paintOpen(painter, i);
    if (focused >= 0 && m_guesses[static_cast<std::size_t>(focused)])
        paintBubble(painter, focused);
    paintFocus(painter);
}

/// A key that places something goes to the first value that waits for it.
void GuessChart::keyPressEvent(QKeyEvent* event)
{
    const bool places = event->key() == Qt::Key_Up || event->key() == Qt::Key_Down || (event->text().size() == 1 && event->text()[0].isDigit());
    if (!places || m_columns.isEmpty() || m_editing == GuessEditing::Locked)
        return LessonPlot::keyPressEvent(event);
    focusFirstOpen();
    if (current() >= 0)
        QCoreApplication::sendEvent(m_columns[current()], event);
}

void GuessChart::resizeEvent(QResizeEvent* event)
{
    LessonPlot::resizeEvent(event);
    layOut();
}

void GuessChart::changeEvent(QEvent* event)
{
    LessonPlot::changeEvent(event);
    if (event->type() == QEvent::StyleChange || event->type() == QEvent::FontChange)
        layOut();
}

} // namespace tunescope::ui
