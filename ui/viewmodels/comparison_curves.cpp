// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewmodels/comparison_curves.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace tunescope::ui {
namespace {

constexpr double kShareCeiling = 0.9955;
constexpr double kLossFloor = 1e-4;

QString curveText(const char* text)
{
    return QCoreApplication::translate("Comparison", text);
}

} // namespace

std::vector<QPointF> curvePoints(const TrialSnapshot& trial, CurveQuantity quantity, CurvePart part)
{
    std::vector<QPointF> points;
    const std::vector<float>& column = curveColumn(trial, quantity, part);
    for (std::size_t epoch = 0; epoch < column.size(); ++epoch) {
        if (std::isfinite(column[epoch]))
            points.emplace_back(double(epoch), double(column[epoch]));
    }
    return points;
}

CurveAxis sharedAxis(const StudyViewModel& study, const std::vector<ComparedTrial>& trials,
                     CurveQuantity quantity)
{
    const MetricStyle metric = metricStyleOf(study.snapshot().get());
    double low = 1e300, high = -1e300;
    for (const ComparedTrial& compared : trials) {
        const TrialSnapshot* trial = study.trial(compared.trial);
        if (!trial)
            continue;
        for (const CurvePart part : {CurvePart::Validation, CurvePart::Training}) {
            for (const QPointF& point : curvePoints(*trial, quantity, part)) {
                if (point.x() < 1.0 && quantity == CurveQuantity::Metric)
                    continue; // Every trial begins at guessing; the axis need not.
                low = std::min(low, point.y());
                high = std::max(high, point.y());
            }
        }
    }
    if (low > high)
        low = 0.0, high = 1.0;
    if (quantity == CurveQuantity::Loss)
        return CurveAxis(CurveScale::Log,
                         {std::max(low * 0.8, kLossFloor), std::max(high * 1.2, kLossFloor * 10)});
    if (metric.isStretched) {
        return CurveAxis(CurveScale::Stretched, {std::clamp(low - 0.05, 0.0, 0.95), kShareCeiling});
    }
    if (metric.isError() && low > 0)
        return CurveAxis(CurveScale::Log, {low * 0.8, high * 1.1});
    const double room = std::max(0.05 * (high - low), 1e-9);
    return CurveAxis(CurveScale::Linear, {low - room, high + room});
}

AxisRange sharedEpochs(const StudyViewModel& study, const std::vector<ComparedTrial>& trials)
{
    int longest = 1;
    for (const ComparedTrial& compared : trials) {
        if (const TrialSnapshot* trial = study.trial(compared.trial))
            longest = std::max({longest, trial->finishedEpochs(), trial->plannedEpochs});
    }
    return {0.0, double(longest)};
}

std::vector<QPointF> differencePoints(const TrialSnapshot& trial, const TrialSnapshot& reference,
                                      CurveQuantity quantity)
{
    std::vector<QPointF> points;
    const int last = std::min(trial.finishedEpochs(), reference.finishedEpochs());
    for (int epoch = 1; epoch <= last; ++epoch) {
        const double difference = curveValue(trial, quantity, CurvePart::Validation, epoch) -
                                  curveValue(reference, quantity, CurvePart::Validation, epoch);
        if (std::isfinite(difference))
            points.emplace_back(epoch, difference);
    }
    return points;
}

double luckBand(double share, std::int64_t samples)
{
    if (samples <= 0 || !(share >= 0.0 && share <= 1.0))
        return 0.0;
    return 1.96 * std::sqrt(2.0 * share * (1.0 - share) / double(samples));
}

QString valuesText(const TrialSnapshot& trial, CurveQuantity quantity, int epoch, const MetricStyle& metric)
{
    const int shown = std::clamp(epoch, 0, trial.finishedEpochs());
    const auto text = [&](CurvePart part) {
        const double value = curveValue(trial, quantity, part, shown);
        return quantity == CurveQuantity::Loss ? lossText(value) : scoreText(value, metric);
    };
    return curveText("val %1 train %2").arg(text(CurvePart::Validation), text(CurvePart::Training));
}

} // namespace tunescope::ui
