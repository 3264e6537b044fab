// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewmodels/analysis_model.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>

namespace tunescope::ui {
namespace {

using namespace std::chrono_literals;

constexpr std::chrono::milliseconds kTableTick = 250ms;

} // namespace

AnalysisModel::AnalysisModel(StudyViewModel& study, QObject* parent) : QObject(parent), m_study(study)
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(kTableTick);
    connect(&m_timer, &QTimer::timeout, this, &AnalysisModel::flush);
    connect(&study, &StudyViewModel::snapshotChanged, this, &AnalysisModel::note);
    connect(&study, &StudyViewModel::studyReplaced, this, &AnalysisModel::replace);
    replace();
}

int AnalysisModel::best() const
{
    return m_study.snapshot() ? m_study.snapshot()->best : -1;
}

void AnalysisModel::setWatching(Watching watching)
{
    m_watching = watching;
    if (watching == Watching::No)
        return;
    flush();
    emit watched();
}

void AnalysisModel::note(const std::vector<int>& changed)
{
    m_unread.insert(changed.begin(), changed.end());
    if (m_watching == Watching::Yes && !m_timer.isActive())
        m_timer.start();
}

void AnalysisModel::replace()
{
    m_brushes.clear();
    m_unread.clear();
    m_table.clear();
    if (const StudySnapshotPtr& snapshot = m_study.snapshot())
        m_table.rebuild(*snapshot);
    rank();
    rebrush();
    emit tableChanged();
}

void AnalysisModel::flush()
{
    const StudySnapshotPtr& snapshot = m_study.snapshot();
    if (!snapshot || m_unread.empty())
        return;
    const std::vector<AnalysisDimension> before = m_table.dimensions();
    const std::vector<int> changed(m_unread.begin(), m_unread.end());
    m_unread.clear();
    if (m_table.update(*snapshot, changed) == AnalysisTable::Axes::Changed)
        keepFittingBrushes(before);
    rank();
    rebrush();
    emit tableChanged();
}

void AnalysisModel::rank()
{
    const std::vector<AnalysisTrial>& trials = m_table.trials();
    m_order.clear();
    for (std::size_t i = 0; i < trials.size(); ++i) {
        if (trials[i].isShown)
            m_order.push_back(static_cast<int>(i));
    }
    const double sign = m_table.metric().direction == Direction::Maximize ? 1.0 : -1.0;
    const auto goodness = [&](int trial) {
        const float score = trials[static_cast<std::size_t>(trial)].score;
        return std::isnan(score) ? -std::numeric_limits<double>::infinity() : sign * double(score);
    };
    std::stable_sort(m_order.begin(), m_order.end(), [&](int a, int b) { return goodness(a) < goodness(b); });
    m_ranks.assign(trials.size(), 0.0);
    for (std::size_t i = 0; i < m_order.size(); ++i)
        m_ranks[static_cast<std::size_t>(m_order[i])] =
            m_order.size() > 1 ? double(i) / double(m_order.size() - 1) : 1.0;
}

/// The same setting keeps its brush as long as its values still exist.
void AnalysisModel::keepFittingBrushes(const std::vector<AnalysisDimension>& before)
{
    std::map<std::size_t, AnalysisBrush> kept;
    for (const auto& [dimension, brush] : m_brushes) {
        const int now = m_table.dimensionOf(before[dimension].name);
        if (now < 0)
            continue;
        const AnalysisAxis& axis = m_table.dimensions()[static_cast<std::size_t>(now)].axis;
        if (axis.isChoice() ? axis.choices() == before[dimension].axis.choices() : brush.choices.empty())
            kept.emplace(static_cast<std::size_t>(now), brush);
    }
    m_brushes = std::move(kept);
}

