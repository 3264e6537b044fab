// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/coach/rules/rules.h"

#include "core/coach/curve_statistics.h"
#include "core/coach/suggestions.h"
#include "core/coach/trial_signs.h"

namespace tunescope {
namespace {

constexpr double kIgnored = 0.1;          ///< Recall below which a class is as good as never named.
constexpr std::uint64_t kFewestRows = 10; ///< With fewer, a recall of 0 can be luck.
/// If most classes are missed, the network has learned nothing, and other rules say why.
constexpr double kMostIgnored = 0.5;

} // namespace

std::optional<Verdict> diagnoseIgnoredClass(const CoachCase& input)
{
    const ConfusionMatrix& confusion = input.trial->confusion;
    int worst = -1, ignored = 0, present = 0;
    for (int c = 0; c < confusion.classes(); ++c) {
        present += confusion.rowSum(c) > 0 ? 1 : 0;
        if (confusion.rowSum(c) < kFewestRows || !(confusion.recall(c) < kIgnored))
            continue;
        ++ignored;
        if (input.trial->state == TrialState::Pruned)
            return std::nullopt; // Stopped early; classes come one after the other.
        if (worst < 0 || confusion.recall(c) < confusion.recall(worst) ||
            (confusion.recall(c) == confusion.recall(worst) && confusion.rowSum(c) > confusion.rowSum(worst)))
            worst = c;
    }
    if (worst < 0 || ignored > kMostIgnored * present)
        return std::nullopt;
    const auto index = static_cast<std::size_t>(worst);
    const std::string name = index < input.study.facts.classNames.size() ? input.study.facts.classNames[index]
                                                                         : std::to_string(worst);
    Verdict verdict{.severity = Severity::Problem};
    const std::uint64_t hits = confusion.at(worst, worst);
    verdict.text =
        (hits == 0 ? "No “" + name + "” is ever recognised"
                   : "Only " + std::to_string(hits) + " of " + std::to_string(confusion.rowSum(worst)) +
                         " rows of “" + name + "” are recognised");
    verdict.text += hits == 0 ? ": all " + std::to_string(confusion.rowSum(worst)) +
                                    " in the validation part are taken for something else."
                              : ".";
    verdict.evidence.push_back({.shape = EvidenceShape::Class,
                                .series = "recall",
                                .subject = name,
                                .low = confusion.recall(worst),
                                .high = confusion.recall(worst)});
    verdict.suggestions = SuggestionList(input)
                              .twin("class_weight", std::string("balanced"))
                              .data("Look at the rows of “" + name + "” that are mistaken")
                              .take();
    return verdict;
}

} // namespace tunescope
