// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/insight_plot.h"

#include "ui/widgets/painting.h"
#include "ui/widgets/theme.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace tunescope::ui {
namespace {

constexpr double kGainShare = 0.24; ///< Of the height: the lower picture.

} // namespace

OutlookChart::OutlookChart(SamplerView& view, QWidget* parent)
    : InsightPlot(view, tr("Expected score and where to try next"), parent)
{
    connect(&view, &SamplerView::changed, this, &OutlookChart::measure);
    measure();
}

QString OutlookChart::missing() const
{
    if (insight().model)
        return {};
    if (!insight().reason.isEmpty())
        return insight().reason;
    return tr("No model of the scores can be fitted to these trials.");
}

/// The axis reaches over the ranges and the trials, in the scale of the metric.
void OutlookChart::measure()
{
    if (!view().insight() || !insight().model)
        return;
    AxisRange seen{HUGE_VAL, -HUGE_VAL};
    const auto include = [&](double score) {
        if (std::isfinite(score))
            seen = {std::min(seen.low, score), std::max(seen.high, score)};
    };
    for (const GpOutlook& outlook : insight().model->outlooks) {
        include(outlook.low);
        include(outlook.high);
    }
    for (const SeenTrial& dot : insight().dots)
        include(dot.score);
    m_scores = AnalysisAxis::ofScore(view().metric(), seen);
}

InsightFrame OutlookChart::scoreFrame() const
{
    const Theme& theme = themeOf(this);
    const QFontMetricsF metrics(theme.font(TextStyle::Axis));
    const double left = metrics.horizontalAdvance(QStringLiteral("0.000")) + 8;
    const double foot = 2.7 * metrics.height();
    const double head = QFontMetricsF(theme.font(TextStyle::Caption)).height() + 10;
    const double whole = height() - foot - head - 8;
    return {QRectF(left, 8, width() - left - 14, std::max(20.0, whole * (1.0 - kGainShare))),
            view().insight() ? &insight().axis : nullptr};
}

InsightFrame OutlookChart::gainFrame() const
{
    const Theme& theme = themeOf(this);
    InsightFrame frame = scoreFrame();
    const double head = QFontMetricsF(theme.font(TextStyle::Caption)).height() + 10;
    const double foot = 2.7 * QFontMetricsF(theme.font(TextStyle::Axis)).height();
    frame.area = QRectF(frame.area.left(), frame.area.bottom() + head, frame.area.width(),
                        std::max(10.0, height() - foot - frame.area.bottom() - head));
    return frame;
}

double OutlookChart::yOfScore(double score) const
{
    return scoreFrame().yOf(std::clamp(m_scores.position(score), 0.0, 1.0));
}

QPointF OutlookChart::meanPoint(std::size_t index) const
{
    return {scoreFrame().xOf(insight().positions[index]), yOfScore(insight().model->outlooks[index].mean)};
}

QPointF OutlookChart::gainPoint(std::size_t index) const
{
    const InsightFrame frame = gainFrame();
    return {frame.xOf(insight().positions[index]),
            frame.yOf(0.94 * insight().model->outlooks[index].improvement)};
}

void OutlookChart::paintPicture(QPainter& painter)
{
    paintScores(painter);
    paintModel(painter);
    paintGains(painter);
    paintSettingAxis(painter, gainFrame(), insight().first);
}

void OutlookChart::paintScores(QPainter& painter) const
{
    const Theme& theme = themeOf(this);
    const InsightFrame frame = scoreFrame();
    painter.setFont(theme.font(TextStyle::Axis));
    const QFontMetricsF metrics(painter.font());
    for (const PositionTick& tick : m_scores.ticks(6)) {
        const double y = std::floor(frame.yOf(tick.position)) + 0.5;
        painter.setPen(theme.color(ColorRole::Grid));
        painter.drawLine(QPointF(frame.area.left(), y), QPointF(frame.area.right(), y));
        painter.setPen(theme.color(ColorRole::Text3));
        painter.drawText(QRectF(0, y - metrics.height() / 2, frame.area.left() - 7, metrics.height()),
                         Qt::AlignRight | Qt::AlignVCenter, tick.text);
    }
    painter.setPen(theme.color(ColorRole::Axis));
    painter.drawLine(frame.area.bottomLeft(), frame.area.bottomRight());
}

