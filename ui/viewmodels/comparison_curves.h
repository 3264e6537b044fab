// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/viewmodels/comparison_model.h"
#include "ui/viewmodels/learning_curve_axis.h"
#include "ui/viewmodels/learning_curve_model.h"

#include <QPointF>

#include <vector>

namespace tunescope::ui {

/// (epoch, value) of a trial, without those that are not numbers.
[[nodiscard]] std::vector<QPointF> curvePoints(const TrialSnapshot& trial, CurveQuantity quantity,
                                               CurvePart part);

/// The axis on which all the trials can be seen: shares on the stretched one, losses logarithmic.
[[nodiscard]] CurveAxis sharedAxis(const StudyViewModel& study, const std::vector<ComparedTrial>& trials,
                                   CurveQuantity quantity);
/// From 0 to the last epoch of the longest of the trials.
[[nodiscard]] AxisRange sharedEpochs(const StudyViewModel& study, const std::vector<ComparedTrial>& trials);

/// Trial minus reference at every epoch that both have.
[[nodiscard]] std::vector<QPointF> differencePoints(const TrialSnapshot& trial,
                                                    const TrialSnapshot& reference, CurveQuantity quantity);

/// Half width of the band in which the difference of two shares measured on `samples` rows says nothing:
/// 1.96 standard errors of the difference of two independent shares around `share`.
[[nodiscard]] double luckBand(double share, std::int64_t samples);

/// "val 97.5 train 99.8" at the epoch; the last values of a trial that stopped earlier.
[[nodiscard]] QString valuesText(const TrialSnapshot& trial, CurveQuantity quantity, int epoch,
                                 const MetricStyle& metric);

} // namespace tunescope::ui
