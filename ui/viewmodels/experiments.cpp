// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewmodels/experiments.h"

#include "core/coach/case_builder.h"
#include "core/study/stage_plan.h"
#include "ui/viewmodels/param_words.h"
#include "ui/viewmodels/qt_convert.h"
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

QString pointsGained(double gain, const MetricStyle& metric)
{
    return metric.isShare ? experimentTr("%1 points").arg(gapText(gain, metric)) : gapText(gain, metric);
}

/// One start against one other. What it can tell is what the coach says of it.
QString oneStartText(const ExperimentResult& result, const MetricStyle& metric)
{
    const QString score = scoreTextWithUnit(*result.value, metric);
    if (!result.valueBefore)
        return experimentTr("it came to %1, trial %2 has no final score").arg(score).arg(result.origin.of);
    // More is better here, whatever the metric's direction.
    const double gain = metric.direction == Direction::Maximize ? *result.value - *result.valueBefore : *result.valueBefore - *result.value;
    if (gain == 0.0)
        return experimentTr("%1 as before, no difference over one start").arg(score);
    const QString scores =
        experimentTr("%1 instead of %2, %3 over one start").arg(score, scoreTextWithUnit(*result.valueBefore, metric), pointsGained(gain, metric));
    if (!result.judgement || !result.judgement->isBeyondLuck())
        return experimentTr("%1; one start cannot tell, run 9 more").arg(scores);
    return gain > 0.0 ? experimentTr("%1: it helped, more than luck explains").arg(scores)
                      : experimentTr("%1: it hurt, more than luck explains").arg(scores);
}

/// A trial that came to no score.
QString lostText(const ExperimentResult& result, const MetricStyle& metric)
{
    const int epoch = result.reason.epoch;
    switch (result.state) {
    case TrialState::Diverged:
        return epoch > 0 ? experimentTr("it diverged in epoch %1").arg(epoch) : experimentTr("it diverged");
    case TrialState::Failed:
        return experimentTr("it failed: %1").arg(toQt(result.reason.text));
    case TrialState::Cancelled:
        return experimentTr("it was stopped by hand");
    case TrialState::Pruned:
        return result.reason.prune && std::isfinite(result.reason.prune->value)
                   ? experimentTr("it had %1 when it was pruned at epoch %2").arg(scoreTextWithUnit(result.reason.prune->value, metric)).arg(result.reason.prune->step)
                   : experimentTr("it was pruned at epoch %1").arg(epoch);
    default:
        return experimentTr("it came to no score");
    }
}

} // namespace

std::vector<ExperimentResult> experimentsOf(const StoredStudy& study, int trial)
{
    std::vector<ExperimentResult> results;
    std::optional<StudyCase> coached; // Takes a while where there are many trials.
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
        const StoredTrial& origin = study.trials[static_cast<std::size_t>(trial)];
        result.reason = made.outcome.reason;
        result.value = made.state == TrialState::Complete ? made.outcome.value : std::nullopt;
        result.valueBefore = origin.state == TrialState::Complete ? origin.outcome.value : std::nullopt;
        result.verdict = twinVerdict(study, made.start.number);
        if (result.value && result.valueBefore) {
            if (!coached)
                coached = studyCaseOf(study);
            result.judgement = judgeTrials(*coached, trialCaseOf(*coached, study, origin, {}, {}), trialCaseOf(*coached, study, made, {}, {}));
        }
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
    const QString head = experimentTr("Trial %1, %2: ").arg(result.trial).arg(what);
    if (!result.value)
        return head + lostText(result, metric);
    if (!result.verdict || result.verdict->comparison.difference.count < 2)
        return head + oneStartText(result, metric);
    const MeanInterval& difference = result.verdict->comparison.difference;
    QString gain = pointsGained(difference.mean, metric);
    if (std::isfinite(difference.high))
        gain += QStringLiteral(" ± ") + gapText((difference.high - difference.low) / 2.0, metric).remove(u'+');
    return head + experimentTr("%1 over %2 starts, %3").arg(gain).arg(difference.count).arg(verdictWord(*result.verdict));
}

} // namespace tunescope::ui