void OutlookChart::paintModel(QPainter& painter) const
{
    const Theme& theme = themeOf(this);
    const InsightFrame frame = scoreFrame();
    const GpSlice& model = *insight().model;
    QPainterPath band, line;
    for (std::size_t i = 0; i < model.outlooks.size(); ++i) {
        const QPointF high(frame.xOf(insight().positions[i]), yOfScore(model.outlooks[i].high));
        i == 0 ? band.moveTo(high) : band.lineTo(high);
        i == 0 ? line.moveTo(meanPoint(i)) : line.lineTo(meanPoint(i));
    }
    for (std::size_t i = model.outlooks.size(); i-- > 0;)
        band.lineTo(frame.xOf(insight().positions[i]), yOfScore(model.outlooks[i].low));
    QColor fill = theme.color(ColorRole::Accent);
    fill.setAlphaF(0.18F);
    painter.fillPath(band, fill);
    if (insight().bestSoFar) {
        QPen pen(theme.color(ColorRole::BestMark), 1.6);
        pen.setDashPattern({4, 3});
        painter.setPen(pen);
        const double y = yOfScore(*insight().bestSoFar);
        painter.drawLine(QPointF(frame.area.left(), y), QPointF(frame.area.right(), y));
        painter.setFont(theme.font(TextStyle::Caption));
        painter.setPen(theme.color(ColorRole::Best));
        painter.drawText(QPointF(frame.area.left() + 6, y > frame.area.top() + 20 ? y - 5 : y + 14),
                         tr("best so far %1").arg(scoreTextWithUnit(*insight().bestSoFar, view().metric())));
    }
    for (const SeenTrial& dot : insight().dots) {
        painter.setPen(QPen(theme.color(ColorRole::Text2), 1.1));
        painter.setBrush(dot.isComplete ? theme.color(ColorRole::Text2) : theme.color(ColorRole::Surface));
        painter.drawEllipse(QPointF(frame.xOf(dot.position), yOfScore(dot.score)), 2.8, 2.8);
    }
    painter.setPen(QPen(theme.color(ColorRole::Accent), theme.lines.validation));
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(line);
    const QPointF at = meanPoint(insight().proposed);
    QPen guide(theme.color(ColorRole::Warn), 1.6);
    guide.setDashPattern({3, 2});
    painter.setPen(guide);
    painter.drawLine(QPointF(at.x(), frame.area.top()), QPointF(at.x(), gainFrame().area.bottom()));
    painter.setPen(QPen(theme.color(ColorRole::Surface), 1.5));
    drawMarker(painter, Marker::Diamond, at, 7.0, theme.color(ColorRole::Warn));
}

