// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/direction.h"
#include "core/base/result.h"
#include "core/data/data_spec.h"
#include "core/search/stopping.h"
#include "core/space/search_space.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace tunescope {

enum class ProtocolKind { Holdout, KFold, TimeOrdered, Grouped };

/// One more number that a configuration is judged by.
struct ObjectiveSpec {
    std::string metric;
    Direction direction = Direction::Minimize; ///< Follows from the metric.

    friend bool operator==(const ObjectiveSpec&, const ObjectiveSpec&) = default;
};

/// How a configuration is judged. Values compare only inside one protocol.
struct ProtocolConfig {
    ProtocolKind kind = ProtocolKind::Holdout;
    double validation = 0.2; ///< Shares of all rows, 0..1.
    double test = 0.2;
    double stopping = 0.0;   ///< Share of the training part set aside for early stopping; 0 = the validation part stops.
    bool stratified = true;
    int folds = 5;           ///< KFold, TimeOrdered.
    std::int64_t gap = 0;    ///< Rows left out between parts that follow each other in time.
    std::string by = {};     ///< Grouped: the column whose values stay in one part.
    int repeats = 1;
    std::string metric;      ///< Empty = accuracy or rmse, whatever the task is; resolved when the study is created.
    Direction direction = Direction::Maximize; ///< Follows from the metric.
    /// Objectives beside `metric`, which comes first: a metric of the epochs, at the best epoch by `metric`, or a
    /// number of the whole trial (train_seconds, weights, flops).
    std::vector<ObjectiveSpec> further = {};
    std::optional<std::uint64_t> splitSeed = std::nullopt; ///< Default: the study's seed.

    friend bool operator==(const ProtocolConfig&, const ProtocolConfig&) = default;
};

/// Whether a protocol of this kind trains once a fold.
[[nodiscard]] inline bool hasFolds(ProtocolKind kind)
{
    return kind == ProtocolKind::KFold || kind == ProtocolKind::TimeOrdered;
}

struct SamplerConfig {
    std::string name = "random";
    ParamSet options = {};

    friend bool operator==(const SamplerConfig&, const SamplerConfig&) = default;
};

struct PrunerConfig {
    std::string name = "median";
    ParamSet options = {};

    friend bool operator==(const PrunerConfig&, const PrunerConfig&) = default;
};

/// A part of a study ends when its trials are told, its seconds of running are over, or one of its rules holds,
/// whichever is first.
struct Budget {
    std::optional<int> trials = std::nullopt;
    std::optional<double> seconds = std::nullopt;
    StoppingRules rules = {};

    friend bool operator==(const Budget&, const Budget&) = default;
};

/// What a stage searches and how. Immutable once the stage has begun, apart from its budget.
struct StageConfig {
    SearchSpace space;
    ParamSet fixed;
    SamplerConfig sampler;
    std::optional<PrunerConfig> pruner;
    Budget budget;
    std::vector<ParamSet> queue; ///< Trials made by hand, run first, in order.

    friend bool operator==(const StageConfig&, const StageConfig&) = default;
};

/// A study as its spec says it (`tunescope.study/1`): the first stage and everything that never changes.
struct StudyConfig {
    std::string name;
    std::uint64_t seed = 42;
    std::optional<int> lag = std::nullopt; ///< See effectiveLag().
    DataSpec data;
    ProtocolConfig protocol;
    StageConfig stage;

    friend bool operator==(const StudyConfig&, const StudyConfig&) = default;
};

/// The lag of core/README.md "Randomness": the given one, otherwise 8 for history-free samplers and 4 for
/// model-based ones, whatever the number of workers.
[[nodiscard]] int effectiveLag(const StudyConfig& config);

/// Seeds of the parts of a study.
[[nodiscard]] std::uint64_t splitSeedOf(const StudyConfig& config);
[[nodiscard]] std::uint64_t trialSeedOf(std::uint64_t studySeed, int trial);

/// Everything that can be checked without the data: sampler, pruner and their options, a name both in space and
/// fixed, shares, folds, repeats, budget, metric and direction. The first fault.
[[nodiscard]] Result<void> validateStudyConfig(const StudyConfig& config);

} // namespace tunescope
