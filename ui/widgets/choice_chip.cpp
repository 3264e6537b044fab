// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/choice_chip.h"

#include "ui/widgets/icon.h"

#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QToolTip>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace tunescope::ui {
namespace {

constexpr double kSpacing = 8; ///< Pixels between the centres of dots in one row.
constexpr double kRow = 4;     ///< Height of the rows in which dots are set side by side.
constexpr double kReach = 6;
constexpr double kLeastColumn = 60; ///< Room beside the best score for a column in the middle.

} // namespace

ChoiceChip::ChoiceChip(QWidget* parent) : QAbstractButton(parent)
{
    setCheckable(true);
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void ChoiceChip::setItem(ChoiceItem item)
{
    m_item = std::move(item);
    setText(m_item.label);
    placeDots();
    update();
}

QSize ChoiceChip::sizeHint() const
{
    const Theme& theme = themeOf(this);
    const int label = QFontMetrics(theme.font(TextStyle::Card)).horizontalAdvance(m_item.label);
    return {std::max(96, label + theme.scaled(40)), 38 + theme.scaled(24)};
}

QSize ChoiceChip::minimumSizeHint() const
{
    return {44, sizeHint().height()};
}

QRectF ChoiceChip::buttonRect() const
{
    const double height = themeOf(this).scaled(24);
    return QRectF(0.5, this->height() - height - 0.5, width() - 1, height);
}

QRectF ChoiceChip::bandRect() const
{
    return {0, 0, double(width()), buttonRect().top() - 1.5};
}

/// Rows by score; within a row from the middle outwards, so that a column shows how many and how good.
void ChoiceChip::placeDots()
{
    const QRectF band = bandRect();
    const auto& dots = m_item.dots;
    m_centres.assign(dots.size(), {});
    std::vector<std::size_t> order(dots.size());
    std::iota(order.begin(), order.end(), std::size_t(0));
    std::stable_sort(order.begin(), order.end(),
                     [&dots](auto a, auto b) { return dots[a].score > dots[b].score; });
    std::vector<int> used(std::size_t(std::max(1.0, band.height() / kRow)) + 1);
    // In a narrow chip the column moves right of the best score, so that nothing is drawn over it.
    const double text =
        QFontMetricsF(themeOf(this).font(TextStyle::Axis)).horizontalAdvance(m_item.best) + 10;
    const double room =
        band.width() - 2 * text >= kLeastColumn ? band.width() - 2 * text : band.width() - text;
    const double middle = band.width() - 2 * text >= kLeastColumn ? band.center().x() : text + room / 2;
    const int most = std::max(1, static_cast<int>(room / kSpacing));
    for (const std::size_t index : order) {
        const double score = std::clamp(dots[index].score, 0.0, 1.0);
        const double y = dots[index].state == DotState::Diverged
                             ? band.bottom() - 6
                             : band.top() + 7 + (1 - score) * std::max(0.0, band.height() - 14);
        // Three neighbouring rows share their places, as dots are higher than a row.
        const auto row = std::size_t(std::clamp((y - band.top()) / kRow / 2, 0.0, double(used.size() - 1)));
        const int place = used[row]++ % most;
        const double offset = (place + 1) / 2 * kSpacing * (place % 2 == 0 ? 1 : -1);
        m_centres[index] = {middle + offset, y};
    }
}

const TrackDot* ChoiceChip::dotAt(const QPointF& point) const
{
    for (std::size_t i = 0; i < m_centres.size(); ++i) {
        const QPointF away = m_centres[i] - point;
        if (std::hypot(away.x(), away.y()) < kReach)
            return &m_item.dots[i];
    }
    return nullptr;
}

void ChoiceChip::mouseMoveEvent(QMouseEvent* event)
{
    QAbstractButton::mouseMoveEvent(event);
    const TrackDot* dot = dotAt(event->position());
    const qint64 id = dot ? dot->id : -1;
    if (dot && !dot->tip.isEmpty())
        QToolTip::showText(event->globalPosition().toPoint(), dot->tip, this);
    if (id != m_hovered) {
        m_hovered = id;
        emit dotHovered(id);
    }
}

void ChoiceChip::mouseReleaseEvent(QMouseEvent* event)
{
    const TrackDot* dot = bandRect().contains(event->position()) ? dotAt(event->position()) : nullptr;
    if (dot && isDown()) {
        setDown(false);
        emit dotClicked(dot->id);
        return;
    }
    QAbstractButton::mouseReleaseEvent(event);
}

void ChoiceChip::leaveEvent(QEvent* event)
{
    QAbstractButton::leaveEvent(event);
    if (m_hovered != -1)
        emit dotHovered(-1);
    m_hovered = -1;
}

void ChoiceChip::resizeEvent(QResizeEvent*)
{
    placeDots();
}

void ChoiceChip::changeEvent(QEvent* event)
{
    QAbstractButton::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        placeDots();
}

void ChoiceChip::paintEvent(QPaintEvent*)
{
    const Theme& theme = themeOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.color(isChecked() ? ColorRole::AccentSoft : ColorRole::Sunken));
    painter.drawRoundedRect(bandRect(), 4, 4);
    for (std::size_t i = 0; i < m_centres.size(); ++i)
        drawTrackDot(painter, m_item.dots[i], m_centres[i], theme);
    painter.setFont(theme.font(TextStyle::Axis));
    painter.setPen(theme.color(ColorRole::Text3));
    painter.drawText(bandRect().adjusted(6, 2, 0, 0), Qt::AlignLeft | Qt::AlignTop, m_item.best);

    const QRectF button = buttonRect();
    const bool on = isChecked();
    painter.setPen(theme.color(on ? ColorRole::Accent : ColorRole::Control));
    painter.setBrush(theme.color(on             ? ColorRole::Accent
                                 : underMouse() ? ColorRole::Hover
                                                : ColorRole::Surface));
    painter.drawRoundedRect(button, theme.metrics.radiusControl, theme.metrics.radiusControl);
    QFont font = theme.font(TextStyle::Table);
    font.setWeight(on ? QFont::DemiBold : QFont::Normal);
    painter.setFont(font);
    const QFontMetricsF metrics(font);
    const QColor ink = theme.color(on ? ColorRole::OnAccent : ColorRole::Text);
    const double tick = on && button.width() > theme.scaled(64) ? theme.scaled(14) : 0;
    const QString text = metrics.elidedText(m_item.label, Qt::ElideMiddle, button.width() - tick - 12);
    const double width = metrics.horizontalAdvance(text) + (tick > 0 ? tick + 3 : 0);
    const double left = button.center().x() - width / 2;
    if (tick > 0)
        drawIcon(painter, QStringLiteral("check"), QRectF(left, button.center().y() - tick / 2, tick, tick),
                 ink);
    painter.setPen(ink);
    painter.drawText(
        QRectF(left + width - metrics.horizontalAdvance(text), button.top(), button.width(), button.height()),
        Qt::AlignLeft | Qt::AlignVCenter, text);
}

} // namespace tunescope::ui
