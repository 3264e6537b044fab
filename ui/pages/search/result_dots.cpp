// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/search/result_dots.h"

#include "ui/viewmodels/param_words.h"

#include <algorithm>
#include <cmath>

namespace tunescope::ui {
namespace {

constexpr double kSmallestMiss = 0.0045; ///< As in the accuracy charts: above 99.55 % all shares look alike.
constexpr double kFloorQuantile = 0.05;

/// Even steps of this are even steps of difficulty; larger is better.
double stretched(double score, const MetricStyle& metric)
{
    if (metric.isShare) {
        const double miss = metric.direction == Direction::Maximize ? 1.0 - score : score;
        return -std::log10(std::max(miss, kSmallestMiss));
    }
    if (metric.direction == Direction::Minimize)
        return score > 0.0 ? -std::log10(score) : -score;
    return score;
}

std::optional<DotState> dotStateOf(const TrialSnapshot& trial)
{
    switch (trial.state) {
    case TrialState::Complete:
        return DotState::Complete;
    case TrialState::Pruned:
        return DotState::Pruned;
    case TrialState::Diverged:
        return DotState::Diverged;
    case TrialState::Queued:
    case TrialState::Running:
    case TrialState::Paused:
    case TrialState::Failed:
    case TrialState::Cancelled:
        break;
    }
    return std::nullopt;
}

} // namespace

ResultDots::ResultDots(StudySnapshotPtr snapshot) : m_snapshot(std::move(snapshot))
{
    if (!m_snapshot)
        return;
    m_metric = metricStyleOf(m_snapshot.get());
    std::vector<double> finished;
    for (std::size_t i = 0; i < m_snapshot->size(); ++i) {
        const TrialSnapshot& trial = m_snapshot->trial(i);
        const std::optional<DotState> state = dotStateOf(trial);
        if (!state || trial.deleted)
            continue;
        const double score = stretched(shownScore(trial), m_metric);
        if (*state == DotState::Complete)
            finished.push_back(score);
        m_trials.push_back({&trial, score, trial.number() == m_snapshot->best ? DotState::Best : *state});
    }
    m_withTips = m_trials.size() <= static_cast<std::size_t>(kMostDots);
    if (finished.empty())
        finished.push_back(0.0);
    std::sort(finished.begin(), finished.end());
    const double floor =
        finished[static_cast<std::size_t>(kFloorQuantile * static_cast<double>(finished.size() - 1))];
    const double span = finished.back() - floor;
    for (Shown& shown : m_trials) {
        const double height = span > 0.0 ? (shown.height - floor) / span : 1.0;
        shown.height = std::isfinite(height) ? std::clamp(height, 0.0, 1.0) : 0.0;
    }
}

TrackDot ResultDots::dotOf(const Shown& shown, const ParamValue& value) const
{
    TrackDot dot;
    dot.id = shown.trial->number();
    dot.value = paramNumber(value).value_or(0.0);
    dot.score = shown.height;
    dot.state = shown.state;
    if (!m_withTips && shown.state != DotState::Best)
        return dot;
    const QString score = shown.state == DotState::Diverged
                              ? QString()
                              : scoreTextWithUnit(shownScore(*shown.trial), m_metric) + QStringLiteral(" · ");
    dot.tip = QStringLiteral("%1 · %2%3").arg(valueTitle(value), score, stateWord(*shown.trial).toLower());
    return dot;
}

std::vector<TrackDot> ResultDots::dotsOf(const std::string& setting) const
{
    std::vector<TrackDot> dots;
    for (const Shown& shown : m_trials) {
        const ParamValue* value = settingOf(*m_snapshot, *shown.trial, setting);
        if (value && paramNumber(*value))
            dots.push_back(dotOf(shown, *value));
    }
    return dots;
}

std::vector<TrackDot> ResultDots::dotsOf(const std::string& setting, const ParamValue& choice) const
{
    std::vector<TrackDot> dots;
    for (const Shown& shown : m_trials) {
        const ParamValue* value = settingOf(*m_snapshot, *shown.trial, setting);
        if (value && sameValue(*value, choice))
            dots.push_back(dotOf(shown, *value));
    }
    return dots;
}

QString ResultDots::bestScoreOf(const std::string& setting, const ParamValue& choice) const
{
    if (!m_snapshot)
        return {};
    std::optional<double> best;
    for (const Shown& shown : m_trials) {
        const std::optional<double> value = shown.trial->outcome.value;
        if (shown.trial->state != TrialState::Complete || !value ||
            (best && !isBetter(*value, *best, m_metric.direction)))
            continue;
        const ParamValue* own = settingOf(*m_snapshot, *shown.trial, setting);
        if (own && sameValue(*own, choice))
            best = value;
    }
    return best ? scoreText(*best, m_metric) : QString();
}

const ParamValue* ResultDots::bestValueOf(const std::string& setting) const
{
    if (!m_snapshot || m_snapshot->best < 0)
        return nullptr;
    return settingOf(*m_snapshot, m_snapshot->trial(static_cast<std::size_t>(m_snapshot->best)), setting);
}

} // namespace tunescope::ui
