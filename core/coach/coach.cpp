// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/coach/coach.h"

#include <algorithm>

namespace tunescope {
namespace {

/// A verdict that an earlier rule of the table accounts for says so; `verdicts` are in the order of the
/// table.
void connect(std::vector<Verdict>& verdicts)
{
    for (Verdict& verdict : verdicts) {
        for (const Verdict& cause : verdicts) {
            const CoachRule* rule = findCoachRule(cause.rule);
            const bool explains =
                rule != nullptr && cause.explainedBy.empty() && &cause < &verdict &&
                std::find(rule->explains.begin(), rule->explains.end(), verdict.rule) != rule->explains.end();
            if (explains && verdict.explainedBy.empty())
                verdict.explainedBy = cause.rule;
        }
    }
}

/// Stable: the table's order, causes first, decides between equals.
void sortVerdicts(std::vector<Verdict>& verdicts)
{
    const auto rank = [](const Verdict& verdict) {
        return static_cast<int>(verdict.severity) * 2 + (verdict.explainedBy.empty() ? 0 : 1);
    };
    std::stable_sort(verdicts.begin(), verdicts.end(),
                     [&](const Verdict& a, const Verdict& b) { return rank(a) < rank(b); });
}

} // namespace

std::optional<Verdict> applyRule(const CoachRule& rule, const CoachCase& input)
{
    std::optional<Verdict> verdict = rule.diagnose(input);
    if (!verdict)
        return std::nullopt;
    verdict->rule = rule.name;
    verdict->title = rule.title;
    verdict->trial = rule.scope == RuleScope::Trial && input.trial != nullptr ? input.trial->number : -1;
    return verdict;
}

std::vector<Verdict> diagnoseTrial(const StudyCase& study, const TrialCase& trial)
{
    std::vector<Verdict> verdicts;
    const bool hasEpochs = trial.curves.lastEpoch() > 0;
    if (!hasEpochs && trial.state != TrialState::Diverged)
        return verdicts;
    for (const CoachRule& rule : coachRules()) {
        if (rule.scope != RuleScope::Trial)
            continue;
        if (auto verdict = applyRule(rule, {study, &trial}))
            verdicts.push_back(std::move(*verdict));
    }
    connect(verdicts);
    sortVerdicts(verdicts);
    return verdicts;
}

std::vector<Verdict> diagnoseStudy(const StudyCase& study)
{
    std::vector<Verdict> verdicts;
    for (const CoachRule& rule : coachRules()) {
        if (rule.scope != RuleScope::Study)
            continue;
        if (auto verdict = applyRule(rule, {study, nullptr}))
            verdicts.push_back(std::move(*verdict));
    }
    sortVerdicts(verdicts);
    return verdicts;
}

} // namespace tunescope
