// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/viewmodels/trial_table_columns.h"

#include <QString>

#include <memory>
#include <vector>

namespace tunescope::ui {

/// What the filter field of the trial table says, for example `lr < 0.1 and (layers >= 2 or state =
/// diverged)`.
///
/// Comparisons: < <= > >= = != and the signs ≤ ≥ ≠; joined by and, or, not and parentheses. Names are those
/// of the columns, numbers take exponents and %, texts compare without regard to case. A comparison with a
/// setting that a trial does not have is false. Text without any comparison is looked for in every column,
/// word by word.
class TrialFilter
{
public:
    /// Keeps everything.
    TrialFilter() = default;

    struct Parsed;
    [[nodiscard]] static Parsed parse(const QString& text, const std::vector<TrialColumn>& columns);

    [[nodiscard]] bool isEmpty() const { return m_root == nullptr; }
    [[nodiscard]] bool matches(const StudySnapshot& snapshot, const TrialSnapshot& trial,
                               const MetricStyle& metric) const;

    struct Node;

private:
    std::shared_ptr<const Node> m_root;
};

/// A filter, or the sentence that says what could not be read.
struct TrialFilter::Parsed {
    TrialFilter filter;
    QString fault; ///< Empty if it could be read.
};

} // namespace tunescope::ui
