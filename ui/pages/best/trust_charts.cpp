// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/best/trust_charts.h"

#include "ui/widgets/painting.h"
#include "ui/widgets/theme.h"

#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace tunescope::ui {
namespace {

constexpr double kTrustLeft = 46.0;
constexpr double kTrustBottom = 38.0;
constexpr double kHit = 9.0; ///< Pixels around a dot.

/// An axis around the values, with some room.
AxisScale axisAround(const std::vector<double>& values, bool isShare)
{
    double low = INFINITY;
    double high = -INFINITY;
    for (const double value : values) {
        if (!std::isfinite(value))
            continue;
        low = std::min(low, value);
        high = std::max(high, value);
    }
    if (low > high)
        return AxisScale();
    const double pad = std::max(0.06 * (high - low), 1e-3 * std::max(std::abs(high), 1e-6));
    high += pad;
    low -= pad;
    return AxisScale(ScaleKind::Linear, isShare ? std::max(low, 0.0) : low, isShare ? std::min(high, 101.0) : high);
}

} // namespace

TrustChart::TrustChart(const QString& title, QWidget* parent) : QWidget(parent), m_title(title)
{
    makeReadable(*this);
    setAccessibleName(title);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void TrustChart::setFacts(const TrustFacts& facts)
{
    m_facts = facts;
    measure();
    update();
    announceReading(*this);
}

ChartReading TrustChart::reading() const
{
    const QString words = missing();
    ChartReading reading = words.isEmpty() ? pictureReading() : ChartReading{.title = {}, .sentence = words, .columns = {}, .rows = {}};
    reading.title = m_title;
    return reading;
}

void TrustChart::paintEvent(QPaintEvent* /*event*/)
{
    const Theme& theme = themeOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QString words = missing();
    if (words.isEmpty()) {
        paintPicture(painter);
        return;
    }
    painter.setFont(theme.font(TextStyle::Table));
    painter.setPen(theme.color(ColorRole::Text3));
    painter.drawText(rect().adjusted(14, 4, -14, -4), Qt::AlignCenter | Qt::TextWordWrap, words);
}

QRectF TrustChart::area() const
{
    return {kTrustLeft, 10.0, std::max(width() - kTrustLeft - 16.0, 20.0), std::max(height() - kTrustBottom - 10.0, 20.0)};
}

QPointF TrustChart::place(const AxisScale& x, const AxisScale& y, double across, double up) const
{
    const QRectF plot = area();
    return {plot.left() + std::clamp(x.position(across), 0.0, 1.0) * plot.width(),
            plot.bottom() - std::clamp(y.position(up), 0.0, 1.0) * plot.height()};
}

void TrustChart::paintAxes(QPainter& painter, const AxisScale& x, const AxisScale& y, const QString& caption) const
{
    const Theme& theme = themeOf(this);
    const QRectF plot = area();
    painter.setFont(theme.font(TextStyle::Axis));
    for (const ScaleTick& tick : y.ticks(std::max(2, static_cast<int>(plot.height() / 30)))) {
        if (tick.label.isEmpty())
            continue;
        const double at = std::round(plot.bottom() - tick.position * plot.height()) + 0.5;
        painter.setPen(theme.color(ColorRole::Grid));
        painter.drawLine(QPointF(plot.left(), at), QPointF(plot.right(), at));
        painter.setPen(theme.color(ColorRole::Text3));
        painter.drawText(QRectF(0, at - 9, kTrustLeft - 6, 18), Qt::AlignRight | Qt::AlignVCenter, tick.label);
    }
    painter.setPen(theme.color(ColorRole::Axis));
    painter.drawLine(QPointF(plot.left(), plot.bottom() + 0.5), QPointF(plot.right(), plot.bottom() + 0.5));
    painter.setPen(theme.color(ColorRole::Text3));
    for (const ScaleTick& tick : x.ticks(std::max(2, static_cast<int>(plot.width() / 60)))) {
        if (!tick.label.isEmpty())
            painter.drawText(QRectF(plot.left() + tick.position * plot.width() - 30, plot.bottom() + 4, 60, 14), Qt::AlignCenter, tick.label);
    }
    painter.setFont(theme.font(TextStyle::Caption));
    painter.drawText(QRectF(plot.left(), plot.bottom() + 18, plot.width(), 16), Qt::AlignRight | Qt::AlignVCenter, caption);
}

// --- Optimism --------------------------------------------------------------------------------------------

OptimismChart::OptimismChart(QWidget* parent) : TrustChart(tr("Optimism meter"), parent) {}

QString OptimismChart::missing() const
{
    return facts().best.empty() ? tr("No trial is finished yet.") : QString();
}

void OptimismChart::measure()
{
    std::vector<double> values;
    int trials = 2;
    for (const BestSoFar& best : facts().best) {
        trials = std::max(trials, best.trials);
        values.push_back(shown(best.value));
    }
    for (const TestPoint& point : facts().optimism.points) {
        trials = std::max(trials, point.trials);
        values.push_back(shown(point.test));
    }
    if (!facts().looks.empty()) {
        values.push_back(shown(facts().looks.back().validation));
        values.push_back(shown(facts().looks.back().value));
    }
    // Poor beginnings would press everything else together.
    if (values.size() > 4 && !facts().best.empty()) {
        const double end = shown(facts().best.back().value);
        std::vector<double> far = values;
        std::sort(far.begin(), far.end(), [end](double a, double b) { return std::abs(a - end) < std::abs(b - end); });
        const double reach = std::abs(far[far.size() * 3 / 4] - end);
        for (double& value : values)
            value = std::clamp(value, end - 1.2 * reach, end + 1.2 * reach);
    }
    m_trials = AxisScale(ScaleKind::Log, 1.0, trials);
    m_values = axisAround(values, facts().metric.isShare);
}

QPointF OptimismChart::pointOf(int trials, double value) const
{
    return place(m_trials, m_values, trials, shown(value));
}

void OptimismChart::paintPicture(QPainter& painter)
{
    const Theme& theme = themeOf(this);
    paintAxes(painter, m_trials, m_values, tr("trials tried"));
    paintGap(painter);
    QPolygonF line;
    for (const BestSoFar& best : facts().best) {
        if (!line.isEmpty())
            line << QPointF(pointOf(best.trials, best.value).x(), line.last().y());
        line << pointOf(best.trials, best.value);
    }
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme.color(ColorRole::BestMark), 2.2));
    painter.drawPolyline(line);
    const auto& points = facts().optimism.points;
    QPolygonF tests;
    for (const TestPoint& point : points) {
        if (!tests.isEmpty())
            tests << QPointF(pointOf(point.trials, point.test).x(), tests.last().y());
        tests << pointOf(point.trials, point.test);
    }
    painter.setPen(QPen(theme.color(ColorRole::Ok), 2, Qt::DashLine));
    painter.drawPolyline(tests);
    painter.setPen(Qt::NoPen);
    if (!tests.isEmpty()) {
        painter.setBrush(theme.color(ColorRole::Ok));
        painter.drawRect(QRectF(tests.last() - QPointF(4, 4), QSizeF(8, 8)));
    }
    painter.setBrush(theme.color(ColorRole::BestMark));
    painter.drawPath(starPath(line.last(), 7));
}

