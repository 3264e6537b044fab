// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/study_store.h"

#include <limits>
#include <string>

namespace tunescope {

/// A configuration that uses every kind of parameter and most options.
inline StudyConfig sampleConfig()
{
    StudyConfig config;
    config.name = "digits, \"coarse\" \xC3\xA4";
    config.seed = 18446744073709551615U;
    config.lag = 4;
    config.data.source = "digits";
    config.data.excludedRows = {3, 17};
    config.protocol.metric = "accuracy";
    config.protocol.splitSeed = 9223372036854775809U;
    config.stage.space =
        SearchSpace::create(
            {{.name = "learning_rate",
              .distribution = FloatRange{.low = 1e-4, .high = 1.0, .scale = Scale::Log, .count = 5}},
             {.name = "optimizer",
              .distribution = ChoiceSet{.choices = {std::string("sgd"), std::string("adam")}},
              .defaultValue = std::string("adam")},
             {.name = "momentum",
              .distribution = FloatRange{.low = 0.0, .high = 0.9, .step = 0.1},
              .when = {{.param = "optimizer", .in = {std::string("sgd")}}}},
             {.name = "units", .distribution = IntRange{.low = 16, .high = 128, .scale = Scale::Log}},
             {.name = "batch_size",
              .distribution = ChoiceSet{.choices = {std::int64_t{16}, std::int64_t{32}}, .ordered = true}}})
            .value();
    config.stage.fixed = {{"epochs", std::int64_t{20}}, {"dropout", 0.0}, {"nesterov", false}};
    config.stage.sampler = {.name = "random"};
    config.stage.pruner = PrunerConfig{.name = "median", .options = {{"n_startup", std::int64_t{5}}}};
    config.stage.budget = {
        .trials = 40, .seconds = 12.5, .rules = {.target = 0.97, .stagnation = 15, .expectedGain = 0.0}};
    config.stage.queue = {{{"learning_rate", 0.01}, {"optimizer", std::string("adam")}}};
    return config;
}

inline StudyFacts sampleFacts()
{
    StudyFacts facts;
    facts.metricNames = {"accuracy", "f1"};
    facts.classNames = {"no", "yes"};
    facts.dataName = "digits";
    facts.rows = 1797;
    facts.dataSha256 = std::string(64, 'a');
    facts.splitSha256 = std::string(64, 'b');
    facts.trainRows = 1078;
    facts.validationRows = 359;
    facts.testRows = 360;
    return facts;
}

inline EngineFacts sampleEngine()
{
    return {.version = "0.1.0", .onednn = "2.6.3", .isa = "avx2", .numerics = "float32"};
}

inline TrialStart sampleStart(int number)
{
    return {.number = number,
            .stage = 0,
            .seed = 18446744073709551615U - static_cast<std::uint64_t>(number),
            .origin = number == 2 ? Origin{.kind = OriginKind::Twin, .of = 1} : Origin{},
            .params = {{"learning_rate", 0.1 * (number + 1)},
                       {"optimizer", std::string("adam")},
                       {"units", std::int64_t{64}}}};
}

inline std::vector<LayerReport> sampleLayers(int epoch)
{
    LayerReport first{.name = "dense_1",
                      .updateRatio = 1e-3F,
                      .gradientNorm = 0.1F * static_cast<float>(epoch),
                      .deadShare = 0.25F,
                      .limit = 0.7F};
    first.histogram = {1, 127, 128, 16'383, 16'384, 4'000'000'000U};
    LayerReport second{.name = "dense_3", .updateRatio = 2e-3F, .gradientNorm = 3.0F};
    second.deadShare = second.saturatedShare = std::numeric_limits<float>::quiet_NaN();
    return {first, second};
}

inline EpochRecord sampleEpoch(int trial, int epoch)
{
    EpochRecord record;
    record.trial = trial;
    record.epoch = epoch;
    if (epoch > 0)
        record.train = PartValues{.loss = 1.0 / epoch, .metrics = {0.5, 0.1 + 0.2}};
    record.validation = {.loss = 1.5 / (epoch + 1),
                         .metrics = {0.75, std::numeric_limits<double>::quiet_NaN()}};
    record.confusion = ConfusionMatrix(2, {5U, 1U, static_cast<std::uint32_t>(epoch), 4'000'000'000U});
    if (epoch > 0)
        record.layers = sampleLayers(epoch);
    record.learningRate = 0.1;
    record.gradientNorm = 2.5;
    record.epochSeconds = 0.004;
    return record;
}

inline TrialOutcome sampleOutcome(int epochs)
{
    TrialOutcome outcome;
    outcome.state = TrialState::Complete;
    outcome.reason = {.kind = "completed", .text = "All epochs were trained.", .epoch = epochs};
    outcome.value = 0.1 + 0.2;
    outcome.lastValue = 0.25;
    outcome.bestEpoch = epochs;
    outcome.runs = {
        {.value = 0.1 + 0.2, .lastValue = 0.25, .bestEpoch = epochs, .epochs = epochs, .gap = 0.01}};
    outcome.weights = 9000;
    outcome.flops = 18'000;
    outcome.trialSeconds = 0.08;
    return outcome;
}

/// Starts, reports `epochs` epochs after epoch 0, and tells.
inline void writeTrial(StudyStore& store, int number, int epochs)
{
    store.trialStarted(sampleStart(number));
    for (int epoch = 0; epoch <= epochs; ++epoch)
        store.epochReported(sampleEpoch(number, epoch));
    store.trialTold(number, sampleOutcome(epochs));
}

} // namespace tunescope
