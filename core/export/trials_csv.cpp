// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/export/trials_csv.h"

#include "core/export/csv_writer.h"
#include "core/export/ranking.h"
#include "core/export/report_json.h"

#include <algorithm>
#include <limits>
#include <vector>

namespace tunescope {
namespace {

constexpr double kNoValue = std::numeric_limits<double>::quiet_NaN();

/// Names of all settings, searched and fixed, in the order of the stages.
std::vector<std::string> settingNames(const StoredStudy& study)
{
    std::vector<std::string> names;
    const auto add = [&](const std::string& name) {
        if (std::find(names.begin(), names.end(), name) == names.end())
            names.push_back(name);
    };
    for (const StoredStage& stage : study.stages) {
        for (const ParamSpec& spec : stage.config.space.params())
            add(spec.name);
        for (const auto& [name, value] : stage.config.fixed)
            add(name);
    }
    return names;
}

/// The loss and every metric, for names with "train_" and "validation_" in front.
std::vector<std::string> partColumns(const StudyFacts& facts)
{
    std::vector<std::string> columns{"loss"};
    for (const std::string& name : facts.metricNames) {
        if (name != "loss")
            columns.push_back(name);
    }
    return columns;
}

void writeHeader(CsvWriter& csv, const StoredStudy& study, const std::vector<std::string>& settings)
{
    for (const char* name : {"trial", "stage", "state", "reason", "reason_text", "origin", "seed", "value",
                             "last_value", "best_epoch", "epochs_run"})
        csv.cell(name);
    for (const char* part : {"train_", "validation_"}) {
        for (const std::string& column : partColumns(study.facts))
            csv.cell(part + column);
    }
    csv.cell("weights");
    csv.cell("flops");
    for (const std::string& name : settings)
        csv.cell(name);
    for (const char* name : {"note", "started_at", "trial_seconds"})
        csv.cell(name);
    csv.endRow();
}

void writePart(CsvWriter& csv, const PartValues* part, const StudyFacts& facts)
{
    csv.number(part ? part->loss : kNoValue);
    for (std::size_t i = 0; i < facts.metricNames.size(); ++i) {
        if (facts.metricNames[i] != "loss")
            csv.number(part && i < part->metrics.size() ? part->metrics[i] : kNoValue);
    }
}

int epochsRun(const StoredTrial& trial)
{
    int epochs = 0;
    for (const EpochRecord& record : trial.epochs)
        epochs = std::max(epochs, record.epoch);
    return epochs;
}

void writeTrial(CsvWriter& csv, const StoredStudy& study, const StoredTrial& trial,
                const std::vector<std::string>& settings)
{
    csv.integer(trial.start.number);
    csv.integer(trial.start.stage);
    csv.cell(trialStateName(trial.state));
    csv.cell(trial.outcome.reason.kind);
    csv.cell(trial.outcome.reason.text);
    csv.cell(originText(trial.start.origin));
    csv.cell(std::to_string(trial.start.seed));
    csv.number(trial.outcome.value);
    csv.number(trial.outcome.lastValue);
    csv.integer(trial.outcome.bestEpoch);
    csv.integer(epochsRun(trial));
    const EpochRecord* best =
        trial.outcome.bestEpoch > 0 ? findEpoch(trial, trial.outcome.bestEpoch) : nullptr;
    writePart(csv, best && best->train ? &*best->train : nullptr, study.facts);
    writePart(csv, best ? &best->validation : nullptr, study.facts);
    csv.integer(trial.outcome.weights);
    csv.integer(trial.outcome.flops);
    const ParamSet values = settingsOf(study, trial);
    for (const std::string& name : settings) {
        const ParamValue* value = values.find(name);
        csv.cell(value ? paramText(*value) : std::string());
    }
    csv.cell(trial.note);
    csv.cell(trial.startedAt > 0.0 ? timeText(trial.startedAt) : std::string());
    csv.number(trial.outcome.trialSeconds);
    csv.endRow();
}

} // namespace

std::string printTrialsCsv(const StoredStudy& study)
{
    CsvWriter csv;
    const std::vector<std::string> settings = settingNames(study);
    writeHeader(csv, study, settings);
    for (const StoredTrial& trial : study.trials)
        writeTrial(csv, study, trial, settings);
    return csv.text();
}

} // namespace tunescope
