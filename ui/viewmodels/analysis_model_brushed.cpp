// SPDX-License-Identifier: GPL-3.0-or-later
// What the brushed trials have in common, in numbers and words.
#include "ui/viewmodels/analysis_model.h"

#include "ui/viewmodels/param_words.h"

#include <algorithm>
#include <cmath>

namespace tunescope::ui {
namespace {

enum class Outward { Down, Up };

/// Two significant digits, away from the middle, so that no brushed trial falls out.
double roundedOutward(double value, Outward end)
{
    if (value == 0.0 || !std::isfinite(value))
        return value;
    const double unit = std::pow(10.0, std::floor(std::log10(std::abs(value))) - 1.0);
    const double steps = value / unit;
    const double whole = end == Outward::Down ? std::floor(steps + 1e-6) : std::ceil(steps - 1e-6);
    return whole * unit;
}

} // namespace

std::vector<int> AnalysisModel::bestBrushed(std::size_t most) const
{
    std::vector<int> best;
    for (auto trial = m_order.rbegin(); trial != m_order.rend() && best.size() < most; ++trial) {
        if (isBrushed(*trial) &&
            m_table.trials()[static_cast<std::size_t>(*trial)].state == TrialState::Complete)
            best.push_back(*trial);
    }
    return best;
}

std::optional<AxisRange> AnalysisModel::bracket(std::size_t dimension) const
{
    if (!hasBrushes())
        return std::nullopt;
    std::optional<AxisRange> range;
    for (const int trial : m_order) {
        const double position = double(m_table.position(static_cast<std::size_t>(trial), dimension));
        if (!isBrushed(trial) || std::isnan(position))
            continue;
        range = range ? AxisRange{std::min(range->low, position), std::max(range->high, position)}
                      : AxisRange{position, position};
    }
    return range;
}

QString AnalysisModel::brushText(std::size_t dimension) const
{
    const auto at = m_brushes.find(dimension);
    if (at == m_brushes.end())
        return {};
    const AnalysisDimension& own = m_table.dimensions()[dimension];
    const QString title = insideSentence(own.isScore() ? m_table.metric().title : own.title);
    const AnalysisBrush& brush = at->second;
    if (own.axis.isChoice()) {
        QStringList words;
        for (const int choice : brush.choices)
            words.append(valueTitle(own.axis.choices()[static_cast<std::size_t>(choice)]));
        return QStringLiteral("%1 %2").arg(title, words.join(QStringLiteral(", ")));
    }
    const bool hasLow = std::isfinite(brush.values.low);
    const bool hasHigh = std::isfinite(brush.values.high);
    if (hasLow && hasHigh)
        return tr("%1 %2 to %3")
            .arg(title, own.axis.text(brush.values.low), own.axis.text(brush.values.high));
    if (hasLow)
        return QStringLiteral("%1 ≥ %2").arg(title, own.axis.text(brush.values.low));
    if (hasHigh)
        return QStringLiteral("%1 ≤ %2").arg(title, own.axis.text(brush.values.high));
    return tr("any %1").arg(title);
}

QString AnalysisModel::countText() const
{
    return tr("%1 of %n trials", nullptr, m_table.shownCount()).arg(wholeText(m_brushedCount));
}

std::vector<NarrowedSetting> AnalysisModel::narrowed() const
{
    std::vector<NarrowedSetting> settings;
    if (m_brushedCount < 2)
        return settings;
    for (std::size_t d = 0; d < m_table.scoreDimension(); ++d) {
        const AnalysisDimension& own = m_table.dimensions()[d];
        std::set<int> chosen;
        int trials = 0;
        for (const int trial : m_order) {
            const double position = double(m_table.position(static_cast<std::size_t>(trial), d));
            if (!isBrushed(trial) || std::isnan(position))
                continue;
            ++trials;
            if (own.axis.isChoice())
                chosen.insert(own.axis.choiceAt(position));
        }
        const std::optional<AxisRange> ends = bracket(d);
        if (trials < 2 || !ends)
            continue;
        NarrowedSetting setting{own.name, {}, {}};
        for (const int choice : chosen)
            setting.choices.push_back(own.axis.choices()[static_cast<std::size_t>(choice)]);
        if (!own.axis.isChoice()) {
            const AxisRange axis = own.axis.range();
            setting.ends.low =
                std::max(axis.low, roundedOutward(own.axis.numberAt(ends->low), Outward::Down));
            setting.ends.high =
                std::min(axis.high, roundedOutward(own.axis.numberAt(ends->high), Outward::Up));
        }
        settings.push_back(std::move(setting));
    }
    return settings;
}

void AnalysisModel::pinBestBrushed(int count)
{
    for (const int trial : bestBrushed(static_cast<std::size_t>(count))) {
        if (m_study.pinOf(trial) < 0 && !m_study.togglePin(trial))
            return; // All six are taken; the window says so.
    }
}

} // namespace tunescope::ui
