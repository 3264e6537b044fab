// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/lessons/myths/myth.h"
#include "core/study/objective.h"
#include "core/study/study_snapshot.h"

#include <array>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace tunescope {

/// Validation accuracy of a real network over three settings, measured at every point of a dense grid, so that searches
/// on it cost nothing and its optimum is known. Between the points it is linear along the axes' positions.
struct Landscape {
    std::array<ParamSpec, 3> axes;
    std::array<std::size_t, 3> counts{};
    std::vector<double> scores; ///< [counts 0][counts 1][counts 2], shares 0..1.
    int trainings = 0;

    [[nodiscard]] double scoreAt(std::size_t i, std::size_t j, std::size_t k) const { return scores[(i * counts[1] + j) * counts[2] + k]; }
    /// At positions 0..1 along the axes.
    [[nodiscard]] double at(const std::array<double, 3>& position) const;
    [[nodiscard]] double best() const;
    [[nodiscard]] std::array<std::size_t, 3> bestPoint() const;
    [[nodiscard]] ParamValue valueOf(std::size_t axis, std::size_t index) const;
};

/// Tells the request's progress from 0 to 1. Trains the network (digits, one hidden layer, SGD with momentum) at every point: learning rate x units x dropout.
[[nodiscard]] Result<Landscape> measureLandscape(const MythRequest& request);

/// Looks scores up instead of training. Settings that are no axis ("useless_1") change nothing.
class LandscapeObjective final : public Objective
{
public:
    explicit LandscapeObjective(std::shared_ptr<const Landscape> landscape);

    [[nodiscard]] const StudyFacts& facts() const override { return m_facts; }
    [[nodiscard]] int plannedEpochs(const ParamSet& /*settings*/) const override { return 1; }
    [[nodiscard]] TrialOutcome evaluate(const TrialStart& trial, const ParamSet& fixed, const std::optional<TrialCheckpoint>& from, TrialContext& context) override;

private:
    std::shared_ptr<const Landscape> m_landscape;
    StudyFacts m_facts;
};

/// Runs a study without a file to its end; `progress` hears the share of trials done. Errors: those of samplers; Internal with detail "stopped" after a stop.
[[nodiscard]] Result<StudySnapshotPtr> runMythStudy(const StudyConfig& config, const std::shared_ptr<Objective>& objective, const MythRequest& request,
                                                    const std::function<void(double)>& progress = {});

/// The best value so far after each of `trials` trials, as the trials are numbered.
[[nodiscard]] std::vector<double> bestSoFar(const StudySnapshot& study, int trials);

/// A search on the landscape: its three axes and `useless` settings that change nothing.
[[nodiscard]] StudyConfig landscapeSearch(const Landscape& landscape, const std::string& sampler, int trials, int useless, std::uint64_t seed);

/// Median and middle half of several lines of equal length, times `factor`.
[[nodiscard]] MythCurve bandOf(std::string id, std::string label, const std::vector<std::vector<double>>& lines, double factor);

/// The value below which a share of the numbers lies; linear between neighbours (Hyndman & Fan's type 7).
[[nodiscard]] double quantileOf(std::vector<double> numbers, double share);

[[nodiscard]] inline bool isSmall(const MythRequest& request)
{
    return request.size == MythRequest::Size::Small;
}

inline void tellProgress(const MythRequest& request, double done, double all)
{
    if (request.progress)
        request.progress(done < all ? done / all : 1.0);
}

/// Whether the work is to stop, as the error that says so.
[[nodiscard]] Result<void> goesOn(const MythRequest& request);

/// A mean with its 95 % interval as a number of the result.
[[nodiscard]] MythNumber numberOf(std::string id, std::string label, const std::vector<double>& values, std::string unit);

} // namespace tunescope
