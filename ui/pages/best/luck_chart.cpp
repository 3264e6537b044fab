// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/best/luck_chart.h"

#include "ui/viewmodels/best_model.h"
#include "ui/viewmodels/param_words.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/theme.h"

#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace tunescope::ui {
namespace {

constexpr int kMostRows = 8;
constexpr int kAxisHeight = 24;

/// 1, 2 or 5 times a power of ten, so that about five ticks fit.
double tickStep(double span)
{
    const double rough = span / 5.0;
    const double decade = std::pow(10.0, std::floor(std::log10(rough)));
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (decade * factor >= rough)
            return decade * factor;
    }
    return decade * 10.0;
}

} // namespace

/// Where values lie: plotted in percent for shares, in the metric's own units otherwise.
struct LuckChart::Axis {
    double low = 0.0;
    double high = 1.0;
    double left = 0.0;
    double right = 1.0;
    double factor = 1.0;

    [[nodiscard]] double x(double value) const
    {
        return left + (std::clamp(value * factor, low, high) - low) / (high - low) * (right - left);
    }
};

LuckChart::LuckChart(BestModel& model, QWidget* parent) : QWidget(parent), m_model(model)
{
    makeReadable(*this);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setToolTip(tr("Click a trial to look at it."));
    const auto refresh = [this] {
        setAccessibleName(
            tr("Scores of the top %n trial(s), with the range that luck could explain", nullptr, rows()));
        updateGeometry();
        update();
    };
    connect(&model, &BestModel::ranked, this, refresh);
    connect(&model, &BestModel::shownChanged, this, qOverload<>(&QWidget::update));
    refresh();
}

int LuckChart::rows() const
{
    return std::min(m_model.rowCount(), kMostRows);
}

int LuckChart::rowHeight() const
{
    const int room = height() - kAxisHeight - 8;
    return std::clamp(rows() > 0 ? room / rows() : 0, 24, themeOf(this).scaled(52));
}

QSize LuckChart::sizeHint() const
{
    return {420, kAxisHeight + 8 + std::max(rows(), 2) * themeOf(this).scaled(26)};
}

QSize LuckChart::minimumSizeHint() const
{
    return {240, kAxisHeight + 8 + std::max(rows(), 2) * 24};
}

LuckChart::Axis LuckChart::axis() const
{
    Axis axis;
    axis.left = themeOf(this).scaled(84);
    axis.right = std::max(axis.left + 40.0, width() - 26.0);
    axis.factor = m_model.metric().isShare ? 100.0 : 1.0;
    const double half = m_model.luckMargin().value_or(0.0) / std::numbers::sqrt2 * axis.factor;
    double low = INFINITY;
    double high = -INFINITY;
    for (int row = 0; row < rows(); ++row) {
        const double value = m_model.index(row).data(BestModel::ValueRole).toDouble() * axis.factor;
        low = std::min(low, value - half);
        high = std::max(high, value + half);
    }
    const double pad = std::max((high - low) * 0.06, std::abs(high) * 1e-3);
    axis.low = low - pad;
    axis.high = high + pad;
    if (m_model.metric().isShare) {
        axis.high = std::min(axis.high, 100.0);
        axis.low = std::max(std::min(axis.low, axis.high - 0.5), 0.0);
    }
    return axis;
}

void LuckChart::paintEvent(QPaintEvent* /*event*/)
{
    if (rows() == 0)
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Axis where = axis();
    paintAxis(painter, where);
    for (int row = 0; row < rows(); ++row)
        paintRow(painter, where, row);
}

void LuckChart::paintAxis(QPainter& painter, const Axis& axis) const
{
    const Theme& theme = themeOf(this);
    const int bottom = 8 + rows() * rowHeight();
    const double step = tickStep(axis.high - axis.low);
    painter.setFont(theme.font(TextStyle::Axis));
    for (double tick = std::ceil(axis.low / step) * step; tick <= axis.high + step * 1e-6; tick += step) {
        const double x = std::round(axis.x(tick / axis.factor)) + 0.5;
        painter.setPen(theme.color(ColorRole::Grid));
        painter.drawLine(QPointF(x, 4), QPointF(x, bottom));
        painter.setPen(theme.color(ColorRole::Text3));
        painter.drawText(QRectF(x - 40, bottom + 4, 80, 16), Qt::AlignCenter, shortNumber(tick));
    }
}

void LuckChart::paintRow(QPainter& painter, const Axis& axis, int row) const
{
    const Theme& theme = themeOf(this);
    const QModelIndex index = m_model.index(row);
    const double value = index.data(BestModel::ValueRole).toDouble();
    const int trial = index.data(BestModel::TrialRole).toInt();
    const QRectF area(0, 8 + row * rowHeight(), width(), rowHeight());
    const double y = area.center().y();
    if (trial == m_model.shown()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.color(ColorRole::AccentSoft));
        painter.drawRoundedRect(area.adjusted(6, 1, -6, -1), theme.metrics.radiusSmall,
                                theme.metrics.radiusSmall);
    }
    painter.setFont(theme.font(TextStyle::Table));
    painter.setPen(theme.color(ColorRole::Text));
    painter.drawText(QRectF(14, area.y(), axis.left - 20, area.height()), Qt::AlignLeft | Qt::AlignVCenter,
                     index.data().toString());
    if (const std::optional<double> margin = m_model.luckMargin()) {
        const double half = *margin / std::numbers::sqrt2;
        painter.setPen(QPen(theme.color(ColorRole::Ghost), 7, Qt::SolidLine, Qt::FlatCap));
        painter.drawLine(QPointF(axis.x(value - half), y), QPointF(axis.x(value + half), y));
    }
    const double x = axis.x(value);
    if (row == 0) {
        drawIcon(painter, QStringLiteral("star-fill"), QRectF(x - 8, y - 8, 16, 16),
                 theme.color(ColorRole::BestMark));
        return;
    }
    QPainterPath diamond;
    diamond.addPolygon(QPolygonF({{x, y - 6}, {x + 6, y}, {x, y + 6}, {x - 6, y}}));
    diamond.closeSubpath();
    painter.setPen(QPen(theme.scoreColor(0.62), 1.6));
    painter.setBrush(theme.color(ColorRole::Surface));
    painter.drawPath(diamond);
}

void LuckChart::mousePressEvent(QMouseEvent* event)
{
    const int row = (event->pos().y() - 8) / std::max(rowHeight(), 1);
    if (event->button() == Qt::LeftButton && event->pos().y() >= 8 && row < rows())
        m_model.choose(m_model.index(row).data(BestModel::TrialRole).toInt());
}

} // namespace tunescope::ui