void OutlookChart::paintGains(QPainter& painter) const
{
    const Theme& theme = themeOf(this);
    const InsightFrame frame = gainFrame();
    const std::size_t count = insight().model->outlooks.size();
    const QFontMetricsF caption(theme.font(TextStyle::Caption));
    painter.setFont(theme.font(TextStyle::Caption));
    painter.setPen(theme.color(ColorRole::Warn));
    painter.drawText(QRectF(frame.area.left(), frame.area.top() - caption.height() - 4, frame.area.width(),
                            caption.height()),
                     Qt::AlignLeft, tr("Worth trying"));
    painter.setPen(theme.color(ColorRole::Text3));
    painter.drawText(QRectF(frame.area.left() + caption.horizontalAdvance(tr("Worth trying")) + 12,
                            frame.area.top() - caption.height() - 4, frame.area.width(), caption.height()),
                     Qt::AlignLeft, tr("expected gain over the best so far"));
    QPainterPath line;
    for (std::size_t i = 0; i < count; ++i)
        i == 0 ? line.moveTo(gainPoint(i)) : line.lineTo(gainPoint(i));
    QPainterPath area = line;
    area.lineTo(frame.xOf(insight().positions[count - 1]), frame.area.bottom());
    area.lineTo(frame.xOf(insight().positions[0]), frame.area.bottom());
    QColor fill = theme.color(ColorRole::Warn);
    fill.setAlphaF(0.16F);
    painter.fillPath(area, fill);
    painter.setPen(QPen(theme.color(ColorRole::Warn), theme.lines.ranked));
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(line);
    const QPointF at = gainPoint(insight().proposed);
    painter.setPen(QPen(theme.color(ColorRole::Surface), 1.5));
    painter.setBrush(theme.color(ColorRole::Warn));
    painter.drawEllipse(at, 4.5, 4.5);
    const QString text = tr("try %1").arg(settingText(*insight().params.find(insight().first)));
    const double wide = caption.horizontalAdvance(text) + 14;
    const bool hasRoom = at.x() + 12 + wide < frame.area.right();
    const QRectF bubble(hasRoom ? at.x() + 10 : at.x() - 10 - wide, at.y() - caption.height() / 2 - 2, wide,
                        caption.height() + 4);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.color(ColorRole::Tooltip));
    painter.drawRoundedRect(bubble, 4, 4);
    painter.setPen(theme.color(ColorRole::TooltipText));
    painter.drawText(bubble, Qt::AlignCenter, text);
}

ChartReading OutlookChart::pictureReading() const
{
    ChartReading reading;
    const auto& model = *insight().model;
    const std::size_t most = insight().mostPromising();
    reading.sentence =
        tr("Trial %1, along %2: %3 Most worth trying on this line: %4.")
            .arg(QString::number(insight().trial), insideSentence(settingTitle(insight().first)),
                 view().why(), settingText(model.values[most]));
    reading.columns = {settingTitle(insight().first),         tr("Expected"), tr("Low"), tr("High"),
                       tr("Expected gain, % of the largest"), tr("Proposed")};
    for (std::size_t i = 0; i < model.outlooks.size(); ++i) {
        const GpOutlook& outlook = model.outlooks[i];
        reading.rows.push_back({settingText(model.values[i]), scoreText(outlook.mean, view().metric()),
                                scoreText(outlook.low, view().metric()),
                                scoreText(outlook.high, view().metric()),
                                QString::number(100.0 * outlook.improvement, 'f', 1),
                                i == insight().proposed ? tr("yes") : QString()});
    }
    return reading;
}

GainPlane::GainPlane(SamplerView& view, QWidget* parent)
    : InsightPlot(view, tr("Where to try next, over two settings"), parent)
{
}

QString GainPlane::missing() const
{
    if (!insight().reason.isEmpty())
        return insight().reason;
    if (insight().second.empty())
        return tr("Only one setting was searched; a plane needs two.");
    return insight().plane ? QString() : tr("No model of the scores can be fitted to these trials.");
}

InsightFrame GainPlane::frame() const
{
    const QFontMetricsF metrics(themeOf(this).font(TextStyle::Axis));
    const double left = 1.4 * metrics.height() + 46;
    return {QRectF(left, 8, width() - left - 14, std::max(20.0, height() - 8 - 2.7 * metrics.height())),
            &insight().axis};
}

/// Half way to the neighbours on all sides.
QRectF GainPlane::cellRect(std::size_t column, std::size_t row) const
{
    const InsightFrame at = frame();
    const auto ends = [](const std::vector<double>& places, std::size_t i) {
        const double low = i == 0 ? 0.0 : (places[i - 1] + places[i]) / 2;
        const double high = i + 1 == places.size() ? 1.0 : (places[i] + places[i + 1]) / 2;
        return std::pair(low, high);
    };
    const auto [left, right] = ends(insight().columns, column);
    const auto [low, high] = ends(insight().rows, row);
    return {QPointF(at.xOf(left), at.yOf(high)), QPointF(at.xOf(right), at.yOf(low))};
}

