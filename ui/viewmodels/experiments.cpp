// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewmodels/experiments.h"

#include "core/study/stage_plan.h"
#include "ui/viewmodels/param_words.h"
#include "ui/viewmodels/value_text.h"

#include <QCoreApplication>
#include <QStringList>

#include <cmath>

namespace tunescope::ui {
namespace {

QString experimentTr(const char* text)
{
    return QCoreApplication::translate("Experiment", text);
}

ParamSet settingsOf(const StoredStudy& study, const StoredTrial& trial)
{
    return mergedSettings(study.stages.at(static_cast<std::size_t>(trial.start.stage)).config.fixed, trial.start.params);
}

/// In the window's language; core says it in English.
QString verdictWord(const TwinVerdict& verdict)
{
    if (verdict.words == "helped")
        return experimentTr("it helped");
    if (verdict.words == "hurt")
        return experimentTr("it hurt");
    if (verdict.words == "no difference")
        return experimentTr("no difference");
    return experimentTr("could be luck");
}

} // namespace

std::vector<ExperimentResult> experimentsOf(const StoredStudy& study, int trial)
{
    std::vector<ExperimentResult> results;
    for (const StoredTrial& made : study.trials) {
        const OriginKind kind = made.start.origin.kind;
        const bool isMade = kind == OriginKind::Twin || kind == OriginKind::Fork || kind == OriginKind::Continued;
        if (!isMade || made.start.origin.of != trial || made.deleted || static_cast<std::size_t>(trial) >= study.trials.size())
            continue;
        ExperimentResult result{.trial = made.start.number, .origin = made.start.origin, .state = made.state, .changed = {}};
        const ParamSet before = settingsOf(study, study.trials[static_cast<std::size_t>(trial)]);
        for (const auto& [name, value] : settingsOf(study, made)) {
            const ParamValue* old = before.find(name);
            if (!old || !sameValue(*old, value))
                result.changed.set(name, value);
        }
        result.verdict = twinVerdict(study, made.start.number);
        results.push_back(std::move(result));
    }
    return results;
}

QString experimentText(const ExperimentResult& result, const MetricStyle& metric)
{
    QStringList changes;
    for (const auto& [name, value] : result.changed)
        changes << experimentTr("%1 %2").arg(insideSentence(settingTitle(name)), valueTitle(value));
    QString what = changes.isEmpty() ? experimentTr("nothing changed") : changes.join(QStringLiteral(", "));
    if (result.origin.kind == OriginKind::Fork)
        what = experimentTr("fork: %1").arg(what);
    else if (result.origin.kind == OriginKind::Continued)
        what = experimentTr("longer: %1").arg(what);
    if (!isTold(result.state))
        return experimentTr("Trial %1, %2: not finished yet").arg(result.trial).arg(what);
    if (!result.verdict)
        return experimentTr("Trial %1, %2: it came to no score").arg(result.trial).arg(what);
    const MeanInterval& difference = result.verdict->comparison.difference;
    // More is better here, whatever the metric's direction.
    QString gain = gapText(difference.mean, metric);
    if (metric.isShare)
        gain = experimentTr("%1 points").arg(gain);
    if (difference.count > 1 && std::isfinite(difference.high))
        gain += QStringLiteral(" ± ") + gapText((difference.high - difference.low) / 2.0, metric).remove(u'+');
    const QString starts = difference.count == 1 ? experimentTr("one start") : experimentTr("%1 starts").arg(difference.count);
    return experimentTr("Trial %1, %2: %3 over %4, %5").arg(result.trial).arg(what, gain, starts, verdictWord(*result.verdict));
}

} // namespace tunescope::ui
