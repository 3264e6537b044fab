// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/insight_plot.h"

#include "ui/widgets/theme.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace tunescope::ui {

DensityChart::DensityChart(SamplerView& view, QWidget* parent)
    : InsightPlot(view, tr("Good trials against the rest"), parent)
{
}

QString DensityChart::missing() const
{
    if (insight().densities)
        return {};
    return insight().reason.isEmpty() ? tr("Fewer than 3 trials have told anything.") : insight().reason;
}

InsightFrame DensityChart::frame() const
{
    const QFontMetricsF axis(themeOf(this).font(TextStyle::Axis));
    const QFontMetricsF caption(themeOf(this).font(TextStyle::Caption));
    const double head = caption.height() + 10;
    return {QRectF(12, head, width() - 24, std::max(20.0, height() - head - 2.7 * axis.height())),
            &insight().axis};
}

void DensityChart::paintPicture(QPainter& painter)
{
    const Theme& theme = themeOf(this);
    const InsightFrame at = frame();
    const TpeSlice& slice = *insight().densities;
    double most = 1e-12;
    for (std::size_t i = 0; i < slice.good.size(); ++i)
        most = std::max({most, slice.good[i], slice.rest[i]});
    const auto pathOf = [&](const std::vector<double>& density) {
        QPainterPath path;
        for (std::size_t i = 0; i < density.size(); ++i) {
            const QPointF point(at.xOf(insight().densityPositions[i]), at.yOf(0.96 * density[i] / most));
            i == 0 ? path.moveTo(point) : path.lineTo(point);
        }
        return path;
    };
    const auto filled = [&](QPainterPath path) {
        path.lineTo(at.xOf(insight().densityPositions.back()), at.area.bottom());
        path.lineTo(at.xOf(insight().densityPositions.front()), at.area.bottom());
        return path;
    };
    QColor good = theme.color(ColorRole::Accent), rest = theme.color(ColorRole::Text3);
    good.setAlphaF(0.18F);
    rest.setAlphaF(0.18F);
    painter.fillPath(filled(pathOf(slice.rest)), rest);
    painter.fillPath(filled(pathOf(slice.good)), good);
    QPen dashed(theme.color(ColorRole::Text2), theme.lines.ranked);
    dashed.setDashPattern({4, 3});
    painter.setPen(dashed);
    painter.drawPath(pathOf(slice.rest));
    painter.setPen(QPen(theme.color(ColorRole::Accent), theme.lines.validation));
    painter.drawPath(pathOf(slice.good));
    const ParamValue* own = insight().params.find(insight().first);
    const double x = at.xOf(insight().axis.position(*own));
    QPen guide(theme.color(ColorRole::Warn), 1.6);
    guide.setDashPattern({3, 2});
    painter.setPen(guide);
    painter.drawLine(QPointF(x, at.area.top()), QPointF(x, at.area.bottom()));
    painter.setFont(theme.font(TextStyle::Caption));
    const QFontMetricsF metrics(painter.font());
    painter.setPen(theme.color(ColorRole::Warn));
    const QString tried = settingText(*own);
    const double wide = metrics.horizontalAdvance(tried) + 4;
    painter.drawText(QRectF(std::clamp(x - wide / 2, 0.0, width() - wide), 2, wide, metrics.height() + 4),
                     Qt::AlignCenter, tried);
    paintSettingAxis(painter, at, insight().first);
}

ChartReading DensityChart::pictureReading() const
{
    ChartReading reading;
    const TpeSlice& slice = *insight().densities;
    std::size_t widest = 0;
    for (std::size_t i = 1; i < slice.good.size(); ++i)
        widest = insight().densityGap(i) > insight().densityGap(widest) ? i : widest;
    reading.sentence =
        tr("%1 good trials against %2 others along %3: good ones are most frequent by the others near %4; "
           "trial %5 tried %6.")
            .arg(QString::number(insight().good), QString::number(insight().rest),
                 insideSentence(settingTitle(insight().first)), settingText(slice.values[widest]),
                 QString::number(insight().trial), settingText(*insight().params.find(insight().first)));
    reading.columns = {settingTitle(insight().first), tr("Density of good trials"),
                       tr("Density of the others")};
    for (std::size_t i = 0; i < slice.good.size(); ++i)
        reading.rows.push_back({settingText(slice.values[i]), QString::number(slice.good[i], 'g', 4),
                                QString::number(slice.rest[i], 'g', 4)});
    return reading;
}

} // namespace tunescope::ui