bool AnalysisModel::isInside(std::size_t trial) const
{
    constexpr double kRounding = 1e-6;
    for (const auto& [dimension, brush] : m_brushes) {
        const double position = double(m_table.position(trial, dimension));
        if (std::isnan(position))
            return false;
        const AnalysisAxis& axis = m_table.dimensions()[dimension].axis;
        if (axis.isChoice()) {
            if (!brush.choices.contains(axis.choiceAt(position)))
                return false;
            continue;
        }
        if (std::isfinite(brush.values.low) && position < axis.position(brush.values.low) - kRounding)
            return false;
        if (std::isfinite(brush.values.high) && position > axis.position(brush.values.high) + kRounding)
            return false;
    }
    return true;
}

void AnalysisModel::rebrush()
{
    m_brushed.assign(m_table.trials().size(), 0);
    m_brushedCount = 0;
    for (const int trial : m_order) {
        const auto index = static_cast<std::size_t>(trial);
        m_brushed[index] = isInside(index) ? 1 : 0;
        m_brushedCount += m_brushed[index];
    }
    emit brushesChanged();
}

std::vector<std::size_t> AnalysisModel::brushedDimensions() const
{
    std::vector<std::size_t> dimensions;
    for (const auto& [dimension, brush] : m_brushes)
        dimensions.push_back(dimension);
    return dimensions;
}

std::optional<AxisRange> AnalysisModel::span(std::size_t dimension) const
{
    const auto at = m_brushes.find(dimension);
    if (at == m_brushes.end())
        return std::nullopt;
    const AnalysisAxis& axis = m_table.dimensions()[dimension].axis;
    const AnalysisBrush& brush = at->second;
    if (axis.isChoice()) {
        const double half = 0.5 / double(axis.choices().size());
        return AxisRange{axis.positionOfChoice(*brush.choices.begin()) - half,
                         axis.positionOfChoice(*brush.choices.rbegin()) + half};
    }
    const auto place = [&](double value, double end) {
        return std::isfinite(value) ? std::clamp(axis.position(value), 0.0, 1.0) : end;
    };
    return AxisRange{place(brush.values.low, 0.0), place(brush.values.high, 1.0)};
}

void AnalysisModel::setSpan(std::size_t dimension, AxisRange positions)
{
    constexpr double kEnd = 1e-4;
    if (dimension >= m_table.dimensions().size())
        return;
    if (positions.low > positions.high)
        std::swap(positions.low, positions.high);
    const AnalysisAxis& axis = m_table.dimensions()[dimension].axis;
    AnalysisBrush brush;
    for (std::size_t i = 0; i < axis.choices().size(); ++i) {
        const double middle = axis.positionOfChoice(static_cast<int>(i));
        if (middle >= positions.low && middle <= positions.high)
            brush.choices.insert(static_cast<int>(i));
    }
    if (axis.isChoice() && brush.choices.empty())
        brush.choices.insert(axis.choiceAt((positions.low + positions.high) / 2.0));
    if (!axis.isChoice()) {
        constexpr double kInfinite = std::numeric_limits<double>::infinity();
        brush.values.low = positions.low <= kEnd ? -kInfinite : axis.numberAt(positions.low);
        brush.values.high = positions.high >= 1.0 - kEnd ? kInfinite : axis.numberAt(positions.high);
    }
    m_brushes.insert_or_assign(dimension, brush);
    rebrush();
}

bool AnalysisModel::isChosen(std::size_t dimension, int choice) const
{
    const auto at = m_brushes.find(dimension);
    return at != m_brushes.end() && at->second.choices.contains(choice);
}

void AnalysisModel::toggleChoice(std::size_t dimension, int choice)
{
    std::set<int>& choices = m_brushes[dimension].choices;
    if (choices.erase(choice) == 0)
        choices.insert(choice);
    if (choices.empty())
        m_brushes.erase(dimension);
    rebrush();
}

void AnalysisModel::clearBrush(std::size_t dimension)
{
    if (m_brushes.erase(dimension) > 0)
        rebrush();
}

void AnalysisModel::clearBrushes()
{
    if (m_brushes.empty())
        return;
    m_brushes.clear();
    rebrush();
}

} // namespace tunescope::ui
