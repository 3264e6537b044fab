// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/coach/judgement.h"

#include "core/coach/coach.h"
#include "core/coach/curve_statistics.h"
#include "core/coach/trial_signs.h"

#include <algorithm>
#include <cmath>

namespace tunescope {
namespace {

constexpr std::size_t kLastEpochs = 10;

std::vector<std::string> changedSettings(const TrialCase& before, const TrialCase& after)
{
    std::vector<std::string> names;
    for (const auto& [name, value] : after.settings) {
        const ParamValue* other = before.settings.find(name);
        if (other == nullptr || !sameValue(*other, value))
            names.push_back(name);
    }
    for (const auto& [name, value] : before.settings) {
        if (!after.settings.contains(name))
            names.push_back(name);
    }
    return names;
}

/// Problems and warnings that are not mere consequences.
std::vector<std::string> complaints(const StudyCase& study, const TrialCase& trial)
{
    std::vector<std::string> rules;
    for (const Verdict& verdict : diagnoseTrial(study, trial)) {
        if (verdict.severity != Severity::Hint)
            rules.push_back(verdict.rule);
    }
    return rules;
}

bool contains(const std::vector<std::string>& names, const std::string& name)
{
    return std::find(names.begin(), names.end(), name) != names.end();
}

double jumps(const MetricScale& scale, const TrialCase& trial)
{
    return std::abs(scale.gain(0.0, 1.0)) *
           curveNoise(lastValues(trial.curves.validationMetric, kLastEpochs));
}

std::string listed(const std::vector<std::string>& rules)
{
    std::string text;
    for (const std::string& name : rules) {
        const CoachRule* rule = findCoachRule(name);
        text.append(text.empty() ? "" : ", ").append(rule ? std::string(rule->title) : name);
    }
    return text;
}

/// Its score; of a trial that was pruned the best it had by then.
std::optional<double> scoreSoFar(const MetricScale& scale, const TrialCase& trial)
{
    if (trial.value || trial.state != TrialState::Pruned)
        return trial.value;
    std::optional<double> best;
    const std::vector<double>& values = trial.curves.validationMetric;
    for (std::size_t epoch = 1; epoch < values.size(); ++epoch) {
        if (std::isfinite(values[epoch]) && (!best || scale.gain(*best, values[epoch]) > 0.0))
            best = values[epoch];
    }
    return best;
}

std::string scoreWords(const MetricScale& scale, const TrialCase& trial, double score)
{
    std::string text = scale.text(score);
    if (!trial.value)
        text.append(" (when it was pruned at epoch ")
            .append(std::to_string(trial.curves.lastEpoch()))
            .append(")");
    return text;
}

} // namespace

std::string_view effectName(Effect effect)
{
    switch (effect) {
    case Effect::Helped:
        return "helped";
    case Effect::NoDifference:
        return "no_difference";
    case Effect::Harmed:
        return "harmed";
    case Effect::Unknown:
        break;
    }
    return "unknown";
}

Judgement judgeTrials(const StudyCase& study, const TrialCase& before, const TrialCase& after)
{
    Judgement judgement{
        .before = before.number, .after = after.number, .changed = changedSettings(before, after)};
    const std::vector<std::string> then = complaints(study, before);
    const std::vector<std::string> now = complaints(study, after);
    for (const std::string& rule : then)
        (contains(now, rule) ? judgement.kept : judgement.gone).push_back(rule);
    const MetricScale scale(study);
    const std::optional<double> had = scoreSoFar(scale, before), has = scoreSoFar(scale, after);
    const bool scoredBefore = had.has_value(), scoredAfter = has.has_value();
    const std::string name = "Trial " + std::to_string(after.number);
    const std::string other = "trial " + std::to_string(before.number);
    if (!scoredAfter || !scoredBefore) {
        judgement.effect = scoredAfter                           ? Effect::Helped
                           : isTold(after.state) && scoredBefore ? Effect::Harmed
                                                                 : Effect::Unknown;
        if (judgement.effect == Effect::Helped)
            judgement.text = "It helped: " + other + " came to no score, " + name + " to " +
                             scoreWords(scale, after, *has) + ".";
        else if (judgement.effect == Effect::Harmed)
            judgement.text = "It did not help: " + name + " came to no score, " + other + " had " +
                             scoreWords(scale, before, *had) + ".";
        else
            judgement.text = "It cannot be told yet: " + name + " or " + other + " has no score.";
        return judgement;
    }
    judgement.gain = scale.gain(*had, *has);
    judgement.noise =
        std::sqrt(std::pow(scale.error(*had), 2) + std::pow(scale.error(*has), 2) +
                  std::pow(jumps(scale, before), 2) + std::pow(jumps(scale, after), 2));
    const std::string scores = scoreWords(scale, after, *has) + " instead of " + scoreWords(scale, before, *had);
    const std::string luck = "up to " + pointsText(kLuckErrors * judgement.noise) + " can be luck";
    if (judgement.gain > kLuckErrors * judgement.noise) {
        judgement.effect = Effect::Helped;
        judgement.text = "It helped: " + scores + ", more than luck (" + luck + ").";
    } else if (judgement.gain < -kLuckErrors * judgement.noise) {
        judgement.effect = Effect::Harmed;
        judgement.text = "It did not help, it made things worse: " + scores + " (" + luck + ").";
    } else if (!judgement.gone.empty() && now.size() < then.size()) {
        judgement.effect = Effect::Helped;
        judgement.text = "It helped: " + listed(judgement.gone) +
                         " is gone. The score is the same within luck: " + scores + " (" + luck + ").";
    } else {
        judgement.effect = Effect::NoDifference;
        judgement.text = "It did not help: " + scores + ", and " + luck + ".";
    }
    if (!judgement.kept.empty() && judgement.effect != Effect::Helped)
        judgement.text += " Still there: " + listed(judgement.kept) + ".";
    return judgement;
}

} // namespace tunescope
