// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/viewmodels/analysis_axis.h"

#include <string>
#include <vector>

namespace tunescope::ui {

/// One axis of the Analyse page: a setting that was searched, or the score.
struct AnalysisDimension {
    std::string name; ///< Empty for the score.
    QString title;
    QString note; ///< "only for SGD"; empty if the setting always exists.
    AnalysisAxis axis;

    [[nodiscard]] bool isScore() const { return name.empty(); }
    friend bool operator==(const AnalysisDimension&, const AnalysisDimension&) = default;
};

/// What of a trial the page needs, in small.
struct AnalysisTrial {
    bool isShown = false; ///< Told with a score or diverged, and not deleted.
    TrialState state = TrialState::Queued;
    float score = 0.0F;   ///< Where it stopped, for pruned ones; NaN for diverged ones.
    float seconds = 0.0F; ///< It took to train.
};

/// All trials of a study on the axes of the page; row = trial number.
class AnalysisTable
{
public:
    void rebuild(const StudySnapshot& snapshot);
    /// Reads only these trials again; true if the axes have changed with them, and then everything was read.
    enum class Axes { Same, Changed };
    Axes update(const StudySnapshot& snapshot, const std::vector<int>& changed);
    void clear();

    [[nodiscard]] const std::vector<AnalysisDimension>& dimensions() const { return m_dimensions; }
    [[nodiscard]] const MetricStyle& metric() const { return m_metric; }
    /// The score's is the last one.
    [[nodiscard]] std::size_t scoreDimension() const { return m_dimensions.size() - 1; }
    [[nodiscard]] int dimensionOf(const std::string& name) const; ///< -1 if it was not searched.
    [[nodiscard]] const std::vector<AnalysisTrial>& trials() const { return m_trials; }
    [[nodiscard]] int shownCount() const { return m_shownCount; }
    [[nodiscard]] int completeCount() const { return m_completeCount; }
    /// 0 to 1; NaN where the trial has no such setting. Diverged trials stand at the score's worst end.
    [[nodiscard]] float position(std::size_t trial, std::size_t dimension) const
    {
        return m_positions[trial * m_dimensions.size() + dimension];
    }

private:
    void readDimensions(const StudySnapshot& snapshot);
    void read(const StudySnapshot& snapshot, std::size_t number);
    [[nodiscard]] AxisRange seenScores(const StudySnapshot& snapshot) const;

    MetricStyle m_metric;
    std::vector<AnalysisDimension> m_dimensions;
    std::vector<AnalysisTrial> m_trials;
    std::vector<float> m_positions;
    std::size_t m_stages = 0;
    int m_shownCount = 0;
    int m_completeCount = 0;
};

} // namespace tunescope::ui
