// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/prune_audit.h"

#include "core/base/rng.h"
#include "core/study/stage_plan.h"
#include "core/study/trial_reason.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <memory>
#include <set>
#include <span>

namespace tunescope {
namespace {

constexpr std::uint64_t kAuditStream = 0x6175646974; // "audit": no trial has this number

double studyMetricOf(const StoredStudy& study, const PartValues& part)
{
    const std::size_t metric = study.facts.studyMetric;
    return metric < part.metrics.size() ? part.metrics[metric] : part.loss;
}

std::vector<IntermediateValue> reportedValues(const StoredStudy& study, const StoredTrial& trial)
{
    std::vector<IntermediateValue> values;
    for (const EpochRecord& epoch : trial.epochs) {
        if (epoch.repeat == 0 && epoch.fold == 0 && epoch.epoch > 0)
            values.push_back({epoch.epoch, studyMetricOf(study, epoch.validation)});
    }
    return values;
}

TrialRecordPtr recordOfStored(const StoredStudy& study, const StoredTrial& trial)
{
    return std::make_shared<const TrialRecord>(TrialRecord{trial.start.number, trial.start.stage, trial.start.params, trial.state,
                                                           trial.start.origin, trial.outcome.value, reportedValues(study, trial)});
}

bool sameNumber(double a, double b)
{
    return a == b || (std::isnan(a) && std::isnan(b));
}

bool sameReason(const PruneReason& a, const PruneReason& b)
{
    return a.kind == b.kind && a.step == b.step && sameNumber(a.value, b.value) && sameNumber(a.threshold, b.threshold) &&
           a.peers == b.peers && a.rung == b.rung && a.rank == b.rank && a.of == b.of && a.keep == b.keep && a.bracket == b.bracket &&
           a.since == b.since && sameNumber(a.share, b.share) && sameNumber(a.predicted, b.predicted);
}

/// What is wrong with the reason of one pruned trial; empty if nothing is.
std::string reasonFault(const StoredStudy& study, const StoredTrial& trial, const Pruner& pruner, const std::vector<TrialRecordPtr>& records)
{
    if (!trial.outcome.reason.prune)
        return "it is pruned but says not why";
    const auto visible = static_cast<std::ptrdiff_t>(std::max(trial.start.number - study.lag, 0));
    const History history{study.config.protocol.direction, {records.begin(), records.begin() + visible}};
    TrialRecord record = *records[static_cast<std::size_t>(trial.start.number)];
    record.state = TrialState::Running;
    record.value.reset();
    const std::vector<IntermediateValue> all = std::move(record.intermediateValues);
    record.intermediateValues.clear();
    for (const IntermediateValue& value : all) {
        record.intermediateValues.push_back(value);
        const auto reason = pruner.judge(record, history);
        const bool last = value.step == all.back().step;
        if (reason && !last)
            return "the stored curves would have stopped it at epoch " + std::to_string(value.step) + " already";
        if (!last)
            continue;
        if (!reason)
            return "the stored curves do not give a reason to stop it at epoch " + std::to_string(value.step);
        if (!sameReason(*reason, *trial.outcome.reason.prune))
            return "the stored curves give other numbers: " + prunedReason(*reason, study.config.protocol.metric).text;
    }
    return all.empty() ? "it has no epochs" : std::string();
}

std::vector<const StoredTrial*> prunedTrials(const StoredStudy& study)
{
    std::vector<const StoredTrial*> pruned;
    for (const StoredTrial& trial : study.trials) {
        // What was imported was stopped by a pruner and among trials that nobody knows here.
        if (trial.state == TrialState::Pruned && trial.start.origin.kind != OriginKind::Imported)
            pruned.push_back(&trial);
    }
    return pruned;
}

/// Wilson's score interval.
void findRate(AuditReport& report)
{
    if (report.audited == 0) {
        report.rate = report.low = report.high = std::numeric_limits<double>::quiet_NaN();
        return;
    }
    constexpr double z = 1.959963984540054;
    const double n = report.audited;
    report.rate = report.wronglyPruned / n;
    const double middle = report.rate + z * z / (2.0 * n);
    const double half = z * std::sqrt(report.rate * (1.0 - report.rate) / n + z * z / (4.0 * n * n));
    report.low = std::max((middle - half) / (1.0 + z * z / n), 0.0);
    report.high = std::min((middle + half) / (1.0 + z * z / n), 1.0);
}

GhostVerdict ghostVerdict(const StoredStudy& study, const StoredTrial& trial, const ExtraRun& ghost, int top)
{
    const Direction direction = study.config.protocol.direction;
    GhostVerdict verdict{.trial = trial.start.number, .stoppedAt = trial.outcome.reason.epoch};
    for (const IntermediateValue& value : reportedValues(study, trial)) {
        if (!std::isnan(value.value) && (!verdict.valueThen || isBetter(value.value, *verdict.valueThen, direction)))
            verdict.valueThen = value.value;
    }
    if (ghost.state != TrialState::Complete || !ghost.value)
        return verdict;
    verdict.ghostValue = ghost.value;
    verdict.rank = 1;
    for (const StoredTrial& other : study.trials) {
        if (other.state == TrialState::Complete && other.outcome.value && isBetter(*other.outcome.value, *ghost.value, direction))
            ++verdict.rank;
    }
    verdict.wronglyPruned = verdict.rank <= top;
    return verdict;
}

} // namespace

std::vector<std::string> pruneFaults(const StoredStudy& study)
{
    std::vector<TrialRecordPtr> records;
    for (const StoredTrial& trial : study.trials)
        records.push_back(recordOfStored(study, trial));
    std::vector<std::unique_ptr<StagePlan>> plans;
    for (const StoredStage& stage : study.stages) {
        auto plan = StagePlan::create(std::make_shared<const StageConfig>(stage.config), static_cast<int>(plans.size()), stage.firstTrial);
        plans.push_back(plan ? std::move(*plan) : nullptr);
    }
    std::vector<std::string> faults;
    for (const StoredTrial* trial : prunedTrials(study)) {
        const auto& plan = plans.at(static_cast<std::size_t>(trial->start.stage));
        const Pruner* pruner = plan ? plan->pruner() : nullptr;
        const std::string fault = pruner ? reasonFault(study, *trial, *pruner, records) : "it is pruned, but its stage has no pruner";
        if (!fault.empty())
            faults.push_back("trial " + std::to_string(trial->start.number) + ": " + fault);
    }
    return faults;
}

Result<std::vector<ExtraJob>> ghostJobs(const StoredStudy& study, const AuditRequest& request)
{
    std::vector<const StoredTrial*> sample = prunedTrials(study);
    if (sample.empty())
        return fail(ErrorCode::NothingPruned);
    Rng rng(Purpose::Sampler, study.config.seed, {kAuditStream});
    rng.shuffle(std::span<const StoredTrial*>(sample));
    const auto wanted = request.count ? static_cast<std::size_t>(std::max(*request.count, 0))
                                      : static_cast<std::size_t>(std::max(std::ceil(request.share * static_cast<double>(sample.size())), 1.0));
    sample.resize(std::min(sample.size(), wanted));
    std::set<int> known;
    for (const ExtraRun& run : study.extraRuns) {
        if (run.kind == ExtraKind::Ghost)
            known.insert(run.trial);
    }
    std::vector<ExtraJob> jobs;
    for (const StoredTrial* trial : sample) {
        if (!known.contains(trial->start.number))
            jobs.push_back({ExtraKind::Ghost, 0, false, trial->start, study.stages[static_cast<std::size_t>(trial->start.stage)].config.fixed});
    }
    return jobs;
}

AuditReport auditReport(const StoredStudy& study, int top)
{
    AuditReport report;
    report.top = top;
    report.pruned = static_cast<int>(prunedTrials(study).size());
    for (const ExtraRun& run : study.extraRuns) {
        if (run.kind != ExtraKind::Ghost || run.trial < 0 || run.trial >= std::ssize(study.trials))
            continue;
        report.ghosts.push_back(ghostVerdict(study, study.trials[static_cast<std::size_t>(run.trial)], run, top));
        report.ghostSeconds += run.extraSeconds;
        ++report.audited;
        report.wronglyPruned += report.ghosts.back().wronglyPruned ? 1 : 0;
    }
    findRate(report);
    return report;
}

} // namespace tunescope
