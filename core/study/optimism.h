// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/study_store.h"

#include <optional>
#include <string>
#include <vector>

namespace tunescope {

/// How much the best validation score of a study flatters.
///
/// Expected, before the test part is opened: of n settings the one with the best score was chosen, and a part of its
/// lead is luck of the validation rows. With scores = truth + noise, both normal, the noise of the best is
///   e(n) * noise^2 / spread,
/// e(n) the expected maximum of n standard normal numbers, `noise` the standard error of one score from so many
/// validation rows (binomial; accuracy only), `spread` the deviation of the n scores: the root mean square distance of
/// the better half from the median, so that settings that hardly learn do not count, and never below `noise`. Never
/// more than the lead of the best over the median. Rows are shared by all trials, so part of the noise is common to all
/// of them and chooses nobody: the true optimism tends to be a little less.
/// Sources: David & Nagaraja, "Order Statistics", 2003, section 3.1 (e); Smith & Winkler, "The Optimizer's Curse",
/// Management Science 52, 2006 (the best of noisy values disappoints by its share of noise).
///
/// Measured, once it was opened: validation minus test (with the sign turned so that more is more flattering) of the
/// trials that were the best after 1, 2, ... trials, as in TestLook::points of the latest look.
struct OptimismReport {
    std::string metric;
    int scores = 0; ///< n: complete trials, without imported ones.
    std::optional<int> best = std::nullopt;
    std::optional<double> validation = std::nullopt;  ///< Of the best.
    std::optional<double> noise = std::nullopt;       ///< Nothing where it is not known.
    std::optional<double> spread = std::nullopt;
    std::optional<double> expected = std::nullopt;    ///< In units of the metric, 0 or more.
    std::optional<double> confirmed = std::nullopt;   ///< Mean of the best over new seeds, if there are some.
    bool opened = false;
    int looks = 0;
    int scoresAfterLooks = 0; ///< Complete trials that were told after the first look: their test scores are no surprise any more.
    std::vector<TestPoint> points = {};
    std::optional<double> measured = std::nullopt;    ///< Of the last point.
    std::optional<double> testError = std::nullopt;   ///< Standard error of the test score, where known.
    std::vector<std::string> sentences = {};
};

[[nodiscard]] OptimismReport optimismOf(const StoredStudy& study);

} // namespace tunescope
