// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/viewmodels/value_text.h"

#include <QString>
#include <QStringList>

#include <optional>
#include <string>
#include <vector>

namespace tunescope::ui {

/// What a column of the trial table shows.
enum class TrialColumnKind {
    Mark, ///< Star of the best, pin letter.
    Number,
    State,
    Score,
    Gap,
    Epoch,
    Param, ///< The parameter `TrialColumn::param`.
    Layers,
    Time,
    Loss,
    MacroF1,
    BestEpoch,
    Weights,
    Seed,
    Origin,
    Note,
};

enum class ColumnPlace {
    Always,   ///< Shown at every width.
    Wide,     ///< Shown from 1200 px up.
    Optional, ///< Hidden until chosen in the header menu.
};

struct TrialColumn {
    TrialColumnKind kind = TrialColumnKind::Number;
    QString title;
    QString toolTip;
    ColumnPlace place = ColumnPlace::Always;
    bool isNumber = true; ///< Mono face, to the right.
    std::string param = {};
    QStringList names = {}; ///< What the filter field calls it; the first is the one that messages use.

    friend bool operator==(const TrialColumn&, const TrialColumn&) = default;
};

/// The columns for a study: the fixed ones and one for every parameter of its spaces.
[[nodiscard]] std::vector<TrialColumn> trialColumns(const StudySnapshot* snapshot);

/// The entry of the glossary that explains a column; empty for those that are about the trial itself.
[[nodiscard]] QString columnTopic(const TrialColumn& column, const MetricStyle& metric);

/// A cell as a number (to compare) and as text (to show, search and copy); both empty where there is nothing.
struct TrialValue {
    std::optional<double> number;
    QString text;
};

[[nodiscard]] TrialValue trialValue(const StudySnapshot& snapshot, const TrialSnapshot& trial,
                                    const TrialColumn& column, const MetricStyle& metric);

/// Only the number of a cell: what sorting thousands of rows needs.
[[nodiscard]] std::optional<double> trialNumber(const StudySnapshot& snapshot, const TrialSnapshot& trial,
                                                const TrialColumn& column, const MetricStyle& metric);

} // namespace tunescope::ui
