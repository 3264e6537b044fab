// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/dataset_summary.h"
#include "core/study/study_config.h"

#include <QString>

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

namespace tunescope::ui {

/// The ways of judging a trial as the window offers them.
enum class JudgeKind { OneSplit, Folds, Repeated, InTime, ByGroup };
inline constexpr std::array kJudgeKinds{JudgeKind::OneSplit, JudgeKind::Folds, JudgeKind::Repeated, JudgeKind::InTime, JudgeKind::ByGroup};

[[nodiscard]] JudgeKind judgeKindOf(const ProtocolConfig& protocol);
/// The protocol judged this way; shares, metric and seed stay, what the way needs gets its usual value.
[[nodiscard]] ProtocolConfig judgedBy(ProtocolConfig protocol, JudgeKind kind, const DatasetFacts& facts);
/// Why the data cannot be judged this way; empty if they can.
[[nodiscard]] QString whyNotJudged(JudgeKind kind, const DatasetFacts& facts);

/// "One split", "5 folds", ... as in "Use 5 folds".
[[nodiscard]] QString judgeTitle(const ProtocolConfig& protocol);
/// One sentence: "Every row is validated once."
[[nodiscard]] QString judgeWords(JudgeKind kind);

/// Trainings that one trial takes.
[[nodiscard]] int runsOf(const ProtocolConfig& protocol);
/// Different rows that a trial's score is computed from, about.
[[nodiscard]] std::int64_t judgedRowsOf(const ProtocolConfig& protocol, const DatasetFacts& facts);

/// A stretch of the rows in one training; ends as shares of all rows.
struct JudgeBand {
    enum class Part { Learns, Stops, Judges, Test, Unused };
    Part part = Part::Learns;
    double from = 0.0;
    double to = 1.0;
};

/// The bands of every training, one row each; random parts are drawn as blocks.
[[nodiscard]] std::vector<std::vector<JudgeBand>> judgeBands(const ProtocolConfig& protocol);

} // namespace tunescope::ui
