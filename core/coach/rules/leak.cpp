// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/coach/rules/rules.h"

#include "core/coach/curve_statistics.h"
#include "core/coach/suggestions.h"
#include "core/coach/trial_signs.h"

namespace tunescope {

/// See leak_search.cpp for what counts as giving the answer away, and why.
std::optional<Verdict> diagnoseLeak(const CoachCase& input)
{
    if (!input.study.probe || !input.study.probe->leak)
        return std::nullopt;
    const LeakColumn& leak = *input.study.probe->leak;
    const bool numbers = input.study.task == Task::Regression;
    Verdict verdict{.severity = Severity::Problem};
    if (leak.exact)
        verdict.text = "Column “" + leak.column +
                       "” is the answer under another name: every class has its own value there.";
    else
        verdict.text = "Column “" + leak.column + "” alone names the class of " + percentOf(leak.agreement) +
                       " of " + std::to_string(leak.rows) + " rows; all other columns together reach " +
                       percentOf(leak.others) + ".";
    if (numbers)
        verdict.text = "Column “" + leak.column + "” follows the target with a correlation of " +
                       shortNumber(leak.agreement) + ".";
    verdict.text += " If it is not known when a prediction is needed, every score here is too good.";
    verdict.evidence.push_back({.shape = EvidenceShape::Column,
                                .series = "agreement",
                                .subject = leak.column,
                                .low = leak.others,
                                .high = leak.agreement});
    verdict.suggestions =
        SuggestionList(input).data("Import the data without column “" + leak.column + "”").take();
    return verdict;
}

} // namespace tunescope
