// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/direction.h"
#include "core/metrics/statistics.h"

#include <cstdint>
#include <span>
#include <vector>

namespace tunescope {

/// Scores of one candidate, one a draw (seed); the same draws, in the same order, for all candidates. Draws
/// that came to nothing (a diverged run) are not-a-number.
struct CandidateScores {
    std::vector<double> values;
    double weights = 0.0; ///< Size of its network.
    double seconds = 0.0; ///< Mean time of a run.
};

/// What repeated scores say about one candidate.
struct CandidateVerdict {
    int rank = 0; ///< 1 = best mean.
    MeanInterval mean;
    PairedComparison againstLeader; ///< Minus the leader, over the draws that both have.
    /// That means as far apart as from here up to the leader are only luck, after correction for looking at all of
    /// them; 1 for the leader.
    double luck = 1.0;
    bool tied = false; ///< With the leader; the leader itself is.
    double chanceOfBest = 0.0;
    bool withinOneError = false; ///< Its mean is at most one standard error of the leader's behind the leader.
};

/// How candidates that were scored several times compare.
struct Comparison {
    std::vector<CandidateVerdict> verdicts; ///< In the order of the candidates.
    int leader = -1;                        ///< Index of the best mean; -1 where nothing could be compared.
    double pooledDeviation = 0.0;           ///< Of scores around their own candidate's mean; not-a-number if unknown.
    int freedom = 0;                        ///< Degrees of freedom of it.
    double oneError = 0.0;                  ///< The standard error that withinOneError uses.
    int oneErrorChoice = -1;                ///< The smallest network within it.
    int fastestTied = -1;                   ///< In the tie group.
    int smallestTied = -1;
};

/// The level at which candidates are told apart.
inline constexpr double kTieLevel = 0.05;

/// Compares candidates by their mean scores.
///
/// Tie group: a step-down studentized-range test on the means with a variance pooled over all candidates (each
/// around its own mean). Sorted by mean, the range from the leader to the last one is tested first; a candidate is
/// told apart from the leader only if its own range and all longer ones are significant at kTieLevel. As every range
/// begins with the leader, at most one of the tests that are reached is of candidates that are truly equal, so equal
/// candidates are all called a tie in 95 % of studies, however many they are. Unequal numbers of scores enter with
/// the Tukey-Kramer standard error.
/// Source: Tukey 1953 and Kramer, "Extension of multiple range tests", Biometrics 12, 1956.
///
/// Chance of being best: share of 10,000 draws from the posterior of the means, given the pooled variance (a scaled
/// inverse chi-square) and flat priors; equal candidates share.
/// Source: Gelman et al., "Bayesian Data Analysis", 3rd edition, 2013, section 3.2.
///
/// One-standard-error choice: the smallest network whose mean is at most one standard error behind the leader's.
/// `rowError` is the standard error that the finite validation part adds (0 if unknown); it is added in squares.
/// Source: Breiman et al., "Classification and Regression Trees", 1984, section 3.4.3.
///
/// Candidates without a score have rank 0, are tied with nobody and never chosen. With fewer than two scores
/// anywhere the spread is unknown: nothing can be told apart and everything is a tie.
[[nodiscard]] Comparison compareCandidates(std::span<const CandidateScores> candidates, Direction direction,
                                           double rowError, std::uint64_t seed);

} // namespace tunescope
