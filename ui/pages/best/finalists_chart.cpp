// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/best/finalists_chart.h"

#include "ui/widgets/painting.h"
#include "ui/widgets/theme.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <map>

namespace tunescope::ui {
namespace {

constexpr int kFinalistHead = 26;
constexpr int kFinalistFoot = 40;
constexpr int kNameWidth = 168;
constexpr int kMeanWidth = 62;
constexpr int kChanceWidth = 128;

QString chanceText(double chance)
{
    return chance < 0.01 ? QStringLiteral("< 1 %") : QStringLiteral("%1 %").arg(std::lround(100.0 * chance));
}

} // namespace

FinalistsChart::FinalistsChart(QWidget* parent) : QWidget(parent)
{
    makeReadable(*this);
    setAccessibleName(tr("Trials on new seeds"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void FinalistsChart::setReport(const ConfirmationReport& report, const MetricStyle& metric, std::function<QString(int)> caption)
{
    m_report = report;
    m_metric = metric;
    m_caption = std::move(caption);
    measure();
    updateGeometry();
    update();
    announceReading(*this);
}

void FinalistsChart::setMissing(const QString& words)
{
    m_missing = words;
    update();
}

void FinalistsChart::setChosen(int trial)
{
    m_chosen = trial;
    update();
}

void FinalistsChart::measure()
{
    double low = INFINITY;
    double high = -INFINITY;
    const auto take = [&](double value) {
        if (!std::isfinite(value))
            return;
        low = std::min(low, shown(value));
        high = std::max(high, shown(value));
    };
    for (const ConfirmedTrial& trial : m_report.trials) {
        for (const double value : trial.values)
            take(value);
        take(trial.searchValue.value_or(kNoValue));
        take(trial.verdict.mean.low);
        take(trial.verdict.mean.high);
    }
    if (low > high) {
        m_axis = AxisScale();
        return;
    }
    const double pad = std::max(0.05 * (high - low), 1e-3 * std::max(std::abs(high), 1e-6));
    high += pad;
    if (m_metric.isShare)
        high = std::min(high, 100.0);
    m_axis = AxisScale(ScaleKind::Linear, low - pad, high);
}

QSize FinalistsChart::sizeHint() const
{
    return {640, kFinalistHead + kFinalistFoot + std::max(rows(), 4) * themeOf(this).scaled(46)};
}

QSize FinalistsChart::minimumSizeHint() const
{
    return {420, kFinalistHead + kFinalistFoot + std::max(rows(), 3) * themeOf(this).scaled(36)};
}

QRectF FinalistsChart::plotArea() const
{
    const Theme& theme = themeOf(this);
    const double left = theme.scaled(kNameWidth);
    const double right = width() - theme.scaled(kMeanWidth) - theme.scaled(kChanceWidth) - 8;
    return {left, kFinalistHead, std::max(right - left, 40.0), std::max(height() - kFinalistHead - kFinalistFoot, 20) * 1.0};
}

QRectF FinalistsChart::rowRect(int row) const
{
    const double room = plotArea().height() / std::max(rows(), 1);
    const double height = std::clamp(room, 24.0, static_cast<double>(themeOf(this).scaled(58)));
    return {6, kFinalistHead + row * height, width() - 12.0, height};
}

double FinalistsChart::xOf(double value) const
{
    const QRectF area = plotArea();
    return area.left() + std::clamp(m_axis.position(shown(value)), 0.0, 1.0) * area.width();
}

void FinalistsChart::paintEvent(QPaintEvent* /*event*/)
{
    const Theme& theme = themeOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (m_report.trials.empty()) {
        painter.setFont(theme.font(TextStyle::Body));
        painter.setPen(theme.color(ColorRole::Text3));
        painter.drawText(rect().adjusted(24, 8, -24, -8), Qt::AlignCenter | Qt::TextWordWrap, m_missing);
        return;
    }
    paintGround(painter);
    for (int row = 0; row < rows(); ++row)
        paintRow(painter, row);
}

void FinalistsChart::paintGround(QPainter& painter) const
{
    const Theme& theme = themeOf(this);
    const QRectF area = plotArea();
    const double bottom = rowRect(rows() - 1).bottom();
    const auto tied = std::count_if(m_report.trials.begin(), m_report.trials.end(),
                                    [](const ConfirmedTrial& trial) { return trial.verdict.tied; });
    if (tied > 0) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.color(ColorRole::AccentSoft));
        painter.drawRoundedRect(QRectF(rowRect(0).topLeft(), rowRect(static_cast<int>(tied) - 1).bottomRight()), 6, 6);
    }
    const ConfirmedTrial* leader = m_report.leader();
    if (leader && m_report.comparison.oneError > 0.0) {
        const double sign = m_metric.direction == Direction::Maximize ? -1.0 : 1.0;
        const double a = xOf(leader->verdict.mean.mean);
        const double b = xOf(leader->verdict.mean.mean + sign * m_report.comparison.oneError);
        QColor band = theme.color(ColorRole::BestMark);
        band.setAlphaF(0.18F);
        painter.fillRect(QRectF(QPointF(std::min(a, b), kFinalistHead), QPointF(std::max(a, b), bottom)), band);
        painter.setFont(theme.font(TextStyle::Caption));
        painter.setPen(theme.color(ColorRole::Best));
        painter.drawText(QRectF((a + b) / 2 - 90, bottom + 20, 180, 16), Qt::AlignCenter, tr("one standard error"));
    }
    painter.setFont(theme.font(TextStyle::Axis));
    for (const ScaleTick& tick : m_axis.ticks(std::max(2, static_cast<int>(area.width() / 70)))) {
        if (tick.label.isEmpty())
            continue;
        const double x = std::round(area.left() + tick.position * area.width()) + 0.5;
        painter.setPen(theme.color(ColorRole::Grid));
        painter.drawLine(QPointF(x, kFinalistHead), QPointF(x, bottom));
        painter.setPen(theme.color(ColorRole::Text3));
        painter.drawText(QRectF(x - 40, bottom + 4, 80, 14), Qt::AlignCenter, tick.label);
    }
    painter.setFont(theme.font(TextStyle::Caption));
    painter.setPen(theme.color(ColorRole::Text3));
    const QString unit = m_metric.isShare ? tr("%1 of each new seed, %") : tr("%1 of each new seed");
    painter.drawText(QRectF(area.left(), 4, area.width(), 18), Qt::AlignLeft | Qt::AlignVCenter, unit.arg(m_metric.title));
    painter.drawText(QRectF(area.right() + 4, 4, theme.scaled(kMeanWidth), 18), Qt::AlignRight | Qt::AlignVCenter, tr("mean"));
    painter.drawText(QRectF(width() - theme.scaled(kChanceWidth), 4, theme.scaled(kChanceWidth) - 10, 18),
                     Qt::AlignRight | Qt::AlignVCenter, tr("chance of best"));
}

void FinalistsChart::paintRow(QPainter& painter, int row) const
{
    const Theme& theme = themeOf(this);
    const ConfirmedTrial& trial = m_report.trials[static_cast<std::size_t>(row)];
    const QRectF area = rowRect(row);
    const double y = area.center().y();
    if (trial.trial == m_chosen) {
        painter.setPen(QPen(theme.color(ColorRole::AccentBorder), 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(area.adjusted(0.5, 1.5, -0.5, -1.5), 5, 5);
    }
    if (row == 0) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.color(ColorRole::BestMark));
        painter.drawPath(starPath(QPointF(20, y), 7));
    }
    painter.setFont(theme.font(TextStyle::Table));
    painter.setPen(theme.color(ColorRole::Text));
    const double nameWidth = theme.scaled(kNameWidth) - 38;
    painter.drawText(QRectF(34, y - 17, nameWidth, 17), Qt::AlignLeft | Qt::AlignVCenter, tr("Trial %1").arg(trial.trial));
    painter.setFont(theme.font(TextStyle::Caption));
    painter.setPen(theme.color(ColorRole::Text3));
    const QString caption = m_caption ? m_caption(trial.trial) : QString();
    painter.drawText(QRectF(34, y, nameWidth, 16), Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(caption, Qt::ElideRight, static_cast<int>(nameWidth)));
    paintDots(painter, trial, y);
    painter.setFont(theme.font(TextStyle::Number));
    painter.setPen(theme.color(ColorRole::Text));
    painter.drawText(QRectF(plotArea().right() + 4, area.y(), theme.scaled(kMeanWidth), area.height()), Qt::AlignRight | Qt::AlignVCenter,
                     scoreText(trial.verdict.mean.count > 0 ? trial.verdict.mean.mean : kNoValue, m_metric));
    paintChance(painter, trial, area);
}

/// Equal scores stand on top of each other.
void FinalistsChart::paintDots(QPainter& painter, const ConfirmedTrial& trial, double y) const
{
    const Theme& theme = themeOf(this);
    const MeanInterval& mean = trial.verdict.mean;
    if (mean.count > 1 && std::isfinite(mean.low)) {
        painter.setPen(QPen(theme.color(ColorRole::Ghost), 7, Qt::SolidLine, Qt::RoundCap));
        painter.drawLine(QPointF(xOf(mean.low), y), QPointF(xOf(mean.high), y));
    }
    std::map<int, int> stacked;
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.scoreColor(0.7));
    for (const double value : trial.values) {
        if (!std::isfinite(value))
            continue;
        const double x = xOf(value);
        const int above = stacked[static_cast<int>(std::lround(x / 3.0))]++;
        painter.drawEllipse(QPointF(x, y - std::min(above, 3) * 5.0), 2.6, 2.6);
    }
    if (mean.count > 0 && std::isfinite(mean.mean)) {
        painter.setPen(QPen(theme.color(ColorRole::Text), 2));
        painter.drawLine(QPointF(xOf(mean.mean), y - 9), QPointF(xOf(mean.mean), y + 9));
    }
    if (trial.searchValue) {
        const double x = xOf(*trial.searchValue);
        painter.setPen(QPen(theme.color(ColorRole::BestMark), 1.6));
        painter.setBrush(theme.color(ColorRole::Surface));
        painter.drawPolygon(QPolygonF({{x, y - 5.5}, {x + 5.5, y}, {x, y + 5.5}, {x - 5.5, y}}));
    }
}

void FinalistsChart::paintChance(QPainter& painter, const ConfirmedTrial& trial, const QRectF& area) const
{
    const Theme& theme = themeOf(this);
    const double text = theme.scaled(46);
    const double left = width() - theme.scaled(kChanceWidth) + 12;
    const QRectF bar(left, area.center().y() - 4, std::max(width() - 16 - text - left, 10.0), 8);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.color(ColorRole::Border));
    painter.drawRoundedRect(bar, 3, 3);
    painter.setBrush(theme.color(ColorRole::Accent));
    painter.drawRoundedRect(QRectF(bar.topLeft(), QSizeF(std::max(bar.width() * trial.verdict.chanceOfBest, 2.0), bar.height())), 3, 3);
    painter.setPen(theme.color(ColorRole::Text));
    painter.drawText(QRectF(width() - 14 - text, area.y(), text, area.height()), Qt::AlignRight | Qt::AlignVCenter,
                     chanceText(trial.verdict.chanceOfBest));
}

