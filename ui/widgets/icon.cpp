// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/icon.h"

#include <QFile>
#include <QIconEngine>
#include <QPaintDevice>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

#include <cmath>

namespace tunescope::ui {
namespace {

QByteArray svgText(const QString& name)
{
    QFile file(QStringLiteral(":/tunescope/icons/%1.svg").arg(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// Looks the colour up when it paints, so a theme change needs no new icons.
class ThemedIconEngine final : public QIconEngine
{
public:
    ThemedIconEngine(QString name, ColorRole off, ColorRole on)
        : m_name(std::move(name))
        , m_off(off)
        , m_on(on)
    {
    }

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State state) override
    {
        const int side = std::min(rect.width(), rect.height());
        const QRect square(rect.x() + (rect.width() - side) / 2, rect.y() + (rect.height() - side) / 2, side,
                           side);
        drawIcon(*painter, m_name, square, colorOf(mode, state));
    }

    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override
    {
        return scaledPixmap(size, mode, state, 1.0);
    }

    /// `size` counts device pixels; QIcon sets the ratio of the result itself.
    QPixmap scaledPixmap(const QSize& size, QIcon::Mode mode, QIcon::State state, qreal) override
    {
        return iconPixmap(m_name, colorOf(mode, state), std::min(size.width(), size.height()), 1.0);
    }

    QIconEngine* clone() const override { return new ThemedIconEngine(m_name, m_off, m_on); }

private:
    QColor colorOf(QIcon::Mode mode, QIcon::State state) const
    {
        const Theme& theme = applicationTheme();
        if (mode == QIcon::Disabled)
            return theme.color(ColorRole::Disabled);
        return theme.color(state == QIcon::On ? m_on : m_off);
    }

    QString m_name;
    ColorRole m_off;
    ColorRole m_on;
};

} // namespace

QIcon themedIcon(const QString& name, ColorRole role)
{
    return themedIcon(name, role, role);
}

QIcon themedIcon(const QString& name, ColorRole role, ColorRole on)
{
    return QIcon(new ThemedIconEngine(name, role, on));
}

QPixmap iconPixmap(const QString& name, const QColor& color, int size, qreal ratio)
{
    const QString key =
        QStringLiteral("tunescope/%1/%2/%3/%4").arg(name, color.name(QColor::HexArgb)).arg(size).arg(ratio);
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap))
        return pixmap;
    QByteArray svg = svgText(name);
    if (svg.isEmpty() || size <= 0)
        return {};
    QSvgRenderer renderer(svg.replace("currentColor", color.name().toLatin1()));
    const int pixels = static_cast<int>(std::lround(size * ratio));
    pixmap = QPixmap(pixels, pixels);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setOpacity(color.alphaF());
    renderer.render(&painter, QRectF(0, 0, pixels, pixels));
    painter.end();
    pixmap.setDevicePixelRatio(ratio);
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

void drawIcon(QPainter& painter, const QString& name, const QRectF& rect, const QColor& color)
{
    const qreal ratio = painter.device()->devicePixelRatioF();
    const int size = static_cast<int>(std::lround(rect.width()));
    // Whole device pixels keep the strokes sharp.
    const QPointF corner(std::round(rect.x() * ratio) / ratio, std::round(rect.y() * ratio) / ratio);
    painter.drawPixmap(corner, iconPixmap(name, color, size, ratio));
}

QPixmap markPixmap(const Theme& theme, int size, qreal ratio)
{
    const int pixels = static_cast<int>(std::lround(size * ratio));
    QPixmap pixmap(pixels, pixels);
    pixmap.fill(Qt::transparent);
    pixmap.setDevicePixelRatio(ratio);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.color(ColorRole::Accent));
    painter.drawRoundedRect(QRectF(0, 0, size, size), size * 0.25, size * 0.25);
    painter.drawPixmap(QPointF(0, 0),
                       iconPixmap(QStringLiteral("mark"), theme.color(ColorRole::OnAccent), size, ratio));
    return pixmap;
}

QIcon applicationIcon()
{
    const Theme theme = loadTheme(Scheme::Light);
    QIcon icon;
    for (const int size : {16, 24, 32, 48, 64, 128, 256})
        icon.addPixmap(markPixmap(theme, size, 1.0));
    return icon;
}

} // namespace tunescope::ui
