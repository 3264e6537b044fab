// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/optimism.h"

#include "core/metrics/metric_registry.h"
#include "core/metrics/statistics.h"
#include "core/study/confirmation.h"
#include "core/study/score_text.h"

#include <algorithm>
#include <cmath>

namespace tunescope {
namespace {

constexpr double kSurprise = 1.96; // standard errors; 5 % of equal scores differ by more

struct Score {
    int trial = 0;
    double value = 0.0; ///< Turned so that more is better.
};

/// Whoever ran imported trials elsewhere has not seen this study's test part, and chose from other scores.
bool isOfSearch(const StoredTrial& trial)
{
    return trial.start.origin.kind != OriginKind::Imported;
}

std::vector<Score> completeScores(const StoredStudy& study)
{
    const double sign = study.config.protocol.direction == Direction::Maximize ? 1.0 : -1.0;
    std::vector<Score> scores;
    for (const StoredTrial& trial : study.trials) {
        if (isOfSearch(trial) && trial.state == TrialState::Complete && trial.outcome.value && !trial.deleted && std::isfinite(*trial.outcome.value))
            scores.push_back({trial.start.number, sign * *trial.outcome.value});
    }
    return scores;
}

double medianOfSorted(const std::vector<double>& sorted)
{
    const std::size_t half = sorted.size() / 2;
    return sorted.size() % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2.0;
}

void expect(OptimismReport& report, const StoredStudy& study, const std::vector<Score>& scores, double best)
{
    std::vector<double> sorted;
    for (const Score& score : scores)
        sorted.push_back(score.value);
    std::sort(sorted.begin(), sorted.end());
    const double median = medianOfSorted(sorted);
    const double ofMedian = study.config.protocol.direction == Direction::Maximize ? median : -median;
    report.noise = rowErrorOf(report.metric, ofMedian, judgedRows(study));
    if (!report.noise)
        return;
    double squares = 0.0;
    int better = 0;
    for (const double value : sorted) {
        if (value >= median) {
            squares += (value - median) * (value - median);
            ++better;
        }
    }
    report.spread = std::max(std::sqrt(squares / std::max(better, 1)), *report.noise);
    if (*report.spread > 0.0)
        report.expected = std::min(expectedMaximum(report.scores) * *report.noise * *report.noise / *report.spread, std::max(best - median, 0.0));
    else
        report.expected = 0.0;
}

void measure(OptimismReport& report, const StoredStudy& study)
{
    report.looks = static_cast<int>(study.testLooks.size());
    report.opened = report.looks > 0;
    for (const StoredTrial& trial : study.trials)
        report.scoresAfterLooks += isOfSearch(trial) && trial.looks > 0 && trial.state == TrialState::Complete ? 1 : 0;
    if (!report.opened)
        return;
    const TestLook& look = study.testLooks.back();
    report.points = look.points;
    const TestPoint last = look.points.empty() ? TestPoint{look.trials, look.trial, look.validation, look.value} : look.points.back();
    const double sign = study.config.protocol.direction == Direction::Maximize ? 1.0 : -1.0;
    report.measured = sign * (last.validation - last.test);
    report.testError = rowErrorOf(report.metric, last.test, look.rows);
}

void say(OptimismReport& report, const StoredStudy& study)
{
    const auto amount = [&](double value) { return differenceText(value, report.metric); };
    if (!report.best) {
        report.sentences.push_back("No trial of the search is complete yet.");
        return;
    }
    const std::string head = "Trial " + std::to_string(*report.best) + " is the best of " + std::to_string(report.scores) +
                             (report.scores == 1 ? " score" : " scores") + " with " + scoreText(*report.validation, report.metric) +
                             " on the validation part.";
    report.sentences.push_back(head);
    if (report.expected)
        report.sentences.push_back("Choosing the best of " + std::to_string(report.scores) + " flatters by about " + amount(*report.expected) +
                                   ": expected maximum " + fixedNumber(expectedMaximum(report.scores)) + " x noise " + amount(*report.noise) +
                                   " squared / spread " + amount(*report.spread) + ".");
    else
        report.sentences.push_back("How much that flatters is not known beforehand for " + report.metric + "; the test part tells.");
    if (!report.opened) {
        report.sentences.push_back(study.facts.testRows > 0 ? "The test part is closed." : "There is no test part.");
        return;
    }
    const TestPoint& last = report.points.empty() ? TestPoint{} : report.points.back();
    if (!report.points.empty())
        report.sentences.push_back("After " + std::to_string(last.trials) + (last.trials == 1 ? " trial" : " trials") + " the best had " +
                                   scoreText(last.validation, report.metric) + " on the validation part and " +
                                   scoreText(last.test, report.metric) + " on the test part: " +
                                   (*report.measured >= 0.0 ? "optimistic by " : "not optimistic, the test part is better by ") +
                                   amount(std::abs(*report.measured)) + ".");
    if (report.testError && report.measured) {
        const bool more = *report.measured > kSurprise * *report.testError;
        report.sentences.push_back(more ? "That is more than the luck of the test rows explains (" + amount(kSurprise * *report.testError) +
                                              "): the validation score is optimistic."
                                        : "The luck of the test rows alone explains as much (" + amount(kSurprise * *report.testError) + ").");
    }
    report.sentences.push_back("The test part was opened " + std::to_string(report.looks) + (report.looks == 1 ? " time." : " times."));
    if (report.scoresAfterLooks > 0)
        report.sentences.push_back(std::to_string(report.scoresAfterLooks) + " later " + (report.scoresAfterLooks == 1 ? "score was" : "scores were") +
                                   " made with the test score known: they are marked.");
}

} // namespace

OptimismReport optimismOf(const StoredStudy& study)
{
    OptimismReport report;
    report.metric = study.config.protocol.metric;
    const std::vector<Score> scores = completeScores(study);
    report.scores = static_cast<int>(scores.size());
    if (!scores.empty()) {
        const auto best = std::max_element(scores.begin(), scores.end(), [](const Score& a, const Score& b) { return a.value < b.value; });
        report.best = best->trial;
        report.validation = study.trials[static_cast<std::size_t>(best->trial)].outcome.value;
        expect(report, study, scores, best->value);
        if (const auto confirmed = confirmationReport(study, ConfirmSplit::Same, {best->trial}); confirmed && confirmed->leader())
            report.confirmed = confirmed->leader()->verdict.mean.mean;
    }
    measure(report, study);
    say(report, study);
    return report;
}

} // namespace tunescope
