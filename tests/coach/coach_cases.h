// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/coach/coach_case.h"
#include "tests/support/spaces.h"

#include <cmath>
#include <functional>
#include <map>
#include <memory>
#include <string>

namespace tunescope {

inline constexpr int kCaseEpochs = 30;

/// Three classes, 600 training and 200 validation rows, a search over three settings.
inline StudyCase healthyStudy()
{
    StudyCase study{.metric = "accuracy"};
    study.facts.metricNames = {"accuracy"};
    study.facts.classNames = {"a", "b", "c"};
    study.facts.trainRows = 600;
    study.facts.validationRows = 200;
    study.space = spaceOf({floatSpec("learning_rate", 1e-4, 1e-1, Scale::Log), floatSpec("dropout", 0.0, 0.5),
                           intSpec("units", 8, 128, Scale::Log)});
    study.settings = settingEntries(Task::Classification);
    study.baselines = Baselines{.metric = "accuracy", .constant = 0.34, .linear = 0.85};
    study.probe = DataProbe{.rows = 800,
                            .neighbourScore = 0.88,
                            .neighbourError = std::nan(""),
                            .halfDataScore = 0.87,
                            .confidentConflicts = 0.01,
                            .confidentConflictsLow = 0.0,
                            .confidentRows = 266};
    return study;
}

/// A confusion matrix of `rows` rows a class, a share of each named rightly.
inline ConfusionMatrix confusionWith(const std::vector<int>& rows, const std::vector<double>& recalls)
{
    ConfusionMatrix confusion(static_cast<int>(rows.size()));
    for (std::size_t c = 0; c < rows.size(); ++c) {
        for (int i = 0; i < rows[c]; ++i)
            confusion.add(static_cast<int>(c), i < recalls[c] * rows[c] ? static_cast<int>(c)
                                               : c == 0                 ? 1
                                                                        : 0);
    }
    return confusion;
}

inline ParamSet caseSettings(const std::string& activation = "relu")
{
    return {{"model", std::string("mlp")},
            {"hidden_layers", std::int64_t{2}},
            {"units", std::int64_t{32}},
            {"activation", activation},
            {"init", std::string("auto")},
            {"normalization", std::string("none")},
            {"dropout", 0.1},
            {"optimizer", std::string("adam")},
            {"learning_rate", 1e-3},
            {"schedule", std::string("constant")},
            {"batch_size", std::int64_t{32}},
            {"epochs", std::int64_t{kCaseEpochs}},
            {"weight_decay", 1e-4},
            {"gradient_clip", 0.0},
            {"class_weight", std::string("none")},
            {"label_smoothing", 0.0}};
}

/// Learns quickly, stays a little better on the training part, and is done at the end.
inline TrialCase healthyTrial()
{
    TrialCase trial{.number = 4,
                    .params = {{"learning_rate", 1e-3}, {"dropout", 0.1}, {"units", std::int64_t{32}}},
                    .settings = caseSettings(),
                    .confusion = confusionWith({67, 67, 66}, {0.94, 0.92, 0.95}),
                    .bestEpoch = 25,
                    .value = 0.94,
                    .gap = 0.02};
    CoachCurves& curves = trial.curves;
    for (int epoch = 0; epoch <= kCaseEpochs; ++epoch) {
        const double left = std::exp(-0.35 * epoch);
        curves.validationLoss.push_back(0.2 + 1.0 * left);
        curves.validationMetric.push_back(0.94 - 0.6 * left);
        curves.trainLoss.push_back(epoch == 0 ? std::nan("") : 0.1 + 1.0 * left);
        curves.trainMetric.push_back(epoch == 0 ? std::nan("") : 0.96 - 0.6 * left);
        curves.learningRate.push_back(epoch == 0 ? std::nan("") : 1e-3);
        curves.gradientNorm.push_back(epoch == 0 ? std::nan("") : 0.3 + 2.0 * left);
        if (epoch == 0)
            continue;
        EpochLayers layers{.epoch = epoch};
        for (const char* name : {"dense_1", "dense_3", "dense_5"}) {
            LayerReport layer{.name = name,
                              .updateRatio = 1e-3F,
                              .gradientNorm = 0.5F,
                              .deadShare = 0.05F,
                              .saturatedShare = 0.02F,
                              .limit = 0.5F};
            layer.histogram.fill(10);
            layers.layers.push_back(std::move(layer));
        }
        trial.layers.push_back(std::move(layers));
    }
    return trial;
}

struct SickCase {
    StudyCase study = healthyStudy();
    TrialCase trial = healthyTrial();
};

/// Stops learning at `trained` on the training part and `value` on the validation part.
inline void flatten(TrialCase& trial, double trained, double value, double loss, int from = 1)
{
    for (auto epoch = static_cast<std::size_t>(from); epoch < trial.curves.trainLoss.size(); ++epoch) {
        trial.curves.trainLoss[epoch] = loss;
        trial.curves.validationLoss[epoch] = loss;
        trial.curves.trainMetric[epoch] = trained;
        trial.curves.validationMetric[epoch] = value;
    }
    trial.value = value;
    trial.gap = trained - value;
}

inline void setLayers(TrialCase& trial,
                      const std::function<void(LayerReport&, std::size_t layer, int epoch)>& change)
{
    for (EpochLayers& epoch : trial.layers) {
        for (std::size_t layer = 0; layer < epoch.layers.size(); ++layer)
            change(epoch.layers[layer], layer, epoch.epoch);
    }
}

inline void addPeer(StudyCase& study, double rate, double value)
{
    const int number = static_cast<int>(study.trials.size());
    const ParamSet params{{"learning_rate", rate},
                          {"dropout", 0.5 * (number % 7) / 6.0},
                          {"units", std::int64_t{8 + (number * 37) % 120}}};
    study.trials.push_back({number, TrialState::Complete, params, value});
    study.history.direction = study.direction;
    study.history.trials.push_back(std::make_shared<const TrialRecord>(
        TrialRecord{.number = number, .params = params, .state = TrialState::Complete, .value = value}));
}

/// A search whose scores form a bowl over the logarithm of the rate with its top at 10^centre.
inline void addBowl(StudyCase& study, double centre, double width, int count = 40)
{
    for (int i = 0; i < count; ++i) {
        const double exponent = -4.0 + 3.0 * (i + 0.5) / count;
        addPeer(study, std::pow(10.0, exponent), 0.95 - width * std::pow(exponent - centre, 2));
    }
}

/// One provoked case for every rule, by its name.
inline const std::map<std::string, std::function<void(SickCase&)>>& provocations()
{
    static const std::map<std::string, std::function<void(SickCase&)>> table{
        {"leak",
         [](SickCase& c) {
             c.study.probe->leak =
                 LeakColumn{.column = "outcome", .agreement = 1.0, .others = 0.8, .rows = 800, .exact = true};
         }},
        {"exploding_gradients",
         [](SickCase& c) {
             c.trial.curves.validationLoss[0] = 400.0;
             c.trial.curves.gradientNorm[1] = 900.0;
         }},
        {"learning_rate_too_high",
         [](SickCase& c) {
             for (std::size_t epoch = 1; epoch < c.trial.curves.trainLoss.size(); ++epoch) {
                 c.trial.curves.trainLoss[epoch] = epoch % 2 == 0 ? 0.4 : 0.9;
                 c.trial.curves.validationMetric[epoch] = epoch % 2 == 0 ? 0.9 : 0.7;
             }
         }},
        {"diverged",
         [](SickCase& c) {
             c.trial.state = TrialState::Diverged;
             c.trial.reason = {
                 "diverged",   "At step 40, in epoch 3, the loss was no longer a finite number.",
                 std::nullopt, 3,
                 40,           "loss"};
             c.trial.value.reset();
         }},
        {"vanishing_gradients",
         [](SickCase& c) {
             flatten(c.trial, 0.35, 0.34, 1.09);
             setLayers(c.trial, [](LayerReport& layer, std::size_t at, int) {
                 layer.gradientNorm = at == 0 ? 1e-5F : 0.5F;
                 layer.updateRatio = at == 0 ? 1e-7F : 1e-3F;
             });
         }},
        {"dead_units",
         [](SickCase& c) {
             flatten(c.trial, 0.5, 0.5, 0.9);
             setLayers(c.trial, [](LayerReport& layer, std::size_t at, int) {
                 layer.deadShare = at == 1 ? 0.6F : 0.1F;
             });
         }},
        {"saturated_units",
         [](SickCase& c) {
             flatten(c.trial, 0.5, 0.5, 0.9);
             c.trial.settings = caseSettings("tanh");
             setLayers(c.trial, [](LayerReport& layer, std::size_t at, int) {
                 layer.saturatedShare = at == 0 ? 0.8F : 0.1F;
             });
         }},
        {"learning_rate_too_low",
         [](SickCase& c) {
             flatten(c.trial, 0.4, 0.38, 1.08);
             setLayers(c.trial, [](LayerReport& layer, std::size_t, int) { layer.updateRatio = 1e-5F; });
         }},
        {"class_imbalance",
         [](SickCase& c) {
             c.trial.confusion = confusionWith({160, 30, 10}, {0.99, 0.9, 0.3});
         }},
        {"label_noise",
         [](SickCase& c) {
             c.study.probe->confidentConflicts = 0.2;
             c.study.probe->confidentConflictsLow = 0.15;
             c.study.probe->neighbourScore = 0.75;
             flatten(c.trial, 0.8, 0.76, 0.7, 5);
         }},
        {"too_little_data",
         [](SickCase& c) {
             c.study.facts.trainRows = 30;
             c.study.facts.validationRows = 40;
             c.study.probe->halfDataScore = 0.7;
             flatten(c.trial, 1.0, 0.75, 0.3, 10);
         }},
        {"overfitting",
         [](SickCase& c) {
             for (std::size_t epoch = 10; epoch < c.trial.curves.trainLoss.size(); ++epoch) {
                 c.trial.curves.validationLoss[epoch] = 0.23 + 0.02 * static_cast<double>(epoch - 10);
                 c.trial.curves.trainLoss[epoch] = 0.05 - 0.001 * static_cast<double>(epoch);
             }
         }},
        {"plateau",
         [](SickCase& c) {
             flatten(c.trial, 0.7, 0.68, 0.8);
             for (std::size_t epoch = 1; epoch < 6; ++epoch)
                 c.trial.curves.trainLoss[epoch] = 0.8 + 0.3 / static_cast<double>(epoch * epoch);
         }},
        {"underfitting",
         [](SickCase& c) {
             flatten(c.trial, 0.6, 0.6, 0.9, 3);
             c.trial.settings.set("units", std::int64_t{2});
         }},
        {"class_ignored",
         [](SickCase& c) {
             c.trial.confusion = confusionWith({67, 67, 66}, {0.95, 0.95, 0.03});
         }},
        {"still_learning",
         [](SickCase& c) {
             for (std::size_t epoch = 1; epoch < c.trial.curves.trainLoss.size(); ++epoch) {
                 c.trial.curves.validationMetric[epoch] = 0.34 + 0.018 * static_cast<double>(epoch);
                 c.trial.curves.trainMetric[epoch] = 0.35 + 0.018 * static_cast<double>(epoch);
                 c.trial.curves.validationLoss[epoch] = 1.0 - 0.025 * static_cast<double>(epoch);
                 c.trial.curves.trainLoss[epoch] = 0.98 - 0.025 * static_cast<double>(epoch);
             }
             c.trial.reason.kind = "completed";
         }},
        {"below_baseline",
         [](SickCase& c) {
             for (int i = 0; i < 14; ++i)
                 addPeer(c.study, 1e-3, 0.6 + 0.01 * i);
         }},
        {"tied_with_a_line",
         [](SickCase& c) {
             c.study.task = Task::Regression;
             c.study.metric = "rmse";
             c.study.direction = Direction::Minimize;
             c.study.baselines = Baselines{.metric = "rmse", .constant = 2.0, .linear = 1.0};
             for (int i = 0; i < 14; ++i)
                 addPeer(c.study, 1e-3, 0.99 + 0.1 * i);
         }},
        {"tie",
         [](SickCase& c) {
             for (const double value : {0.94, 0.935, 0.94, 0.5})
                 addPeer(c.study, 1e-3, value);
         }},
        {"edge_of_range", [](SickCase& c) { addBowl(c.study, -0.5, 0.05); }},
        {"narrow_range", [](SickCase& c) { addBowl(c.study, -2.5, 0.3); }},
    };
    return table;
}

} // namespace tunescope
