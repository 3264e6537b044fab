// SPDX-License-Identifier: GPL-3.0-or-later
// How answers of yes or no are counted: threshold, matrix, precision and recall, curves over all thresholds.
#include "core/base/rng.h"
#include "ui/charts/figures/figure_painters.h"
#include "ui/charts/figures/figure_plot.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <cmath>

namespace tunescope::ui::figures {
namespace {

struct ScoredRow {
    double score = 0;
    bool isWanted = false;
};

/// 20 rows to be found and 60 others, whose scores overlap.
const std::vector<ScoredRow>& scoredRows()
{
    static const std::vector<ScoredRow> rows = [] {
        Rng rng(Purpose::Generator, 14);
        std::vector<ScoredRow> made;
        for (int i = 0; i < 80; ++i)
            made.push_back({1 / (1 + std::exp(-(i < 20 ? 1.1 : -1.1) - 1.2 * rng.normal())), i < 20});
        return made;
    }();
    return rows;
}

/// Rows by truth and answer at a threshold.
struct AnswerCounts {
    int found = 0, missed = 0, alarms = 0, quiet = 0;

    [[nodiscard]] double precision() const
    {
        return found + alarms > 0 ? double(found) / (found + alarms) : 1;
    }
    [[nodiscard]] double recall() const { return double(found) / (found + missed); }
    [[nodiscard]] double falseAlarms() const { return double(alarms) / (alarms + quiet); }
    [[nodiscard]] double f1() const { return 2.0 * found / (2.0 * found + alarms + missed); }
};

AnswerCounts answersAt(double threshold)
{
    AnswerCounts counts;
    for (const ScoredRow& row : scoredRows()) {
        const bool isYes = row.score >= threshold;
        ++(row.isWanted ? (isYes ? counts.found : counts.missed) : (isYes ? counts.alarms : counts.quiet));
    }
    return counts;
}

QString percentText(double share)
{
    return QStringLiteral("%1 %").arg(std::lround(100 * share));
}

/// From strict to lenient, ending in the middle.
double thresholdAt(double phase)
{
    return phase >= 1 ? 0.5 : 0.95 - 0.9 * phase;
}

enum class MatrixPart { All, Row, Column };

void paintMatrix(QPainter& painter, const QRectF& area, const Theme& theme, double phase, MatrixPart part)
{
    const AnswerCounts counts = answersAt(thresholdAt(phase));
    const double line = figureLine(theme) + 7, left = std::min(area.width() * 0.24, theme.scaled(92) * 1.0);
    const double right = std::min(area.width() * 0.3, theme.scaled(112) * 1.0);
    const QRectF cells(area.left() + left, area.top() + line, area.width() - left - right,
                       area.height() - 2 * line);
    const std::array<std::array<int, 2>, 2> values{
        {{counts.found, counts.missed}, {counts.alarms, counts.quiet}}};
    const std::array<QString, 2> names{figureText(QT_TRANSLATE_NOOP("figure", "yes")),
                                       figureText(QT_TRANSLATE_NOOP("figure", "no"))};
    for (int row = 0; row < 2; ++row) {
        for (int column = 0; column < 2; ++column) {
            const QRectF cell(cells.left() + column * cells.width() / 2,
                              cells.top() + row * cells.height() / 2, cells.width() / 2 - 3,
                              cells.height() / 2 - 3);
            const double share = values[std::size_t(row)][std::size_t(column)] / 60.0;
            const QColor ground = row == column ? theme.scoreColor(0.25 + 0.6 * share)
                                                : Theme::rampColor(theme.error, 0.15 + 1.6 * share);
            painter.fillRect(cell, ground);
            painter.setPen(textColorOn(ground));
            painter.setFont(theme.font(TextStyle::Card));
            painter.drawText(cell, Qt::AlignCenter,
                             QString::number(values[std::size_t(row)][std::size_t(column)]));
        }
        figureCaption(
            painter,
            QRectF(area.left(), cells.top() + row * cells.height() / 2, left - 6, cells.height() / 2), theme,
            figureText(QT_TRANSLATE_NOOP("figure", "really %1")).arg(names[std::size_t(row)]),
            ColorRole::Text2, Qt::AlignRight | Qt::AlignVCenter);
        figureCaption(painter,
                      QRectF(cells.left() + row * cells.width() / 2, area.top(), cells.width() / 2, line - 5),
                      theme, figureText(QT_TRANSLATE_NOOP("figure", "says %1")).arg(names[std::size_t(row)]),
                      ColorRole::Text2);
    }
    painter.setBrush(Qt::NoBrush);
    if (part != MatrixPart::Column) {
        painter.setPen(QPen(theme.color(ColorRole::Accent), 2));
        painter.drawRoundedRect(
            QRectF(cells.left() - 3, cells.top() - 3, cells.width() + 3, cells.height() / 2 + 3), 4, 4);
        figureCaption(painter, QRectF(cells.right() + 6, cells.top(), right - 6, cells.height() / 2), theme,
                      figureText(QT_TRANSLATE_NOOP("figure", "recall %1")).arg(percentText(counts.recall())),
                      ColorRole::Accent, Qt::AlignLeft | Qt::AlignVCenter);
    }
    if (part != MatrixPart::Row) {
        painter.setPen(QPen(theme.color(ColorRole::Ok), 2));
        painter.drawRoundedRect(
            QRectF(cells.left() - 3, cells.top() - 3, cells.width() / 2 + 3, cells.height() + 3), 4, 4);
        figureCaption(
            painter, QRectF(area.left(), cells.bottom() + 2, left + cells.width(), line), theme,
            figureText(QT_TRANSLATE_NOOP("figure", "precision %1")).arg(percentText(counts.precision())),
            ColorRole::Ok, Qt::AlignCenter);
    }
}

enum class RateCurve { Roc, RocAtFalseAlarms, PrecisionRecall };

void paintRates(QPainter& painter, const QRectF& area, const Theme& theme, double phase, RateCurve kind)
{
    const bool isRoc = kind != RateCurve::PrecisionRecall;
    const QRectF square(area.left(), area.top(), area.width(), area.height());
    FigurePlot plot(painter, square, theme, {0, 1.02}, {0, 1.05},
                    isRoc ? figureText(QT_TRANSLATE_NOOP("figure", "false alarms among the others"))
                          : figureText(QT_TRANSLATE_NOOP("figure", "recall")),
                    isRoc ? figureText(QT_TRANSLATE_NOOP("figure", "recall"))
                          : figureText(QT_TRANSLATE_NOOP("figure", "precision")));
    plot.axes();
    if (isRoc)
        plot.segment({0, 0}, {1, 1}, QPen(theme.color(ColorRole::Ghost), 1.2, Qt::DashLine));
    else
        plot.segment({0, 0.25}, {1, 0.25}, QPen(theme.color(ColorRole::Ghost), 1.2, Qt::DashLine));
    const auto point = [&](double threshold) {
        const AnswerCounts counts = answersAt(threshold);
        return isRoc ? QPointF(counts.falseAlarms(), counts.recall())
                     : QPointF(counts.recall(), counts.precision());
    };
    std::vector<double> thresholds;
    for (const ScoredRow& row : scoredRows())
        thresholds.push_back(row.score);
    std::sort(thresholds.rbegin(), thresholds.rend());
    std::vector<QPointF> curve{isRoc ? QPointF(0, 0) : QPointF(0, 1)};
    const int shown = figureShown(int(thresholds.size()), phase);
    for (int i = 0; i < shown; ++i)
        curve.push_back(point(thresholds[std::size_t(i)]));
    plot.curve(curve, plot.pen(ColorRole::Accent, 2.2));
    plot.dot(phase < 1 ? curve.back() : point(0.5), theme.color(ColorRole::BestMark), 4.5);
    if (kind != RateCurve::RocAtFalseAlarms)
        return;
    double recall = 0;
    for (const double threshold : thresholds) {
        const AnswerCounts counts = answersAt(threshold);
        recall = counts.falseAlarms() <= 0.05 ? std::max(recall, counts.recall()) : recall;
    }
    plot.segment({0.05, 0}, {0.05, 1.05}, QPen(theme.color(ColorRole::Danger), 1.4, Qt::DashLine));
    plot.dot({0.05, recall}, theme.color(ColorRole::Danger), 4.5);
    plot.label({0.05, recall},
               figureText(QT_TRANSLATE_NOOP("figure", "recall %1 at 5 %")).arg(percentText(recall)),
               theme.color(ColorRole::Danger), Qt::AlignRight | Qt::AlignBottom);
}

} // namespace

void confusion(QPainter& painter, const QRectF& area, const Theme& theme, double phase)
{
    paintMatrix(painter, area, theme, phase, MatrixPart::All);
}

void confusionRow(QPainter& painter, const QRectF& area, const Theme& theme, double phase)
{
    paintMatrix(painter, area, theme, phase, MatrixPart::Row);
}

void confusionColumn(QPainter& painter, const QRectF& area, const Theme& theme, double phase)
{
    paintMatrix(painter, area, theme, phase, MatrixPart::Column);
}

void roc(QPainter& painter, const QRectF& area, const Theme& theme, double phase)
{
    paintRates(painter, area, theme, phase, RateCurve::Roc);
}

void rocAtFalseAlarms(QPainter& painter, const QRectF& area, const Theme& theme, double phase)
{
    paintRates(painter, area, theme, phase, RateCurve::RocAtFalseAlarms);
}

void precisionRecall(QPainter& painter, const QRectF& area, const Theme& theme, double phase)
{
    paintRates(painter, area, theme, phase, RateCurve::PrecisionRecall);
}

void threshold(QPainter& painter, const QRectF& area, const Theme& theme, double phase)
{
    const double at = thresholdAt(phase);
    const AnswerCounts counts = answersAt(at);
    FigurePlot plot(painter, area, theme, {0, 1}, {-1.25, 1.25},
                    figureText(QT_TRANSLATE_NOOP("figure", "score")),
                    figureText(QT_TRANSLATE_NOOP("figure", "found %1 of 20, false alarms %2"))
                        .arg(counts.found)
                        .arg(counts.alarms));
    constexpr int kBins = 14;
    std::array<int, kBins> wanted{}, others{};
    for (const ScoredRow& row : scoredRows())
        ++(row.isWanted ? wanted : others)[std::size_t(std::min(kBins - 1, int(row.score * kBins)))];
    for (int i = 0; i < kBins; ++i) {
        const double left = (i + 0.1) / kBins, right = (i + 0.9) / kBins;
        const bool isYes = (i + 0.5) / kBins >= at;
        painter.fillRect(QRectF(plot.at(left, others[std::size_t(i)] / 14.0), plot.at(right, 0.02)),
                         theme.color(isYes ? ColorRole::Danger : ColorRole::Ghost));
        painter.fillRect(QRectF(plot.at(left, -0.02), plot.at(right, -wanted[std::size_t(i)] / 14.0)),
                         theme.color(isYes ? ColorRole::Ok : ColorRole::Warn));
    }
    plot.axes();
    plot.segment({at, -1.25}, {at, 1.25}, plot.pen(ColorRole::BestMark, 2));
    plot.label({0.01, 1.1}, figureText(QT_TRANSLATE_NOOP("figure", "harmless")),
               theme.color(ColorRole::Text2));
    plot.label({0.01, -1.1}, figureText(QT_TRANSLATE_NOOP("figure", "to be found")),
               theme.color(ColorRole::Text2));
}

void harmonic(QPainter& painter, const QRectF& area, const Theme& theme, double phase)
{
    constexpr double kRecall = 0.9;
    const QRectF rest = figureLegend(painter, area, theme,
                                     {{QStringLiteral("F1"), QPen(theme.color(ColorRole::Accent), 2.2)},
                                      {figureText(QT_TRANSLATE_NOOP("figure", "plain mean")),
                                       QPen(theme.color(ColorRole::Ghost), 1.6, Qt::DashLine)}});
    FigurePlot plot(painter, rest, theme, {0, 1}, {0, 1.05},
                    figureText(QT_TRANSLATE_NOOP("figure", "precision, with recall 90 %")));
    plot.axes();
    std::vector<QPointF> f1, mean;
    for (double p = 0; p <= 1.001; p += 0.02) {
        f1.emplace_back(p, 2 * p * kRecall / (p + kRecall));
        mean.emplace_back(p, (p + kRecall) / 2);
    }
    plot.curve(mean, QPen(theme.color(ColorRole::Ghost), 1.6, Qt::DashLine));
    plot.curve(f1, plot.pen(ColorRole::Accent, 2.2));
    const double p = phase < 1 ? phase : 0.3, value = 2 * p * kRecall / (p + kRecall);
    plot.dot({p, value}, theme.color(ColorRole::BestMark), 4.5);
    plot.label({p, value}, percentText(value), theme.color(ColorRole::Text));
}

} // namespace tunescope::ui::figures
