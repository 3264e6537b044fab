// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/best_score.h"

#include "ui/widgets/icon.h"

#include <QPainter>

namespace tunescope::ui {
namespace {

constexpr int kLeft = 16; ///< Room for the line that separates the score from the time.
constexpr int kGap = 6;

QFont scoreFont(const Theme& theme)
{
    QFont font = theme.font(TextStyle::Number);
    font.setPixelSize(theme.scaled(15));
    font.setWeight(QFont::DemiBold);
    return font;
}

} // namespace

BestScore::BestScore(QWidget* parent) : QAbstractButton(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void BestScore::setScore(const QString& score, const QString& detail)
{
    m_detail = detail;
    setText(score);
    setAccessibleName(QStringLiteral("%1, %2").arg(score, detail));
    updateGeometry();
    update();
}

QSize BestScore::sizeHint() const
{
    const Theme& theme = themeOf(this);
    const int upper = theme.scaled(15) + kGap + QFontMetrics(scoreFont(theme)).horizontalAdvance(text());
    const int lower = QFontMetrics(theme.font(TextStyle::Caption)).horizontalAdvance(m_detail);
    return {kLeft + std::max(upper, lower) + 4, theme.scaled(40)};
}

void BestScore::paintEvent(QPaintEvent*)
{
    const Theme& theme = themeOf(this);
    QPainter painter(this);
    painter.setPen(theme.color(ColorRole::Border));
    painter.drawLine(QPointF(4.5, 3), QPointF(4.5, height() - 3));
    const double star = theme.scaled(15), half = height() / 2.0;
    drawIcon(painter, QStringLiteral("star-fill"), QRectF(kLeft, half - star - 1, star, star),
             theme.color(ColorRole::BestMark));
    painter.setFont(scoreFont(theme));
    painter.setPen(theme.color(ColorRole::Best));
    painter.drawText(QRectF(kLeft + star + kGap, 0, width(), half), Qt::AlignLeft | Qt::AlignVCenter, text());
    painter.setFont(theme.font(TextStyle::Caption));
    painter.setPen(theme.color(underMouse() ? ColorRole::Text : ColorRole::Text3));
    painter.drawText(QRectF(kLeft, half, width() - kLeft, half), Qt::AlignLeft | Qt::AlignVCenter, m_detail);
}

} // namespace tunescope::ui
