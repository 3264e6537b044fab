// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/welcome_page_digits.h"

#include "ui/pages/data/tile_painter.h"

#include <QPainter>

namespace tunescope::ui {
namespace {

constexpr int kDigitGap = 8;

double tileSide(int width)
{
    return (width - kDigitGap * (DigitsPreview::kColumns - 1)) / static_cast<double>(DigitsPreview::kColumns);
}

} // namespace

DigitsPreview::DigitsPreview(QWidget* parent) : QWidget(parent)
{
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    setMinimumWidth(240);
    setAccessibleName(tr("Examples of handwritten digits"));
}

void DigitsPreview::setTiles(std::vector<std::vector<float>> pixels, const QSize& size)
{
    m_tiles = std::move(pixels);
    m_size = size;
    update();
}

int DigitsPreview::heightForWidth(int width) const
{
    return static_cast<int>(tileSide(width) * kRows) + kDigitGap * (kRows - 1);
}

QSize DigitsPreview::sizeHint() const
{
    return {560, heightForWidth(560)};
}

void DigitsPreview::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme& theme = themeOf(this);
    const double side = tileSide(width());
    for (int i = 0; i < kRows * kColumns; ++i) {
        const QRectF rect((i % kColumns) * (side + kDigitGap), (i / kColumns) * (side + kDigitGap), side, side);
        const auto index = static_cast<std::size_t>(i);
        const QImage image = index < m_tiles.size() ? tileImage(m_tiles[index], m_size, theme) : QImage();
        if (!image.isNull()) {
            paintTile(painter, rect, image, theme);
            continue;
        }
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.color(ColorRole::App));
        painter.drawRoundedRect(rect, theme.metrics.radiusCell, theme.metrics.radiusCell);
    }
}

} // namespace tunescope::ui
