// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewmodels/analysis_table.h"

#include "ui/viewmodels/analysis_space.h"
#include "ui/viewmodels/search_space_rows.h"

#include <algorithm>
#include <cmath>

namespace tunescope::ui {
namespace {

bool isAnalysed(const TrialSnapshot& trial)
{
    if (trial.deleted)
        return false;
    if (trial.state == TrialState::Diverged)
        return true;
    return (trial.state == TrialState::Complete || trial.state == TrialState::Pruned) &&
           std::isfinite(shownScore(trial));
}

} // namespace

void AnalysisTable::clear()
{
    *this = AnalysisTable();
}

/// Of complete and pruned trials; a long bad tail is cut, its trials stand at the end.
AxisRange AnalysisTable::seenScores(const StudySnapshot& snapshot) const
{
    std::vector<double> scores;
    for (std::size_t i = 0; i < snapshot.size(); ++i) {
        const TrialSnapshot& trial = snapshot.trial(i);
        if (isAnalysed(trial) && trial.state != TrialState::Diverged)
            scores.push_back(shownScore(trial));
    }
    if (scores.empty())
        return {0.0, 1.0};
    std::sort(scores.begin(), scores.end());
    const double tail = scores.size() >= 20 ? 0.05 * double(scores.size()) : 0.0;
    const auto cut = static_cast<std::size_t>(tail);
    const bool isHighBetter = m_metric.direction == Direction::Maximize;
    AxisRange range{scores[isHighBetter ? cut : 0], scores[scores.size() - 1 - (isHighBetter ? 0 : cut)]};
    const double room = std::max(0.04 * (range.high - range.low), 1e-9 + 1e-3 * std::abs(range.high));
    range.low = range.low > 0.0 ? std::max(range.low - room, 0.9 * range.low) : range.low - room;
    range.high += room;
    return range;
}

void AnalysisTable::readDimensions(const StudySnapshot& snapshot)
{
    m_metric = metricStyleOf(&snapshot);
    m_stages = snapshot.stages.size();
    m_dimensions.clear();
    const SearchSpace space = mergedSpace(snapshot);
    for (const ParamSpec& spec : space.params()) {
        SearchRow row;
        row.when = spec.when;
        m_dimensions.push_back({spec.name, settingTitle(spec.name), conditionText(row),
                                AnalysisAxis::ofSetting(spec.distribution)});
    }
    const QString title = m_metric.isShare ? m_metric.title + QStringLiteral(", %") : m_metric.title;
    m_dimensions.push_back({{}, title, {}, AnalysisAxis::ofScore(m_metric, seenScores(snapshot))});
}

void AnalysisTable::rebuild(const StudySnapshot& snapshot)
{
    readDimensions(snapshot);
    m_trials.assign(snapshot.size(), {});
    m_positions.assign(snapshot.size() * m_dimensions.size(), 0.0F);
    m_shownCount = m_completeCount = 0;
    for (std::size_t i = 0; i < snapshot.size(); ++i)
        read(snapshot, i);
}

AnalysisTable::Axes AnalysisTable::update(const StudySnapshot& snapshot, const std::vector<int>& changed)
{
    const std::vector<AnalysisDimension> before = m_dimensions;
    const bool ownRange = !before.empty() && !(m_metric.isShare && m_metric.direction == Direction::Maximize);
    if (before.empty() || m_stages != snapshot.stages.size() || ownRange) {
        rebuild(snapshot);
        return before == m_dimensions ? Axes::Same : Axes::Changed;
    }
    m_trials.resize(snapshot.size());
    m_positions.resize(snapshot.size() * m_dimensions.size());
    for (const int number : changed) {
        if (static_cast<std::size_t>(number) < snapshot.size())
            read(snapshot, static_cast<std::size_t>(number));
    }
    return Axes::Same;
}

void AnalysisTable::read(const StudySnapshot& snapshot, std::size_t number)
{
    const TrialSnapshot& trial = snapshot.trial(number);
    AnalysisTrial& own = m_trials[number];
    const auto count = [&](int sign) {
        m_shownCount += own.isShown ? sign : 0;
        m_completeCount += own.isShown && own.state == TrialState::Complete ? sign : 0;
    };
    count(-1);
    own.isShown = isAnalysed(trial);
    own.state = trial.state;
    own.score = static_cast<float>(trial.state == TrialState::Diverged ? kNoValue : shownScore(trial));
    own.seconds =
        static_cast<float>(trial.outcome.trialSeconds > 0.0 ? trial.outcome.trialSeconds
                                                            : trial.endSeconds - trial.startSeconds);
    count(1);
    if (!own.isShown)
        return;
    float* positions = &m_positions[number * m_dimensions.size()];
    for (std::size_t d = 0; d + 1 < m_dimensions.size(); ++d) {
        const ParamValue* value = settingOf(snapshot, trial, m_dimensions[d].name);
        positions[d] = static_cast<float>(value ? m_dimensions[d].axis.position(*value) : kNoValue);
    }
    const double worst = m_metric.direction == Direction::Maximize ? 0.0 : 1.0;
    const double place = m_dimensions.back().axis.position(double(own.score));
    positions[m_dimensions.size() - 1] =
        static_cast<float>(std::isfinite(place) ? std::clamp(place, 0.0, 1.0) : worst);
}

int AnalysisTable::dimensionOf(const std::string& name) const
{
    const auto at = std::find_if(m_dimensions.begin(), m_dimensions.end(),
                                 [&](const AnalysisDimension& d) { return d.name == name; });
    return at == m_dimensions.end() ? -1 : static_cast<int>(at - m_dimensions.begin());
}

} // namespace tunescope::ui
