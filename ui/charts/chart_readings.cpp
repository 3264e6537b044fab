// SPDX-License-Identifier: GPL-3.0-or-later
// What the charts of this folder say in words and in tables.
#include "ui/charts/analysis_scatter.h"
#include "ui/charts/contour_view.h"
#include "ui/charts/importance_bars.h"
#include "ui/charts/layer_chart.h"
#include "ui/charts/learning_curve_chart.h"
#include "ui/charts/parallel_view.h"
#include "ui/charts/rate_curve_plot.h"
#include "ui/charts/regression_plot.h"
#include "ui/charts/score_histogram.h"
#include "ui/charts/score_threshold_plot.h"
#include "ui/viewmodels/analysis_contour.h"
#include "ui/viewmodels/value_text.h"

#include <algorithm>
#include <cmath>

namespace tunescope::ui {
namespace {

QString precise(double value)
{
    return std::isfinite(value) ? QString::number(value, 'g', 6) : QStringLiteral("–");
}

QString shareText(float share)
{
    return std::isfinite(share) ? QString::number(100.0 * double(share), 'f', 1) : QStringLiteral("–");
}

/// A setting of a trial as the trial has it; a dash where it has none.
QString cellOf(const StudySnapshot& snapshot, int trial, const std::string& name)
{
    const ParamValue* value = settingOf(snapshot, snapshot.trial(static_cast<std::size_t>(trial)), name);
    return value ? settingText(*value) : QStringLiteral("–");
}

} // namespace

ChartReading CurveChartView::reading() const
{
    ChartReading reading;
    reading.title = accessibleName().isEmpty() ? tr("Curves") : accessibleName();
    QStringList ends;
    for (const CurveLine& line : m_lines) {
        if (line.points.empty())
            continue;
        const QPointF last = line.points.back();
        if (ends.size() < 6)
            ends << tr("trial %1 ends at %2 in epoch %3")
                        .arg(QString::number(line.trial), precise(last.y()), precise(last.x()));
        for (const QPointF& point : line.points)
            reading.rows.push_back({QString::number(line.trial), precise(point.x()), precise(point.y())});
    }
    reading.sentence = ends.isEmpty() ? tr("There are no curves yet.")
                                      : tr("%n curve(s): ", nullptr, static_cast<int>(m_lines.size())) +
                                            ends.join(QStringLiteral(", ")) + u'.';
    reading.columns = {tr("Trial"), tr("Epoch"), tr("Value")};
    return reading;
}

ChartReading LearningCurveChart::reading() const
{
    ChartReading reading;
    reading.title = accessibleName();
    reading.columns = {tr("Trial"), tr("Epoch"), tr("Training"), tr("Validation")};
    const StudySnapshotPtr& snapshot = m_model.study().snapshot();
    const int shown = snapshot ? static_cast<int>(snapshot->size()) : 0;
    const TrialSnapshot* best = snapshot ? m_model.study().trial(snapshot->best) : nullptr;
    const bool isLoss = m_quantity == CurveQuantity::Loss;
    if (shown == 0) {
        reading.sentence = tr("There are no curves yet.");
        return reading;
    }
    reading.sentence =
        isLoss
            ? tr("Validation loss of %n trial(s)", nullptr, shown)
            : tr("Validation %1 of %n trial(s)", nullptr, shown).arg(insideSentence(m_model.metric().title));
    if (best) {
        const double value = curveValue(*best, m_quantity, CurvePart::Validation, best->bestEpochSoFar);
        reading.sentence += tr(", best trial %1 with %2 at epoch %3.")
                                .arg(QString::number(best->number()),
                                     isLoss ? lossText(value) : scoreTextWithUnit(value, m_model.metric()),
                                     QString::number(best->bestEpochSoFar));
    } else {
        reading.sentence += tr(", none finished yet.");
    }
    const TrialSnapshot* selected = m_model.study().trial(m_model.study().selected());
    if (selected && selected != best) {
        const int epoch = selected->bestEpochSoFar;
        const double value = curveValue(*selected, m_quantity, CurvePart::Validation, epoch);
        reading.sentence += u' ' + tr("The selected trial %1 has %2 at epoch %3.")
                                       .arg(QString::number(selected->number()),
                                            isLoss ? lossText(value) : scoreTextWithUnit(value, m_model.metric()),
                                            QString::number(epoch));
    }
    for (const CurveChoice& choice : m_model.choices()) {
        const TrialSnapshot* trial = m_model.study().trial(choice.trial);
        for (int epoch = 0; trial && epoch <= trial->finishedEpochs() && choice.part == CurvePart::Validation;
             ++epoch)
            reading.rows.push_back({QString::number(choice.trial), QString::number(epoch),
                                    precise(curveValue(*trial, m_quantity, CurvePart::Training, epoch)),
                                    precise(curveValue(*trial, m_quantity, CurvePart::Validation, epoch))});
    }
    return reading;
}

ChartReading ScoreHistogram::reading() const
{
    ChartReading reading;
    reading.title = accessibleName();
    reading.columns = {tr("From"), tr("To"), tr("Trials")};
    int total = 0;
    int fullest = 0;
    for (int bin = 0; bin < kBins; ++bin) {
        total += countIn(bin);
        fullest = countIn(bin) > countIn(fullest) ? bin : fullest;
        if (countIn(bin) > 0)
            reading.rows.push_back({scoreText(m_axis.valueAt(double(bin) / kBins), m_metric),
                                    scoreText(m_axis.valueAt((bin + 1.0) / kBins), m_metric),
                                    QString::number(countIn(bin))});
    }
    if (total == 0) {
        reading.sentence = tr("No trial has a score yet.");
        return reading;
    }
    reading.sentence = tr("Scores of %n trial(s)", nullptr, total) +
                       tr(", most often between %1 and %2.")
                           .arg(scoreText(m_axis.valueAt(double(fullest) / kBins), m_metric),
                                scoreTextWithUnit(m_axis.valueAt((fullest + 1.0) / kBins), m_metric));
    return reading;
}

ChartReading RegressionPlot::reading() const
{
    ChartReading reading;
    reading.title = m_view == RegressionView::Residuals ? tr("Residuals") : accessibleName();
    reading.columns = {tr("Row"), tr("True"), tr("Predicted"), tr("Residual")};
    if (m_points.empty()) {
        reading.sentence = tr("There are no predictions yet.");
        return reading;
    }
    const RegressionPoint* worst = &m_points.front();
    for (const RegressionPoint& point : m_points) {
        if (std::abs(point.predicted - point.truth) > std::abs(worst->predicted - worst->truth))
            worst = &point;
        reading.rows.push_back({QString::number(point.row + 1), precise(point.truth),
                                precise(point.predicted), precise(point.predicted - point.truth)});
    }
    reading.sentence =
        tr("%n row(s), root mean squared error %1; ", nullptr, static_cast<int>(m_points.size()))
            .arg(precise(m_rmse)) +
        tr("furthest off is row %1, %2 in place of %3.")
            .arg(QString::number(worst->row + 1), precise(worst->predicted), precise(worst->truth));
    return reading;
}

ChartReading RateCurvePlot::reading() const
{
    ChartReading reading;
    const bool isRoc = m_curve == RateCurve::Roc;
    reading.title = isRoc ? tr("ROC curve") : tr("Precision and recall");
    reading.columns = isRoc ? QStringList{tr("False alarms, %"), tr("Caught, %")}
                            : QStringList{tr("Caught, %"), tr("Alarms that are right, %")};
    const auto& points = isRoc ? m_scores.roc() : m_scores.precisionRecall();
    reading.sentence =
        points.empty()
            ? tr("Rows of both kinds are needed.")
            : sentence() +
                  tr(", area %1.").arg(precise(isRoc ? m_scores.rocArea() : m_scores.precisionArea()));
    for (const QPointF& point : points)
        reading.rows.push_back({precise(100.0 * point.x()), precise(100.0 * point.y())});
    return reading;
}

ChartReading ScoreThresholdPlot::reading() const
{
    ChartReading reading;
    reading.title = tr("Scores and threshold");
    if (m_scores.empty()) {
        reading.sentence = tr("There are no scores yet.");
        return reading;
    }
    const ThresholdCounts counts = m_scores.at(m_threshold);
    reading.sentence = tr("Threshold %1: %2 caught, %3 missed, %4 false alarms, %5 passed.")
                           .arg(lossText(m_threshold), wholeText(counts.caught), wholeText(counts.missed),
                                wholeText(counts.falseAlarms), wholeText(counts.passed));
    reading.columns = {tr("From"), tr("To"), m_negative.isEmpty() ? tr("Negative") : m_negative,
                       m_positive.isEmpty() ? tr("Positive") : m_positive};
    const auto bins = static_cast<double>(m_up.size());
    for (std::size_t bin = 0; bin < m_up.size(); ++bin)
        reading.rows.push_back({precise(m_axis.valueAt(double(bin) / bins)),
                                precise(m_axis.valueAt((double(bin) + 1) / bins)), QString::number(m_up[bin]),
                                QString::number(m_down[bin])});
    return reading;
}

ChartReading ImportanceBars::reading() const
{
    ChartReading reading;
    reading.title = accessibleName();
    reading.sentence = m_importance.sentence();
    reading.columns = {tr("Setting"), tr("Share, %"), tr("From"), tr("To"), tr("Trials")};
    for (const ParamImportance& row : m_rows)
        reading.rows.push_back({settingTitle(row.param), precise(100.0 * row.share),
                                precise(100.0 * row.interval.low), precise(100.0 * row.interval.high),
                                QString::number(row.trials)});
    return reading;
}

ChartReading ParallelView::reading() const
{
    ChartReading reading;
    reading.title = accessibleName();
    reading.sentence = sentence();
    reading.columns << tr("Trial");
    const AnalysisTable& table = m_model.table();
    for (const std::size_t axis : m_axes)
        reading.columns << table.dimensions()[axis].title;
    const StudySnapshotPtr& snapshot = m_model.study().snapshot();
    for (const int trial : m_model.worstFirst()) {
        if (!snapshot || !m_model.isBrushed(trial))
            continue;
        QStringList row{QString::number(trial)};
        for (const std::size_t axis : m_axes)
            row << (table.dimensions()[axis].isScore()
                        ? scoreText(shownScore(snapshot->trial(static_cast<std::size_t>(trial))),
                                    table.metric())
                        : cellOf(*snapshot, trial, table.dimensions()[axis].name));
        reading.rows.push_back(std::move(row));
    }
    return reading;
}

ChartReading AnalysisScatter::reading() const
{
    ChartReading reading;
    reading.title = accessibleName();
    reading.sentence = sentence();
    const AnalysisTable& table = m_model.table();
    const StudySnapshotPtr& snapshot = m_model.study().snapshot();
    const auto dimension = xDimension();
    reading.columns << tr("Trial");
    if (dimension)
        reading.columns << table.dimensions()[*dimension].title;
    reading.columns << tr("Seconds") << table.metric().title << tr("State");
    for (const int trial : m_model.worstFirst()) {
        if (!snapshot || !m_model.isBrushed(trial))
            continue;
        const TrialSnapshot& own = snapshot->trial(static_cast<std::size_t>(trial));
        QStringList row{QString::number(trial)};
        if (dimension)
            row << cellOf(*snapshot, trial, table.dimensions()[*dimension].name);
        row << precise(double(table.trials()[static_cast<std::size_t>(trial)].seconds))
            << scoreText(shownScore(own), table.metric()) << stateWord(own);
        reading.rows.push_back(std::move(row));
    }
    return reading;
}

ChartReading ContourView::reading() const
{
    ChartReading reading;
    reading.title = accessibleName();
    reading.sentence = m_contour.sentence();
    const ContourPlane* plane = m_contour.plane();
    if (!plane)
        return reading;
    reading.columns = {settingTitle(plane->first), settingTitle(plane->second), tr("Expected"),
                       tr("Tried nearby")};
    for (std::size_t column = 0; column < plane->columns.size(); ++column) {
        for (std::size_t row = 0; row < plane->rows.size(); ++row)
            reading.rows.push_back(
                {settingText(plane->plane.first[column]), settingText(plane->plane.second[row]),
                 scoreText(plane->mean(column, row), m_model.table().metric()),
                 plane->isTried[column * plane->rows.size() + row] ? tr("yes") : tr("no")});
    }
    return reading;
}

ChartReading LayerChart::reading() const
{
    ChartReading reading;
    reading.title = tr("Layer health");
    reading.sentence = m_sentence;
    if (!m_layers.empty())
        reading.sentence = tr("Epoch %1. %2").arg(m_epoch).arg(m_sentence);
    reading.columns = {tr("Layer"),   tr("Kind"),         tr("Weights"),       tr("Update by weight, %"),
                       tr("Dead, %"), tr("Saturated, %"), tr("Gradient norm"), tr("State")};
    for (const LayerHealth& layer : m_layers)
        reading.rows.push_back({layer.title, layer.kind, wholeText(layer.weights),
                                settingText(ParamValue(100.0 * double(layer.report.updateRatio))),
                                shareText(layer.report.deadShare), shareText(layer.report.saturatedShare),
                                lossText(double(layer.report.gradientNorm)), layer.word});
    return reading;
}

} // namespace tunescope::ui
