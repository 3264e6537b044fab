// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/preprocessor.h"

#include "core/base/number_text.h"
#include "core/data/column_statistics.h"
#include "core/data/sample_preprocessor.h"

#include <algorithm>
#include <cmath>

namespace tunescope {
namespace {

using Rows = std::span<const std::int64_t>;

std::size_t at(std::int64_t row)
{
    return static_cast<std::size_t>(row);
}

bool isMissing(const Column& column, std::int64_t row)
{
    return column.kind == ColumnKind::Number ? std::isnan(column.numbers[at(row)])
                                             : column.codes[at(row)] < 0;
}

/// Indices of the columns to use, in the order of the data set.
Result<std::vector<std::size_t>> usedColumns(const Dataset& dataset, const PreprocessingConfig& config)
{
    std::vector<std::string> names;
    for (const Column& column : dataset.features)
        names.push_back(column.name);
    for (const std::string& wanted : config.features) {
        if (std::find(names.begin(), names.end(), wanted) != names.end())
            continue;
        const std::string nearest = nearestName(wanted, names);
        const std::string hint =
            nearest.empty() ? "Use names of the data set's columns." : "Did you mean “" + nearest + "”?";
        return fail(ErrorCode::FeatureUnknown, {{"name", wanted}, {"hint", hint}});
    }
    std::vector<std::size_t> used;
    for (std::size_t i = 0; i < names.size(); ++i) {
        const auto& wanted = config.features;
        if (wanted.empty() || std::find(wanted.begin(), wanted.end(), names[i]) != wanted.end())
            used.push_back(i);
    }
    return used;
}

std::vector<std::int64_t> rowsWithoutGaps(const Dataset& dataset, const std::vector<std::size_t>& columns,
                                          Rows rows)
{
    std::vector<std::int64_t> complete;
    for (const std::int64_t row : rows) {
        const bool gap = std::any_of(columns.begin(), columns.end(),
                                     [&](std::size_t c) { return isMissing(dataset.features[c], row); });
        if (!gap)
            complete.push_back(row);
    }
    return complete;
}

bool isConstant(const std::vector<double>& values)
{
    return std::all_of(values.begin(), values.end(), [&](double value) { return value == values.front(); });
}

void fitScale(FittedInput& input, std::vector<double>& values, Scaling scaling)
{
    double scale = 1.0;
    switch (scaling) {
    case Scaling::None:
        return;
    case Scaling::Standard:
        input.offset = meanOf(values);
        scale = deviationOf(values, input.offset);
        break;
    case Scaling::MinMax: {
        const auto [low, high] = std::minmax_element(values.begin(), values.end());
        input.offset = *low;
        scale = *high - *low;
        break;
    }
    case Scaling::Robust:
        input.offset = quantileOf(values, 0.5);
        scale = quantileOf(values, 0.75) - quantileOf(values, 0.25);
        break;
    }
    // Not the case for values that only differ by less than a double can square, or beyond its range.
    if (scale > 0.0 && std::isfinite(scale))
        input.scale = scale;
}

constexpr double kLargestStrangeness = 6.0;

/// For anomalies: the deviation of most values, so that a wild one does not make the others small.
void fitScaleOfMost(FittedInput& input, std::vector<double>& values)
{
    const double low = quantileOf(values, 0.01);
    const double high = quantileOf(values, 0.99);
    for (double& value : values)
        value = std::clamp(value, low, high);
    input.offset = meanOf(values);
    const double deviation = deviationOf(values, input.offset);
    input.scale = deviation > 0.0 && std::isfinite(deviation) ? deviation : 1.0;
}

/// The input of a number column; nothing if it does not change in the training part.
std::optional<FittedInput> fitNumber(const Column& column, std::size_t index, Rows rows,
                                     const PreprocessingConfig& config, Task task)
{
    const bool anomalies = task == Task::AnomalyDetection;
    std::vector<double> known;
    for (const std::int64_t row : rows) {
        if (!isMissing(column, row))
            known.push_back(column.numbers[at(row)]);
    }
    // What never changes in normal rows can still give an anomaly away.
    if (known.empty() || (isConstant(known) && !anomalies))
        return std::nullopt;
    FittedInput input{.name = column.name, .column = index, .kind = InputKind::Number};
    input.fill = config.missing == Missing::Mean ? meanOf(known) : quantileOf(known, 0.5);
    std::vector<double> filled;
    for (const std::int64_t row : rows)
        filled.push_back(isMissing(column, row) ? input.fill : column.numbers[at(row)]);
    if (anomalies && config.scaling == Scaling::Standard)
        fitScaleOfMost(input, filled);
    else
        fitScale(input, filled, config.scaling);
    if (anomalies)
        input.clip = kLargestStrangeness;
    return input;
}

std::vector<std::int64_t> categoryCounts(const Column& column, Rows rows)
{
    std::vector<std::int64_t> counts(column.categories.size(), 0);
    for (const std::int64_t row : rows) {
        if (!isMissing(column, row))
            ++counts[static_cast<std::size_t>(column.codes[at(row)])];
    }
    return counts;
}

FittedInput fitPosition(const Column& column, FittedInput input, const std::vector<std::int64_t>& counts,
                        Rows rows, Scaling scaling)
{
    input.name = column.name;
    input.kind = InputKind::Position;
    std::int32_t place = 0;
    for (const std::int64_t count : counts)
        input.places.push_back(count > 0 ? place++ : -1);
    std::vector<double> values;
    for (const std::int64_t row : rows) {
        const std::int32_t code = isMissing(column, row) ? input.fillCode : column.codes[at(row)];
        values.push_back(input.places[static_cast<std::size_t>(code)]);
    }
    fitScale(input, values, scaling);
    return input;
}

/// The inputs of a category column; none if it does not change in the training part.
std::vector<FittedInput> fitCategory(const Column& column, std::size_t index, Rows rows,
                                     const PreprocessingConfig& config)
{
    const std::vector<std::int64_t> counts = categoryCounts(column, rows);
    const auto seen =
        std::count_if(counts.begin(), counts.end(), [](std::int64_t count) { return count > 0; });
    if (seen < 2)
        return {};
    const auto commonest = std::max_element(counts.begin(), counts.end()) - counts.begin();
    const FittedInput base{.column = index, .fillCode = static_cast<std::int32_t>(commonest)};
    if (config.encoding == Encoding::Ordinal)
        return {fitPosition(column, base, counts, rows, config.scaling)};

    std::vector<FittedInput> switches;
    for (std::size_t code = 0; code < counts.size(); ++code) {
        if (counts[code] == 0)
            continue;
        FittedInput input = base;
        input.name = column.name + "=" + column.categories[code];
        input.kind = InputKind::Switch;
        input.category = static_cast<std::int32_t>(code);
        switches.push_back(std::move(input));
    }
    return switches;
}

void fitTarget(Preprocessor& fitted, const Dataset& dataset, Rows rows)
{
    if (dataset.task != Task::Regression) {
        fitted.classNames = dataset.target.categories;
        return;
    }
    fitted.target = TargetForm::OneValue;
    if (fitted.config.scaling == Scaling::None)
        return;
    std::vector<double> values;
    for (const std::int64_t row : rows)
        values.push_back(dataset.target.numbers[at(row)]);
    FittedInput scale;
    fitScale(scale, values, Scaling::Standard);
    fitted.targetOffset = scale.offset;
    fitted.targetScale = scale.scale;
}

double inputValue(const FittedInput& input, const Column& column, std::int64_t row)
{
    const bool missing = isMissing(column, row);
    if (input.kind == InputKind::Number) {
        const double value = missing ? input.fill : column.numbers[at(row)];
        return std::clamp((value - input.offset) / input.scale, -input.clip, input.clip);
    }
    const std::int32_t code = missing ? input.fillCode : column.codes[at(row)];
    if (input.kind == InputKind::Switch)
        return code == input.category ? 1.0 : 0.0;
    const std::int32_t place = input.places[static_cast<std::size_t>(code)];
    return place < 0 ? 0.0 : (place - input.offset) / input.scale;
}

void applyTarget(DataPart& part, const Preprocessor& fitted, const Dataset& dataset)
{
    if (fitted.target == TargetForm::PixelClass || fitted.target == TargetForm::NextToken)
        return;
    for (const std::int64_t row : part.rows) {
        if (fitted.task != Task::Regression) {
            part.trueClass.push_back(dataset.target.codes[at(row)]);
            continue;
        }
        const double value = dataset.target.numbers[at(row)];
        part.trueValue.push_back(static_cast<float>(value));
        part.scaledValue.push_back(static_cast<float>((value - fitted.targetOffset) / fitted.targetScale));
        if (!dataset.previous.empty())
            part.previousValue.push_back(static_cast<float>(dataset.previous[at(row)]));
    }
}

} // namespace

std::vector<std::int64_t> learnableRows(const Dataset& dataset, Rows rows)
{
    std::vector<std::int64_t> learnable(rows.begin(), rows.end());
    if (dataset.task == Task::AnomalyDetection)
        std::erase_if(learnable, [&](std::int64_t row) { return dataset.target.codes[at(row)] != 0; });
    return learnable;
}

Result<Preprocessor> Preprocessor::fit(const Dataset& dataset, Rows trainRows,
                                       const PreprocessingConfig& config)
{
    std::vector<std::int64_t> rows = learnableRows(dataset, trainRows);
    if (rows.empty())
        return fail(ErrorCode::PrepareNoRows, {{"part", "training"}});
    if (readsSamples(dataset, config)) {
        Result<Preprocessor> fitted = fitSamples(dataset, rows, config);
        if (fitted)
            fitTarget(*fitted, dataset, rows);
        return fitted;
    }
    const Result<std::vector<std::size_t>> columns = usedColumns(dataset, config);
    if (!columns)
        return fail(columns.error());
    if (config.missing == Missing::Drop)
        rows = rowsWithoutGaps(dataset, *columns, rows);
    if (rows.empty())
        return fail(ErrorCode::PrepareNoRows, {{"part", "training"}});

    Preprocessor fitted{.config = config, .task = dataset.task};
    for (const std::size_t index : *columns) {
        const Column& column = dataset.features[index];
        const std::size_t before = fitted.inputs.size();
        if (column.kind == ColumnKind::Category) {
            for (FittedInput& input : fitCategory(column, index, rows, config))
                fitted.inputs.push_back(std::move(input));
        } else if (std::optional<FittedInput> input = fitNumber(column, index, rows, config, dataset.task)) {
            fitted.inputs.push_back(std::move(*input));
        }
        if (fitted.inputs.size() == before)
            fitted.constantColumns.push_back(column.name);
    }
    if (fitted.inputs.empty())
        return fail(ErrorCode::PrepareNoInputs);
    fitted.shape.features = std::ssize(fitted.inputs);
    if (dataset.task == Task::AnomalyDetection)
        fitted.target = TargetForm::Itself;
    fitTarget(fitted, dataset, rows);
    return fitted;
}

DataPart Preprocessor::apply(const Dataset& dataset, Rows rows) const
{
    DataPart part;
    if (samples) {
        part = applySamples(*this, dataset, rows);
        applyTarget(part, *this, dataset);
        return part;
    }
    part.rows.assign(rows.begin(), rows.end());
    if (config.missing == Missing::Drop) {
        const Result<std::vector<std::size_t>> columns = usedColumns(dataset, config);
        part.rows = rowsWithoutGaps(dataset, columns.value_or(std::vector<std::size_t>{}), rows);
    }
    const auto width = static_cast<std::int64_t>(inputs.size());
    part.inputs = Tensor(Shape{part.size(), width});
    for (std::int64_t i = 0; i < part.size(); ++i) {
        const std::span<float> values = part.inputs.row(i);
        for (std::size_t f = 0; f < inputs.size(); ++f) {
            const Column& column = dataset.features[inputs[f].column];
            values[f] =
                static_cast<float>(inputValue(inputs[f], column, part.rows[static_cast<std::size_t>(i)]));
        }
    }
    applyTarget(part, *this, dataset);
    return part;
}

} // namespace tunescope
