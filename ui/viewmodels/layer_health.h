// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metrics/layer_report.h"

#include <QString>

#include <vector>

namespace tunescope::ui {

enum class LayerState { Healthy, SmallSteps, LargeSteps, Dead, Saturated, Vanishing, Exploding };

/// Whether a state is a reason to change something, and not merely worth knowing.
[[nodiscard]] bool isAlarming(LayerState state);

/// Update by weight of a layer that learns well (tokens: the healthy band of the chart).
inline constexpr double kHealthyLow = 1e-3;
inline constexpr double kHealthyHigh = 1e-2;

/// One layer with weights after one epoch, with the words for it.
struct LayerHealth {
    QString title; ///< "Layer 2".
    QString kind;  ///< "dense", "output" for the last one.
    qint64 weights = 0;
    LayerReport report;
    LayerState state = LayerState::Healthy;
    QString word;     ///< For a chip: "45 % dead".
    QString sentence; ///< "Layer 2: 45 % of the units are dead, they answer 0 to every row."
    /// Of epochs 1, 2, ...; not-a-number where there is no report.
    std::vector<double> ratios;
    std::vector<double> gradients;
};

/// The layers of run (0, 0) at `epoch`, from the reports of all epochs; empty if that epoch has none.
///
/// A layer is named by the worst thing that holds: a number that is not finite or a step of more than 30 % of
/// the weights is exploding; more than 30 % dead units; more than half of the outputs saturated; steps below
/// 1e-5 while another layer's are above 1e-3 are vanishing. Outside 0.1 to 1 % the steps are called small or
/// large, which alone is no alarm: they are large at the start and small at the end of many good trainings.
/// Sources: the 1e-3 rule of Karpathy, CS231n notes "Learning" (ratio of updates and weights); the others are
/// this program's (design/ux/ux.md section 12).
[[nodiscard]] std::vector<LayerHealth> layerHealth(const std::vector<EpochLayers>& epochs, int epoch);

/// What is wrong, worst first, in one or two sentences; otherwise that nothing is.
[[nodiscard]] QString layersSentence(const std::vector<LayerHealth>& layers);

/// "0.31 %", "2.4e-5 %": an update by the weights.
[[nodiscard]] QString ratioText(double ratio);

} // namespace tunescope::ui
