// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/slice_chart.h"

#include "ui/widgets/painting.h"
#include "ui/widgets/theme.h"

#include <QFontMetricsF>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace tunescope::ui {
namespace {

constexpr std::size_t kBestDots = 20;
constexpr double kWidestBox = 30.0; ///< Half width.

} // namespace

SliceChart::SliceChart(AnalysisModel& model, const std::string& setting, QWidget* parent)
    : AnalysisScatter(model, parent)
    , m_setting(setting)
    , m_dimension(static_cast<std::size_t>(std::max(0, model.table().dimensionOf(setting))))
{
    setAccessibleName(tr("Score by %1").arg(insideSentence(settingTitle(setting))));
}

const AnalysisAxis& SliceChart::axis() const
{
    return model().table().dimensions()[m_dimension].axis;
}

std::optional<std::size_t> SliceChart::xDimension() const
{
    return m_dimension;
}

double SliceChart::xPosition(int trial) const
{
    const double position = double(model().table().position(static_cast<std::size_t>(trial), m_dimension));
    if (!isBoxes() || std::isnan(position))
        return position;
    const double turns = trial * (std::numbers::phi - 1.0);
    return position + 0.7 * (turns - std::floor(turns) - 0.5) / double(axis().choices().size());
}

std::vector<PositionTick> SliceChart::xTicks(int most) const
{
    std::vector<PositionTick> ticks = axis().ticks(most);
    if (!isBoxes() || m_allBoxes.size() != ticks.size())
        return ticks;
    for (std::size_t i = 0; i < ticks.size(); ++i)
        ticks[i].text +=
            QStringLiteral(" n %1").arg((model().hasBrushes() ? m_brushedBoxes : m_allBoxes)[i].trials);
    return ticks;
}

void SliceChart::measure()
{
    m_dimension = static_cast<std::size_t>(std::max(0, model().table().dimensionOf(m_setting)));
    m_all = {};
    m_allBoxes.clear();
    if (isBoxes())
        m_allBoxes = choiceBoxes(model(), m_dimension, SliceOf::All);
    else
        m_all = runningMedian(model(), m_dimension, SliceOf::All);
}

void SliceChart::measureBrushed()
{
    m_brushed = {};
    m_brushedBoxes.clear();
    if (isBoxes())
        m_brushedBoxes = choiceBoxes(model(), m_dimension, SliceOf::Brushed);
    else
        m_brushed = runningMedian(model(), m_dimension, SliceOf::Brushed);
}

QString SliceChart::sentence() const
{
    const AnalysisTable& table = model().table();
    if (table.completeCount() < kFewestToAnalyse)
        return neededText(kFewestToAnalyse, table.completeCount());
    if (isBoxes()) {
        QStringList parts;
        const std::vector<PositionTick> ticks = axis().ticks(2);
        for (std::size_t i = 0; i < m_brushedBoxes.size(); ++i)
            parts.append(
                tr("%1: median %2 of %n trial(s)", nullptr, m_brushedBoxes[i].trials)
                    .arg(ticks[i].text, scoreTextWithUnit(m_brushedBoxes[i].median, table.metric())));
        return parts.join(QStringLiteral("; ")) + QLatin1Char('.');
    }
    const RunningMedian& line = m_brushed;
    if (line.x.empty())
        return tr("Too few scores for a median: %1 are needed.").arg(kFewestForMedians);
    const bool isHighBetter = table.metric().direction == Direction::Maximize;
    const auto peak = isHighBetter ? std::max_element(line.median.begin(), line.median.end())
                                   : std::min_element(line.median.begin(), line.median.end());
    return tr("The running median is best near %1, with %2.")
        .arg(axis().text(axis().numberAt(line.x[static_cast<std::size_t>(peak - line.median.begin())])),
             scoreTextWithUnit(*peak, table.metric()));
}

void SliceChart::paintBand(QPainter& painter) const
{
    QPainterPath band;
    for (std::size_t i = 0; i < m_brushed.x.size(); ++i) {
        const QPointF at(xOf(m_brushed.x[i]), yOfScore(m_brushed.high[i]));
        i == 0 ? band.moveTo(at) : band.lineTo(at);
    }
    for (std::size_t i = m_brushed.x.size(); i-- > 0;)
        band.lineTo(xOf(m_brushed.x[i]), yOfScore(m_brushed.low[i]));
    QColor fill = themeOf(this).color(ColorRole::Accent);
    fill.setAlphaF(0.12F);
    painter.fillPath(band, fill);
}

void SliceChart::paintMedian(QPainter& painter, const RunningMedian& line, const QPen& pen) const
{
    QPainterPath path;
    for (std::size_t i = 0; i < line.x.size(); ++i) {
        const QPointF at(xOf(line.x[i]), yOfScore(line.median[i]));
        i == 0 ? path.moveTo(at) : path.lineTo(at);
    }
    painter.setBrush(Qt::NoBrush);
    painter.setPen(pen);
    painter.drawPath(path);
}

