// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/run/mask_grid.h"

#include "ui/pages/data/tile_painter.h"
#include "ui/viewmodels/value_text.h"
#include "ui/widgets/painting.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <array>
#include <cmath>

namespace tunescope::ui {
namespace {

constexpr int kGap = 5;
constexpr int kBetween = 16;
constexpr int kHead = 20;
constexpr int kFoot = 22;
constexpr int kLeastTile = 52;
constexpr int kMostTile = 84;
constexpr double kGoodOverlap = 0.5;

} // namespace

MaskGrid::MaskGrid(QWidget* parent) : QWidget(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setProperty("ownFocusRing", true);
    setAccessibleName(tr("Pictures with true and predicted masks"));
    setMinimumSize(3 * kLeastTile + 2 * kGap, kHead + kLeastTile + kFoot);
}

void MaskGrid::setSamples(std::vector<MaskSample> samples, const QStringList& classes, const QSize& pixels)
{
    m_samples = std::move(samples);
    m_classes = classes;
    m_pixels = pixels;
    m_current = std::min(m_current, m_samples.empty() ? 0 : m_samples.size() - 1);
    QStringList worst;
    if (!m_samples.empty())
        worst << tr("%1 pictures, the first with a shared area of %2 %")
                     .arg(m_samples.size())
                     .arg(100.0 * m_samples.front().score(), 0, 'f', 0);
    setAccessibleDescription(worst.join(QString()));
    update();
}

void MaskGrid::setPictures(std::map<std::int64_t, std::vector<float>> pictures)
{
    m_pictures = std::move(pictures);
    update();
}

void MaskGrid::setHidden(std::set<int> classes)
{
    m_hidden = std::move(classes);
    update();
}

const std::vector<float>* MaskGrid::pictureOf(std::int64_t row) const
{
    const auto found = m_pictures.find(row);
    return found == m_pictures.end() ? nullptr : &found->second;
}

int MaskGrid::columns() const
{
    return std::max(1, (width() + kBetween) / (3 * kLeastTile + 2 * kGap + kBetween));
}

int MaskGrid::side() const
{
    const int room = (width() - (columns() - 1) * kBetween) / columns() - 2 * kGap;
    return std::clamp(room / 3, kLeastTile, kMostTile);
}

std::size_t MaskGrid::fitting() const
{
    const int rows = std::max(1, (height() - kHead) / (side() + kFoot));
    return static_cast<std::size_t>(rows * columns());
}

QRect MaskGrid::sampleRect(std::size_t index) const
{
    const auto at = static_cast<int>(index);
    const int wide = 3 * side() + 2 * kGap;
    return {at % columns() * (wide + kBetween), kHead + at / columns() * (side() + kFoot), wide,
            side() + kFoot};
}

QImage MaskGrid::maskImage(const MaskSample& sample, const std::vector<std::int32_t>& mask, Outline outline,
                           int scale) const
{
    const Theme& theme = themeOf(this);
    const int wide = m_pixels.width();
    const int high = m_pixels.height();
    if (mask.size() != static_cast<std::size_t>(wide) * static_cast<std::size_t>(high))
        return {};
    const auto at = [&](int x, int y) { return static_cast<std::size_t>(y * wide + x); };
    QImage image(wide * scale, high * scale, QImage::Format_RGB32);
    image.fill(theme.color(ColorRole::Hover));
    QPainter painter(&image);
    for (int y = 0; y < high; ++y) {
        for (int x = 0; x < wide; ++x) {
            const std::int32_t k = mask[at(x, y)];
            if (k > 0 && !m_hidden.contains(k))
                painter.fillRect(x * scale, y * scale, scale, scale, theme.pin(k - 1).color);
        }
    }
    if (outline == Outline::None)
        return image;
    const auto wrong = [&](int x, int y) {
        return x >= 0 && y >= 0 && x < wide && y < high &&
               sample.truth[at(x, y)] != sample.predicted[at(x, y)];
    };
    painter.setPen(QPen(theme.color(ColorRole::Text), 1.0));
    for (int y = 0; y <= high; ++y) {
        for (int x = 0; x <= wide; ++x) {
            if (wrong(x, y) != wrong(x - 1, y))
                painter.drawLine(x * scale, y * scale, x * scale, (y + 1) * scale - 1);
            if (wrong(x, y) != wrong(x, y - 1))
                painter.drawLine(x * scale, y * scale, (x + 1) * scale - 1, y * scale);
        }
    }
    return image;
}

void MaskGrid::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    const Theme& theme = themeOf(this);
    painter.setFont(theme.font(TextStyle::Caption));
    painter.setPen(theme.color(ColorRole::Text3));
    const QStringList heads{tr("image"), tr("true"), tr("predicted")};
    for (int column = 0; column < columns() && column < static_cast<int>(m_samples.size()); ++column) {
        const QRect rect = sampleRect(static_cast<std::size_t>(column));
        for (int part = 0; part < 3; ++part)
            painter.drawText(QRect(rect.x() + part * (side() + kGap), 0, side(), kHead - 4),
                             Qt::AlignLeft | Qt::AlignVCenter, heads[part]);
    }
    for (std::size_t i = 0; i < std::min(m_samples.size(), fitting()); ++i)
        paintSample(painter, i);
    if (hasFocus() && m_current < m_samples.size())
        drawFocusRing(painter, sampleRect(m_current).adjusted(0, 0, 0, -2), theme.metrics.radiusSmall, theme);
}

