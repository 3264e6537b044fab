// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/data/dataset_row.h"

#include "ui/pages/data/tile_painter.h"
#include "ui/widgets/icon.h"

#include <QEvent>
#include <QPainter>

namespace tunescope::ui {

DatasetRow::DatasetRow(const QString& title, const QString& detail, QWidget* parent) : QAbstractButton(parent)
{
    setText(title);
    setCheckable(true);
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setDetail(detail);
}

void DatasetRow::setDetail(const QString& detail)
{
    m_detail = detail;
    setAccessibleName(text() + QStringLiteral(", ") + detail);
    setToolTip(text() + QLatin1Char('\n') + detail);
    update();
}

void DatasetRow::setThumbnail(DatasetThumbnail thumbnail)
{
    m_thumbnail = std::move(thumbnail);
    update();
}

QSize DatasetRow::sizeHint() const
{
    return {200, themeOf(this).scaled(54)};
}

void DatasetRow::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme& theme = themeOf(this);
    if (isChecked() || underMouse()) {
        painter.setPen(isChecked() ? QPen(theme.color(ColorRole::AccentBorder)) : QPen(Qt::NoPen));
        painter.setBrush(theme.color(isChecked() ? ColorRole::AccentSoft : ColorRole::Hover));
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), theme.metrics.radiusControl,
                                theme.metrics.radiusControl);
    }
    const double side = theme.scaled(36);
    const QRectF picture(8, (height() - side) / 2, side, side);
    paintThumbnail(painter, picture);
    const QRectF words(picture.right() + 10, 0, width() - picture.right() - 16, height());
    painter.setFont(theme.font(TextStyle::Card));
    painter.setPen(theme.color(ColorRole::Text));
    const double middle = height() / 2.0;
    painter.drawText(
        QRectF(words.x(), middle - theme.scaled(19), words.width(), theme.scaled(19)),
        Qt::AlignLeft | Qt::AlignVCenter,
        painter.fontMetrics().elidedText(text(), Qt::ElideMiddle, static_cast<int>(words.width())));
    painter.setFont(theme.font(TextStyle::Caption));
    painter.setPen(theme.color(ColorRole::Text3));
    painter.drawText(
        QRectF(words.x(), middle, words.width(), theme.scaled(16)), Qt::AlignLeft | Qt::AlignVCenter,
        painter.fontMetrics().elidedText(m_detail, Qt::ElideRight, static_cast<int>(words.width())));
}

void DatasetRow::paintThumbnail(QPainter& painter, const QRectF& rect) const
{
    const Theme& theme = themeOf(this);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.color(ColorRole::App));
    painter.drawRoundedRect(rect, theme.metrics.radiusSmall, theme.metrics.radiusSmall);
    const QImage image = tileImage(m_thumbnail.pixels, m_thumbnail.pixelSize, theme);
    if (!image.isNull()) {
        paintTile(painter, rect, image, theme);
        return;
    }
    if (!m_thumbnail.series.empty()) {
        paintSeries(painter, rect.adjusted(4, 6, -4, -6), m_thumbnail.series, 1, theme);
        return;
    }
    if (!m_thumbnail.letters.isEmpty()) {
        painter.setFont(theme.font(TextStyle::Card));
        painter.setPen(theme.color(ColorRole::Text2));
        painter.drawText(rect, Qt::AlignCenter, m_thumbnail.letters);
        return;
    }
    if (m_thumbnail.points.empty()) {
        drawIcon(painter, QStringLiteral("data"), rect.adjusted(9, 9, -9, -9), theme.color(ColorRole::Text3));
        return;
    }
    const QRectF area = rect.adjusted(4, 4, -4, -4);
    for (std::size_t i = 0; i < m_thumbnail.points.size(); ++i) {
        const QPointF& point = m_thumbnail.points[i];
        painter.setBrush(theme.pin(m_thumbnail.classes[i]).color);
        painter.drawEllipse(
            QPointF(area.left() + point.x() * area.width(), area.bottom() - point.y() * area.height()), 1.5,
            1.5);
    }
}

void DatasetRow::enterEvent(QEnterEvent* event)
{
    QAbstractButton::enterEvent(event);
    update();
}

void DatasetRow::leaveEvent(QEvent* event)
{
    QAbstractButton::leaveEvent(event);
    update();
}

} // namespace tunescope::ui
