// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/series_windows.h"

#include "core/data/column_statistics.h"
#include "core/data/count_text.h"

#include <algorithm>
#include <cmath>

namespace tunescope {
namespace {

constexpr std::int64_t kFewestWindows = 10;

/// Steps before the first shown one that the target or the returns look at.
std::int64_t historyOf(const SeriesOptions& options)
{
    if (options.target == SeriesTarget::Value)
        return options.window - 1;
    return std::max<std::int64_t>(options.window, options.average - options.horizon);
}

void addValueWindows(Dataset& dataset, const SeriesTable& table, const SeriesOptions& options,
                     std::int64_t rows)
{
    const std::int64_t series = std::ssize(table.values);
    SampleStore& store = *dataset.samples;
    store.shape = {.form = SampleForm::Sequence, .features = series, .steps = options.window};
    store.stride = series; // The next window starts one step later.
    store.names = table.names;
    const std::vector<double>& predicted = table.values[table.predicted];
    for (std::size_t step = 0; step < predicted.size(); ++step) {
        for (const std::vector<double>& values : table.values)
            store.floats.push_back(static_cast<float>(values[step]));
    }
    dataset.task = Task::Regression;
    dataset.target = {.name = table.names[table.predicted]};
    for (std::int64_t row = 0; row < rows; ++row) {
        const auto now = static_cast<std::size_t>(row + options.window - 1);
        dataset.target.numbers.push_back(predicted[now + static_cast<std::size_t>(options.horizon)]);
        dataset.previous.push_back(predicted[now]);
    }
}

/// The logarithmic returns up to step `now`, in units of their own deviation.
std::vector<double> scaledReturns(const std::vector<double>& values, std::size_t now, int window)
{
    std::vector<double> returns;
    for (std::size_t step = now + 1 - static_cast<std::size_t>(window); step <= now; ++step)
        returns.push_back(std::log(values[step] / values[step - 1]));
    const double deviation = deviationOf(returns, meanOf(returns));
    for (double& value : returns)
        value = deviation > 0.0 ? value / deviation : 0.0;
    return returns;
}

void addReturnWindows(Dataset& dataset, const SeriesTable& table, const SeriesOptions& options,
                      std::int64_t rows)
{
    const std::vector<double>& values = table.values[table.predicted];
    SampleStore& store = *dataset.samples;
    store.shape = {.form = SampleForm::Sequence, .features = 1, .steps = options.window};
    store.stride = options.window;
    store.names = {"return of " + table.names[table.predicted]};
    const bool rise = options.target == SeriesTarget::Rise;
    dataset.task = rise ? Task::Classification : Task::Regression;
    dataset.target = {.name = rise ? "direction" : "return"};
    if (rise) {
        dataset.target.kind = ColumnKind::Category;
        dataset.target.categories = {"down", "up"};
    }
    for (std::int64_t row = 0; row < rows; ++row) {
        const auto now = static_cast<std::size_t>(row + historyOf(options));
        const auto later = now + static_cast<std::size_t>(options.horizon);
        for (const double value : scaledReturns(values, now, options.window))
            store.floats.push_back(static_cast<float>(value));
        if (rise) {
            const double before = values[later - static_cast<std::size_t>(options.average)];
            dataset.target.codes.push_back(values[later] > before ? 1 : 0);
            continue;
        }
        dataset.target.numbers.push_back(std::log(values[later] / values[now]));
        dataset.previous.push_back(0.0);
    }
}

} // namespace

Result<Dataset> windowSeries(const SeriesTable& table, const SeriesOptions& options)
{
    const std::vector<double>& predicted = table.values[table.predicted];
    const std::int64_t rows = std::ssize(predicted) - historyOf(options) - options.horizon;
    if (rows < kFewestWindows) {
        return fail(ErrorCode::SeriesShort, {{"rows", countText(std::ssize(predicted), "row")},
                                             {"window", options.window},
                                             {"horizon", options.horizon}});
    }
    const bool positive =
        std::all_of(predicted.begin(), predicted.end(), [](double value) { return value > 0.0; });
    if (options.target != SeriesTarget::Value && !positive)
        return fail(ErrorCode::SeriesNumbers, {{"name", table.names[table.predicted]}});
    Dataset dataset{.samples = SampleStore{.count = rows}, .order = RowOrder::Time};
    dataset.rowSpan = historyOf(options) + options.horizon + 1;
    if (options.target == SeriesTarget::Value)
        addValueWindows(dataset, table, options, rows);
    else
        addReturnWindows(dataset, table, options, rows);
    return dataset;
}

} // namespace tunescope
