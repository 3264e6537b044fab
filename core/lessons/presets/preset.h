// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metrics/metric_registry.h"
#include "core/study/dataset_summary.h"
#include "core/study/study_config.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tunescope {

inline constexpr std::string_view kPresetFormat = "tunescope.preset/1";

/// Good and bad: one configuration that is known to work, or famous for not working. Range: something to search.
enum class PresetKind { Good, Bad, Range };

/// "good", "bad", "range".
[[nodiscard]] std::string_view presetKindName(PresetKind kind);

/// What running a preset gave.
struct PresetFigure {
    std::string data;          ///< Built-in set that it ran on, with the default protocol.
    std::string metric;        ///< The study's metric.
    std::uint64_t seed = 42;   ///< Of the study.
    int trials = 0;            ///< For good and bad ones: seeds of the same configuration.
    int complete = 0;          ///< The others diverged.
    double lowest = 0.0;       ///< Validation score at the best epoch, complete trials; meaningless without one.
    double highest = 0.0;
    std::string version;       ///< Of the program.

    friend bool operator==(const PresetFigure&, const PresetFigure&) = default;
};

/// A stage of a search with a comment: known-good and famous-bad configurations, and ranges worth searching.
struct Preset {
    std::string id;    ///< Small letters, digits and hyphens.
    std::string title;
    /// For which data: names of built-in sets, paths of files, and the words of presetDataKinds().
    std::vector<std::string> fits;
    PresetKind kind = PresetKind::Range;
    std::string why;   ///< At most 60 words.
    SearchSpace space;
    ParamSet fixed;
    std::optional<SamplerConfig> sampler = std::nullopt; ///< What is left out stays as the search has it.
    std::optional<std::optional<PrunerConfig>> pruner = std::nullopt; ///< Null in the file: no rule.
    std::optional<Budget> budget = std::nullopt;
    std::optional<PresetFigure> measured = std::nullopt;
    std::string file = {}; ///< Where it was read from.

    friend bool operator==(const Preset&, const Preset&) = default;
};

/// "tabular", "image", "sequence", "text", "segmentation", "anomaly".
[[nodiscard]] const std::vector<std::string>& presetDataKinds();
/// The kinds that data are of, by the models that can read them: pictures in a table are tabular and image.
[[nodiscard]] std::vector<std::string> presetKindsOf(const DatasetFacts& facts);

/// Whether a preset is for these data. Settings after a built-in name ("moons:noise=0.2") make no difference.
[[nodiscard]] bool presetFits(const Preset& preset, const std::string& source, const DatasetFacts& facts);

/// The stage that the preset makes of one: its settings replace all of the stage's, nothing is queued.
[[nodiscard]] StageConfig presetStage(const Preset& preset, const StageConfig& base);

/// A whole study of it on that data set, ready for StudyService::create(), with the default protocol.
[[nodiscard]] StudyConfig presetStudy(const Preset& preset, const std::string& source);

/// The built-in set on which a preset is tried when none is named: that of its figure, or the first it names; empty
/// if there is none.
[[nodiscard]] std::string presetData(const Preset& preset);

} // namespace tunescope