/// Measured: between both scores of the trial that was looked at. Otherwise expected: below the best, hatched.
void OptimismChart::paintGap(QPainter& painter) const
{
    const Theme& theme = themeOf(this);
    const OptimismReport& report = facts().optimism;
    const BestSoFar& last = facts().best.back();
    const double sign = facts().metric.direction == Direction::Maximize ? -1.0 : 1.0;
    const TestLook* look = facts().looks.empty() ? nullptr : &facts().looks.back();
    const double from = look ? look->validation : last.value;
    const double to = look ? look->value : report.expected ? last.value + sign * *report.expected : last.value;
    if (from == to)
        return;
    const QPointF a = pointOf(last.trials, from);
    const QPointF b = pointOf(last.trials, to);
    painter.setPen(QPen(theme.color(ColorRole::Warn), 2, look ? Qt::SolidLine : Qt::DotLine));
    painter.drawLine(a, b);
    for (const QPointF& end : {a, b})
        painter.drawLine(end - QPointF(4, 0), end + QPointF(4, 0));
    painter.setFont(theme.font(TextStyle::Caption));
    const QString words = look ? tr("trial %1: %2").arg(look->trial).arg(gapText(to - from, facts().metric))
                               : tr("expected %1").arg(gapText(-std::abs(from - to), facts().metric));
    painter.drawText(QRectF(a.x() - 130, (a.y() + b.y()) / 2 + 6, 124, 16), Qt::AlignRight | Qt::AlignVCenter, words);
}

