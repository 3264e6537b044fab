// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/study_snapshot.h"
#include "ui/viewmodels/value_text.h"
#include "ui/widgets/track_picture.h"

#include <string>
#include <vector>

namespace tunescope::ui {

/// The trials of a study as dots of one setting: where each lies, how good it was, how it ended.
///
/// The height is the score on a stretched scale (the distance to a perfect share counts by its logarithm),
/// from the fifth percentile of the finished trials to the best.
class ResultDots
{
public:
    ResultDots() = default;
    explicit ResultDots(StudySnapshotPtr snapshot);

    [[nodiscard]] bool isEmpty() const { return m_trials.empty(); }
    /// Dots of numeric values; trials without the setting are left out.
    [[nodiscard]] std::vector<TrackDot> dotsOf(const std::string& setting) const;
    /// Dots of the trials that had this choice.
    [[nodiscard]] std::vector<TrackDot> dotsOf(const std::string& setting, const ParamValue& choice) const;
    /// The best score of that choice as it is written, "98.6"; empty if none finished.
    [[nodiscard]] QString bestScoreOf(const std::string& setting, const ParamValue& choice) const;
    /// The setting's value in the best trial, or null.
    [[nodiscard]] const ParamValue* bestValueOf(const std::string& setting) const;

private:
    struct Shown {
        const TrialSnapshot* trial = nullptr;
        double height = 0.0;
        DotState state = DotState::Complete;
    };

    [[nodiscard]] TrackDot dotOf(const Shown& shown, const ParamValue& value) const;

    StudySnapshotPtr m_snapshot; ///< Keeps the trials alive.
    MetricStyle m_metric;
    bool m_withTips = true; ///< Hundreds of dots become a density, which has none.
    std::vector<Shown> m_trials;
};

} // namespace tunescope::ui