void MaskGrid::paintSample(QPainter& painter, std::size_t index) const
{
    const Theme& theme = themeOf(this);
    const MaskSample& sample = m_samples[index];
    const QRect rect = sampleRect(index);
    const int scale = std::max(
        1, static_cast<int>(std::ceil(side() * devicePixelRatioF() / std::max(1, m_pixels.width()))));
    const std::vector<float>* picture = pictureOf(sample.row);
    const std::array images{picture ? tileImage(*picture, m_pixels, theme) : QImage(),
                            maskImage(sample, sample.truth, Outline::None, scale),
                            maskImage(sample, sample.predicted, Outline::Wrong, scale)};
    for (std::size_t part = 0; part < images.size(); ++part) {
        const QRectF tile(rect.x() + static_cast<int>(part) * (side() + kGap), rect.y(), side(), side());
        if (images[part].isNull())
            painter.fillRect(tile, theme.color(ColorRole::Hover));
        else
            paintTile(painter, tile, images[part], theme);
    }
    painter.setFont(theme.font(TextStyle::Caption));
    painter.setPen(theme.color(ColorRole::Text3));
    const QRect foot(rect.x(), rect.y() + side() + 2, rect.width(), 16);
    painter.drawText(foot, Qt::AlignLeft | Qt::AlignVCenter, tr("row %1").arg(wholeText(sample.row + 1)));
    paintScores(painter, foot, sample);
}

/// From the right: the shared area of every class but the background.
void MaskGrid::paintScores(QPainter& painter, const QRect& rect, const MaskSample& sample) const
{
    const Theme& theme = themeOf(this);
    painter.setFont(theme.font(TextStyle::Axis));
    int right = rect.right();
    for (std::size_t k = sample.overlap.size(); k-- > 1;) {
        if (!sample.overlap[k])
            continue;
        const QString text = QString::number(std::lround(100.0 * *sample.overlap[k]));
        const int wide = painter.fontMetrics().horizontalAdvance(text);
        if (right - wide - 12 < rect.x() + rect.width() / 3)
            break;
        painter.setPen(theme.color(*sample.overlap[k] < kGoodOverlap ? ColorRole::Warn : ColorRole::Text2));
        painter.drawText(QRect(right - wide, rect.y(), wide + 1, rect.height()), Qt::AlignVCenter, text);
        painter.fillRect(QRect(right - wide - 11, rect.center().y() - 3, 8, 8),
                         theme.pin(static_cast<int>(k) - 1).color);
        right -= wide + 18;
    }
}

void MaskGrid::mousePressEvent(QMouseEvent* event)
{
    for (std::size_t i = 0; i < std::min(m_samples.size(), fitting()); ++i) {
        if (!sampleRect(i).contains(event->pos()))
            continue;
        m_current = i;
        update();
        emit sampleChosen(i);
        return;
    }
}

void MaskGrid::keyPressEvent(QKeyEvent* event)
{
    const std::size_t shown = std::min(m_samples.size(), fitting());
    const auto move = [&](int by) {
        const auto next = static_cast<std::int64_t>(m_current) + by;
        if (next >= 0 && next < static_cast<std::int64_t>(shown))
            m_current = static_cast<std::size_t>(next);
        update();
    };
    switch (event->key()) {
    case Qt::Key_Left:
        return move(-1);
    case Qt::Key_Right:
        return move(1);
    case Qt::Key_Up:
        return move(-columns());
    case Qt::Key_Down:
        return move(columns());
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        if (m_current < shown)
            emit sampleChosen(m_current);
        return;
    default:
        QWidget::keyPressEvent(event);
    }
}

void MaskGrid::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    emit resized();
}

} // namespace tunescope::ui