ChartReading OptimismChart::pictureReading() const
{
    ChartReading reading{.title = {}, .sentence = {}, .columns = {tr("Trials"), tr("Best trial"), tr("Validation"), tr("Test")}, .rows = {}};
    const BestSoFar& last = facts().best.back();
    const OptimismReport& report = facts().optimism;
    reading.sentence = tr("After %1 trials the best has %2 on the validation part.")
                           .arg(last.trials)
                           .arg(scoreTextWithUnit(last.value, facts().metric));
    if (!facts().looks.empty()) {
        const TestLook& look = facts().looks.back();
        reading.sentence += QLatin1Char(' ') + tr("Trial %1 was looked at: %2 on the validation part, %3 on the test part.")
                                                   .arg(look.trial)
                                                   .arg(scoreTextWithUnit(look.validation, facts().metric), scoreTextWithUnit(look.value, facts().metric));
    }
    if (facts().looks.empty() && report.expected)
        reading.sentence += QLatin1Char(' ') + tr("Choosing the best is expected to flatter by %1.").arg(gapText(*report.expected, facts().metric));
    for (const BestSoFar& best : facts().best) {
        const auto test = std::find_if(report.points.begin(), report.points.end(), [&](const TestPoint& point) { return point.trial == best.trial; });
        reading.rows.push_back({QString::number(best.trials), QString::number(best.trial), scoreText(best.value, facts().metric),
                                test == report.points.end() ? tr("locked") : scoreText(test->test, facts().metric)});
    }
    return reading;
}

// --- Audit -----------------------------------------------------------------------------------------------

AuditChart::AuditChart(QWidget* parent) : TrustChart(tr("Was stopping right?"), parent)
{
    setToolTip(tr("Click a dot to look at that trial."));
}

QString AuditChart::missing() const
{
    const AuditReport& audit = facts().audit;
    if (audit.pruned == 0)
        return tr("No trial was stopped by the pruning rule.");
    return audit.audited == 0 ? tr("Finish some of the %1 stopped trials to see what they would have come to.").arg(audit.pruned) : QString();
}

void AuditChart::measure()
{
    std::vector<double> then;
    std::vector<double> finished;
    for (const GhostVerdict& ghost : facts().audit.ghosts) {
        then.push_back(shown(ghost.valueThen.value_or(kNoValue)));
        finished.push_back(shown(ghost.ghostValue.value_or(kNoValue)));
    }
    m_then = axisAround(then, facts().metric.isShare);
    m_finished = axisAround(finished, facts().metric.isShare);
}

QPointF AuditChart::pointOf(const GhostVerdict& ghost) const
{
    return place(m_then, m_finished, shown(ghost.valueThen.value_or(kNoValue)), shown(ghost.ghostValue.value_or(kNoValue)));
}

void AuditChart::paintPicture(QPainter& painter)
{
    const Theme& theme = themeOf(this);
    paintAxes(painter, m_then, m_finished, tr("score when stopped, across; if finished, upwards"));
    for (const GhostVerdict& ghost : facts().audit.ghosts) {
        if (!ghost.valueThen || !ghost.ghostValue)
            continue;
        painter.setPen(QPen(theme.color(ColorRole::Surface), 1));
        painter.setBrush(theme.color(ghost.wronglyPruned ? ColorRole::Warn : ColorRole::Pruned));
        if (ghost.wronglyPruned)
            painter.drawPath(trianglePath(pointOf(ghost), 6));
        else
            painter.drawEllipse(pointOf(ghost), 4, 4);
    }
}

