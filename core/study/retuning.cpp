// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/retuning.h"

#include "core/data/prepare.h"
#include "core/study/study_data.h"
#include "core/study/trial_replay.h"

#include <algorithm>
#include <map>

namespace tunescope {
namespace {

constexpr std::size_t kWarmTrials = 10;

Error otherData(const DataSpec& data, std::string detail)
{
    return {ErrorCode::RetuneOtherData, {{"source", data.source}, {"detail", std::move(detail)}}};
}

/// The column with the category codes of `model`; unknown categories are missing (-1).
Column withCodesOf(const Column& column, const Column& model)
{
    if (column.kind == ColumnKind::Number)
        return column;
    std::map<std::string, std::int32_t> codes;
    for (std::size_t i = 0; i < model.categories.size(); ++i)
        codes.emplace(model.categories[i], static_cast<std::int32_t>(i));
    Column aligned = column;
    aligned.categories = model.categories;
    for (std::int32_t& code : aligned.codes) {
        const auto known = code < 0 ? codes.end() : codes.find(column.categories[static_cast<std::size_t>(code)]);
        code = known == codes.end() ? -1 : known->second;
    }
    return aligned;
}

/// The new data as if they had been read with the old ones: the same columns in the same order, the same codes.
Result<Dataset> alignedTo(const Dataset& old, const Dataset& dataset, const DataSpec& spec)
{
    if (old.task != dataset.task || old.samples.has_value() != dataset.samples.has_value())
        return fail(otherData(spec, "another task"));
    if (old.samples) {
        if (!(old.samples->shape == dataset.samples->shape) || old.target.categories != dataset.target.categories)
            return fail(otherData(spec, "samples of another shape or other classes"));
        return dataset;
    }
    Dataset aligned = dataset;
    aligned.features.clear();
    for (const Column& wanted : old.features) {
        const auto found = std::find_if(dataset.features.begin(), dataset.features.end(), [&](const Column& column) { return column.name == wanted.name; });
        if (found == dataset.features.end())
            return fail(otherData(spec, "there is no column " + wanted.name));
        if (found->kind != wanted.kind)
            return fail(otherData(spec, "column " + wanted.name + " is of another kind"));
        aligned.features.push_back(withCodesOf(*found, wanted));
    }
    aligned.target = withCodesOf(dataset.target, old.target);
    return aligned;
}

std::vector<const StoredTrial*> bestTrials(const StoredStudy& study)
{
    std::vector<const StoredTrial*> best;
    for (const StoredTrial& trial : study.trials) {
        if (trial.state == TrialState::Complete && trial.outcome.value && !trial.deleted)
            best.push_back(&trial);
    }
    std::stable_sort(best.begin(), best.end(), [&](const StoredTrial* a, const StoredTrial* b) {
        return isBetter(*a->outcome.value, *b->outcome.value, study.config.protocol.direction);
    });
    return best;
}

} // namespace

Result<DataChange> scoreOnOtherData(TrainingObjective& objective, const StoredStudy& study, const DataSpec& data, const std::stop_token& stop)
{
    const auto opened = openCachedDataset(data);
    if (!opened)
        return fail(opened.error());
    const Dataset& old = objective.dataset();
    if ((*opened)->sha256 == old.sha256)
        return fail(ErrorCode::RetuneSameData, {{"source", data.source}, {"found", old.sha256.substr(0, 12)}});
    const std::vector<const StoredTrial*> best = bestTrials(study);
    if (best.empty())
        return fail(ErrorCode::NothingToConfirm);
    const auto aligned = alignedTo(old, **opened, data);
    if (!aligned)
        return fail(aligned.error());
    const StoredTrial& champion = *best.front();
    const ParamSet& fixed = study.stages[static_cast<std::size_t>(champion.start.stage)].config.fixed;
    const auto split = makeSplit(**opened, splitConfigOf(study.config.protocol, splitSeedOf(study.config), data), 0, 0);
    const auto trained = split ? replayTrained(objective, champion.start, fixed, champion.outcome.bestEpoch, stop) : fail(split.error());
    if (!trained)
        return fail(trained.error());
    DataChange change{.oldSha256 = old.sha256, .newSha256 = (*opened)->sha256, .oldRows = old.rows(), .newRows = aligned->rows(),
                      .champion = champion.start.number, .oldValue = *champion.outcome.value};
    std::vector<std::int64_t> rows = split->validation;
    if (aligned->hasClasses() && !aligned->samples)
        change.unknownClassRows = static_cast<std::int64_t>(
            std::erase_if(rows, [&](std::int64_t row) { return aligned->target.codes[static_cast<std::size_t>(row)] < 0; }));
    const DataPart part = trained->preprocessor.apply(*aligned, rows);
    change.scoredRows = part.size();
    const auto ask = [&](Trainer& trainer, const PreparedData& /*data*/) -> Result<void> {
        const PartReport report = trainer.evaluate(part);
        const std::size_t metric = objective.facts().studyMetric;
        change.newValue = metric < report.metrics.size() ? report.metrics[metric] : report.loss;
        return {};
    };
    const auto replayed = replayTo(objective, champion.start, fixed, champion.outcome.bestEpoch, stop, ask);
    return replayed ? Result<DataChange>(change) : fail(replayed.error());
}

StudyConfig retuningSpec(const StoredStudy& study, const DataSpec& data, RetuneStart start)
{
    StudyConfig config = study.config;
    config.name += config.name.empty() ? "new data" : ", new data";
    config.data = data;
    config.stage = study.stages.back().config;
    config.stage.queue.clear();
    if (start == RetuneStart::Cold)
        return config;
    for (const StoredTrial* trial : bestTrials(study)) {
        const bool fits = study.stages[static_cast<std::size_t>(trial->start.stage)].config.fixed == config.stage.fixed &&
                          config.stage.space.validate(trial->start.params).has_value();
        if (fits && config.stage.queue.size() < kWarmTrials)
            config.stage.queue.push_back(trial->start.params);
    }
    return config;
}

} // namespace tunescope
