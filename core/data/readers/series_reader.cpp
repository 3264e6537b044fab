// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/readers/series_reader.h"

#include "core/data/readers/csv_reader.h"
#include "core/data/series_windows.h"

#include <array>
#include <cmath>

namespace tunescope {
namespace {

constexpr std::array kSeriesSettings = {
    GeneratorSetting{"window", SettingType::Whole, 1, 1000, 20, "Steps that a sample shows"},
    GeneratorSetting{"horizon", SettingType::Whole, 1, 1000, 1, "Steps to the value that is predicted"},
    GeneratorSetting{"average", SettingType::Whole, 0, 1000, 0,
                     "0 = predict the value, n = whether the mean of n rises"},
    GeneratorSetting{"returns", SettingType::Whole, 0, 1, 0, "1 = predict the logarithmic return"}};

/// Puts the value before in place of a missing one.
Result<std::vector<double>> filled(const Column& column)
{
    std::vector<double> values = column.numbers;
    if (!values.empty() && std::isnan(values.front()))
        return fail(ErrorCode::SeriesStart, {{"name", column.name}});
    for (std::size_t i = 1; i < values.size(); ++i)
        values[i] = std::isnan(values[i]) ? values[i - 1] : values[i];
    return values;
}

} // namespace

Result<Dataset> readSeries(const ReadRequest& request)
{
    const Result<GeneratorSettings> settings = readerSettings(request, kSeriesSettings);
    if (!settings)
        return fail(settings.error());
    const Result<Dataset> table = readCsv(request.path, request.import, request.progress);
    if (!table)
        return fail(table.error());
    if (table->target.kind != ColumnKind::Number)
        return fail(ErrorCode::SeriesNumbers, {{"name", table->target.name}});
    SeriesTable series;
    std::vector<Column> columns = table->features;
    columns.push_back(table->target);
    for (const Column& column : columns) {
        if (column.kind != ColumnKind::Number)
            continue;
        Result<std::vector<double>> values = filled(column);
        if (!values)
            return fail(values.error());
        series.names.push_back(column.name);
        series.values.push_back(std::move(*values));
    }
    series.predicted = series.values.size() - 1;
    SeriesOptions options{.window = static_cast<int>(settings->whole("window")),
                          .horizon = static_cast<int>(settings->whole("horizon"))};
    if (settings->whole("average") > 0) {
        options.target = SeriesTarget::Rise;
        options.average = static_cast<int>(settings->whole("average"));
    } else if (settings->whole("returns") == 1) {
        options.target = SeriesTarget::Return;
    }
    Result<Dataset> dataset = windowSeries(series, options);
    if (dataset)
        dataset->skippedRows = table->skippedRows;
    return dataset;
}

} // namespace tunescope
