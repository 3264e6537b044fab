// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/search/trial_record.h"

#include <functional>
#include <mutex>
#include <unordered_map>
#include <vector>

namespace tunescope {

/// The best value that the trial reported up to and including `step`; not-a-number if it reported none.
[[nodiscard]] double bestValueUntil(int step, const TrialRecord& trial, Direction direction);

enum class Peers { Complete, AllTold };

using PeerFilter = std::function<bool(const TrialRecord& peer)>;

/// A number about a trial that reached a step, from what it reported until then.
using PeerMeasure = std::function<double(int step, const TrialRecord& trial, Direction direction)>;

/// What a history's trials had reached at single steps, one column a step.
///
/// A column is made when its step is asked for and grows with the history, so that the pruners of a study
/// with 10,000 trials copy one column instead of walking every curve in every epoch. It only memoises: a
/// history that does not continue the last one is read anew. Thread-safe.
class PeerValues
{
public:
    /// Of the trials that `filter` accepts (empty = all). Both functions must depend on the record alone.
    explicit PeerValues(Peers peers, PeerFilter filter = {}, PeerMeasure measure = bestValueUntil);

    /// The measure of the peers in `history` that reached the step, in order; not-a-number included.
    [[nodiscard]] std::vector<double> at(int step, const History& history) const;

private:
    struct Column {
        std::size_t read = 0;               ///< Trials of m_seen that it has taken in.
        std::vector<std::size_t> positions; ///< Of the peers in m_seen, increasing.
        std::vector<double> values;
    };

    void follow(const History& history) const;
    void extend(Column& column, int step) const;

    Peers m_peers;
    PeerFilter m_filter;
    PeerMeasure m_measure;
    mutable std::mutex m_mutex; ///< Guards the following three.
    mutable Direction m_direction = Direction::Minimize;
    mutable std::vector<TrialRecordPtr> m_seen; ///< The longest history so far; holds the records alive.
    mutable std::unordered_map<int, Column> m_columns;
};

} // namespace tunescope