ChartReading FinalistsChart::reading() const
{
    ChartReading reading{.title = tr("Trials on new seeds"),
                         .sentence = {},
                         .columns = {tr("Trial"), tr("In the search"), tr("Mean"), tr("Low"), tr("High"), tr("Seeds"), tr("Chance of best"), tr("Tied")}};
    const ConfirmedTrial* leader = m_report.leader();
    if (!leader) {
        reading.sentence = m_missing.isEmpty() ? tr("No trial was trained again on new seeds.") : m_missing;
        return reading;
    }
    const auto tied = m_report.tieGroup().size();
    reading.sentence = tr("Trial %1 has the best mean on new seeds, %2; %3 of %4 trials cannot be told apart from it.")
                           .arg(leader->trial)
                           .arg(scoreTextWithUnit(leader->verdict.mean.mean, m_metric))
                           .arg(tied > 0 ? tied - 1 : 0)
                           .arg(rows() - 1);
    for (const ConfirmedTrial& trial : m_report.trials) {
        QStringList seeds;
        for (const double value : trial.values)
            seeds << scoreText(value, m_metric);
        reading.rows.push_back({QString::number(trial.trial), scoreText(trial.searchValue.value_or(kNoValue), m_metric),
                                scoreText(trial.verdict.mean.mean, m_metric), scoreText(trial.verdict.mean.low, m_metric),
                                scoreText(trial.verdict.mean.high, m_metric), seeds.join(u' '), chanceText(trial.verdict.chanceOfBest),
                                trial.verdict.tied ? tr("yes") : tr("no")});
    }
    return reading;
}

void FinalistsChart::mousePressEvent(QMouseEvent* event)
{
    for (int row = 0; row < rows() && event->button() == Qt::LeftButton; ++row) {
        if (rowRect(row).contains(event->position()))
            emit trialChosen(m_report.trials[static_cast<std::size_t>(row)].trial);
    }
}

void FinalistsChart::keyPressEvent(QKeyEvent* event)
{
    const int step = event->key() == Qt::Key_Down ? 1 : event->key() == Qt::Key_Up ? -1 : 0;
    if (step == 0 || rows() == 0) {
        QWidget::keyPressEvent(event);
        return;
    }
    const auto at = std::find_if(m_report.trials.begin(), m_report.trials.end(),
                                 [this](const ConfirmedTrial& trial) { return trial.trial == m_chosen; });
    const int row = at == m_report.trials.end() ? 0 : std::clamp(static_cast<int>(at - m_report.trials.begin()) + step, 0, rows() - 1);
    emit trialChosen(m_report.trials[static_cast<std::size_t>(row)].trial);
}

} // namespace tunescope::ui
