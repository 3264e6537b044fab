// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewmodels/trial_table_order.h"

#include <algorithm>

namespace tunescope::ui {
namespace {

struct SortKey {
    int trial = 0;
    int group = 0;
    double number = 0.0;
    QString text = {};
};

bool isUnderWay(const TrialSnapshot& trial)
{
    return trial.state == TrialState::Running || trial.state == TrialState::Paused;
}

/// Smaller groups stand higher, whatever the direction of sorting.
int groupOf(const TrialSnapshot& trial, const TrialColumn& column, const std::optional<double>& number)
{
    if (isUnderWay(trial))
        return 0;
    if (trial.state == TrialState::Queued)
        return 9;
    if (column.kind == TrialColumnKind::Score) {
        if (trial.state == TrialState::Complete)
            return 1;
        return trial.state == TrialState::Pruned ? 2 : 3;
    }
    return column.isNumber && !number ? 2 : 1;
}

SortKey keyOf(const StudySnapshot& snapshot, const TrialSnapshot& trial, const TrialColumn& column,
              const MetricStyle& metric)
{
    SortKey key{.trial = trial.number()};
    if (!column.isNumber) {
        key.text = trialValue(snapshot, trial, column, metric).text;
        key.group = groupOf(trial, column, std::nullopt);
        return key;
    }
    const std::optional<double> number = trialNumber(snapshot, trial, column, metric);
    key.number = number.value_or(0.0);
    key.group = groupOf(trial, column, number);
    if (column.kind == TrialColumnKind::Layers) {
        const ParamValue* units = settingOf(snapshot, trial, "units");
        key.number = key.number * 1e6 + (units ? paramNumber(*units).value_or(0.0) : 0.0);
    }
    return key;
}

bool standsAbove(const SortKey& a, const SortKey& b, bool descending)
{
    if (a.group != b.group)
        return a.group < b.group;
    if (a.group == 0)
        return a.trial > b.trial;
    if (a.number != b.number)
        return descending ? a.number > b.number : a.number < b.number;
    if (const int order = a.text.isEmpty() && b.text.isEmpty() ? 0 : a.text.compare(b.text); order != 0)
        return descending ? order > 0 : order < 0;
    return a.trial < b.trial;
}

} // namespace

bool isListed(const TrialSnapshot& trial)
{
    return !trial.deleted &&
           (trial.state != TrialState::Queued || trial.start.origin.kind != OriginKind::Sampler);
}

bool isInGroup(const TrialSnapshot& trial, TrialGroup group)
{
    switch (group) {
    case TrialGroup::All:
        return true;
    case TrialGroup::Running:
        return isUnderWay(trial);
    case TrialGroup::Finished:
        return trial.state == TrialState::Complete;
    case TrialGroup::Pruned:
        return trial.state == TrialState::Pruned;
    case TrialGroup::Diverged:
        return trial.state == TrialState::Diverged;
    }
    return true;
}

OrderedTrials orderedTrials(const StudySnapshot& snapshot, const std::vector<TrialColumn>& columns,
                            TrialOrder order, TrialGroup group, const TrialFilter& filter)
{
    const MetricStyle metric = metricStyleOf(&snapshot);
    const auto index =
        static_cast<std::size_t>(std::clamp(order.column, 0, static_cast<int>(columns.size()) - 1));
    std::vector<SortKey> keys;
    keys.reserve(snapshot.size());
    for (std::size_t i = 0; i < snapshot.size(); ++i) {
        const TrialSnapshot& trial = snapshot.trial(i);
        if (isListed(trial) && isInGroup(trial, group) && filter.matches(snapshot, trial, metric))
            keys.push_back(keyOf(snapshot, trial, columns[index], metric));
    }
    const bool descending = order.order == Qt::DescendingOrder;
    std::sort(keys.begin(), keys.end(),
              [&](const SortKey& a, const SortKey& b) { return standsAbove(a, b, descending); });
    OrderedTrials ordered;
    ordered.trials.reserve(keys.size());
    for (const SortKey& key : keys) {
        ordered.trials.push_back(key.trial);
        ordered.running += key.group == 0 ? 1 : 0;
    }
    return ordered;
}

} // namespace tunescope::ui
