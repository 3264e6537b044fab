// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/export/import/import_columns.h"

#include "core/export/export_file.h"
#include "core/export/import/foreign_study.h"
#include "core/training/training_params.h"

namespace tunescope {
namespace {

constexpr std::size_t kSamples = 3;

std::vector<ImportColumn> paramColumns(const ImportedTrials& imported)
{
    std::vector<ImportColumn> columns;
    for (const ParamSpec& spec : imported.params) {
        ImportColumn column{.name = spec.name};
        if (findTrainingParam(spec.name) != nullptr) {
            column.meaning = ImportColumn::Meaning::Setting;
            column.setting = spec.name;
        }
        for (const StoredTrial& trial : imported.trials) {
            const ParamValue* value = trial.start.params.find(spec.name);
            if (value != nullptr && column.samples.size() < kSamples)
                column.samples.push_back(paramText(*value));
        }
        columns.push_back(std::move(column));
    }
    return columns;
}

Result<ImportOverview> optunaOverview(const std::string& path, const std::string& study)
{
    const auto studies = optunaStudies(path);
    if (!studies)
        return fail(studies.error());
    ImportOverview overview{.studies = *studies};
    if (studies->empty())
        return fail(ErrorCode::ImportOptunaStudy, {{"path", path}, {"names", "none is there"}});
    const auto imported = readImportedOptuna(path, {.study = study.empty() ? studies->front() : study});
    if (!imported)
        return fail(imported.error());
    overview.hasStudy = imported->config.has_value();
    overview.trials = static_cast<int>(imported->trials.size());
    overview.metric = imported->metric;
    if (!overview.hasStudy)
        overview.columns = paramColumns(*imported);
    return overview;
}

} // namespace

Result<ImportOverview> importOverview(const std::string& path, const std::string& study, const std::string& metric)
{
    const Result<std::string> bytes = readFile(path);
    if (!bytes)
        return fail(bytes.error());
    if (isOptunaStorage(path))
        return optunaOverview(path, study);
    const auto imported = readImport(path, {.metric = metric});
    const bool isChosenLater = !imported && (imported.error().code == ErrorCode::ImportNoValue ||
                                             imported.error().code == ErrorCode::ImportNoSetting);
    if (!imported && !isChosenLater)
        return fail(imported.error());
    ImportOverview overview;
    if (imported) {
        overview.hasStudy = imported->config.has_value();
        overview.trials = static_cast<int>(imported->trials.size());
        overview.metric = imported->metric;
    }
    if (overview.hasStudy)
        return overview;
    auto columns = tableColumns(path, *bytes, metric);
    if (!columns)
        return fail(columns.error());
    overview.isTable = true;
    overview.columns = std::move(*columns);
    return overview;
}

} // namespace tunescope
