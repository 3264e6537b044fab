// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/readers/anomaly_reader.h"

#include "core/base/number_text.h"
#include "core/data/count_text.h"
#include "core/data/readers/csv_reader.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace tunescope {
namespace {

/// The target of every row as it is written; empty where it is missing.
std::vector<std::string> targetTexts(const Column& target)
{
    std::vector<std::string> texts;
    for (const double number : target.numbers)
        texts.push_back(std::isnan(number) ? std::string() : numberText(number));
    for (const std::int32_t code : target.codes)
        texts.push_back(code < 0 ? std::string() : target.categories[static_cast<std::size_t>(code)]);
    return texts;
}

} // namespace

Result<Dataset> readAnomalies(const ReadRequest& request)
{
    const std::size_t equals = request.settings.find('=');
    const std::string key = request.settings.substr(0, equals);
    const std::string value =
        equals == std::string::npos ? std::string() : request.settings.substr(equals + 1);
    if ((key != "anomaly" && key != "normal") || value.empty())
        return fail(ErrorCode::ReaderSettings, {{"text", request.settings}});
    Result<Dataset> dataset = readCsv(request.path, request.import, request.progress);
    if (!dataset)
        return dataset;
    const std::vector<std::string> texts = targetTexts(dataset->target);
    const std::set<std::string> known(texts.begin(), texts.end());
    if (!known.contains(value) || known.size() < 2) {
        constexpr std::size_t kShown = 8;
        const std::vector<std::string> names(known.begin(), known.end());
        return fail(ErrorCode::DataSettingValue,
                    {{"name", request.path.filename().string()},
                     {"setting", key},
                     {"allowed", "one of several values of column “" + dataset->target.name + "” (" +
                                     listText(names, kShown) + ")"},
                     {"value", value}});
    }
    dataset->task = Task::AnomalyDetection;
    dataset->target.kind = ColumnKind::Category;
    dataset->target.numbers.clear();
    dataset->target.codes.clear();
    dataset->target.categories = {"normal", "anomaly"};
    for (const std::string& text : texts)
        dataset->target.codes.push_back((text == value) == (key == "anomaly") ? 1 : 0);
    return dataset;
}

} // namespace tunescope