void SliceChart::paintUnder(QPainter& painter) const
{
    if (!isBoxes()) {
        if (!m_brushed.x.empty())
            paintBand(painter);
        return;
    }
    const QRectF area = plotArea();
    const double share = area.width() / double(axis().choices().size());
    QColor chosen = themeOf(this).color(ColorRole::Accent);
    chosen.setAlphaF(0.10F);
    for (int choice = 0; choice < std::ssize(m_allBoxes); ++choice) {
        if (model().isChosen(m_dimension, choice))
            painter.fillRect(QRectF(xOf(axis().positionOfChoice(choice)) - share / 2 + 2, area.top(),
                                    share - 4, area.height()),
                             chosen);
    }
    for (int choice = 0; choice < std::ssize(m_allBoxes); ++choice)
        paintBox(painter, choice);
}

void SliceChart::paintBox(QPainter& painter, int choice) const
{
    const Theme& theme = themeOf(this);
    const ChoiceBox& all = m_allBoxes[static_cast<std::size_t>(choice)];
    const ChoiceBox& own = m_brushedBoxes[static_cast<std::size_t>(choice)];
    const double x = std::floor(xOf(axis().positionOfChoice(choice))) + 0.5;
    const double half = std::min(kWidestBox, 0.3 * plotArea().width() / double(m_allBoxes.size()));
    const auto box = [&](const ChoiceBox& b, double width) {
        return QRectF(QPointF(x - width, yOfScore(b.highQuarter)),
                      QPointF(x + width, yOfScore(b.lowQuarter)));
    };
    if (all.trials > 0 && model().hasBrushes()) {
        painter.setPen(QPen(theme.color(ColorRole::Ghost), 1));
        painter.setBrush(theme.color(ColorRole::Hover));
        painter.drawRoundedRect(box(all, half * 1.25), 3, 3);
        painter.setPen(QPen(theme.color(ColorRole::Text3), 1, Qt::DashLine));
        painter.drawLine(QPointF(x - half * 1.25, yOfScore(all.median)),
                         QPointF(x + half * 1.25, yOfScore(all.median)));
    }
    if (own.trials > 0) {
        const QColor line = theme.scoreColor(0.7);
        painter.setPen(QPen(line, 1.3));
        painter.drawLine(QPointF(x, yOfScore(own.low)), QPointF(x, yOfScore(own.high)));
        for (const double end : {own.low, own.high})
            painter.drawLine(QPointF(x - half / 3, yOfScore(end)), QPointF(x + half / 3, yOfScore(end)));
        painter.setBrush(theme.scoreColor(0.3));
        painter.drawRoundedRect(box(own, half * 0.85), 3, 3);
        painter.setPen(QPen(theme.color(ColorRole::Text), 2.4));
        painter.drawLine(QPointF(x - half * 0.85, yOfScore(own.median)),
                         QPointF(x + half * 0.85, yOfScore(own.median)));
    }
    if (own.diverged == 0)
        return;
    const QPointF mark(x + half + 8, plotArea().bottom() - 5);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme.color(ColorRole::Danger), 1.3));
    painter.drawPath(trianglePath(mark, 4));
    painter.setFont(theme.font(TextStyle::Axis));
    painter.drawText(QPointF(mark.x() + 6, mark.y() + 4), QString::number(own.diverged));
}

/// Boxes stand for most trials; only the best ones are shown each.
void SliceChart::paintDots(QPainter& painter) const
{
    if (!isBoxes()) {
        AnalysisScatter::paintDots(painter);
        return;
    }
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(themeOf(this).color(ColorRole::Text), 1.3));
    for (const int trial : model().bestBrushed(kBestDots)) {
        if (!std::isnan(xPosition(trial)))
            painter.drawEllipse(pixelOf(trial), 3.0, 3.0);
    }
}

void SliceChart::paintOver(QPainter& painter) const
{
    if (isBoxes())
        return;
    const Theme& theme = themeOf(this);
    if (model().hasBrushes())
        paintMedian(painter, m_all, QPen(theme.color(ColorRole::Text2), 1.2, Qt::DashLine));
    paintMedian(painter, m_brushed, QPen(theme.color(ColorRole::Accent), 2.0));
}

void SliceChart::mousePressEvent(QMouseEvent* event)
{
    if (!isBoxes())
        AnalysisScatter::mousePressEvent(event);
}

void SliceChart::mouseReleaseEvent(QMouseEvent* event)
{
    if (!isBoxes()) {
        AnalysisScatter::mouseReleaseEvent(event);
        return;
    }
    const QRectF area = plotArea();
    const double x = (event->position().x() - area.left()) / std::max(1.0, area.width());
    if (event->button() == Qt::LeftButton && x >= 0.0 && x <= 1.0)
        model().toggleChoice(m_dimension, axis().choiceAt(x));
}

} // namespace tunescope::ui
