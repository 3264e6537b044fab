// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/trial_report.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace tunescope {

/// Why a trial is trained once more outside the search.
enum class ExtraKind {
    Confirmation, ///< The same settings on a new seed.
    Ghost,        ///< A pruned trial is finished, to see what pruning cost.
};

/// "confirmation", "ghost".
[[nodiscard]] std::string_view extraKindName(ExtraKind kind);
[[nodiscard]] std::optional<ExtraKind> extraKindFromName(std::string_view name);

/// One more training of a trial's settings. It never enters the ranking and no sampler sees it.
struct ExtraRun {
    ExtraKind kind = ExtraKind::Confirmation;
    int trial = 0;
    int draw = 0;          ///< Number of the new seed, from 0: the same for all trials, so that draws are pairs.
    bool newSplit = false; ///< Each draw has training and validation parts of its own; the test part stays.
    std::uint64_t seed = 0;
    TrialState state = TrialState::Complete; ///< Complete, diverged or failed.
    std::string reason;                      ///< TrialReason::text
    std::optional<double> value = std::nullopt;
    std::optional<double> lastValue = std::nullopt;
    int bestEpoch = 0;
    std::vector<RunResult> runs = {};
    std::vector<double> curve = {}; ///< The study's metric on the validation part of run (0, 0), from epoch 1 on.
    std::int64_t weights = 0;
    double extraSeconds = 0.0;
    double finishedAt = 0.0; ///< Seconds since 1970, UTC.
};

/// Test score of the trial that was best after so many trials.
struct TestPoint {
    int trials = 0; ///< Trials finished by then.
    int trial = 0;  ///< The best of them.
    double validation = 0.0;
    double test = 0.0;

    friend bool operator==(const TestPoint&, const TestPoint&) = default;
};

/// One opening of the locked test part. Stored for ever.
struct TestLook {
    int number = 0; ///< 1 = the first.
    double openedAt = 0.0;
    int trial = 0;
    int epoch = 0;  ///< The trial's best.
    int trials = 0; ///< Told when the part was opened.
    std::int64_t rows = 0;
    std::string metric;
    double validation = 0.0; ///< The trial's value.
    double value = 0.0;      ///< Test metric: the mean over the trial's runs, each with its own network.
    double loss = 0.0;
    std::vector<double> metrics = {}; ///< As StudyFacts::metricNames.
    std::vector<double> runs = {};    ///< Test metric of each run.
    std::vector<TestPoint> points = {}; ///< Of the trials that were the best once, by number of trials.
};

} // namespace tunescope
