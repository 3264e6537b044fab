// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/coach/rules/rules.h"

#include "core/coach/curve_statistics.h"
#include "core/coach/suggestions.h"
#include "core/coach/trial_signs.h"

#include "core/metrics/metric_registry.h"

#include <algorithm>
#include <cmath>

namespace tunescope {
namespace {

/// A class with less than this share of its fair share (1 / classes) is rare.
constexpr double kRare = 0.4;
constexpr std::uint64_t kFewestRows = 5; ///< Of the rare class in the validation part; fewer show nothing.
/// A class with less than this share of its fair share and too few validation rows: no score tells how it
/// fares.
constexpr double kHidden = 0.2;
/// Points by which the accuracy must flatter: mean of the classes' recalls against the share of right rows.
constexpr double kFlattery = 0.12;
constexpr double kErrors = 2.0;

/// Metrics that a classifier can please by leaving rare classes out.
bool pleasedByCommonClasses(const std::string& metric)
{
    return metric == "accuracy" || metric == "loss" || metric == "top_k" || metric == "pixel_accuracy";
}

} // namespace

namespace {

std::string classNameOf(const StudyCase& study, int c)
{
    const auto index = static_cast<std::size_t>(c);
    return index < study.facts.classNames.size() ? study.facts.classNames[index] : std::to_string(c);
}

SuggestionList remedies(const CoachCase& input)
{
    SuggestionList list(input);
    list.twin("class_weight", std::string("balanced"))
        .metric("f1", "Judge by F1 instead of accuracy")
        .metric("pr_auc", "Judge by the area under precision and recall");
    return list;
}

std::optional<Verdict> diagnoseHiddenClass(const CoachCase& input)
{
    const ConfusionMatrix& confusion = input.trial->confusion;
    const double fair = static_cast<double>(confusion.total()) / confusion.classes();
    for (int c = 0; c < confusion.classes(); ++c) {
        const auto rows = static_cast<double>(confusion.rowSum(c));
        if (confusion.rowSum(c) == 0 || confusion.rowSum(c) >= kFewestRows || rows > kHidden * fair)
            continue;
        Verdict verdict{.severity = Severity::Warning};
        verdict.text = "Only " + std::to_string(confusion.rowSum(c)) + " of " +
                       std::to_string(confusion.total()) + " validation rows are “" +
                       classNameOf(input.study, c) + "”: the accuracy says nothing about this class.";
        verdict.evidence.push_back({.shape = EvidenceShape::Class,
                                    .series = "rows",
                                    .subject = classNameOf(input.study, c),
                                    .low = rows,
                                    .high = rows});
        verdict.suggestions = remedies(input).take();
        return verdict;
    }
    return std::nullopt;
}

} // namespace

std::optional<Verdict> diagnoseImbalance(const CoachCase& input)
{
    const ConfusionMatrix& confusion = input.trial->confusion;
    if (confusion.classes() < 2 || confusion.total() == 0 || !pleasedByCommonClasses(input.study.metric))
        return std::nullopt;
    int rarest = -1, commonest = 0, present = 0;
    for (int c = 0; c < confusion.classes(); ++c) {
        present += confusion.rowSum(c) > 0 ? 1 : 0;
        if (confusion.rowSum(c) > confusion.rowSum(commonest))
            commonest = c;
        if (confusion.rowSum(c) >= kFewestRows &&
            (rarest < 0 || confusion.rowSum(c) < confusion.rowSum(rarest)))
            rarest = c;
    }
    const auto total = static_cast<double>(confusion.total());
    if (rarest < 0 || present < 2 || static_cast<double>(confusion.rowSum(rarest)) > kRare * total / present)
        return diagnoseHiddenClass(input);
    const double accuracy = confusion.accuracy();
    const double recall = confusion.recall(rarest);
    const double flattery = accuracy - confusion.balancedAccuracy();
    // The rare class's own recall must lie below the accuracy beyond what few rows can do by chance.
    const double error = shareError(recall, static_cast<double>(confusion.rowSum(rarest)));
    if (flattery < kFlattery || accuracy - recall < kErrors * error)
        return std::nullopt;
    const auto nameOf = [&](int c) { return classNameOf(input.study, c); };
    Verdict verdict{.severity = Severity::Problem, .strength = flattery / kFlattery};
    verdict.text = "The accuracy of " + percentOf(accuracy) + " hides that only " + percentOf(recall, 0) +
                   " of “" + nameOf(rarest) +
                   "” are found: " + percentOf(static_cast<double>(confusion.rowSum(commonest)) / total, 0) +
                   " of all rows are “" + nameOf(commonest) +
                   "”, so naming nothing else is right that often.";
    verdict.evidence.push_back({.shape = EvidenceShape::Class,
                                .series = "recall",
                                .subject = nameOf(rarest),
                                .low = recall,
                                .high = recall});
    verdict.evidence.push_back({.shape = EvidenceShape::Level,
                                .series = "validation_metric",
                                .low = static_cast<double>(confusion.rowSum(commonest)) / total,
                                .high = static_cast<double>(confusion.rowSum(commonest)) / total});
    verdict.suggestions = remedies(input).take();
    return verdict;
}

} // namespace tunescope
