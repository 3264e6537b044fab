// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/importance_bars.h"

#include "ui/viewmodels/qt_convert.h"
#include "ui/widgets/painting.h"
#include "ui/widgets/theme.h"

#include <QAccessible>
#include <QFontMetricsF>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace tunescope::ui {
namespace {

constexpr double kTallestRow = 34.0;
constexpr double kPairRoom = 50.0;
constexpr double kBar = 9.0;
constexpr double kLeastPair = 0.005; ///< A smaller one would be written as 0.

QString percent(double share)
{
    return QString::number(std::lround(100.0 * share));
}

} // namespace

ImportanceBars::ImportanceBars(AnalysisImportance& importance, QWidget* parent)
    : QWidget(parent)
    , m_importance(importance)
{
    makeReadable(*this);
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setProperty("ownFocusRing", true);
    setAccessibleName(tr("What mattered"));
    connect(&importance, &AnalysisImportance::changed, this, &ImportanceBars::refresh);
    refresh();
}

void ImportanceBars::refresh()
{
    m_rows = m_importance.reason().isEmpty() ? m_importance.ranked() : std::vector<ParamImportance>();
    m_largest = 0.05;
    for (const ParamImportance& row : m_rows)
        m_largest = std::max({m_largest, row.share, row.interval.high});
    const QString text = m_importance.sentence();
    if (text != accessibleDescription()) {
        setAccessibleDescription(text);
        QAccessibleEvent event(this, QAccessible::DescriptionChanged);
        QAccessible::updateAccessibility(&event);
    }
    update();
}

bool ImportanceBars::hasPair() const
{
    return m_importance.report() && !m_importance.report()->pairs.empty() &&
           m_importance.report()->pairs.front().share >= kLeastPair && height() > 190;
}

double ImportanceBars::labelWidth() const
{
    const QFontMetricsF metrics(themeOf(this).font(TextStyle::Table));
    double widest = 40.0;
    for (const ParamImportance& row : m_rows)
        widest = std::max(widest, metrics.horizontalAdvance(settingTitle(row.param)));
    return std::min(widest + 4, 0.42 * width());
}

double ImportanceBars::xOf(double share) const
{
    const double left = labelWidth() + 8;
    return left + std::max(0.0, width() - left - 38.0) * share / m_largest;
}

QRectF ImportanceBars::rowRect(int row) const
{
    const double room = height() - (hasPair() ? kPairRoom : 0.0);
    const double tall = std::min(kTallestRow, room / double(std::max<std::size_t>(1, m_rows.size())));
    return {0, row * tall, double(width()), tall};
}

void ImportanceBars::paintRow(QPainter& painter, int row) const
{
    const Theme& theme = themeOf(this);
    const ParamImportance& param = m_rows[static_cast<std::size_t>(row)];
    const QRectF box = rowRect(row);
    if (row == m_current) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.color(ColorRole::Hover));
        painter.drawRoundedRect(box.adjusted(0, 1, 0, -1), 4, 4);
    }
    const QFont font = theme.font(TextStyle::Table);
    painter.setFont(font);
    painter.setPen(theme.color(ColorRole::Text2));
    const double label = labelWidth();
    painter.drawText(QRectF(0, box.top(), label, box.height()), Qt::AlignRight | Qt::AlignVCenter,
                     QFontMetricsF(font).elidedText(settingTitle(param.param), Qt::ElideMiddle, label));
    const double y = std::round(box.center().y());
    const double bar = std::min(kBar, box.height() - 4);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.scoreColor(0.58));
    painter.drawRoundedRect(QRectF(xOf(0), y - bar / 2, std::max(2.0, xOf(param.share) - xOf(0)), bar), 2, 2);
    painter.setPen(QPen(theme.color(ColorRole::Text), 1.4));
    painter.drawLine(QPointF(xOf(param.interval.low), y), QPointF(xOf(param.interval.high), y));
    painter.setFont(theme.font(TextStyle::Number));
    const double end = std::max(xOf(param.share), xOf(param.interval.high));
    painter.drawText(QRectF(end + 6, box.top(), 40, box.height()), Qt::AlignLeft | Qt::AlignVCenter,
                     percent(param.share));
    if (row == m_current && hasFocus())
        drawFocusRing(painter, box.adjusted(3, 3, -3, -3), 4, theme);
}

