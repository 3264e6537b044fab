// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/pruners/peer_values.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace tunescope {

double bestValueUntil(int step, const TrialRecord& trial, Direction direction)
{
    double best = std::numeric_limits<double>::quiet_NaN();
    for (const auto& [reportedStep, value] : trial.intermediateValues) {
        if (reportedStep > step)
            break;
        if (!std::isnan(value) && (std::isnan(best) || isBetter(value, best, direction)))
            best = value;
    }
    return best;
}

PeerValues::PeerValues(Peers peers, PeerFilter filter, PeerMeasure measure)
    : m_peers(peers)
    , m_filter(std::move(filter))
    , m_measure(std::move(measure))
{
}

std::vector<double> PeerValues::at(int step, const History& history) const
{
    const std::scoped_lock lock(m_mutex);
    follow(history);
    Column& column = m_columns[step];
    extend(column, step);
    // Another worker may have brought a longer history: take only what this one may see.
    const auto end =
        std::lower_bound(column.positions.begin(), column.positions.end(), history.trials.size());
    return {column.values.begin(), column.values.begin() + (end - column.positions.begin())};
}

void PeerValues::follow(const History& history) const
{
    const std::size_t common = std::min(m_seen.size(), history.trials.size());
    const bool same = history.direction == m_direction &&
                      std::equal(m_seen.begin(), m_seen.begin() + static_cast<std::ptrdiff_t>(common),
                                 history.trials.begin());
    if (!same) {
        m_direction = history.direction;
        m_seen = history.trials;
        m_columns.clear();
        return;
    }
    m_seen.insert(m_seen.end(), history.trials.begin() + static_cast<std::ptrdiff_t>(common),
                  history.trials.end());
}

void PeerValues::extend(Column& column, int step) const
{
    for (; column.read < m_seen.size(); ++column.read) {
        const TrialRecord& peer = *m_seen[column.read];
        const bool counts =
            m_peers == Peers::AllTold ? isTold(peer.state) : peer.state == TrialState::Complete;
        if (!counts || peer.lastStep().value_or(0) < step || (m_filter && !m_filter(peer)))
            continue;
        column.positions.push_back(column.read);
        column.values.push_back(m_measure(step, peer, m_direction));
    }
}

} // namespace tunescope
