// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/confirmation.h"

#include "core/base/rng.h"
#include "core/metrics/metric_registry.h"
#include "core/study/score_text.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <set>
#include <tuple>

namespace tunescope {
namespace {

constexpr std::uint64_t kConfirmStream = 0x636F6E6669726D; // "confirm": no trial has this number
constexpr double kNoScore = std::numeric_limits<double>::quiet_NaN();

const StoredTrial* completeTrial(const StoredStudy& study, int number)
{
    if (number < 0 || number >= std::ssize(study.trials))
        return nullptr;
    const StoredTrial& trial = study.trials[static_cast<std::size_t>(number)];
    return trial.state == TrialState::Complete && trial.outcome.value ? &trial : nullptr;
}

std::vector<int> bestComplete(const StoredStudy& study, int count)
{
    std::vector<int> numbers;
    for (const StoredTrial& trial : study.trials) {
        if (completeTrial(study, trial.start.number) && !trial.deleted)
            numbers.push_back(trial.start.number);
    }
    std::stable_sort(numbers.begin(), numbers.end(), [&](int a, int b) {
        return isBetter(*completeTrial(study, a)->outcome.value, *completeTrial(study, b)->outcome.value,
                        study.config.protocol.direction);
    });
    numbers.resize(std::min(numbers.size(), static_cast<std::size_t>(std::max(count, 0))));
    return numbers;
}

bool isConfirmation(const ExtraRun& run, ConfirmSplit split)
{
    return run.kind == ExtraKind::Confirmation && run.newSplit == (split == ConfirmSplit::New);
}

std::string protocolKindText(ProtocolKind kind)
{
    return kind == ProtocolKind::TimeOrdered ? "time_ordered" : "time-ordered data";
}

ConfirmedTrial confirmedTrial(const StoredStudy& study, ConfirmSplit split, int number, int seeds)
{
    ConfirmedTrial confirmed{.trial = number, .searchValue = {}, .values = std::vector<double>(static_cast<std::size_t>(seeds), kNoScore), .verdict = {}};
    if (const StoredTrial* trial = completeTrial(study, number)) {
        confirmed.searchValue = trial->outcome.value;
        confirmed.weights = trial->outcome.weights;
    }
    int runs = 0;
    for (const ExtraRun& run : study.extraRuns) {
        if (!isConfirmation(run, split) || run.trial != number || run.draw >= seeds)
            continue;
        ++runs;
        confirmed.meanSeconds += run.extraSeconds;
        if (run.weights > 0)
            confirmed.weights = run.weights;
        if (run.state == TrialState::Complete && run.value)
            confirmed.values[static_cast<std::size_t>(run.draw)] = *run.value;
        else
            ++confirmed.failures;
    }
    confirmed.meanSeconds /= std::max(runs, 1);
    return confirmed;
}

std::string joinedNumbers(const std::vector<int>& numbers)
{
    std::string text;
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        text += i == 0 ? "" : i + 1 == numbers.size() ? " and " : ", ";
        text += std::to_string(numbers[i]);
    }
    return text;
}

} // namespace

std::vector<int> ConfirmationReport::tieGroup() const
{
    std::vector<int> group;
    for (const ConfirmedTrial& trial : trials) {
        if (trial.verdict.tied)
            group.push_back(trial.trial);
    }
    return group;
}

std::uint64_t confirmationSeed(std::uint64_t studySeed, int draw)
{
    return deriveSeed(Purpose::Trial, studySeed, {kConfirmStream, static_cast<std::uint64_t>(draw)});
}

Result<std::vector<int>> confirmedTrials(const StoredStudy& study, const ConfirmRequest& request)
{
    for (const int number : request.trials) {
        if (number < 0 || number >= std::ssize(study.trials))
            return fail(ErrorCode::NoSuchTrial, {{"trial", number}, {"last", std::ssize(study.trials) - 1}});
        if (!completeTrial(study, number))
            return fail(ErrorCode::TrialNotConfirmable,
                        {{"trial", number}, {"state", trialStateName(study.trials[static_cast<std::size_t>(number)].state)}});
    }
    std::vector<int> trials = request.trials.empty() ? bestComplete(study, request.top) : request.trials;
    if (trials.empty())
        return fail(ErrorCode::NothingToConfirm);
    std::set<int> seen; // Named twice, trained once.
    std::erase_if(trials, [&](int trial) { return !seen.insert(trial).second; });
    return trials;
}

Result<std::vector<ExtraJob>> confirmationJobs(const StoredStudy& study, const ConfirmRequest& request)
{
    const auto trials = confirmedTrials(study, request);
    if (!trials)
        return fail(trials.error());
    const ProtocolConfig& protocol = study.config.protocol;
    const bool newSplit = request.split == ConfirmSplit::New;
    if (newSplit && (protocol.kind == ProtocolKind::TimeOrdered || study.facts.timeOrdered))
        return fail(ErrorCode::NewSplitsUnavailable, {{"kind", protocolKindText(protocol.kind)}});
    std::set<std::pair<int, int>> stored;
    for (const ExtraRun& run : study.extraRuns) {
        if (isConfirmation(run, request.split))
            stored.emplace(run.trial, run.draw);
    }
    std::vector<ExtraJob> jobs;
    for (int draw = 0; draw < request.seeds; ++draw) {
        for (const int number : *trials) {
            if (stored.contains({number, draw}))
                continue;
            const TrialStart& start = study.trials[static_cast<std::size_t>(number)].start;
            ExtraJob job{ExtraKind::Confirmation, draw, newSplit, start,
                         study.stages[static_cast<std::size_t>(start.stage)].config.fixed};
            job.start.seed = confirmationSeed(study.config.seed, draw);
            job.start.firstRepeat = newSplit ? protocol.repeats * (draw + 1) : 0;
            jobs.push_back(std::move(job));
        }
    }
    return jobs;
}