ChartReading AuditChart::pictureReading() const
{
    const AuditReport& audit = facts().audit;
    ChartReading reading{.title = {},
                         .sentence = tr("%1 of %2 stopped trials that were finished would have come into the best %3.")
                                         .arg(audit.wronglyPruned)
                                         .arg(audit.audited)
                                         .arg(audit.top),
                         .columns = {tr("Trial"), tr("Stopped at epoch"), tr("Best then"), tr("If finished"), tr("Rank"), tr("Stopped wrongly")},
                         .rows = {}};
    for (const GhostVerdict& ghost : audit.ghosts)
        reading.rows.push_back({QString::number(ghost.trial), QString::number(ghost.stoppedAt),
                                scoreText(ghost.valueThen.value_or(kNoValue), facts().metric),
                                scoreText(ghost.ghostValue.value_or(kNoValue), facts().metric),
                                ghost.rank > 0 ? QString::number(ghost.rank) : QStringLiteral("–"), ghost.wronglyPruned ? tr("yes") : tr("no")});
    return reading;
}

void AuditChart::mousePressEvent(QMouseEvent* event)
{
    for (const GhostVerdict& ghost : facts().audit.ghosts) {
        const QPointF away = pointOf(ghost) - event->position();
        if (event->button() == Qt::LeftButton && std::hypot(away.x(), away.y()) <= kHit) {
            emit trialChosen(ghost.trial);
            return;
        }
    }
}

// --- Ledger ----------------------------------------------------------------------------------------------

double savedSeconds(const CostLedger& ledger)
{
    return ledger.prunedSecondsSaved + ledger.stoppingSecondsSaved;
}

LedgerChart::LedgerChart(QWidget* parent) : TrustChart(tr("Cost ledger"), parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

QString LedgerChart::missing() const
{
    return facts().ledger.spentSeconds() + savedSeconds(facts().ledger) <= 0.0 ? tr("Nothing has run yet.") : QString();
}

void LedgerChart::paintPicture(QPainter& painter)
{
    const Theme& theme = themeOf(this);
    const CostLedger& ledger = facts().ledger;
    const double spent = ledger.spentSeconds();
    const double saved = savedSeconds(ledger);
    const QRectF bar(1, 3, width() - 2.0, 24);
    const double split = bar.width() * spent / (spent + saved);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.color(ColorRole::OkSoft));
    painter.drawRoundedRect(bar, 4, 4);
    painter.setBrush(theme.color(ColorRole::Accent));
    painter.drawRoundedRect(QRectF(bar.topLeft(), QSizeF(split, bar.height())), 4, 4);
    painter.setFont(theme.font(TextStyle::Caption));
    const auto share = [&](double part) { return QString::number(std::lround(100.0 * part / (spent + saved))); };
    const auto write = [&](const QRectF& room, Qt::Alignment side, ColorRole ink, const QString& words) {
        if (painter.fontMetrics().horizontalAdvance(words) + 12 > room.width())
            return;
        painter.setPen(theme.color(ink));
        painter.drawText(room.adjusted(6, 0, -6, 0), side | Qt::AlignVCenter, words);
    };
    write(QRectF(bar.topLeft(), QSizeF(split, bar.height())), Qt::AlignLeft, ColorRole::OnAccent, tr("spent %1 %").arg(share(spent)));
    write(QRectF(QPointF(bar.left() + split, bar.top()), bar.bottomRight()), Qt::AlignRight, ColorRole::Ok, tr("saved %1 %").arg(share(saved)));
}

ChartReading LedgerChart::pictureReading() const
{
    const CostLedger& ledger = facts().ledger;
    const auto row = [](const QString& what, const QString& epochs, double seconds) {
        return QStringList{what, epochs, durationText(seconds)};
    };
    const QString none = QStringLiteral("–");
    return {.title = {},
            .sentence = tr("%1 were spent and %2 saved by pruning and early stopping.")
                            .arg(durationText(ledger.spentSeconds()), durationText(savedSeconds(ledger))),
            .columns = {tr("What"), tr("Epochs"), tr("Time")},
            .rows = {row(tr("Finished trials"), none, ledger.completeSeconds), row(tr("Pruned trials"), none, ledger.prunedSeconds),
                     row(tr("Diverged, failed and stopped trials"), none, ledger.otherSeconds),
                     row(tr("New seeds"), none, ledger.confirmationSeconds), row(tr("Audit of stopped trials"), none, ledger.ghostSeconds),
                     row(tr("Saved by pruning"), QString::number(ledger.prunedEpochsSaved), ledger.prunedSecondsSaved),
                     row(tr("Saved by early stopping"), QString::number(ledger.stoppingEpochsSaved), ledger.stoppingSecondsSaved)}};
}

} // namespace tunescope::ui
