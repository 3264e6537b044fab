// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/export/trust_json.h"

#include "core/export/report_json.h"
#include "core/study/study_notebook.h"

#include <algorithm>
#include <optional>

namespace tunescope {
namespace {

std::string_view splitName(ConfirmSplit split)
{
    return split == ConfirmSplit::New ? "new" : "same";
}

void writeNumberList(JsonWriter& json, std::string_view name, const std::vector<double>& numbers)
{
    json.key(name);
    json.beginInlineArray();
    for (const double number : numbers)
        json.number(number);
    json.endArray();
}

void writeMean(JsonWriter& json, const MeanInterval& mean)
{
    json.integerField("count", mean.count);
    json.numberField("mean", mean.mean);
    json.numberField("deviation", mean.deviation);
    json.numberField("level", 0.95);
    json.key("interval");
    json.beginInlineArray();
    json.number(mean.low);
    json.number(mean.high);
    json.endArray();
}

void writeSentences(JsonWriter& json, const std::vector<std::string>& sentences)
{
    json.key("sentences");
    json.beginArray();
    for (const std::string& sentence : sentences)
        json.text(sentence);
    json.endArray();
}

void writeTieGroup(JsonWriter& json, std::string_view name, const ConfirmationReport& report)
{
    json.key(name);
    json.beginInlineArray();
    for (const int trial : report.tieGroup())
        json.integer(trial);
    json.endArray();
}

/// The number of the trial at an index of the report.
void writeTrialAt(JsonWriter& json, std::string_view name, const ConfirmationReport& report, int index)
{
    if (index < 0)
        json.nullField(name);
    else
        json.integerField(name, report.trials[static_cast<std::size_t>(index)].trial);
}

void writeConfirmedTrial(JsonWriter& json, const ConfirmedTrial& trial)
{
    const CandidateVerdict& verdict = trial.verdict;
    json.beginObject();
    json.integerField("trial", trial.trial);
    json.integerField("rank", verdict.rank);
    json.numberField("search_value", trial.searchValue);
    writeNumberList(json, "values", trial.values);
    json.integerField("failures", trial.failures);
    writeMean(json, verdict.mean);
    json.booleanField("tied", verdict.tied);
    json.numberField("luck", verdict.luck);
    json.numberField("chance_of_best", verdict.chanceOfBest);
    json.booleanField("within_one_error", verdict.withinOneError);
    json.key("against_leader");
    json.beginInlineObject();
    writeMean(json, verdict.againstLeader.difference);
    json.numberField("p", verdict.againstLeader.p);
    json.endObject();
    json.integerField("weights", trial.weights);
    json.numberField("mean_seconds", trial.meanSeconds);
    json.endObject();
}

void writePoints(JsonWriter& json, const std::vector<TestPoint>& points)
{
    json.key("points");
    json.beginArray();
    for (const TestPoint& point : points) {
        json.beginInlineObject();
        json.integerField("trials", point.trials);
        json.integerField("trial", point.trial);
        json.numberField("validation", point.validation);
        json.numberField("test", point.test);
        json.endObject();
    }
    json.endArray();
}

} // namespace

void writeConfirmation(JsonWriter& json, const ConfirmationReport& report, const std::string& metric)
{
    const Comparison& comparison = report.comparison;
    json.beginObject();
    json.textField("split", splitName(report.split));
    json.textField("metric", metric);
    json.integerField("seeds", report.seeds);
    json.key("trials");
    json.beginArray();
    for (const ConfirmedTrial& trial : report.trials)
        writeConfirmedTrial(json, trial);
    json.endArray();
    writeTrialAt(json, "leader", report, comparison.leader);
    writeTieGroup(json, "tie_group", report);
    json.numberField("tie_level", kTieLevel);
    json.numberField("pooled_deviation", comparison.pooledDeviation);
    json.integerField("freedom", comparison.freedom);
    json.numberField("one_standard_error", comparison.oneError);
    json.numberField("row_error", report.rowError);
    json.textField("row_error_from", report.rowErrorFrom);
    writeTrialAt(json, "one_error_choice", report, comparison.oneErrorChoice);
    writeTrialAt(json, "smallest_tied", report, comparison.smallestTied);
    writeTrialAt(json, "fastest_tied_by_seconds", report, comparison.fastestTied);
    writeSentences(json, confirmationSentences(report, metric));
    json.endObject();
}

void writeConfirmations(JsonWriter& json, const StoredStudy& study)
{
    json.beginArray();
    for (const ConfirmSplit split : {ConfirmSplit::Same, ConfirmSplit::New}) {
        if (const auto report = confirmationReport(study, split))
            writeConfirmation(json, *report, study.config.protocol.metric);
    }
    json.endArray();
}

void writeExtraRuns(JsonWriter& json, const std::vector<ExtraRun>& runs)
{
    json.beginArray();
    for (const ExtraRun& run : runs) {
        json.beginObject();
        json.textField("kind", extraKindName(run.kind));
        json.integerField("trial", run.trial);
        json.integerField("draw", run.draw);
        json.textField("split", run.newSplit ? "new" : "same");
        json.unsignedField("seed", run.seed);
        json.textField("state", trialStateName(run.state));
        json.textField("reason", run.reason);
        json.numberField("value", run.value);
        json.numberField("last_value", run.lastValue);
        json.integerField("best_epoch", run.bestEpoch);
        json.key("runs");
        json.beginArray();
        for (const RunResult& each : run.runs) {
            json.beginInlineObject();
            json.integerField("repeat", each.repeat);
            json.integerField("fold", each.fold);
            json.numberField("value", each.value);
            json.integerField("best_epoch", each.bestEpoch);
            json.endObject();
        }
        json.endArray();
        writeNumberList(json, "curve", run.curve);
        json.numberField("extra_seconds", run.extraSeconds);
        json.textField("finished_at", timeText(run.finishedAt));
        json.endObject();
    }
    json.endArray();
}

void writeSegmentList(JsonWriter& json, const std::vector<TrainingSegment>& segments)
{
    json.key("segments");
    json.beginArray();
    for (const TrainingSegment& segment : segments) {
        json.beginInlineObject();
        json.integerField("until", segment.until);
        json.paramsField("settings", segment.settings);
        json.endObject();
    }
    json.endArray();
}

void writeTestLook(JsonWriter& json, const TestLook& look, const std::vector<std::string>& metricNames)
{
    json.beginObject();
    json.integerField("number", look.number);
    json.textField("opened_at", timeText(look.openedAt));
    json.integerField("trial", look.trial);
    json.integerField("epoch", look.epoch);
    json.integerField("trials", look.trials);
    json.integerField("rows", look.rows);
    json.textField("metric", look.metric);
    json.numberField("validation", look.validation);
    json.numberField("value", look.value);
    json.numberField("loss", look.loss);
    json.key("metrics");
    json.beginInlineObject();
    for (std::size_t i = 0; i < std::min(metricNames.size(), look.metrics.size()); ++i)
        json.numberField(metricNames[i], look.metrics[i]);
    json.endObject();
    writeNumberList(json, "runs", look.runs);
    writePoints(json, look.points);
    json.endObject();
}

void writeOptimism(JsonWriter& json, const OptimismReport& report)
{
    json.beginObject();
    json.textField("metric", report.metric);
    json.integerField("scores", report.scores);
    if (report.best)
        json.integerField("best", *report.best);
    else
        json.nullField("best");
    json.numberField("validation", report.validation);
    json.numberField("noise", report.noise);
    json.numberField("spread", report.spread);
    json.numberField("expected", report.expected);
    json.numberField("confirmed", report.confirmed);
    json.booleanField("opened", report.opened);
    json.integerField("looks", report.looks);
    json.integerField("scores_after_looks", report.scoresAfterLooks);
    json.numberField("measured", report.measured);
    json.numberField("test_error", report.testError);
    writePoints(json, report.points);
    writeSentences(json, report.sentences);
    json.endObject();
}

void writeAudit(JsonWriter& json, const AuditReport& report)
{
    if (report.audited == 0)
        return json.null();
    json.beginObject();
    json.integerField("pruned", report.pruned);
    json.integerField("audited", report.audited);
    json.integerField("top", report.top);
    json.integerField("wrongly_pruned", report.wronglyPruned);
    json.numberField("false_prune_rate", report.rate);
    json.key("interval");
    json.beginInlineArray();
    json.number(report.low);
    json.number(report.high);
    json.endArray();
    json.key("ghosts");
    json.beginArray();
    for (const GhostVerdict& ghost : report.ghosts) {
        json.beginInlineObject();
        json.integerField("trial", ghost.trial);
        json.integerField("stopped_at_epoch", ghost.stoppedAt);
        json.numberField("value_then", ghost.valueThen);
        json.numberField("ghost_value", ghost.ghostValue);
        json.integerField("rank", ghost.rank);
        json.booleanField("wrongly_pruned", ghost.wronglyPruned);
        json.endObject();
    }
    json.endArray();
    json.numberField("ghost_seconds", report.ghostSeconds);
    json.endObject();
}

void writeCosts(JsonWriter& json, const CostLedger& ledger)
{
    json.beginObject();
    json.integerField("pruned_epochs_saved", ledger.prunedEpochsSaved);
    json.integerField("early_stopping_epochs_saved", ledger.stoppingEpochsSaved);
    json.numberField("complete_seconds", ledger.completeSeconds);
    json.numberField("pruned_seconds", ledger.prunedSeconds);
    json.numberField("other_seconds", ledger.otherSeconds);
    json.numberField("confirmation_seconds", ledger.confirmationSeconds);
    json.numberField("ghost_seconds", ledger.ghostSeconds);
    json.numberField("saved_by_pruning_seconds", ledger.prunedSecondsSaved);
    json.numberField("saved_by_early_stopping_seconds", ledger.stoppingSecondsSaved);
    json.numberField("spent_seconds", ledger.spentSeconds());
    json.endObject();
}

void writeTrialTrust(JsonWriter& json, const StoredStudy& study, int trial)
{
    for (const ConfirmSplit split : {ConfirmSplit::Same, ConfirmSplit::New}) {
        const auto report = confirmationReport(study, split);
        if (!report)
            continue;
        const auto found = std::find_if(report->trials.begin(), report->trials.end(), [&](const ConfirmedTrial& each) { return each.trial == trial; });
        if (found == report->trials.end() || found->verdict.mean.count == 0)
            continue;
        json.key("confirmed");
        json.beginObject();
        json.textField("split", splitName(split));
        json.integerField("seeds", found->verdict.mean.count);
        writeNumberList(json, "values", found->values);
        writeMean(json, found->verdict.mean);
        json.integerField("rank", found->verdict.rank);
        json.booleanField("tied", found->verdict.tied);
        writeTieGroup(json, "tie_group", *report);
        json.numberField("chance_of_best", found->verdict.chanceOfBest);
        json.endObject();
        break;
    }
    const auto look = std::find_if(study.testLooks.rbegin(), study.testLooks.rend(), [&](const TestLook& each) { return each.trial == trial; });
    if (look != study.testLooks.rend()) {
        json.numberField("test", look->value);
        json.textField("test_opened_at", timeText(look->openedAt));
    }
    if (const int looks = study.trials[static_cast<std::size_t>(trial)].looks; looks > 0)
        json.integerField("after_test_looks", looks);
}

std::string printNotebookMarkdown(const StoredStudy& study)
{
    const auto cell = [](const std::string& text) {
        std::string plain;
        for (const char c : text) {
            if (c == '|' || c == '\\' || c == '<' || c == '*' || c == '_' || c == '`')
                plain += '\\';
            plain += c == '\n' || c == '\r' ? ' ' : c;
        }
        return plain;
    };
    std::string text = "# Notebook of " + cell(study.config.name.empty() ? study.facts.dataName : study.config.name) + "\n\n";
    text += "| | time (UTC) | what | |\n| --- | --- | --- | --- |\n";
    for (std::size_t i = 0; i < study.events.size(); ++i) {
        const StudyEvent& entry = study.events[i];
        text += "| " + std::to_string(i + 1) + " | " + timeText(entry.at) + " | " + cell(notebookTitle(entry.kind)) + " | " + cell(entry.detail) + " |\n";
    }
    for (const std::string& fault : notebookFaults(study))
        text += "\n**Not intact:** " + cell(fault) + "\n";
    return text;
}

std::string printNotebook(const StoredStudy& study)
{
    JsonWriter json(JsonLayout::Indented);
    json.beginObject();
    json.textField("format", "tunescope.notebook/1");
    json.textField("study", study.config.name);
    const std::vector<std::string> faults = notebookFaults(study);
    json.booleanField("intact", faults.empty());
    json.key("faults");
    json.param(faults);
    json.key("entries");
    json.beginArray();
    for (std::size_t i = 0; i < study.events.size(); ++i) {
        const StudyEvent& entry = study.events[i];
        json.beginInlineObject();
        json.integerField("number", static_cast<std::int64_t>(i) + 1);
        json.textField("kind", entry.kind);
        json.textField("title", notebookTitle(entry.kind));
        json.textField("text", entry.detail);
        json.textField("written_at", timeText(entry.at));
        json.textField("hash", entry.hash);
        json.endObject();
    }
    json.endArray();
    json.endObject();
    return json.take() + "\n";
}

} // namespace tunescope
