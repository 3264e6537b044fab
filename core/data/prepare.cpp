// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/prepare.h"

namespace tunescope {

Result<std::shared_ptr<const PreparedData>> prepareData(const Dataset& dataset, const Split& split,
                                                        const PreprocessingConfig& config)
{
    const Result<Preprocessor> fitted = Preprocessor::fit(dataset, split.train, config);
    if (!fitted)
        return fail(fitted.error());
    return prepareData(dataset, split, *fitted);
}

Result<std::shared_ptr<const PreparedData>> prepareData(const Dataset& dataset, const Split& split,
                                                        const Preprocessor& preprocessor)
{
    auto data = std::make_shared<PreparedData>();
    data->task = preprocessor.task;
    data->classNames = preprocessor.classNames;
    data->targetOffset = preprocessor.targetOffset;
    data->targetScale = preprocessor.targetScale;
    for (const FittedInput& input : preprocessor.inputs)
        data->inputNames.push_back(input.name);
    data->shape = preprocessor.shape;
    data->target = preprocessor.target;
    data->train = preprocessor.apply(dataset, learnableRows(dataset, split.train));
    data->validation = preprocessor.apply(dataset, split.validation);
    data->stopping = preprocessor.apply(dataset, split.stopping);

    const auto nothing = [&](std::string_view part) {
        return data->target == TargetForm::NextToken
                   ? fail(ErrorCode::PrepareShortText, {{"part", part}, {"steps", data->shape.steps}})
                   : fail(ErrorCode::PrepareNoRows, {{"part", part}});
    };
    if (data->train.size() == 0)
        return nothing("training");
    if (data->validation.size() == 0)
        return nothing("validation");
    if (data->stopping.size() == 0 && !split.stopping.empty())
        return nothing("stopping");
    return std::shared_ptr<const PreparedData>(std::move(data));
}

DataPart prepareRows(const Dataset& dataset, const Preprocessor& preprocessor, const TestRows& rows)
{
    return preprocessor.apply(dataset, rows.rows());
}

} // namespace tunescope
