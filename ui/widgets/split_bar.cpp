// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/split_bar.h"

#include "ui/widgets/icon.h"
#include "ui/widgets/slider_handle.h"
#include "ui/widgets/theme.h"

#include <QEvent>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace tunescope::ui {
namespace {

constexpr int kLeast = 5; ///< Percent.

} // namespace

SplitBar::SplitBar(QWidget* parent)
    : QWidget(parent)
    , m_train(new SliderHandle(this))
    , m_validation(new SliderHandle(this))
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Split of the data"));
    connectHandle(m_train, Boundary::AfterTrain);
    connectHandle(m_validation, Boundary::AfterValidation);
}

void SplitBar::connectHandle(SliderHandle* handle, Boundary boundary)
{
    handle->setShapeSize({13, 38});
    const auto at = [this, boundary] {
        return boundary == Boundary::AfterTrain ? m_split.train : m_split.train + m_split.validation;
    };
    connect(handle, &SliderHandle::dragged, this, [this, boundary](const QPointF& point) {
        const QRectF bar = barRect();
        moveBoundary(boundary, static_cast<int>(std::lround(100 * (point.x() - bar.left()) / bar.width())));
    });
    connect(handle, &SliderHandle::released, this, &SplitBar::commit);
    connect(handle, &SliderHandle::stepped, this,
            [this, boundary, at](StepSize size, StepDirection direction) {
                const int step = size == StepSize::Page ? kLeast : 1;
                moveBoundary(boundary, at() + (direction == StepDirection::Up ? step : -step));
                commit();
            });
    connect(handle, &SliderHandle::endRequested, this, [this, boundary](StepDirection direction) {
        moveBoundary(boundary, direction == StepDirection::Up ? 100 : 0);
        commit();
    });
    connect(handle, &SliderHandle::valueRequested, this, [this, boundary](double value) {
        moveBoundary(boundary, static_cast<int>(std::lround(value)));
        commit();
    });
}

void SplitBar::setSplit(const SplitPercent& split)
{
    m_split.train = std::clamp(split.train, kLeast, 100 - 2 * kLeast);
    m_split.validation = std::clamp(split.validation, kLeast, 100 - kLeast - m_split.train);
    m_split.test = 100 - m_split.train - m_split.validation;
    m_committed = m_split;
    place();
}

/// A boundary pushes the other one along, as long as every part keeps its 5 %.
void SplitBar::moveBoundary(Boundary boundary, int percent)
{
    int first = m_split.train, second = m_split.train + m_split.validation;
    if (boundary == Boundary::AfterTrain) {
        first = std::clamp(percent, kLeast, 100 - 2 * kLeast);
        second = std::max(second, first + kLeast);
    } else {
        second = std::clamp(percent, 2 * kLeast, 100 - kLeast);
        first = std::min(first, second - kLeast);
    }
    const SplitPercent moved{first, second - first, 100 - second};
    if (moved == m_split)
        return;
    m_split = moved;
    place();
    emit splitEdited(m_split);
}

void SplitBar::commit()
{
    if (m_split == m_committed)
        return;
    m_committed = m_split;
    emit splitCommitted(m_split);
}

QWidget* SplitBar::trainHandle() const
{
    return m_train;
}

QWidget* SplitBar::validationHandle() const
{
    return m_validation;
}

QSize SplitBar::sizeHint() const
{
    return {320, 52};
}

QRectF SplitBar::barRect() const
{
    const double height = themeOf(this).scaled(26);
    return {1.5, (this->height() - height) / 2 + 0.5, width() - 3.0, height - 1};
}

double SplitBar::xOf(int percent) const
{
    const QRectF bar = barRect();
    return bar.left() + bar.width() * percent / 100.0;
}

void SplitBar::place()
{
    const int second = m_split.train + m_split.validation;
    const double middle = barRect().center().y();
    m_train->centreAt({xOf(m_split.train), middle});
    m_validation->centreAt({xOf(second), middle});
    m_train->setReading(tr("End of the training part, %1 percent").arg(m_split.train),
                        {double(m_split.train), kLeast, 100 - 2 * kLeast, 1});
    m_validation->setReading(tr("End of the validation part, validation %1 percent, test %2 percent")
                                 .arg(m_split.validation)
                                 .arg(m_split.test),
                             {double(second), 2 * kLeast, 100 - kLeast, 1});
    update();
}

void SplitBar::resizeEvent(QResizeEvent*)
{
    place();
}

void SplitBar::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange)
        place();
}

void SplitBar::setTestOpened(bool isOpened)
{
    m_isTestOpened = isOpened;
    update();
}

void SplitBar::paintEvent(QPaintEvent*)
{
    const Theme& theme = themeOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF bar = barRect();
    QPainterPath outline;
    outline.addRoundedRect(bar, 5, 5);
    const double first = xOf(m_split.train), second = xOf(m_split.train + m_split.validation);
    const QColor train = theme.score[5], validation = theme.score[3];
    painter.fillPath(outline, theme.color(ColorRole::Sunken));
    painter.setPen(theme.color(ColorRole::Control));
    painter.drawPath(outline);
    painter.setClipPath(outline);
    painter.fillRect(QRectF(QPointF(bar.left() - 1, bar.top() - 1), QPointF(first, bar.bottom() + 1)), train);
    painter.fillRect(QRectF(QPointF(first, bar.top() - 1), QPointF(second, bar.bottom() + 1)), validation);
    painter.setClipping(false);

    QFont font = theme.font(TextStyle::Table);
    font.setWeight(QFont::DemiBold);
    painter.setFont(font);
    const QFontMetrics metrics(font);
    // Words where they fit between the handles, otherwise the number alone, otherwise nothing.
    const auto write = [&](double left, double right, const QString& word, int percent, const QColor& ink) {
        const QRectF area(QPointF(left + 9, bar.top()), QPointF(right - 9, bar.bottom()));
        const QString whole = QStringLiteral("%1 %2").arg(word).arg(percent);
        const QString number = QString::number(percent);
        const QString text = metrics.horizontalAdvance(whole) <= area.width()    ? whole
                             : metrics.horizontalAdvance(number) <= area.width() ? number
                                                                                 : QString();
        painter.setPen(ink);
        painter.drawText(area, Qt::AlignCenter, text);
    };
    write(bar.left(), first, tr("train"), m_split.train, textColorOn(train));
    write(first, second, tr("val"), m_split.validation, textColorOn(validation));
    const double lock = theme.scaled(13);
    const bool hasLock = bar.right() - second > 86;
    write(second, bar.right() - (hasLock ? lock + 2 : 0), tr("test"), m_split.test,
          theme.color(ColorRole::Text2));
    if (hasLock)
        drawIcon(painter, m_isTestOpened ? QStringLiteral("unlock") : QStringLiteral("lock"),
                 QRectF(bar.right() - lock - 8, bar.center().y() - lock / 2, lock, lock),
                 theme.color(ColorRole::Best));
}

} // namespace tunescope::ui
