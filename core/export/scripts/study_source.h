// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/export/scripts/script_source.h"

#include <string>
#include <vector>

namespace tunescope {

/// A searched setting as a script of another library says it, with the conditions under which it exists.
using ScriptSpace = std::vector<ParamSpec>;

/// Everything that "the same study in ..." needs, whatever the library: the latest stage of a study.
struct StudySource {
    ScriptSource base; ///< Data, columns, classes; its config fills in what is not searched.
    ScriptSpace space; ///< Searched settings, parents before children; a range of one value is one choice.
    ParamSet fixed;    ///< Every setting that the training reads and that is not searched.
    ProtocolConfig protocol;
    SamplerConfig sampler;
    std::optional<PrunerConfig> pruner;
    Budget budget;
    std::vector<ParamSet> queue;
    std::uint64_t seed = 0;
    int runs = 1;                   ///< Repeats x folds of a trial.
    std::string splits;             ///< JSON {"splits": [{"repeat", "fold", "train", "validation"}, ...]}.
    std::vector<std::string> notes; ///< What no script says as the program does, whatever the library.
};

/// Of the study's latest stage; no trial needs to have finished. Errors: those of scriptSource() but for the
/// trial.
[[nodiscard]] Result<StudySource> studySource(const StoredStudy& study, const Dataset& dataset,
                                              ScriptRows rows = ScriptRows::Written);

/// Whether the training of this study can meet a value of a setting other than `off`.
[[nodiscard]] bool isUsed(const StudySource& source, std::string_view setting, const ParamValue& off);

/// The values that a setting can have: its choices if it is searched, otherwise the fixed one. Ranges have
/// none.
[[nodiscard]] std::vector<ParamValue> valuesOf(const StudySource& source, std::string_view setting);

/// The values of a grid: those of gridValues(), with the counts that the study's own grid has.
[[nodiscard]] std::vector<ParamValue> gridOf(const StudySource& source, const ParamSpec& spec);

} // namespace tunescope
