// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/search/rungs.h"
#include "core/search/search_insight.h"
#include "core/study/study_snapshot.h"
#include "ui/viewmodels/analysis_axis.h"

#include <QString>

#include <optional>
#include <string>
#include <vector>

namespace tunescope::ui {

/// A trial that the proposal could see, where it lies along the axis.
struct SeenTrial {
    int trial = 0;
    double position = 0.0; ///< On the setting's axis, 0..1.
    double score = 0.0;
    bool isComplete = true;
};

enum class Gene { First, Second, New };

/// One trial of a generation and where its settings come from.
struct Child {
    int trial = 0;
    std::vector<int> parents;
    std::vector<Gene> genes; ///< Of ProposalInsight::names; New = mutated, blended or not in its parents.
    double score = kNoValue;
};

/// What the search knew when it proposed one trial: pictures of its model, as far as it has one.
struct ProposalInsight {
    int trial = -1;
    std::string method;             ///< "gp", "tpe", ...: what "auto" stood for.
    QString methodTitle;            ///< "Bayesian".
    QString reason;                 ///< Why the strategy has nothing to show for this trial; empty if it has.
    std::vector<std::string> names; ///< Settings that the trial has and the stage searched, in its order.
    std::string first;              ///< Along x.
    std::string second;             ///< Up the plane; empty = there is only one.
    AnalysisAxis axis;
    AnalysisAxis secondAxis;
    ParamSet params;
    int seen = 0; ///< Told trials that it could see.

    std::optional<GpSlice> model;  ///< With the proposal's own place among its positions.
    std::vector<double> positions; ///< Of model->values on `axis`.
    std::size_t proposed = 0;      ///< Index into them.
    std::optional<GpPlane> plane;  ///< Likewise; [first][second].
    std::vector<double> columns, rows;
    std::size_t proposedColumn = 0, proposedRow = 0;
    std::optional<double> bestSoFar; ///< Score of the best complete trial it could see.
    std::vector<SeenTrial> dots;

    std::optional<TpeSlice> densities;
    std::vector<double> densityPositions;
    int good = 0; ///< Trials behind densities->good,
    int rest = 0; ///< and behind densities->rest.

    int generation = 0;
    std::vector<Child> children; ///< Of the trial's generation up to it; empty without generations.
    std::vector<Rung> rungs;     ///< Of the rule that stops weak trials; empty if it has none.
    QString rule;                ///< Its title; empty = none.

    /// Index of the largest expected improvement along the axis.
    [[nodiscard]] std::size_t mostPromising() const;
    /// True if that is where the trial was proposed.
    [[nodiscard]] bool isAtMaximum() const { return model && mostPromising() == proposed; }
    /// Where the good density is largest by the rest.
    [[nodiscard]] double densityGap(std::size_t index) const;
};

/// Asks the models again with what the sampler could see then. Costs about a proposal: not for the window's
/// thread. Empty names choose the first settings.
[[nodiscard]] ProposalInsight proposalInsight(const StudySnapshot& snapshot, int trial,
                                              const std::string& first, const std::string& second);

/// The newest trial that a sampler proposed; -1 if there is none.
[[nodiscard]] int latestProposal(const StudySnapshot& snapshot);

} // namespace tunescope::ui