std::optional<double> rowErrorOf(const std::string& metric, double value, std::int64_t rows)
{
    if (metric != "accuracy" || rows < 1 || !(value >= 0.0 && value <= 1.0))
        return std::nullopt;
    return std::sqrt(value * (1.0 - value) / static_cast<double>(rows));
}

std::int64_t judgedRows(const StoredStudy& study)
{
    const ProtocolConfig& protocol = study.config.protocol;
    return study.facts.validationRows * (hasFolds(protocol.kind) ? protocol.folds : 1);
}

std::optional<ConfirmationReport> confirmationReport(const StoredStudy& study, ConfirmSplit split, const std::vector<int>& trials)
{
    ConfirmationReport report;
    report.split = split;
    std::set<int> wanted(trials.begin(), trials.end());
    std::set<int> confirmed;
    for (const ExtraRun& run : study.extraRuns) {
        if (!isConfirmation(run, split) || (!wanted.empty() && !wanted.contains(run.trial)))
            continue;
        confirmed.insert(run.trial);
        report.seeds = std::max(report.seeds, run.draw + 1);
    }
    if (confirmed.empty())
        return std::nullopt;
    for (const int number : confirmed)
        report.trials.push_back(confirmedTrial(study, split, number, report.seeds));
    const std::string& metric = study.config.protocol.metric;
    const auto compare = [&] {
        std::vector<CandidateScores> scores;
        for (const ConfirmedTrial& trial : report.trials)
            scores.push_back({trial.values, static_cast<double>(trial.weights), trial.meanSeconds});
        report.comparison = compareCandidates(scores, study.config.protocol.direction, report.rowError.value_or(0.0), study.config.seed);
        const MetricEntry* entry = findMetric(metric);
        for (std::size_t i = 0; i < report.trials.size(); ++i) {
            MeanInterval& mean = report.comparison.verdicts[i].mean;
            if (entry && entry->isShare && mean.count > 1) { // No share lies outside, so nothing is lost.
                mean.low = std::max(mean.low, std::min(0.0, mean.mean));
                mean.high = std::min(mean.high, std::max(1.0, mean.mean));
            }
            report.trials[i].verdict = report.comparison.verdicts[i];
        }
    };
    compare();
    std::stable_sort(report.trials.begin(), report.trials.end(), [](const ConfirmedTrial& a, const ConfirmedTrial& b) {
        const auto place = [](const ConfirmedTrial& trial) { return trial.verdict.rank > 0 ? trial.verdict.rank : std::numeric_limits<int>::max(); };
        return place(a) < place(b);
    });
    if (split == ConfirmSplit::New) {
        report.rowErrorFrom = "contained in the spread, because every draw has its own validation rows";
    } else if (report.comparison.leader >= 0) {
        report.rowError = rowErrorOf(metric, report.trials.front().verdict.mean.mean, judgedRows(study));
        report.rowErrorFrom = report.rowError ? "binomial, sqrt(p (1 - p) / " + std::to_string(judgedRows(study)) + " rows)"
                                              : "not known for " + metric + "; the seeds alone";
    }
    compare();
    return report;
}

std::vector<std::string> confirmationSentences(const ConfirmationReport& report, const std::string& metric)
{
    std::vector<std::string> sentences;
    const ConfirmedTrial* leader = report.leader();
    if (!leader)
        return {"No confirmation run came to a score."};
    const MeanInterval& mean = leader->verdict.mean;
    std::string head = "Trial " + std::to_string(leader->trial) + " has the best mean over " + std::to_string(mean.count) +
                       (mean.count == 1 ? " new seed: " : " new seeds: ") + scoreText(mean.mean, metric);
    if (mean.count > 1)
        head += " (95 % interval " + scoreText(mean.low, metric) + " to " + scoreText(mean.high, metric) + ")";
    sentences.push_back(head + ".");
    const std::vector<int> group = report.tieGroup();
    if (report.comparison.freedom == 0)
        sentences.push_back("One seed says nothing about luck: take at least two.");
    else if (group.size() == 1 && report.trials.size() > 1)
        sentences.push_back("It is better than the others by more than luck explains.");
    else if (group.size() > 1)
        sentences.push_back("Trials " + joinedNumbers(group) + " are a tie: their means differ by no more than luck explains.");
    const auto number = [&](int index) { return "trial " + std::to_string(report.trials[static_cast<std::size_t>(index)].trial); };
    const Comparison& comparison = report.comparison;
    if (comparison.oneErrorChoice >= 0)
        sentences.push_back("The smallest network within one standard error of the best is " + number(comparison.oneErrorChoice) + ".");
    if (group.size() > 1)
        sentences.push_back("The smallest within the tie is " + number(comparison.smallestTied) + ".");
    sentences.push_back(report.split == ConfirmSplit::Same
                            ? "New initial weights, batch order and dropout; the split is that of the study."
                            : "New seeds and new training and validation parts; the test part is untouched.");
    return sentences;
}

} // namespace tunescope
