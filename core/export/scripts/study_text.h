// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/export/scripts/study_source.h"

#include <string>
#include <string_view>
#include <vector>

namespace tunescope {

/// Head comment: which study, which files, how its strategy is said in `library`, and `notes`, one a line.
[[nodiscard]] std::string studyHead(const StudySource& source, const ScriptFiles& files,
                                    std::string_view library, const std::vector<std::string>& notes);

/// SETTINGS = {...}: every setting that is not searched.
[[nodiscard]] std::string settingsText(const StudySource& source);

/// widths(p) in Python: units of each hidden layer.
[[nodiscard]] std::string widthsText(const StudySource& source);

/// learning_rate(p, epoch, step, steps) in Python; empty where the rate is always constant.
[[nodiscard]] std::string rateText(const StudySource& source);
/// Whether rateText() is empty, and whether the plateau rule can be met.
[[nodiscard]] bool hasSchedule(const StudySource& source);
[[nodiscard]] bool hasPlateau(const StudySource& source);

/// ACTIVATIONS-like dictionary `name` of the entries that the study can meet.
struct NamedText {
    std::string_view name;
    std::string_view text;
};
[[nodiscard]] std::string choicesText(const StudySource& source, std::string_view setting,
                                      std::string_view table, const std::vector<NamedText>& entries);

/// `chosen.get("optimizer") in ["sgd"] and ...`; empty for a setting that always exists.
[[nodiscard]] std::string conditionText(const ParamSpec& spec, std::string_view chosen);

/// build(p, x) and train(p, seed, data, report) in PyTorch. Errors: ScriptModel.
[[nodiscard]] Result<std::string> torchTrainer(const StudySource& source);
/// build(p, x) and train(p, seed, data) in Keras. Errors: ScriptModel.
[[nodiscard]] Result<std::string> kerasTrainer(const StudySource& source);
/// What this way of training does not do as the program does.
[[nodiscard]] std::vector<std::string> trainerNotes(const StudySource& source);

/// The number that a trial is judged by in these scripts: "maximize" or "minimize".
[[nodiscard]] std::string directionText(const StudySource& source);

[[nodiscard]] int trialsOf(const StudySource& source);

} // namespace tunescope
