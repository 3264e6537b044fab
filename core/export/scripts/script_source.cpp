// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/export/scripts/script_source.h"

#include "core/base/number_text.h"
#include "core/data/preprocessor.h"
#include "core/data/sample_preprocessor.h"
#include "core/data/split.h"
#include "core/export/csv_writer.h"
#include "core/export/ranking.h"
#include "core/storage/json_writer.h"
#include "core/study/training_objective.h"
#include "core/training/model_choice.h"

#include <set>

namespace tunescope {
namespace {

std::size_t at(std::int64_t index)
{
    return static_cast<std::size_t>(index);
}

void writeTarget(CsvWriter& csv, const Dataset& dataset, std::int64_t row)
{
    if (dataset.target.kind == ColumnKind::Number)
        csv.number(dataset.target.numbers[at(row)]);
    else
        csv.cell(dataset.target.categories[at(dataset.target.codes[at(row)])]);
}

std::string tableText(const Dataset& dataset, const std::vector<std::size_t>& used)
{
    CsvWriter csv;
    for (const std::size_t column : used)
        csv.cell(dataset.features[column].name);
    csv.cell(dataset.target.name);
    csv.endRow();
    for (std::int64_t row = 0; row < dataset.rows(); ++row) {
        for (const std::size_t index : used) {
            const Column& column = dataset.features[index];
            if (column.kind == ColumnKind::Number)
                csv.number(column.numbers[at(row)]);
            else if (column.codes[at(row)] < 0)
                csv.empty();
            else
                csv.cell(column.categories[at(column.codes[at(row)])]);
        }
        writeTarget(csv, dataset, row);
        csv.endRow();
    }
    return csv.text();
}

/// The values of a picture or sequence, then the class number or the value.
std::string denseText(const Dataset& dataset)
{
    CsvWriter csv;
    const std::int64_t width = dataset.samples ? dataset.samples->shape.size() : std::ssize(dataset.features);
    for (std::int64_t row = 0; row < dataset.rows(); ++row) {
        for (std::int64_t i = 0; i < width; ++i) {
            const double value =
                dataset.samples ? dataset.samples->valueAt(row, i) : dataset.features[at(i)].numbers[at(row)];
            csv.number(value);
        }
        if (dataset.target.kind == ColumnKind::Number)
            csv.number(dataset.target.numbers[at(row)]);
        else
            csv.integer(dataset.target.codes[at(row)]);
        csv.endRow();
    }
    return csv.text();
}

using NamedRows = std::pair<std::string_view, std::vector<std::int64_t>>;

std::string splitText(const std::vector<NamedRows>& parts)
{
    JsonWriter json;
    json.beginObject();
    for (const auto& [name, rows] : parts) {
        json.key(name);
        json.beginArray();
        for (const std::int64_t row : rows)
            json.integer(row);
        json.endArray();
    }
    json.endObject();
    return json.take() + "\n";
}

/// The columns that vary in the training part, once each.
void describeTable(ScriptSource& source, const Dataset& dataset, const Preprocessor& fitted, ScriptRows rows)
{
    std::vector<std::size_t> used;
    for (const FittedInput& input : fitted.inputs) {
        const Column& column = dataset.features[input.column];
        if (used.empty() || used.back() != input.column) {
            used.push_back(input.column);
            source.columns.push_back({column.name, {}});
        }
        if (input.kind == InputKind::Switch)
            source.columns.back().categories.push_back(column.categories[at(input.category)]);
        if (input.kind != InputKind::Position)
            continue;
        for (std::size_t code = 0; code < input.places.size(); ++code) {
            if (input.places[code] >= 0)
                source.columns.back().categories.push_back(column.categories[code]);
        }
    }
    if (rows == ScriptRows::Written)
        source.data = tableText(dataset, used);
}

void describeDense(ScriptSource& source, const Dataset& dataset, ScriptRows rows)
{
    const bool sequence = dataset.samples && dataset.samples->shape.form == SampleForm::Sequence;
    source.form = sequence ? ScriptForm::Sequence : ScriptForm::Picture;
    if (dataset.samples) {
        source.low = dataset.samples->low;
        source.high = dataset.samples->high;
    } else {
        source.low = dataset.image->low;
        source.high = dataset.image->high;
    }
    if (rows == ScriptRows::Written)
        source.data = denseText(dataset);
}

/// One class or one number a sample, read as a vector, a picture or a sequence.
bool canBeScripted(const Dataset& dataset, const Preprocessor& fitted)
{
    const bool target = fitted.target == TargetForm::OneClass || fitted.target == TargetForm::OneValue;
    const bool dense = !dataset.samples || dataset.samples->isDense();
    return target && dense && fitted.shape.form != SampleForm::Tokens &&
           dataset.task != Task::AnomalyDetection;
}

} // namespace

Result<ScriptSource> scriptSource(const StoredStudy& study, const ParamSet& settings, const Dataset& dataset, ScriptRows rows)
{
    auto config = trainingConfigFor(settings, dataset, study.config.protocol.metric);
    if (!config)
        return fail(config.error());
    const auto split = makeSplit(
        dataset, splitConfigOf(study.config.protocol, splitSeedOf(study.config), study.config.data), 0, 0);
    if (!split)
        return fail(split.error());
    const auto fitted = Preprocessor::fit(dataset, split->train, config->preprocessing);
    if (!fitted)
        return fail(fitted.error());
    if (!canBeScripted(dataset, *fitted))
        return fail(ErrorCode::ScriptSamples, {{"model", kindName(config->model, modelNames())}});

    ScriptSource source;
    source.study = study.config.name;
    source.config = std::move(*config);
    source.shape = fitted->shape;
    source.target = dataset.target.name;
    if (dataset.task != Task::Regression)
        source.classNames = dataset.target.categories;
    if (fitted->samples)
        describeDense(source, dataset, rows);
    else
        describeTable(source, dataset, *fitted, rows);
    // Rows with gaps are left out of the lists where the setting `missing` drops them.
    const std::vector<std::int64_t> train = fitted->apply(dataset, split->train).rows;
    source.trainRows = std::ssize(train);
    std::vector<NamedRows> parts{{"train", train}, {"validation", fitted->apply(dataset, split->validation).rows}};
    source.hasStopping = !split->stopping.empty();
    if (source.hasStopping)
        parts.emplace_back("stopping", fitted->apply(dataset, split->stopping).rows);
    source.split = splitText(parts);
    if (source.config.augment != Augmentation::None)
        source.notes.push_back(std::string("augment ") +
                               std::string(kindName(source.config.augment, augmentationNames())) +
                               ": pictures are trained on as they are.");
    return source;
}

Result<ScriptSource> scriptSource(const StoredStudy& study, int trial, const Dataset& dataset, ScriptRows rows)
{
    if (trial < 0 || trial >= std::ssize(study.trials))
        return fail(ErrorCode::NoSuchTrial, {{"trial", trial}});
    const StoredTrial& stored = study.trials[at(trial)];
    if (stored.state != TrialState::Complete)
        return fail(ErrorCode::TrialNotComplete, {{"trial", trial}, {"state", trialStateName(stored.state)}});
    auto source = scriptSource(study, settingsOf(study, stored), dataset, rows);
    if (!source)
        return source;
    source->trial = trial;
    source->seed = stored.start.seed;
    source->value = stored.outcome.value.value_or(0.0);
    source->bestEpoch = stored.outcome.bestEpoch;
    if (stored.outcome.runs.size() > 1) {
        // The script has the rows of run (0, 0), so it is held to what that one reached.
        const auto& first = stored.outcome.runs.front();
        source->notes.push_back("the trial's value is " + numberText(source->value) + ", the mean of its " +
                                std::to_string(stored.outcome.runs.size()) +
                                " runs (folds and repeats). This is the first of them.");
        source->value = first.value.value_or(source->value);
        source->bestEpoch = first.bestEpoch;
    }
    return source;
}

} // namespace tunescope
