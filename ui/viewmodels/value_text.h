// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/study_snapshot.h"
#include "ui/viewmodels/setting_names.h"

#include <QString>

#include <cmath>
#include <limits>

namespace tunescope::ui {

inline constexpr double kNoValue = std::numeric_limits<double>::quiet_NaN();

/// How the study's metric is named, written and compared.
struct MetricStyle {
    QString name = QStringLiteral("accuracy"); ///< As in specs.
    QString title = QStringLiteral("Accuracy");
    QString column = QStringLiteral("Val. acc."); ///< Head of the score column.
    Direction direction = Direction::Maximize;
    bool isShare = true; ///< 0..1, written in percent.
    bool isLoss = false;
    /// Good values crowd below 100 %, so that charts stretch the axis there.
    bool isStretched = true;

    /// An error in the target's units (RMSE): good values crowd above 0, so that charts are logarithmic.
    [[nodiscard]] bool isError() const { return !isShare && direction == Direction::Minimize; }

    friend bool operator==(const MetricStyle&, const MetricStyle&) = default;
};

[[nodiscard]] MetricStyle metricStyleOf(const StudySnapshot* snapshot);
/// "accuracy", "f1:setosa".
[[nodiscard]] MetricStyle metricStyleOf(const std::string& name);

/// "97.2" for a share, otherwise three significant digits; an en dash where there is no value.
[[nodiscard]] QString scoreText(double value, const MetricStyle& metric);
/// scoreText() with " %" behind a share.
[[nodiscard]] QString scoreTextWithUnit(double value, const MetricStyle& metric);
/// A difference of two scores with its sign: "+4.4" (points of a share), "-0.031".
[[nodiscard]] QString gapText(double difference, const MetricStyle& metric);
/// Three significant digits, scientific below 0.001: "0.154", "5.0e-4", "12.3".
[[nodiscard]] QString lossText(double loss);
/// A setting: two significant digits, scientific below 0.001: "0.0047", "0.17", "5.0e-4"; whole numbers
/// whole.
[[nodiscard]] QString settingText(const ParamValue& value);
/// Whole numbers with a thin space between thousands.
[[nodiscard]] QString wholeText(qint64 count);
/// "12.1 s", "94 ms", "2 min 31 s", "1 h 5 min".
[[nodiscard]] QString durationText(double seconds);

/// The parameter of a trial or, where the stage fixes it, the fixed value; null if it is not active.
[[nodiscard]] const ParamValue* settingOf(const StudySnapshot& snapshot, const TrialSnapshot& trial,
                                          std::string_view name);
/// "2 × 64", from hidden layers and units; empty where the model has none.
[[nodiscard]] QString layersText(const StudySnapshot& snapshot, const TrialSnapshot& trial);
/// The same in words that stand alone: "2 × 64", "3 layers".
[[nodiscard]] QString layersWords(const StudySnapshot& snapshot, const TrialSnapshot& trial);
/// "RMSprop, 4 × 110, ReLU": what tells a trial from others in one line.
[[nodiscard]] QString trialSummary(const StudySnapshot& snapshot, const TrialSnapshot& trial);

/// The trial's score as tables show it: its value when complete, otherwise its best so far; NaN without any.
[[nodiscard]] double shownScore(const TrialSnapshot& trial);
/// Training minus validation at the best epoch so far; NaN if unknown.
[[nodiscard]] double gapOf(const TrialSnapshot& trial, const MetricStyle& metric);
/// "Running", "Finished", "Early stop", "Pruned" ... as on screen.
[[nodiscard]] QString stateWord(const TrialSnapshot& trial);

} // namespace tunescope::ui
