// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/run/synthetic_study.h"

#include "core/base/rng.h"

#include <algorithm>
#include <cmath>

namespace tunescope::ui {
namespace {

/// The rows of every matrix in order: all 0s, all 1s, ...
PredictionSet predictionsOf(const StudySnapshot& study, int trial, int epoch)
{
    const TrialSnapshot& snapshot = study.trial(static_cast<std::size_t>(trial));
    const auto at = static_cast<std::size_t>(std::clamp(epoch, 1, std::max(1, snapshot.finishedEpochs())));
    PredictionSet set{.trial = trial, .epoch = static_cast<int>(at), .classes = 10};
    Rng rng(Purpose::Generator, 99, {static_cast<std::uint64_t>(trial), at});
    const double accuracy =
        at < snapshot.curves.validationMetric.size() ? double(snapshot.curves.validationMetric[at]) : 0.5;
    for (std::int64_t row = 0; row < 360; ++row) {
        const auto truth = static_cast<std::int32_t>(row / 36);
        Rng sample(Purpose::Noise, 5,
                   {static_cast<std::uint64_t>(row)}); // Some rows are hard for every trial.
        const bool isRight = 0.6 * sample.uniform() + 0.4 * rng.uniform() < accuracy * 0.94;
        const auto read = isRight ? truth
                                  : static_cast<std::int32_t>(
                                        truth == 8 ? 1 : (truth + 1 + static_cast<int>(rng.below(8))) % 10);
        set.rows.push_back(row);
        set.trueClass.push_back(truth);
        set.predictedClass.push_back(read);
        const auto sure = float(0.5 + 0.45 * rng.uniform());
        for (std::int32_t c = 0; c < 10; ++c)
            set.probabilities.push_back(c == read    ? sure
                                        : c == truth ? 0.7F * (1.0F - sure)
                                                     : 0.3F * (1.0F - sure) / (read == truth ? 9.0F : 8.0F));
    }
    return set;
}

PredictionSet regressionOf(int trial, int epoch)
{
    PredictionSet set{.trial = trial, .epoch = epoch, .classes = 0};
    Rng rng(Purpose::Generator, 3);
    for (std::int64_t row = 0; row < 88; ++row) {
        const double truth = 40 + 300 * rng.uniform();
        set.rows.push_back(row);
        set.trueValue.push_back(float(truth));
        set.predictedValue.push_back(float(90 + 0.5 * truth + 40 * rng.normal()));
    }
    return set;
}

RowView rowView(std::int64_t row)
{
    RowView view{.row = row, .target = std::to_string(row / 36)};
    Rng rng(Purpose::Generator, 17, {static_cast<std::uint64_t>(row)});
    const double digit = double(row / 36);
    for (int y = 0; y < 8; ++y) {
        for (int x = 0; x < 8; ++x) {
            const double ring = std::hypot(x - 3.5 + 0.3 * std::sin(digit), y - 3.5);
            const double ink =
                std::exp(-std::pow(ring - 2.0 - 0.1 * digit, 2.0)) * (std::cos(digit + y) > -0.4 ? 1.0 : 0.2);
            view.pixels.push_back(float(std::clamp(ink + 0.15 * rng.normal(), 0.0, 1.0)));
        }
    }
    return view;
}

} // namespace

TrialDataSource syntheticData(std::shared_ptr<const StudySnapshot> study)
{
    TrialDataSource source;
    source.confusion = [study](const char*, int trial, int epoch,
                               const TrialDataSource::Answer<ConfusionMatrix>& answer) {
        const auto& metric = study->trial(static_cast<std::size_t>(trial)).curves.validationMetric;
        const double accuracy = double(metric[std::min(static_cast<std::size_t>(epoch), metric.size() - 1)]);
        answer(syntheticConfusion(std::isfinite(accuracy) ? accuracy : 0.1,
                                  static_cast<unsigned>(trial * 100 + epoch)));
    };
    source.predictions = [study](const char*, int trial, int epoch,
                                 const TrialDataSource::Answer<PredictionSet>& answer) {
        answer(study->facts->classNames.empty() ? regressionOf(trial, epoch)
                                                : predictionsOf(*study, trial, epoch));
    };
    source.rows = [](const char*, const std::vector<std::int64_t>& rows,
                     const TrialDataSource::Answer<std::vector<RowView>>& answer) {
        std::vector<RowView> views;
        std::transform(rows.begin(), rows.end(), std::back_inserter(views), rowView);
        answer(std::move(views));
    };
    return source;
}

} // namespace tunescope::ui