void GainPlane::paintPicture(QPainter& painter)
{
    const Theme& theme = themeOf(this);
    const InsightFrame at = frame();
    painter.setRenderHint(QPainter::Antialiasing, false);
    for (std::size_t column = 0; column < insight().columns.size(); ++column) {
        for (std::size_t row = 0; row < insight().rows.size(); ++row) {
            const double gain = insight().plane->outlooks[column * insight().rows.size() + row].improvement;
            painter.fillRect(cellRect(column, row), theme.scoreColor(0.9 * std::sqrt(gain)));
        }
    }
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF cell = cellRect(insight().proposedColumn, insight().proposedRow);
    const QPointF place(at.xOf(insight().columns[insight().proposedColumn]),
                        at.yOf(insight().rows[insight().proposedRow]));
    painter.setPen(QPen(theme.color(ColorRole::Surface), 3));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(cell);
    painter.setPen(QPen(theme.color(ColorRole::Surface), 1.5));
    drawMarker(painter, Marker::Diamond, place, 7.0, theme.color(ColorRole::Warn));
    paintSettingAxis(painter, at, insight().first);
    painter.setFont(theme.font(TextStyle::Axis));
    const QFontMetricsF metrics(painter.font());
    painter.setPen(theme.color(ColorRole::Text3));
    for (const PositionTick& tick : insight().secondAxis.ticks(std::max(2, int(at.area.height() / 40)))) {
        const double y =
            std::clamp(at.yOf(tick.position), metrics.height() / 2, height() - metrics.height() / 2);
        painter.drawText(QRectF(1.4 * metrics.height(), y - metrics.height() / 2,
                                at.area.left() - 6 - 1.4 * metrics.height(), metrics.height()),
                         Qt::AlignRight | Qt::AlignVCenter,
                         metrics.elidedText(tick.text, Qt::ElideRight, 42));
    }
    painter.save();
    painter.setFont(theme.font(TextStyle::Caption));
    painter.translate(0, at.area.bottom());
    painter.rotate(-90);
    painter.drawText(QRectF(0, 0, at.area.height(), 1.4 * metrics.height()), Qt::AlignLeft | Qt::AlignTop,
                     insideSentence(settingTitle(insight().second)));
    painter.restore();
}

ChartReading GainPlane::pictureReading() const
{
    ChartReading reading;
    const GpPlane& plane = *insight().plane;
    const auto most = std::max_element(
        plane.outlooks.begin(), plane.outlooks.end(),
        [](const GpOutlook& a, const GpOutlook& b) { return a.improvement < b.improvement; });
    const auto index = static_cast<std::size_t>(most - plane.outlooks.begin());
    const auto value = [&](const std::string& name) { return settingText(*insight().params.find(name)); };
    reading.sentence =
        tr("Trial %1 tries %2 %3 with %4 %5; most is promised at %6 and %7.")
            .arg(QString::number(insight().trial), insideSentence(settingTitle(insight().first)),
                 value(insight().first), insideSentence(settingTitle(insight().second)),
                 value(insight().second), settingText(plane.first[index / plane.second.size()]),
                 settingText(plane.second[index % plane.second.size()]));
    reading.columns = {settingTitle(insight().first), settingTitle(insight().second), tr("Expected"),
                       tr("Expected gain, % of the largest")};
    for (std::size_t i = 0; i < plane.outlooks.size(); ++i)
        reading.rows.push_back({settingText(plane.first[i / plane.second.size()]),
                                settingText(plane.second[i % plane.second.size()]),
                                scoreText(plane.outlooks[i].mean, view().metric()),
                                QString::number(100.0 * plane.outlooks[i].improvement, 'f', 1)});
    return reading;
}

} // namespace tunescope::ui