void ImportanceBars::paintPair(QPainter& painter) const
{
    const Theme& theme = themeOf(this);
    const PairImportance& pair = m_importance.report()->pairs.front();
    const double below = rowRect(static_cast<int>(m_rows.size()) - 1).bottom() + 14;
    const double top = std::min(height() - kPairRoom + 6, below);
    painter.setPen(theme.color(ColorRole::Border));
    painter.drawLine(QPointF(0, top), QPointF(width(), top));
    QFont font = theme.font(TextStyle::Caption);
    font.setWeight(QFont::DemiBold);
    painter.setFont(font);
    painter.setPen(theme.color(ColorRole::Text2));
    painter.drawText(QRectF(0, top + 4, width(), 18), Qt::AlignLeft | Qt::AlignVCenter, tr("Strongest pair"));
    painter.setFont(theme.font(TextStyle::Table));
    const QString text = tr("%1 × %2").arg(insideSentence(settingTitle(pair.first)),
                                           insideSentence(settingTitle(pair.second)));
    const double room = 0.6 * width();
    const QFontMetricsF metrics(painter.font());
    painter.drawText(QRectF(0, top + 22, room, 20), Qt::AlignLeft | Qt::AlignVCenter,
                     metrics.elidedText(text, Qt::ElideRight, room));
    const double left = std::min(room, metrics.horizontalAdvance(text)) + 12;
    const double length = std::max(2.0, (width() - left - 40) * std::min(1.0, pair.share / m_largest));
    painter.setPen(Qt::NoPen);
    painter.setBrush(Theme::rampColor(theme.error, 0.45));
    painter.drawRoundedRect(QRectF(left, top + 32 - kBar / 2, length, kBar), 2, 2);
    painter.setPen(theme.color(ColorRole::Text));
    painter.setFont(theme.font(TextStyle::Number));
    painter.drawText(QRectF(left + length + 6, top + 22, 40, 20), Qt::AlignLeft | Qt::AlignVCenter,
                     percent(pair.share));
}

void ImportanceBars::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme& theme = themeOf(this);
    if (const QString why = m_importance.reason(); !why.isEmpty()) {
        painter.setFont(theme.font(TextStyle::Body));
        painter.setPen(theme.color(ColorRole::Text3));
        painter.drawText(rect().adjusted(4, 0, -4, 0), Qt::AlignCenter | Qt::TextWordWrap, why);
        return;
    }
    for (int row = 0; row < std::ssize(m_rows); ++row)
        paintRow(painter, row);
    if (hasPair())
        paintPair(painter);
}

int ImportanceBars::rowAt(QPointF pixel) const
{
    for (int row = 0; row < std::ssize(m_rows); ++row) {
        if (rowRect(row).contains(pixel))
            return row;
    }
    return -1;
}

void ImportanceBars::setCurrent(int row)
{
    if (row == m_current)
        return;
    m_current = row;
    update();
}

void ImportanceBars::mouseMoveEvent(QMouseEvent* event)
{
    const int row = rowAt(event->position());
    setCurrent(row);
    setCursor(row >= 0 ? Qt::PointingHandCursor : Qt::ArrowCursor);
    if (row < 0) {
        setToolTip({});
        return;
    }
    const ParamImportance& param = m_rows[static_cast<std::size_t>(row)];
    QString tip = tr("%1 explains %2 % (5 to 95 %: %3 to %4).")
                      .arg(settingTitle(param.param), percent(param.share), percent(param.interval.low),
                           percent(param.interval.high));
    if (param.activeShare < 0.999)
        tip += QLatin1Char('\n') + tr("Rests on the %n trial(s) that have it.", nullptr, param.trials);
    setToolTip(tip);
}

void ImportanceBars::leaveEvent(QEvent*)
{
    setCurrent(-1);
}

void ImportanceBars::mouseReleaseEvent(QMouseEvent* event)
{
    const int row = rowAt(event->position());
    if (event->button() == Qt::LeftButton && row >= 0)
        emit settingChosen(toQt(m_rows[static_cast<std::size_t>(row)].param));
}

void ImportanceBars::keyPressEvent(QKeyEvent* event)
{
    const int last = static_cast<int>(m_rows.size()) - 1;
    if (event->key() == Qt::Key_Down && last >= 0)
        setCurrent(std::min(last, m_current + 1));
    else if (event->key() == Qt::Key_Up && last >= 0)
        setCurrent(std::max(0, m_current - 1));
    else if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Space) && m_current >= 0)
        emit settingChosen(toQt(m_rows[static_cast<std::size_t>(m_current)].param));
    else
        QWidget::keyPressEvent(event);
}

} // namespace tunescope::ui
