// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/export/import/foreign_study.h"

#include <algorithm>

namespace tunescope {
namespace {

bool hasEverywhere(const ImportedTrials& imported, const std::string& param)
{
    return std::all_of(imported.trials.begin(), imported.trials.end(), [&](const StoredTrial& trial) {
        return trial.state != TrialState::Complete || trial.start.params.contains(param);
    });
}

std::vector<ParamSpec> sharedParams(const ImportedTrials& imported)
{
    std::vector<ParamSpec> params;
    for (const ParamSpec& spec : imported.params) {
        if (hasEverywhere(imported, spec.name))
            params.push_back(spec);
    }
    return params;
}

std::string namesOf(const std::vector<ParamSpec>& params)
{
    std::string names;
    for (const ParamSpec& spec : params)
        names.append(names.empty() ? "" : ", ").append(spec.name);
    return names.empty() ? "it has none" : names;
}

} // namespace

Result<StoredStudy> readForeignStudy(const std::string& path, const ImportOptions& options)
{
    auto imported = readImportedOptuna(path, options);
    if (!imported)
        return fail(imported.error());
    auto space = SearchSpace::create(sharedParams(*imported));
    if (!space)
        return fail(space.error());
    if (space->empty())
        return fail(ErrorCode::ImportNoSetting, {{"path", path}, {"names", namesOf(imported->params)}});
    StoredStudy study;
    study.config.name = imported->path;
    study.config.protocol.metric = imported->metric.empty() ? "value" : imported->metric;
    study.config.protocol.direction = imported->direction.value_or(Direction::Minimize);
    study.config.stage.space = std::move(*space);
    study.stages.push_back({.config = study.config.stage});
    for (StoredTrial& trial : imported->trials) {
        ParamSet known;
        for (const ParamSpec& spec : study.config.stage.space.params()) {
            if (const ParamValue* value = trial.start.params.find(spec.name))
                known.set(spec.name, *value);
        }
        if (!study.config.stage.space.validate(known))
            continue;
        trial.start.params = std::move(known);
        trial.start.stage = 0;
        trial.start.number = static_cast<int>(study.trials.size());
        trial.epochs.clear();
        study.trials.push_back(std::move(trial));
    }
    return study;
}

} // namespace tunescope
