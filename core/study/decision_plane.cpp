// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/decision_plane.h"

#include "core/study/trial_replay.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace tunescope {
namespace {

constexpr double kBeyond = 0.05;

/// Even places over what the part's rows reach, and a little beyond.
std::vector<double> placesOver(const std::vector<double>& values, const PreparedData& data, int side)
{
    double low = std::numeric_limits<double>::infinity(), high = -low;
    for (const DataPart* part : {&data.train, &data.validation}) {
        for (const std::int64_t row : part->rows) {
            const double value = values[static_cast<std::size_t>(row)];
            if (std::isfinite(value)) {
                low = std::min(low, value);
                high = std::max(high, value);
            }
        }
    }
    const double room = kBeyond * std::max(high - low, 1e-9);
    std::vector<double> places;
    for (int i = 0; i < side; ++i)
        places.push_back(low - room + (high - low + 2 * room) * i / (side - 1.0));
    return places;
}

int likeliest(const std::vector<float>& probabilities, std::size_t index, int classes)
{
    const auto first =
        probabilities.begin() + static_cast<std::ptrdiff_t>(index * static_cast<std::size_t>(classes));
    return static_cast<int>(std::max_element(first, first + classes) - first);
}

void addPoints(DecisionPlane& plane, const DataPart& part, const PartPrediction& answers, const Column& x,
               const Column& y, bool isValidation)
{
    for (std::size_t i = 0; i < part.rows.size(); ++i) {
        const auto row = static_cast<std::size_t>(part.rows[i]);
        plane.points.push_back({part.rows[i], x.numbers[row], y.numbers[row], part.trueClass[i],
                                likeliest(answers.probabilities, i, plane.classes), isValidation});
    }
}

} // namespace

Result<DecisionPlane> decisionPlane(const StudyService& service, int trial, int epoch, int side,
                                    std::stop_token stop)
{
    DecisionPlane plane;
    const StudySnapshotPtr snapshot = service.snapshot();
    const std::shared_ptr<const Dataset> dataset = service.dataset();
    if (!snapshot || !dataset || trial < 0 || static_cast<std::size_t>(trial) >= snapshot->size())
        return fail(ErrorCode::NoSuchTrial,
                    {{"trial", trial}, {"last", snapshot ? static_cast<int>(snapshot->size()) - 1 : -1}});
    const TrialSnapshot& own = snapshot->trial(static_cast<std::size_t>(trial));
    plane.trial = trial;
    plane.epoch = epoch > 0 ? epoch : own.bestEpochSoFar;
    if (plane.epoch <= 0 || plane.epoch > own.finishedEpochs())
        return fail(ErrorCode::TrialHasNoEpochs, {{"trial", trial}});
    if (dataset->samples || dataset->task != Task::Classification)
        return plane;
    auto objective = TrainingObjective::create(*snapshot->config, dataset);
    if (!objective)
        return fail(objective.error());
    const ParamSet& fixed = snapshot->stages[static_cast<std::size_t>(own.start.stage)]->fixed;
    const auto trained = replayTrained(**objective, own.start, fixed, 1, stop);
    if (!trained)
        return fail(trained.error());
    const std::vector<FittedInput>& inputs = trained->preprocessor.inputs;
    const bool isPlane = inputs.size() == 2 && inputs[0].kind == InputKind::Number &&
                         inputs[1].kind == InputKind::Number &&
                         trained->preprocessor.target == TargetForm::OneClass;
    if (!isPlane)
        return plane;
    const Column& x = dataset->features[inputs[0].column];
    const Column& y = dataset->features[inputs[1].column];
    plane.xName = x.name;
    plane.yName = y.name;
    const auto ask = [&](Trainer& trainer, const PreparedData& data) -> Result<void> {
        plane.classes = static_cast<int>(data.classNames.size());
        plane.columns = placesOver(x.numbers, data, side);
        plane.rows = placesOver(y.numbers, data, side);
        DataPart places;
        places.inputs = Tensor(Shape{std::int64_t{side} * side, 2});
        float* values = places.inputs.data();
        for (const double up : plane.rows) {
            for (const double across : plane.columns) {
                places.rows.push_back(static_cast<std::int64_t>(places.rows.size()));
                *values++ = static_cast<float>((across - inputs[0].offset) / inputs[0].scale);
                *values++ = static_cast<float>((up - inputs[1].offset) / inputs[1].scale);
            }
        }
        plane.probabilities = trainer.predict(places).probabilities;
        addPoints(plane, data.train, trainer.predict(data.train), x, y, false);
        addPoints(plane, data.validation, trainer.predict(data.validation), x, y, true);
        return {};
    };
    if (const auto replayed = replayTo(**objective, own.start, fixed, plane.epoch, stop, ask); !replayed)
        return fail(replayed.error());
    return plane;
}

} // namespace tunescope
