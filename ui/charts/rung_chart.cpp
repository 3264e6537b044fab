// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/insight_plot.h"

#include "ui/widgets/theme.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace tunescope::ui {
namespace {

constexpr std::size_t kMostRungDots = 150; ///< Of a rung; all are counted.

} // namespace

RungChart::RungChart(SamplerView& view, QWidget* parent) : InsightPlot(view, tr("Rungs and brackets"), parent)
{
}

QString RungChart::missing() const
{
    if (insight().rule.isEmpty())
        return tr("Every trial of this stage runs to its end, so there are no rungs.");
    const bool isReached = std::any_of(insight().rungs.begin(), insight().rungs.end(),
                                       [](const Rung& rung) { return !rung.entries.empty(); });
    if (insight().rungs.empty())
        return tr("%1 compares curves at every epoch; it has no rungs.").arg(insight().rule);
    return isReached ? QString() : tr("No trial has reached the first rung.");
}

/// A column a rung, bracket after bracket; filled = went on, hollow = stopped there.
void RungChart::paintPicture(QPainter& painter)
{
    const Theme& theme = themeOf(this);
    std::vector<const Rung*> rungs;
    AxisRange seen{HUGE_VAL, -HUGE_VAL};
    for (const Rung& rung : insight().rungs) {
        if (rung.entries.empty())
            continue;
        rungs.push_back(&rung);
        for (const RungEntry& entry : rung.entries) {
            if (std::isfinite(entry.value))
                seen = {std::min(seen.low, entry.value), std::max(seen.high, entry.value)};
        }
    }
    const AnalysisAxis axis = AnalysisAxis::ofScore(view().metric(), seen);
    const QFontMetricsF metrics(theme.font(TextStyle::Axis));
    const QFontMetricsF caption(theme.font(TextStyle::Caption));
    const double left = metrics.horizontalAdvance(QStringLiteral("0.000")) + 8;
    const QRectF area(left, 8, width() - left - 10, std::max(20.0, height() - 14 - 2.2 * caption.height()));
    painter.setFont(theme.font(TextStyle::Axis));
    for (const PositionTick& tick : axis.ticks(5)) {
        const double y = std::floor(area.bottom() - tick.position * area.height()) + 0.5;
        painter.setPen(theme.color(ColorRole::Grid));
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y));
        painter.setPen(theme.color(ColorRole::Text3));
        painter.drawText(QRectF(0, y - metrics.height() / 2, left - 6, metrics.height()),
                         Qt::AlignRight | Qt::AlignVCenter, tick.text);
    }
    const double step = area.width() / double(rungs.size());
    for (std::size_t i = 0; i < rungs.size(); ++i) {
        const double x = area.left() + (double(i) + 0.5) * step;
        painter.setPen(QPen(theme.color(ColorRole::Axis), 1.2));
        painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()));
        const auto& entries = rungs[i]->entries;
        const std::size_t stride = 1 + entries.size() / kMostRungDots;
        for (std::size_t e = 0; e < entries.size(); e += stride) {
            const double share =
                std::isfinite(entries[e].value) ? std::clamp(axis.position(entries[e].value), 0.0, 1.0) : 0.0;
            painter.setPen(QPen(theme.color(entries[e].stopped ? ColorRole::Text2 : ColorRole::Accent), 1.2));
            painter.setBrush(theme.color(entries[e].stopped ? ColorRole::Surface : ColorRole::Accent));
            painter.drawEllipse(QPointF(x, area.bottom() - share * area.height()), 3.2, 3.2);
        }
        painter.setFont(theme.font(TextStyle::Caption));
        painter.setPen(theme.color(ColorRole::Text2));
        const QRectF foot(x - step / 2, area.bottom() + 4, step, caption.height());
        painter.drawText(foot, Qt::AlignCenter,
                         caption.elidedText(tr("%n trial(s)", nullptr, static_cast<int>(entries.size())),
                                            Qt::ElideRight, step - 4));
        painter.setPen(theme.color(ColorRole::Text3));
        const QString epoch = rungs.front()->bracket == rungs.back()->bracket
                                  ? tr("epoch %1").arg(rungs[i]->step)
                                  : tr("bracket %1, epoch %2").arg(rungs[i]->bracket + 1).arg(rungs[i]->step);
        painter.drawText(foot.translated(0, caption.height()), Qt::AlignCenter,
                         caption.elidedText(epoch, Qt::ElideRight, step - 4));
    }
}

ChartReading RungChart::pictureReading() const
{
    ChartReading reading;
    QStringList parts;
    reading.columns = {tr("Bracket"), tr("Epoch"), tr("Trial"), tr("Best score so far"), tr("Stopped")};
    for (const Rung& rung : insight().rungs) {
        const auto stopped = std::count_if(rung.entries.begin(), rung.entries.end(),
                                           [](const RungEntry& entry) { return entry.stopped; });
        if (!rung.entries.empty())
            parts << tr("%1 trials reached epoch %2, %3 were stopped there")
                         .arg(rung.entries.size())
                         .arg(rung.step)
                         .arg(stopped);
        for (const RungEntry& entry : rung.entries)
            reading.rows.push_back({QString::number(rung.bracket + 1), QString::number(rung.step),
                                    QString::number(entry.trial), scoreText(entry.value, view().metric()),
                                    entry.stopped ? tr("yes") : tr("no")});
    }
    reading.sentence = tr("%1: %2.").arg(insight().rule, parts.join(QStringLiteral("; ")));
    return reading;
}

} // namespace tunescope::ui
