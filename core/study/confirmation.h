// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metrics/comparison.h"
#include "core/study/extra_trainer.h"
#include "core/study/study_store.h"

#include <optional>
#include <string>
#include <vector>

namespace tunescope {

/// What a confirmation redraws besides initial weights, batch order and dropout.
enum class ConfirmSplit {
    Same, ///< Training and validation parts are those of the study.
    New,  ///< Each draw has its own; the test part stays.
};

/// Which trials are trained again, and how often.
struct ConfirmRequest {
    int top = 4;
    std::vector<int> trials = {}; ///< Instead of the best ones.
    int seeds = 5;                ///< Draws 0 .. seeds - 1; those that are stored already are not trained again.
    ConfirmSplit split = ConfirmSplit::Same;
    int workers = 1;
};

/// A trial with its confirmation runs.
struct ConfirmedTrial {
    int trial = 0;
    std::optional<double> searchValue; ///< As the search found it: the best of many, so it flatters.
    std::vector<double> values;        ///< By draw; not-a-number where a run diverged, failed or is not there.
    int failures = 0;                  ///< Runs without a value.
    std::int64_t weights = 0;
    double meanSeconds = 0.0; ///< Of a run.
    CandidateVerdict verdict;
};

/// What the confirmation runs of a study say. `comparison` indexes `trials`.
struct ConfirmationReport {
    ConfirmSplit split = ConfirmSplit::Same;
    int seeds = 0;
    std::vector<ConfirmedTrial> trials; ///< Best mean first.
    Comparison comparison;
    std::optional<double> rowError; ///< Standard error that the validation rows add; nothing where it is not known.
    std::string rowErrorFrom;       ///< How it was found, or why it is not known.

    [[nodiscard]] const ConfirmedTrial* leader() const { return comparison.leader < 0 ? nullptr : &trials[static_cast<std::size_t>(comparison.leader)]; }
    [[nodiscard]] std::vector<int> tieGroup() const; ///< Trial numbers.
};

/// The seed of a draw: the same for all trials, so that draws are pairs.
[[nodiscard]] std::uint64_t confirmationSeed(std::uint64_t studySeed, int draw);

/// The trials that a request is about. Errors: NothingToConfirm, NoSuchTrial, TrialNotConfirmable.
[[nodiscard]] Result<std::vector<int>> confirmedTrials(const StoredStudy& study, const ConfirmRequest& request);

/// What is still to be trained for a request, draw by draw, so that an interruption leaves pairs.
/// Errors: those of confirmedTrials(), NewSplitsUnavailable.
[[nodiscard]] Result<std::vector<ExtraJob>> confirmationJobs(const StoredStudy& study, const ConfirmRequest& request);

/// The report on these trials (empty = all that were confirmed with this kind of split); nothing if there are no runs.
[[nodiscard]] std::optional<ConfirmationReport> confirmationReport(const StoredStudy& study, ConfirmSplit split,
                                                                   const std::vector<int>& trials = {});

/// Standard error of a metric that is a mean over independent rows: the binomial sqrt(p (1 - p) / rows) for accuracy;
/// nothing for other metrics.
[[nodiscard]] std::optional<double> rowErrorOf(const std::string& metric, double value, std::int64_t rows);

/// Rows that one value of the study is computed from: those of the validation part, for k-fold of all folds.
[[nodiscard]] std::int64_t judgedRows(const StoredStudy& study);

/// Sentences on a report, the most important first.
[[nodiscard]] std::vector<std::string> confirmationSentences(const ConfirmationReport& report, const std::string& metric);

} // namespace tunescope
